"""The secrets of config.toml, each from exactly one place: inline, a file, the environment, systemd's credentials."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

_SECRETS = (
    # section, key, its name among systemd's credentials, what it is called, and what must be given for it to be needed
    (("imap",), "password", "imap-password", "lösenord", None),
    (("smtp",), "password", "smtp-password", "lösenord", "username"),
    (("review", "oidc"), "client_secret", "oidc-client-secret", "hemlighet", "issuer"),
)


def read_secrets(data: dict[str, Any], folder: Path, environment: Mapping[str, str]) -> list[str]:
    """Put each secret inline in the tables; the faults in Swedish. A section that is absent or no table is left."""
    faults: list[str] = []
    for path, key, credential, called, needed_with in _SECRETS:
        table: Any = data
        for step in path:
            table = table.get(step) if isinstance(table, dict) else None
        if isinstance(table, dict) and (needed_with is None or table.get(needed_with)):
            value, why = _secret(".".join(path), table, key, credential, called, folder, environment)
            table[key] = value
            faults += why
        elif isinstance(table, dict) and _ways(table, key):
            faults.append(f"{'.'.join(path)}.{needed_with}: saknas; {called} är angivet")
            for way in _ways(table, key):
                table.pop(way)
    return faults


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
    else:
        return "", (f"{section}: {called} saknas; ange {key}_file, {key}_env eller {key}",)
    try:
        return file.read_text("utf-8").rstrip("\r\n"), ()
    except (OSError, UnicodeDecodeError) as error:
        return "", (f"{section}.{key}_file: {file} går inte att läsa ({type(error).__name__})",)


def _ways(table: dict[str, Any], key: str) -> list[str]:
    return [way for way in (key, f"{key}_file", f"{key}_env") if way in table]
