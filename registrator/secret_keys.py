"""The secrets of config.toml, each from exactly one place: inline, a file, the environment, systemd's credentials."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

Table = dict[str, Any]


def _no_password(table: Table) -> str:
    return "auth: ”oauth2” behöver inget lösenord; ta bort det" if table.get("auth") == "oauth2" else ""


def _no_smtp_password(table: Table) -> str:
    return _no_password(table) if table.get("username") else "username: saknas; lösenord är angivet"


def _no_oidc_secret(table: Table) -> str:
    return "" if table.get("issuer") else "issuer: saknas; hemlighet är angivet"


def _no_oauth_secret(table: Table) -> str:
    if not table.get("client_id"):
        return "client_id: saknas; klienthemlighet är angiven"
    if table.get("certificate_file"):
        return "certificate_file: klienthemlighet är också angiven; ange bara en av dem"
    return ""


_SECRETS: tuple[tuple[tuple[str, ...], str, str, str, Callable[[Table], str]], ...] = (
    # section, key, its name among systemd's credentials, what it is called; and when it is not needed, the fault to
    # tell if it is given all the same
    (("imap",), "password", "imap-password", "lösenord", _no_password),
    (("imap", "also"), "password", "imap-password", "lösenord", _no_password),  # imap-password-2 and so on
    (("smtp",), "password", "smtp-password", "lösenord", _no_smtp_password),
    (("oauth",), "client_secret", "oauth-client-secret", "klienthemlighet", _no_oauth_secret),
    (("review", "oidc"), "client_secret", "oidc-client-secret", "hemlighet", _no_oidc_secret),
)


def read_secrets(data: Table, folder: Path, environment: Mapping[str, str]) -> list[str]:
    """Put each secret inline in the tables; the faults in Swedish. A section that is absent or no table is left."""
    faults: list[str] = []
    for path, key, credential, called, unneeded in _SECRETS:
        for section, table, number in _tables(data, path):
            if not (why_not := unneeded(table)):
                value, why = _secret(section, table, key, credential + number, called, folder, environment)
                table[key] = value
                faults += why
            elif ways := _ways(table, key):
                faults.append(f"{section}.{why_not}")
                for way in ways:
                    table.pop(way)
    return faults


def usual_files(folder: Path) -> list[Path]:
    """The files beside config.toml that a secret is taken from where nothing else is said: secrets/imap-password-2."""
    return [file for _, _, name, _, _ in _SECRETS for file in sorted((folder / "secrets").glob(f"{name}*"))]


def _tables(data: Table, path: tuple[str, ...]) -> Iterator[tuple[str, Table, str]]:
    """Each table at the path with its name, and what tells it from the others of a list: "imap.also.0", "-2"."""
    table: Any = data
    for step in path:
        table = table.get(step) if isinstance(table, dict) else None
    if isinstance(table, dict):
        yield ".".join(path), table, ""
    elif isinstance(table, list):
        for number, one in enumerate(table):
            if isinstance(one, dict):
                yield f"{'.'.join(path)}.{number}", one, f"-{number + 2}"


def _secret(
    section: str,
    table: dict[str, Any],
    key: str,
    credential: str,
    called: str,
    folder: Path,
    environment: Mapping[str, str],
) -> tuple[str, tuple[str, ...]]:
    ways = _ways(table, key)
    values = {way: str(table.pop(way)) for way in ways}
    if len(ways) > 1:
        return "", (f"{section}: bara en av {', '.join(ways)} får anges",)
    if key in values:
        return values[key], ()
    if name := values.get(f"{key}_env"):
        return environment.get(name, ""), () if environment.get(name) else (
            f"{section}.{key}_env: miljövariabeln {name} saknas eller är tom",
        )
    credentials = environment.get("CREDENTIALS_DIRECTORY")
    if f"{key}_file" in values:
        file = folder / values[f"{key}_file"]
    elif credentials:
        file = Path(credentials) / credential
    elif not os.path.exists(file := folder / "secrets" / credential):  # noqa: PTH110 - False where we may not look
        return "", (f"{section}: {called} saknas; ange {key}_file, {key}_env eller {key}",)
    try:
        return file.read_text("utf-8").rstrip("\r\n"), ()
    except (OSError, UnicodeDecodeError) as error:
        return "", (f"{section}.{key}_file: {file} går inte att läsa ({type(error).__name__})",)


def _ways(table: dict[str, Any], key: str) -> list[str]:
    return [way for way in (key, f"{key}_file", f"{key}_env") if way in table]
