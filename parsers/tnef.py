"""winmail.dat ([MS-OXTNEF]): the files, and the text, that Outlook and Exchange pack into one attachment.

Our own, for a reason: tnefparse 1.4.0 is LGPL and has not been kept since 2021. Every step reads on or stops.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from domain.mail import SkipReason
from parsers import mapi
from parsers.mime_member import Member, OpenedMail
from parsers.mime_text import decode

MAX_ATTACHMENTS = 200
_MAX_PROPERTIES = 5_000

_SIGNATURE = b"\x78\x9f\x3e\x22"
_BODY = 0x0002800C
_OEM_CODE_PAGE = 0x00069007
_MESSAGE_PROPERTIES = 0x00069003
_ATTACHMENT_BEGINS = 0x00069002
_ATTACHMENT_TITLE = 0x00018010
_ATTACHMENT_DATA = 0x0006800F
_ATTACHMENT_PROPERTIES = 0x00069005

_FIXED_SIZES = {0x0002: 4, 0x0003: 4, 0x0004: 4, 0x0005: 8, 0x0006: 8, 0x0007: 8, 0x000A: 4, 0x000B: 4} | {
    0x0014: 8,
    0x0040: 8,
    0x0048: 16,
}
_SIZED = frozenset({mapi.STRING8, mapi.UNICODE, mapi.BINARY, mapi.OBJECT})
_MULTIPLE = 0x1000
_OBJECT_ID = 16
"""Bytes of the interface's id that stand before an embedded object."""


@dataclass(slots=True)
class _File:
    title: bytes = b""
    data: bytes = b""
    values: mapi.Values = field(default_factory=dict)


def open_tnef(content: bytes) -> OpenedMail:
    """Never raises: what can be read is read, and the fault says where it broke off."""
    charset, text, values = "", b"", mapi.Values()
    files: list[_File] = []
    fault = "" if content.startswith(_SIGNATURE) else "winmail.dat without its signature"
    try:
        for attribute, data in _attributes(content):
            if attribute == _OEM_CODE_PAGE and len(data) >= 4:
                charset = f"cp{struct.unpack_from('<I', data)[0]}"
            elif attribute == _BODY:
                text = data
            elif attribute == _MESSAGE_PROPERTIES:
                values.update(_properties(data))
            elif attribute == _ATTACHMENT_BEGINS:
                files.append(_File())
            elif files:
                _fill(files[-1], attribute, data)
    except (struct.error, IndexError, ValueError) as error:
        fault = fault or f"winmail.dat is broken: {error}"
    body = mapi.body_of(values, charset) or decode(text.rstrip(b"\x00"), charset)
    return OpenedMail(
        headers=mapi.headers_of(values, charset), text=body, members=_members(files, charset), fault=fault
    )


def _fill(file: _File, attribute: int, data: bytes) -> None:
    if attribute == _ATTACHMENT_TITLE:
        file.title = data
    elif attribute == _ATTACHMENT_DATA:
        file.data = data
    elif attribute == _ATTACHMENT_PROPERTIES:
        file.values = _properties(data)


def _members(files: list[_File], charset: str) -> Iterator[Member]:
    for number, file in enumerate(files):
        if number >= MAX_ATTACHMENTS:
            yield Member(name="", refused=SkipReason.TOO_LARGE)
            return
        name, declared, shown = mapi.file_values(file.values, charset)
        kind, data = file.values.get(mapi.ATTACH_DATA, (0, b""))
        embedded = data[_OBJECT_ID:] if kind == mapi.OBJECT else data
        content = file.data or embedded
        name = name or decode(file.title.rstrip(b"\x00"), charset)
        if kind == mapi.OBJECT and embedded.startswith(_SIGNATURE):
            yield Member(name=name, mail=open_tnef(embedded))
        elif content:
            yield Member(name=name, content=content, declared=declared, shown=shown)
        else:
            yield Member(name=name, refused=SkipReason.BROKEN)


def _attributes(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Level (1 byte), attribute (4), length (4), data, checksum (2), after a signature of 4 bytes and a key of 2."""
    position = 6
    while position < len(content):
        _, attribute, length = struct.unpack_from("<BII", content, position)
        start = position + 9
        if start + length > len(content):
            raise ValueError("it is cut off")
        yield attribute, content[start : start + length]
        position = start + length + 2


def _properties(data: bytes) -> mapi.Values:
    """The properties of one stream, as far as their types are known to us: an unknown type has an unknown length."""
    found: mapi.Values = {}
    (count,) = struct.unpack_from("<I", data, 0)
    position = 4
    for _ in range(min(count, _MAX_PROPERTIES)):
        kind, number = struct.unpack_from("<HH", data, position)
        position += 4
        if number >= 0x8000:
            position = _after_name(data, position)
        base = kind & ~_MULTIPLE
        if base in _SIZED:
            position, value = _sized(data, position)
            found.setdefault(number, (base, value))
        elif base in _FIXED_SIZES:
            amount = 1
            if kind & _MULTIPLE:
                (amount,) = struct.unpack_from("<I", data, position)
                position += 4
            position += amount * _FIXED_SIZES[base]
        else:
            break
    return found


def _sized(data: bytes, position: int) -> tuple[int, bytes]:
    """Where the values end, and the first of them; each is padded to four bytes."""
    (amount,) = struct.unpack_from("<I", data, position)
    position += 4
    first = b""
    for index in range(amount):
        (length,) = struct.unpack_from("<I", data, position)
        start = position + 4
        if start + length > len(data):
            raise ValueError("a property is cut off")
        if not index:
            first = data[start : start + length]
        position = start + length + -length % 4
    return position, first


def _after_name(data: bytes, position: int) -> int:
    """Behind a named property's name: a GUID, a kind, and a number or a text."""
    kind, value = struct.unpack_from("<II", data, position + 16)
    return int(position + 24 + (value + -value % 4 if kind == 1 else 0))
