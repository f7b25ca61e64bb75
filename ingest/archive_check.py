"""The archive looked through without touching it: what is kept, and whether the bytes are still those that came."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

from domain.errors import StorageError

_FOLDER = re.compile(r"[0-9a-f]{2}")
_FILE = re.compile(r"[0-9a-f]{64}\.eml")
_CHUNK = 1 << 20


class Kept(Enum):
    """How a mail is found in the archive."""

    WHOLE = "whole"
    MISSING = "missing"
    DAMAGED = "damaged"  # the bytes are not those of its name
    UNREADABLE = "unreadable"  # the disk or the rights refuse


class ArchiveCheck:
    """Reads the files of `ingest.archive.FileArchive` under `root`, and makes, moves and removes nothing."""

    def __init__(self, root: Path) -> None:
        self._raw = root / "raw"

    def names(self) -> Iterator[str]:
        """The SHA-256 of every mail that is kept, rising; never more than one folder's in memory.

        Errors: StorageError when a folder cannot be listed. An archive that is not there holds nothing.
        """
        for folder in self._sorted(self._raw, _FOLDER):
            for name in self._sorted(self._raw / folder, _FILE):
                yield name.removesuffix(".eml")

    def look(self, sha256: str) -> Kept:
        """Read the whole file, a piece at a time."""
        found = hashlib.sha256()
        try:
            with (self._raw / sha256[:2] / f"{sha256}.eml").open("rb") as file:
                while piece := file.read(_CHUNK):
                    found.update(piece)
        except FileNotFoundError:
            return Kept.MISSING
        except OSError:
            return Kept.UNREADABLE
        return Kept.WHOLE if found.hexdigest() == sha256 else Kept.DAMAGED

    def _sorted(self, folder: Path, form: re.Pattern[str]) -> list[str]:
        try:
            return sorted(path.name for path in folder.iterdir() if form.fullmatch(path.name))
        except FileNotFoundError:
            return []
        except OSError as error:
            raise StorageError(
                f"Mappen {folder} i mejlarkivet går inte att läsa ({error.strerror or error}). Kontrollera "
                "rättigheterna och disken."
            ) from error
