"""What an opaque signature is wrapped around: an "smime.p7m" holds the whole mail, a "Protokoll.pdf.p7m" the file.

Only read, never checked: who sent the mail is proved by our own server (DMARC), and a PDF by its own signature. Signers
write BER with lengths left open (OpenSSL, Outlook), not only DER, so both are read here (X.690, 8.1; RFC 5652, 5).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
_SEQUENCE, _EXPLICIT, _OCTETS, _OCTETS_IN_PIECES = 0x30, 0xA0, 0x04, 0x24
_MAX_DEPTH = 12
_HEADER = re.compile(rb"\s*(?:content-[a-z-]+|mime-version)\s*:", re.IGNORECASE)


class _Malformed(Exception):
    """Lengths that lead out of the file, or deeper than any signer writes."""


def is_signed_data(content: bytes) -> bool:
    """Whether the bytes begin as a ContentInfo of signed data does."""
    return content[:1] == b"\x30" and SIGNED_DATA in content[:20]


def holds_parts(content: bytes) -> bool:
    """Whether what was signed is a part of a mail, with headers of its own, and not a file."""
    return bool(_HEADER.match(content))


def signed_content(content: bytes) -> bytes | None:
    """The bytes that were signed, b"" for a signature of something that lies beside it; None when they are damaged."""
    try:
        info = _inside(content, 0, len(content), _SEQUENCE)
        data = _inside(content, *_nth(content, *info, 1)[1:3], _SEQUENCE)
        encapsulated = _nth(content, *data, 2)
        found = list(_elements(content, encapsulated[1], encapsulated[2]))
        if len(found) < 2 or found[1][0] != _EXPLICIT:
            return b""
        return b"".join(_octets(content, found[1][1], found[1][2], 0))
    except (_Malformed, IndexError):
        return None


def _octets(data: bytes, start: int, end: int, depth: int) -> Iterator[bytes]:
    """An octet string whole or in pieces, pieces within pieces."""
    if depth > _MAX_DEPTH:
        raise _Malformed
    for tag, first, last in _elements(data, start, end):
        if tag == _OCTETS:
            yield data[first:last]
        elif tag == _OCTETS_IN_PIECES:
            yield from _octets(data, first, last, depth + 1)
        else:
            raise _Malformed


def _inside(data: bytes, start: int, end: int, tag: int) -> tuple[int, int]:
    """The range inside the first element, which must have this tag."""
    found, first, last = _nth(data, start, end, 0)
    if found != tag:
        raise _Malformed
    return first, last


def _nth(data: bytes, start: int, end: int, number: int) -> tuple[int, int, int]:
    for index, element in enumerate(_elements(data, start, end)):
        if index == number:
            return element
    raise _Malformed


def _elements(data: bytes, start: int, end: int, depth: int = 0) -> Iterator[tuple[int, int, int]]:
    """(tag, first, last) of each element between start and end; an end-of-contents ends the list."""
    position = start
    while position < end and data[position : position + 2] != b"\0\0":
        tag = data[position]
        first, last, position = _extent(data, position, end, depth)
        yield tag, first, last


def _extent(data: bytes, position: int, end: int, depth: int) -> tuple[int, int, int]:
    """Where an element's content begins and ends, and where the next element begins."""
    length, first = data[position + 1], position + 2
    if length == 0x80:  # open: as far as its elements go
        if depth > _MAX_DEPTH:
            raise _Malformed
        last = first
        while data[last : last + 2] != b"\0\0":
            _, _, last = _extent(data, last, end, depth + 1)
        if last + 2 > end:
            raise _Malformed
        return first, last, last + 2
    if length > 0x84:
        raise _Malformed
    if length > 0x80:
        size = length - 0x80
        length, first = int.from_bytes(data[first : first + size], "big"), first + size
    if first + length > end:
        raise _Malformed
    return first, first + length, first + length
