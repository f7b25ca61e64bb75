"""Files in zip archives: taken out only within bounds, with a verdict for each member. One door to zipfile."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from domain.mail import SkipReason
from parsers.mime_text import decode

MAX_MEMBERS = 200
MAX_TOTAL = 200_000_000
"""Bytes that all members of one archive may come to."""
MAX_MEMBER = 100_000_000
MAX_RATIO = 200
"""How many times larger a member may be than it lies packed, once it is over a megabyte. Text packs 10 to 20 times;
42.zip lives on ratios of 1,000."""

_UTF8_NAME = 0x800
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One file of an archive: its bytes, or the reason why they could not be had."""

    name: str
    content: bytes
    refused: SkipReason | None


def members(archive: bytes) -> Iterator[Member]:
    """The files of an archive in its own order; a broken archive gives one broken member without a name."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            yield from _files(opened)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, OverflowError):
        yield Member(name="", content=b"", refused=SkipReason.BROKEN)


def _files(opened: zipfile.ZipFile) -> Iterator[Member]:
    total = 0
    for number, info in enumerate(i for i in opened.infolist() if not i.is_dir()):
        name = _name(info)
        if name.rpartition("/")[2].startswith("._") or name.startswith("__MACOSX/"):
            continue  # a Mac's notes about a file, not a file
        if number >= MAX_MEMBERS:
            yield Member(name=name, content=b"", refused=SkipReason.TOO_LARGE)
            return
        member = _take(opened, info, name, MAX_TOTAL - total)
        total += len(member.content)
        yield member


def _take(opened: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, room: int) -> Member:
    def refuse(reason: SkipReason) -> Member:
        return Member(name=name, content=b"", refused=reason)

    if info.flag_bits & _ENCRYPTED:
        return refuse(SkipReason.LOCKED)
    # What the directory says is not to be believed: reading stops one byte beyond what is allowed.
    allowed = min(MAX_MEMBER, room, max(1_000_000, MAX_RATIO * info.compress_size))
    if info.file_size > allowed:
        return refuse(SkipReason.TOO_LARGE)
    try:
        with opened.open(info) as file:
            content = file.read(allowed + 1)
    except NotImplementedError:  # Deflate64 and other methods that the library does not know
        return refuse(SkipReason.UNSUPPORTED)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError):
        return refuse(SkipReason.BROKEN)
    return refuse(SkipReason.TOO_LARGE) if len(content) > allowed else Member(name=name, content=content, refused=None)


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name. Without the UTF-8 flag zipfile reads it as cp437; Swedish Windows may mean cp850 or UTF-8."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    raw = info.filename.encode("cp437", errors="replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return decode(raw, "cp850")
