"""A folder of backups: what one says of itself, how it appears whole or not at all, and which are kept."""

from __future__ import annotations

import datetime as dt
import errno
import fcntl
import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from domain.errors import DiskFull, StorageError
from registrator.settings import STOCKHOLM

REGISTER = "register.sqlite3"
ARCHIVE = "archive"
_MANIFEST = "manifest.json"
_UNFINISHED = ".unfinished"
_NAME = re.compile(r"registrator-\d{4}-\d\d-\d\dT\d{6}Z")
_STAMP = "registrator-%Y-%m-%dT%H%M%SZ"
FORMAT = 1
"""Of the folder's layout; a later program may add to it, and raises this when an earlier one could not restore it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup holds. `made_at` is the moment of the register in it (aware), as text in the file.

    `faults` are what was wrong already where it was taken from: it holds all that could be saved.
    """

    format: int
    program: str
    made_at: dt.datetime
    schema: str
    register_sha256: str
    rows: dict[str, int]
    mails: int
    mail_bytes: int
    audit_head: str
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    path: Path
    manifest: Manifest


def read_backup(path: Path) -> Backup:
    """Errors: StorageError when it is no whole backup, or one of a later program."""
    try:
        data = json.loads((path / _MANIFEST).read_text("utf-8"))
        found = int(data["format"])
        if found <= FORMAT:
            made_at = dt.datetime.fromisoformat(data.pop("made_at"))
            faults = tuple(data.pop("faults"))
            return Backup(path=path, manifest=Manifest(**data, made_at=made_at, faults=faults))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StorageError(
            f"{path} är ingen hel säkerhetskopia ({type(error).__name__}). Ange en mapp som »registrator backup« har "
            "gjort; den heter registrator- följt av datum och tid."
        ) from error
    raise StorageError(f"{path} är gjord av en senare version av programmet. Uppgradera programmet först.")


def backups(folder: Path) -> tuple[Backup, ...]:
    """The whole backups in the folder, oldest first; others' files, and what was broken off, are passed over."""
    found = []
    try:
        names = sorted(path.name for path in folder.iterdir() if _NAME.fullmatch(path.name))
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise _translated(error, folder) from error
    for name in names:
        try:
            found.append(read_backup(folder / name))
        except StorageError:
            continue
    return tuple(found)


@contextmanager
def unfinished(folder: Path, now: dt.datetime) -> Iterator[Path]:
    """A folder to fill, for `finish`; removed when it is not finished. One process at a time has it.

    What a killed one left is removed first. Errors: StorageError, DiskFull; also for what fails inside.
    """
    with telling(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    work = folder / f".{now.astimezone(dt.UTC).strftime(_STAMP)}{_UNFINISHED}"
    try:
        with telling(folder):
            _lock(lock, folder)
            for left in folder.glob(f".registrator-*{_UNFINISHED}"):
                shutil.rmtree(left)
            work.mkdir(mode=0o700)
            yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)
        os.close(lock)


def _lock(lock: int, folder: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise StorageError(f"En säkerhetskopiering till {folder} pågår redan. Vänta tills den är klar.") from None


def finish(work: Path, manifest: Manifest) -> Backup:
    """Put the manifest beside what has been filled in, and let the backup appear under its name."""
    path = work.with_name(work.name.removeprefix(".").removesuffix(_UNFINISHED))
    data = asdict(manifest) | {"made_at": manifest.made_at.isoformat()}
    with (work / _MANIFEST).open("w", encoding="utf-8") as file:
        json.dump(data, file, ensure_ascii=False, indent=2)
        file.flush()
        os.fsync(file.fileno())
    if path.exists():
        raise StorageError(f"{path} finns redan. Försök igen om en stund.")
    for below, _, _ in os.walk(work, topdown=False):
        flush_folder(Path(below))
    work.rename(path)
    flush_folder(path.parent)
    return Backup(path=path, manifest=manifest)


def rotate(folder: Path, *, daily: int, weekly: int) -> tuple[Path, ...]:
    """Remove what is neither the last of one of the latest days nor the last of one of the latest weeks.

    Days and weeks that have a backup are counted, Swedish time: a service that stood still for a month loses none.
    """
    there = [one for one in backups(folder) if not one.manifest.faults]
    kept = {*_last_of(there, "%Y-%j", daily), *_last_of(there, "%G-%V", weekly)}
    gone = [one.path for one in there if one.path not in kept]
    for path in gone:
        hidden = path.with_name(f".{path.name}{_UNFINISHED}")  # a removal that is broken off leaves no half backup
        with telling(folder):
            path.rename(hidden)
            shutil.rmtree(hidden)
    return tuple(gone)


def _last_of(there: Iterable[Backup], form: str, most: int) -> list[Path]:
    last = {one.manifest.made_at.astimezone(STOCKHOLM).strftime(form): one.path for one in there}
    return list(last.values())[-most:] if most else []


def write_flushed(path: Path, data: bytes) -> None:
    """The file holds this, on disk for good when this returns, and what it held before if it does not return: a power
    cut leaves no half of it. For our account only (0600). OSError."""
    unfinished = path.with_name(f".{path.name}{_UNFINISHED}")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def telling(folder: Path) -> Iterator[None]:
    """The system's errors as ours."""
    try:
        yield
    except OSError as error:
        raise _translated(error, folder) from error


def _translated(error: OSError, folder: Path) -> StorageError:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DiskFull(f"Disken med {folder} är full. Frigör utrymme och försök igen; inget halvfärdigt är kvar.")
    where = error.filename or folder
    return StorageError(
        f"{where} går inte att läsa eller skriva ({error.strerror or error}). Kontrollera disken och rättigheterna."
    )
