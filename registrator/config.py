"""config.toml -> a frozen Config. All faults at once, with the key's name; unknown keys are refused."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from domain.access import is_loopback
from domain.errors import ConfigError
from domain.outgoing import Organisation
from registrator.imap_settings import ImapConfig, imap_faults
from registrator.oauth_settings import OauthSettings, oauth_faults
from registrator.places import INSTALLED, STATE
from registrator.retention_settings import RetentionSettings
from registrator.review_settings import review_faults
from registrator.secret_keys import read_secrets
from registrator.settings import (
    BackupSettings,
    DigestSettings,
    DkimSettings,
    LogSettings,
    NoticeSettings,
    OfficerSettings,
    OperatorSettings,
    OrganisationSettings,
    ReadingSettings,
    ReceiptSettings,
    ReminderSettings,
    ReviewSettings,
    SignatureSettings,
    SmtpConfig,
    StaffSettings,
    StorageSettings,
    SummarySettings,
    TemplateSettings,
    TrustSettings,
)
from registrator.signature_roots import load_roots
from registrator.toml_file import STRICT, read_toml, structure


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything the service is told. Paths are absolute, relative ones counted from the file's folder."""

    __pydantic_config__ = STRICT
    imap: ImapConfig
    smtp: SmtpConfig
    trust: TrustSettings
    oauth: OauthSettings = field(default_factory=OauthSettings)
    organisation: OrganisationSettings = field(default_factory=OrganisationSettings)
    officer: OfficerSettings = field(default_factory=OfficerSettings)
    staff: StaffSettings = field(default_factory=StaffSettings)
    dkim: DkimSettings = field(default_factory=DkimSettings)
    operator: OperatorSettings = field(default_factory=OperatorSettings)
    notices: NoticeSettings = field(default_factory=NoticeSettings)
    templates: TemplateSettings = field(default_factory=TemplateSettings)
    storage: StorageSettings = field(default_factory=StorageSettings)
    backup: BackupSettings = field(default_factory=BackupSettings)
    retention: RetentionSettings = field(default_factory=RetentionSettings)
    reading: ReadingSettings = field(default_factory=ReadingSettings)
    signatures: SignatureSettings = field(default_factory=SignatureSettings)
    digest: DigestSettings = field(default_factory=DigestSettings)
    reminders: ReminderSettings = field(default_factory=ReminderSettings)
    review: ReviewSettings = field(default_factory=ReviewSettings)
    log: LogSettings = field(default_factory=LogSettings)
    summary: SummarySettings = field(default_factory=SummarySettings)
    receipt: ReceiptSettings = field(default_factory=ReceiptSettings)
    file: Path | None = None  # where it was read from: not a key of it

    @property
    def database_url(self) -> str:
        return self.storage.database or f"sqlite:///{self.storage.folder / 'registrator.sqlite3'}"

    @property
    def database_file(self) -> Path | None:
        """Where a SQLite register lies; None for a server's."""
        scheme, _, path = self.database_url.partition(":///")
        return Path(path) if scheme.startswith("sqlite") else None

    @property
    def review_url(self) -> str:
        host = f"[{self.review.host}]" if ":" in self.review.host else self.review.host
        return self.review.url.rstrip("/") or f"http://{host}:{self.review.port}"

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never be shown or logged."""
        return tuple(filter(None, (*_hidden(self), urlsplit(self.storage.database).password)))

    @property
    def sender(self) -> Organisation:
        """Who we are, for templates."""
        return Organisation(
            name=self.organisation.name,
            short_name=self.organisation.short_name,
            mailbox=self.organisation.mailbox,
            officer_name=self.officer.name,
            officer_address=self.officer.address,
            staff=self.staff.addresses or (self.officer.address,),
            operators=self.operator.addresses or self.staff.addresses or (self.officer.address,),
            review_url=self.review_url,
        )


def _hidden(settings: Any) -> Iterator[str]:
    """The values that a settings class keeps out of its repr, in all sections."""
    for one in fields(settings):
        value = getattr(settings, one.name)
        for inner in value if isinstance(value, tuple) else (value,):
            if is_dataclass(inner):
                yield from _hidden(inner)
            elif not one.repr:
                yield str(inner)


def load_config(path: Path, environment: Mapping[str, str] = os.environ) -> Config:
    """Read and validate the file. ConfigError names every fault at once."""
    data = read_toml(path)
    _as_installed(data, path)
    faults = ["file: är en okänd nyckel (felstavad?)"] if data.pop("file", None) is not None else []
    faults += read_secrets(data, path.parent, environment)
    config, structural = structure(data, Config)
    faults += structural
    if config is not None:
        config = replace(_absolute(config, path.parent.resolve()), file=path.resolve())
        faults += _contradictions(config)
    if config is None or faults:
        raise ConfigError(str(path), tuple(faults))
    return config


def _as_installed(data: dict[str, Any], path: Path) -> None:
    """The register of a configuration in /etc lies where Debian has it, for the service and by hand alike."""
    storage = data.setdefault("storage", {})
    if isinstance(storage, dict) and path.parent.resolve() == INSTALLED:
        storage.setdefault("folder", str(STATE))


def _absolute(config: Config, folder: Path) -> Config:
    def at(path: Path | None) -> Path | None:
        return None if path is None else folder / path.expanduser()

    roots = tuple(folder / root.expanduser() for root in config.signatures.roots)
    return replace(
        config,
        imap=replace(
            config.imap,
            ca_file=at(config.imap.ca_file),
            also=tuple(replace(one, ca_file=at(one.ca_file)) for one in config.imap.also),
        ),
        smtp=replace(config.smtp, ca_file=at(config.smtp.ca_file)),
        oauth=replace(
            config.oauth, ca_file=at(config.oauth.ca_file), certificate_file=at(config.oauth.certificate_file)
        ),
        review=replace(config.review, oidc=replace(config.review.oidc, ca_file=at(config.review.oidc.ca_file))),
        dkim=replace(config.dkim, key_file=at(config.dkim.key_file)),
        templates=replace(config.templates, folder=at(config.templates.folder)),
        storage=replace(config.storage, folder=folder / config.storage.folder.expanduser()),
        backup=replace(config.backup, folder=at(config.backup.folder)),
        signatures=replace(config.signatures, roots=roots),
    )


def _contradictions(config: Config) -> list[str]:
    faults = imap_faults(config.imap)
    for key, addresses in (
        ("officer.address", (config.officer.address,)),
        ("staff.addresses", config.staff.addresses),
        ("operator.addresses", config.operator.addresses),
    ):
        if config.organisation.mailbox.lower() in map(str.lower, addresses):
            faults.append(f"{key}: får inte vara brevlådan som läses; våra egna mejl skulle komma in igen")
    if config.smtp.auth == "oauth2" and not config.smtp.username:
        faults.append("smtp.username: saknas; ange brevlådan som mejlen skickas från")
    faults += oauth_faults(config.oauth, wanted=config.imap.by_token or config.smtp.auth == "oauth2")
    faults += _dkim_faults(config)
    faults += _ping_faults(config.operator.ping_url)
    if not config.trust.authserv_ids:
        faults.append("trust.authserv_ids: får inte vara tom; utan den kan inget svar godtas utan granskning")
    faults += review_faults(config.review)
    faults += load_roots(config.signatures.roots)[1]
    if config.digest.time.tzinfo is not None:
        faults.append("digest.time: ska vara utan tidszon; den anges i digest.timezone")
    if config.backup.at.tzinfo is not None:
        faults.append("backup.at: ska vara utan tidszon; den är svensk tid")
    faults += _notice_faults(config.notices)
    return faults


def _dkim_faults(config: Config) -> list[str]:
    """A key is whole or absent, and its domain is that of our sender: otherwise no reader's DMARC would count it."""
    given = {name: getattr(config.dkim, name) for name in ("domain", "selector", "key_file")}
    missing = [name for name, value in given.items() if not value]
    if len(missing) == len(given):
        return []
    faults = [f"dkim.{name}: saknas; ange domain, selector och key_file, eller inget av dem" for name in missing]
    sender = config.organisation.mailbox.rpartition("@")[2]
    if config.dkim.domain and not f".{sender}".endswith(f".{config.dkim.domain}"):
        faults.append(f"dkim.domain: ska vara {sender} eller en domän ovanför, för mejlen kommer därifrån")
    return faults


def _ping_faults(url: str) -> list[str]:
    if not url:
        return []
    try:
        address = urlsplit(url)
        host, _port = address.hostname or "", address.port
    except ValueError:
        return ["operator.ping_url: är ingen adress"]
    if host and (address.scheme == "https" or (address.scheme == "http" and is_loopback(host))):
        return []
    return ["operator.ping_url: ska börja med https://"]


def _notice_faults(notices: NoticeSettings) -> list[str]:
    if notices.opens.tzinfo or notices.closes.tzinfo:
        return ["notices.opens och notices.closes: ska vara utan tidszon; de är svensk tid"]
    return [] if notices.opens < notices.closes else ["notices.closes: ska vara senare än notices.opens"]
