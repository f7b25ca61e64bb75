"""Which files others on this computer can read or change, and what to run about it. Looks at modes only; changes none.

Nothing is refused for it: a service that stood still after a restart in the night would make no secret unread, but
answers would lie unregistered. So it is told: in the log, by `registrator check`, on Drift and to the operator.
"""

from __future__ import annotations

import os
import resource
import stat
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from registrator.secret_keys import usual_files

if TYPE_CHECKING:
    from registrator.config import Config

_PRIVATE = 0o027
_PUBLIC = ("ca_file",)
"""Keys of files that hold no secret."""


def keep_private() -> None:
    """What this process and its children make is closed to others, and a crash leaves no memory on disk."""
    os.umask(os.umask(0) | _PRIVATE)
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, most))


def open_to_others(config: Config, environment: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """A sentence in Swedish, with the command to run, for each path that somebody who is no member of its group can
    read or change: configuration, secrets, register, archive, backups. One that others cannot get to is closed.
    """
    return tuple(dict.fromkeys(_found(config, environment)))


def _found(config: Config, environment: Mapping[str, str]) -> Iterator[str]:
    if file := config.file:
        inline, secrets = _secrets(file, environment)
        yield from _told(file, "Konfigurationen", 0o006 if inline else 0o002, "640")
        for secret in secrets:
            yield from _told(secret, "Hemligheten", 0o006, "640")
    folder = config.storage.folder
    yield from _told(folder, "Mappen", 0o007, "750")
    yield from _told(folder / "review.key", "Nyckeln", 0o006, "600")
    yield from _told(folder / "archive", "Mejlarkivet", 0o007, "750")
    if database := config.database_file:
        for name in (database, *(database.with_name(database.name + more) for more in ("-wal", "-shm"))):
            yield from _told(name, "Registret", 0o006, "600")
    if backups := config.backup.folder:
        yield from _told(backups, "Mappen med säkerhetskopior", 0o007, "700")


def _told(path: Path, what: str, bits: int, mode: str) -> Iterator[str]:
    try:
        found = path.stat().st_mode & bits
        reached = found and all(parent.stat().st_mode & stat.S_IXOTH for parent in path.resolve().parents)
    except OSError:  # not there, or a folder above it is closed to us as well
        return
    if reached:
        can = "ändras" if found & stat.S_IWOTH else "läsas"
        yield f"{what} {path} kan {can} av alla på datorn. Kör: chmod {mode} {path}"


def _secrets(file: Path, environment: Mapping[str, str]) -> tuple[bool, tuple[Path, ...]]:
    """Whether the configuration itself holds a secret, and the files that hold the others."""
    try:
        tables = tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError):  # it was well when we started: whoever edits it is told elsewhere
        return True, ()
    named = list(_keys(tables))
    files = [file.parent / Path(value).expanduser() for key, value in named if _names_secret(key)]
    files += usual_files(file.parent)
    if credentials := environment.get("CREDENTIALS_DIRECTORY"):
        files += sorted(Path(credentials).glob("*"))
    return any(key.endswith(("password", "secret")) for key, _ in named), tuple(files)


def _names_secret(key: str) -> bool:
    return key.endswith("_file") and key not in _PUBLIC


def _keys(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every key with a text for its value, at any depth."""
    for key, value in table.items():
        tables = value if isinstance(value, list) else [value]
        for one in (one for one in tables if isinstance(one, dict)):
            yield from _keys(one)
        if isinstance(value, str):
            yield key, value
