"""The door to olefile: storages and streams of OLE2 files (Outlook's .msg, Word's old .doc), within bounds."""

from __future__ import annotations

import io
import struct

import olefile

MAX_ENTRIES = 20_000
"""Streams and storages of one file. A mail to 500 people has some 6,000."""

_HEADER_SIZE = 512


class OleError(Exception):
    """The file cannot be opened; the text is the library's."""


class OleFile:
    """An open OLE2 file. A path is the names from the root; names are compared without regard to case."""

    def __init__(self, content: bytes) -> None:
        """Raises OleError."""
        if not _plausible(content):
            raise OleError("the header promises more sectors than the file has")
        try:
            self._file = olefile.OleFileIO(io.BytesIO(content))
            names = self._file.listdir(streams=True, storages=True)
        except _FAULTS as error:
            raise OleError(f"{type(error).__name__}: {error}") from error
        if len(names) > MAX_ENTRIES:
            raise OleError(f"{len(names)} entries")
        self._children: dict[tuple[str, ...], list[str]] = {}
        self._known: set[tuple[str, ...]] = set()
        for *folder, name in names:
            at = tuple(part.lower() for part in folder)
            self._children.setdefault(at, []).append(name)
            self._known.add((*at, name.lower()))

    def children(self, *path: str) -> tuple[str, ...]:
        """Names of what lies directly in a storage, in the file's order; empty when there is no such storage."""
        return tuple(self._children.get(tuple(part.lower() for part in path), ()))

    def stream(self, *path: str) -> bytes | None:
        """A stream's bytes; None without one, or when it is broken. Never longer than the file."""
        if tuple(part.lower() for part in path) not in self._known:
            return None
        try:
            return bytes(self._file.openstream(list(path)).read())
        except _FAULTS:
            return None


_FAULTS = (
    *(OSError, ValueError, TypeError, IndexError, KeyError, AttributeError, EOFError, OverflowError),
    *(struct.error, RecursionError),
)


def _plausible(content: bytes) -> bool:
    """No more allocation tables than the file has room for: olefile would copy a looping chain of them for hours."""
    if len(content) < _HEADER_SIZE:
        return False
    sector_power = int.from_bytes(content[0x1E:0x20], "little")
    tables = int.from_bytes(content[0x2C:0x30], "little")
    if sector_power not in {9, 12}:
        return False
    sectors = (len(content) >> sector_power) + 1
    return tables <= sectors // (1 << (sector_power - 2)) + 2
