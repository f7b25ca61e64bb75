"""The journal's file: lines that are only ever added, each bound to the one before it, on disk for good once written.

A line is sixteen digits and a JSON text; the digits begin the SHA-256 of the digits of the line before and the text,
so a line that is changed, removed or put in between shows. What is written at once ends with a mark, which is written
when the rest is on disk: what has no mark after it was broken off, and is written again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from domain.journal import JournalMark
from registrator.backup_folder import flush_folder, telling

JOURNAL = "journal.jsonl"
_MARK = b'{"kind": "mark"'
_DIGITS = 16
_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class _End:
    """Where the last mark ends, and what it says."""

    mark: JournalMark
    digits: str
    size: int


class Journal:
    """A journal's file. One process at a time writes the service's own: whoever holds the service's lock."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def last(self) -> JournalMark | None:
        """How far it has come; None when there is none. Errors: StorageError."""
        end = self._end()
        return end.mark if end else None

    def add(self, lines: Sequence[str], mark: JournalMark) -> None:
        """Write the lines, on disk for good when this returns. Errors: StorageError, DiskFull; then it is as before."""
        end = self._end()
        digits, written = (end.digits if end else ""), []
        for line in (*lines, json.dumps({"kind": "mark", **asdict(mark)})):
            digits = _bound(digits, line.encode())
            written.append(f"{digits} {line}\n".encode())
        with telling(self.path):
            new = not self.path.exists()
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            with os.fdopen(handle, "r+b") as file:
                file.truncate(end.size if end else 0)
                file.seek(0, os.SEEK_END)
                # a power cut may leave the end of what was not flushed and not its beginning
                for flushed_at_once in (b"".join(written[:-1]), written[-1]):
                    file.write(flushed_at_once)
                    file.flush()
                    os.fsync(file.fileno())
            if new:
                flush_folder(self.path.parent)

    def read(self, faults: list[str]) -> Iterator[dict[str, Any]]:
        """Every line but the marks, up to the last mark; what is damaged is told in `faults`, in Swedish, and passed
        over. Errors: StorageError."""
        end, digits, place = self._end(), "", 0
        if end is None:
            return
        with telling(self.path), self.path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                place += len(line)
                if place > end.size:
                    return
                text = line[_DIGITS + 1 :].rstrip(b"\n")
                before, digits = digits, line[:_DIGITS].decode("ascii", "replace")
                if digits != _bound(before, text):
                    faults.append(f"Rad {number} i {self.path.name} är skadad eller följer inte på raden före")
                if text.startswith(_MARK):
                    continue
                with suppress(ValueError):
                    yield json.loads(text)

    def _end(self) -> _End | None:
        """The last whole mark, looked for from the end of the file."""
        if not self.path.exists():
            return None
        with telling(self.path), self.path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            tail, place = b"", size
            while place:
                start = max(0, place - _BLOCK)
                file.seek(start)
                tail, place = file.read(place - start) + tail, start
                if found := _last_mark(tail, whole=place == 0):
                    mark, digits, ends = found
                    return _End(mark=mark, digits=digits, size=place + ends)
        return None


def _last_mark(tail: bytes, *, whole: bool) -> tuple[JournalMark, str, int] | None:
    """The last mark in the end of the file, its digits, and where in it the mark ends."""
    ends = tail.rfind(b"\n")
    while ends >= 0:
        begins = tail.rfind(b"\n", 0, ends) + 1
        if begins == 0 and not whole:
            return None
        line = tail[begins:ends]
        if line[_DIGITS + 1 :].startswith(_MARK):
            with suppress(ValueError, TypeError, KeyError):
                said = json.loads(line[_DIGITS + 1 :])
                del said["kind"]
                pairs = {name: tuple((one, other) for one, other in said[name]) for name in ("unsent", "tables")}
                mark = JournalMark(**said | pairs | {"sent": tuple(said["sent"])})
                return mark, line[:_DIGITS].decode(), ends + 1
        ends = begins - 1
    return None


def _bound(before: str, text: bytes) -> str:
    return hashlib.sha256(before.encode() + b" " + text).hexdigest()[:_DIGITS]
