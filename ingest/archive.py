"""The raw-mail archive: bytes by their SHA-256, written once, on disk for good, never changed.

Nothing is removed but what a rule of the configuration has disposed of (gallring).
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import itertools
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from domain.errors import DiskFull, StorageError

_SHA256 = re.compile(r"[0-9a-f]{64}")
_UNFINISHED = ".unfinished"


class FileArchive:
    """Files `raw/ab/abcd….eml` under `root`. Implements `domain.ports.Archive`.

    A file appears under its name only when it is whole and on disk. One that is found not to match its name (a torn
    disk, a hand that edited it) is moved to `corrupt/` and written again. Safe with several processes at once.
    """

    def __init__(self, root: Path) -> None:
        """Makes the folders, and removes what a killed run left unfinished. Errors: StorageError, DiskFull."""
        self._root = root
        self._raw = root / "raw"
        with _told(root):
            _make_folder(self._raw)
            self._remove_unfinished()
            # a killed run may have made folders that are not on disk yet
            for folder in (self._raw, root, root.parent):
                _sync_folder(folder)

    def keep(self, raw: bytes) -> str:
        """Keeps the bytes, on disk for good when this returns; says their SHA-256 in hex. Safe to repeat.

        Errors: DiskFull, StorageError; then nothing is left behind.
        """
        sha256 = hashlib.sha256(raw).hexdigest()
        path = self._path(sha256)
        with _told(path):
            _make_folder(path.parent)
            if not self._holds(path, sha256):
                self._write(path, raw)
            # also for a file that was there: its writer may have been killed between link and fsync
            _sync_folder(path.parent)
        return sha256

    def read(self, sha256: str) -> bytes:
        """Errors: StorageError when the file is missing, or its bytes are not those that were kept."""
        path = self._path(sha256)
        with _told(path):
            raw = path.read_bytes()
        if hashlib.sha256(raw).hexdigest() != sha256:
            raise StorageError(
                f"Filen {path} i mejlarkivet är skadad: innehållet är inte det som togs emot. Återställ den från "
                "säkerhetskopian."
            )
        return raw

    def forget(self, sha256: str) -> bool:
        """Remove the mail for good: it has been disposed of. Whether it was there. Errors: StorageError."""
        path = self._path(sha256)
        with _told(path):
            try:
                path.unlink()
            except FileNotFoundError:
                return False
            _sync_folder(path.parent)
        return True

    def count(self) -> int:
        """How many mails are kept. Errors: StorageError."""
        with _told(self._raw):
            return sum(1 for _ in self._raw.glob("[0-9a-f][0-9a-f]/[0-9a-f]*.eml"))

    def _path(self, sha256: str) -> Path:
        if not _SHA256.fullmatch(sha256):  # it may come from an address typed into the review page
            raise StorageError(f"{sha256[:80]!r} är inte en SHA-256-summa; inget mejl i arkivet kan heta så.")
        return self._raw / sha256[:2] / f"{sha256}.eml"

    def _holds(self, path: Path, sha256: str) -> bool:
        """Whether the file is there and whole; a damaged one is moved out of the way."""
        try:
            found = path.read_bytes()
        except FileNotFoundError:
            return False
        if hashlib.sha256(found).hexdigest() == sha256:
            return True
        self._set_aside(path)
        return False

    def _set_aside(self, path: Path) -> None:
        """Moves a damaged file to `corrupt/`, beside earlier ones of the same name."""
        corrupt = self._root / "corrupt"
        _make_folder(corrupt)
        for number in itertools.count(1):
            with contextlib.suppress(FileExistsError):
                os.link(path, corrupt / f"{path.stem}.{number}.eml")
                break
        _sync_folder(corrupt)
        path.unlink()

    def _write(self, path: Path, raw: bytes) -> None:
        with _unfinished_file(path.parent) as (descriptor, unfinished):
            with open(descriptor, "wb", closefd=False) as file:
                file.write(raw)
            os.fchmod(descriptor, 0o440)
            os.fsync(descriptor)
            with contextlib.suppress(FileExistsError):  # another process was first, with the same bytes
                os.link(unfinished, path)  # unlike rename, never replaces

    def _remove_unfinished(self) -> None:
        for left in self._raw.glob(f"*/.*{_UNFINISHED}"):
            with contextlib.suppress(FileNotFoundError, BlockingIOError), left.open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # BlockingIOError: its writer lives
                left.unlink()


@contextlib.contextmanager
def _unfinished_file(folder: Path) -> Iterator[tuple[int, Path]]:
    """A new file under a name of its own, locked while its writer lives, gone at the end whatever happens."""
    while True:
        descriptor, name = tempfile.mkstemp(prefix=".", suffix=_UNFINISHED, dir=folder)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        if os.fstat(descriptor).st_nlink:
            break
        os.close(descriptor)  # another process took it for a dead one's in the moment before the lock
    path = Path(name)
    try:
        yield descriptor, path
    finally:
        path.unlink(missing_ok=True)
        os.close(descriptor)


def _make_folder(folder: Path) -> None:
    """The folder and those above it; each new name is on disk before anything is put in it."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(mode=0o750, exist_ok=True)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turns the system's errors into ours."""
    try:
        yield
    except OSError as error:
        detail = f" ({error.strerror or error})"
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise DiskFull(
                f"Disken är full: {path} i mejlarkivet kan inte skrivas. Frigör utrymme; mejlet ligger kvar i "
                f"brevlådan och hämtas då.{detail}"
            ) from error
        if isinstance(error, FileNotFoundError):
            raise StorageError(
                f"Filen {path} saknas i mejlarkivet. Återställ den från säkerhetskopian.{detail}"
            ) from error
        if isinstance(error, PermissionError):
            raise StorageError(
                f"Mejlarkivet får inte användas: {path}. Ge tjänstens konto rätt att läsa och skriva där.{detail}"
            ) from error
        raise StorageError(f"Mejlarkivet kan inte användas: {path}. Kontrollera disken.{detail}") from error
