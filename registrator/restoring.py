"""A backup put in place of what is there, or where nothing is: first everything beside it, tried; then by renaming.

From the first rename to the last a mark lies in the folder, and nothing but a new restoration starts while it does: a
service that found half of it would begin an empty register, and read and answer the whole mailbox once more.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from domain.errors import StorageError
from ingest.archive_check import ArchiveCheck, Kept
from registrator.backing_up import copy_flushed, mail_file
from registrator.backup_folder import ARCHIVE, REGISTER, Backup, flush_folder, read_backup, telling, write_flushed
from registrator.config import Config
from registrator.journal import JOURNAL
from registrator.lock import RESTORING
from storage.restoring import Held, is_empty, pour, prepare

_STAGE = ".restoring"
SERVER_TAKEN = (
    "Databasen på servern innehåller redan ett register. Skapa en ny, tom databas, ange den i [storage] database "
    "och kör kommandot igen. Den gamla ligger då kvar."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What was put in place, what became of outgoing mail, and where that which was there before now lies."""

    backup: Backup
    held: Held
    aside: Path | None


def restore(config: Config, path: Path, now: dt.datetime, *, over: bool = False) -> Restored:
    """Restore the backup at `path` as the configuration says; the caller holds the lock (`alone(restoring=True)`).

    `over`: what is there is moved into a folder beside it, never deleted; a database on a server must be empty all the
    same. Errors: StorageError when the backup is not whole, or something is in the way; then nothing is changed.
    """
    backup, place = read_backup(path), _Place(config)
    _try(backup)
    if not place.broken_off and (found := place.occupied()):
        if not over:
            raise StorageError(f"{found} finns redan. Med --over flyttas det som finns undan (inget tas bort).")
        if config.database_file is None and not is_empty(config.database_url):
            raise StorageError(SERVER_TAKEN)
    with telling(place.folder):
        held = place.stage(backup, now)
        aside = place.put(now)
    return Restored(backup=backup, held=held, aside=aside)


def _try(backup: Backup) -> None:
    """Errors: StorageError when the register in it is not as it was written. Its mails are tried while copied."""
    with telling(backup.path), (backup.path / REGISTER).open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != backup.manifest.register_sha256:
            raise StorageError(f"Registret i {backup.path} är skadat. Använd en annan säkerhetskopia.")


class _Place:
    """Where the configuration has the register and the archive."""

    def __init__(self, config: Config) -> None:
        self.folder = config.storage.folder
        self._url, self._file = config.database_url, config.database_file
        self._archive, self._work = self.folder / "archive", self.folder / _STAGE
        near = self._file.parent if self._file else self.folder
        self._register = near / f"{_STAGE}-{REGISTER}"  # on the disk where it is to lie
        self._mark = self.folder / RESTORING

    @property
    def broken_off(self) -> bool:
        """Whether an earlier restoration was: what is there is then half of this one."""
        return self._mark.exists()

    def occupied(self) -> str:
        """What is there already, "" for nothing."""
        if self._file is None:
            if not is_empty(self._url):
                return "Ett register i databasen på servern"
        elif self._file.exists():
            return f"Registret {self._file}"
        return f"Mejlarkivet {self._archive}" if next(ArchiveCheck(self._archive).names(), None) else ""

    def stage(self, backup: Backup, now: dt.datetime) -> Held:
        """All of it beside its place. Nothing that is in use is touched."""
        self._unstage()
        self._work.mkdir(mode=0o700, parents=True)
        shutil.copyfile(backup.path / REGISTER, self._register)
        self._register.chmod(0o600)
        held = prepare(self._register, made_at=backup.manifest.made_at, now=now)
        source, damaged = backup.path / ARCHIVE, []
        for sha256 in ArchiveCheck(source).names():
            target = mail_file(self._work / ARCHIVE, sha256)
            target.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
            copy_flushed(mail_file(source, sha256), target)
            if ArchiveCheck(self._work / ARCHIVE).look(sha256) is not Kept.WHOLE:
                damaged.append(sha256)
        (self._work / ARCHIVE / "raw").mkdir(mode=0o750, parents=True, exist_ok=True)
        if damaged and not backup.manifest.faults:
            self._unstage()
            raise StorageError(
                f"{len(damaged)} mejl i {backup.path} har skadats sedan kopian gjordes (det första är {damaged[0]}). "
                "Använd en annan säkerhetskopia; inget är ändrat."
            )
        for below, _, _ in os.walk(self._work, topdown=False):
            flush_folder(Path(below))
        return held

    def _unstage(self) -> None:
        if self._work.exists():
            shutil.rmtree(self._work)
        self._register.unlink(missing_ok=True)

    def put(self, now: dt.datetime) -> Path | None:
        """Out with what is there, in with what is staged."""
        write_flushed(self._mark, b"restore")
        name = f"undanflyttat-{now.astimezone(dt.UTC):%Y-%m-%dT%H%M%SZ}"
        moved = moved_aside(self._archive, self.folder / name)
        moved_aside(self.folder / JOURNAL, self.folder / name)  # of the register that was
        if self._file:
            for part in (self._file, *(Path(f"{self._file}{end}") for end in ("-wal", "-shm"))):
                moved = moved_aside(part, self._file.parent / name) or moved
        (self._work / ARCHIVE).rename(self._archive)
        if self._file:
            self._register.rename(self._file)
            flush_folder(self._file.parent)
        else:
            pour(self._register, self._url)
        self._unstage()
        flush_folder(self.folder)
        self._mark.unlink()
        flush_folder(self.folder)
        return moved


def moved_aside(path: Path, aside: Path) -> Path | None:
    """Move it into the folder `aside`, under a name that is free there: the folder; None when it was not there."""
    if not path.exists():
        return None
    aside.mkdir(mode=0o700, exist_ok=True)
    for number in itertools.count(1):
        to = aside / (path.name if number == 1 else f"{path.name}.{number}")
        if not to.exists():
            path.rename(to)
            break
    flush_folder(aside)
    flush_folder(aside.parent)
    return aside
