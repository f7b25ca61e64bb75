"""What [oauth] may say: as what app tokens are asked for, where a mail server wants them in the place of a password."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from registrator.toml_file import STRICT, Text

_ANYBODYS = ("common", "organizations", "consumers")


@dataclass(frozen=True, slots=True, kw_only=True)
class OauthSettings:
    __pydantic_config__ = STRICT
    tenant: str = ""  # the directory's id
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    certificate_file: Path | None = None  # PEM of key and certificate, in the place of a secret
    authority: Text = "https://login.microsoftonline.com"
    scope: Text = "https://outlook.office365.com/.default"
    ca_file: Path | None = None

    @property
    def address(self) -> str:
        """Where the directory gives tokens."""
        return f"{self.authority.rstrip('/')}/{self.tenant}"

    @property
    def host(self) -> str:
        return urlsplit(self.authority).netloc


def oauth_faults(oauth: OauthSettings, *, wanted: bool) -> list[str]:
    """What cannot be so, as "section.key: why". `wanted`: some server is signed in to with tokens."""
    if not wanted:
        given = [key for key in ("tenant", "client_id", "certificate_file") if getattr(oauth, key)]
        return [f'oauth.{key}: betyder inget utan imap.auth = "oauth2" eller smtp.auth = "oauth2"' for key in given]
    faults = [f"oauth.{key}: saknas" for key in ("tenant", "client_id") if not getattr(oauth, key)]
    if oauth.tenant.lower() in _ANYBODYS or "/" in oauth.tenant:
        faults.append("oauth.tenant: ska vara er egen katalogs id (Directory (tenant) ID)")
    address = urlsplit(oauth.authority)
    if address.scheme != "https" or not address.hostname or address.path.strip("/") or address.query:
        faults.append("oauth.authority: ska vara en adress utan sökväg som börjar med https://")
    if not oauth.scope.endswith("/.default"):
        faults.append("oauth.scope: ska sluta med /.default; appens egna behörigheter gäller")
    return faults
