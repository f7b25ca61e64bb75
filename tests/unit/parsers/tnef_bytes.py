"""winmail.dat files written by hand ([MS-OXTNEF])."""

from __future__ import annotations

import struct

SIGNATURE = struct.pack("<IH", 0x223E9F78, 1)


def tnef(*attributes: bytes) -> bytes:
    return SIGNATURE + b"".join(attributes)


def attribute(number: int, data: bytes, level: int = 2) -> bytes:
    return struct.pack("<BII", level, number, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)


def attached(content: bytes, *, title: bytes = b"", name: str = "") -> bytes:
    """The attributes of one file: its title in the code page, its name in Unicode."""
    parts = [attribute(0x00069002, b"\0" * 14)]
    if title:
        parts.append(attribute(0x00018010, title + b"\0"))
    parts.append(attribute(0x0006800F, content))
    if name:
        parts.append(attribute(0x00069005, properties(unicode_property(0x3707, name))))
    return b"".join(parts)


def properties(*encoded: bytes) -> bytes:
    return struct.pack("<I", len(encoded)) + b"".join(encoded)


def unicode_property(number: int, value: str) -> bytes:
    return _sized(0x001F, number, value.encode("utf-16-le") + b"\0\0")


def object_property(number: int, value: bytes) -> bytes:
    return _sized(0x000D, number, value)


def binary_property(number: int, value: bytes) -> bytes:
    return _sized(0x0102, number, value)


def named_property(name: str, value: int) -> bytes:
    """A number under a name instead of a number."""
    encoded = name.encode("utf-16-le") + b"\0\0"
    head = struct.pack("<HH", 0x0003, 0x8001) + b"\0" * 16 + struct.pack("<II", 1, len(encoded))
    return head + encoded + b"\0" * (-len(encoded) % 4) + struct.pack("<I", value)


def _sized(kind: int, number: int, data: bytes) -> bytes:
    return struct.pack("<HHII", kind, number, 1, len(data)) + data + b"\0" * (-len(data) % 4)
