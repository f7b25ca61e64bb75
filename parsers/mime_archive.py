"""Files in zip archives and gzip files: taken out only within bounds, with a verdict for each. One door to zipfile."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from domain.mail import SkipReason
from parsers.mime_member import Member
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
_GZIP = b"\x1f\x8b\x08"
_WITH_HEADER = 31  # zlib's word for: gzip, window of 32 KiB


def members(archive: bytes, room: int = MAX_TOTAL) -> Iterator[Member]:
    """The files of an archive in its own order, `room` bytes of them; a broken archive gives one broken member."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            yield from _files(opened, min(room, MAX_TOTAL))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, OverflowError, struct.error):
        yield Member(name="", refused=SkipReason.BROKEN)


def _files(opened: zipfile.ZipFile, room: int) -> Iterator[Member]:
    for number, info in enumerate(i for i in opened.infolist() if not i.is_dir()):
        name = _name(info)
        if name.rpartition("/")[2].startswith("._") or name.startswith("__MACOSX/"):
            continue  # a Mac's notes about a file, not a file
        if number >= MAX_MEMBERS:
            yield Member(name=name, refused=SkipReason.TOO_LARGE)
            return
        member = _take(opened, info, name, room)
        room -= len(member.content)
        yield member


def _take(opened: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, room: int) -> Member:
    def refuse(reason: SkipReason) -> Member:
        return Member(name=name, refused=reason)

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
    return refuse(SkipReason.TOO_LARGE) if len(content) > allowed else Member(name=name, content=content)


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name. Without the UTF-8 flag zipfile reads it as cp437; Swedish Windows may mean cp850 or UTF-8."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    raw = info.filename.encode("cp437", errors="replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return decode(raw, "cp850")


def gunzipped(packed: bytes, name: str, room: int = MAX_TOTAL) -> Member:
    """The file in a gzip file (RFC 1952), under the name that the gzip file itself bears, without its ending."""
    allowed = min(MAX_MEMBER, room, max(1_000_000, MAX_RATIO * len(packed)))
    inner = re.sub(r"\.(?:gz|gzip)$", "", re.sub(r"\.tgz$", ".tar", name, flags=re.IGNORECASE), flags=re.IGNORECASE)
    content = bytearray()
    rest = packed
    try:
        while rest.startswith(_GZIP):  # several may follow one another and are one file
            unpacker = zlib.decompressobj(wbits=_WITH_HEADER)
            content += unpacker.decompress(rest, allowed + 1 - len(content))
            if len(content) > allowed:
                return Member(name=inner, refused=SkipReason.TOO_LARGE)
            if not unpacker.eof:
                return Member(name=inner, refused=SkipReason.BROKEN)
            rest = unpacker.unused_data
    except zlib.error:
        return Member(name=inner, refused=SkipReason.BROKEN)
    return Member(name=inner, content=bytes(content))
