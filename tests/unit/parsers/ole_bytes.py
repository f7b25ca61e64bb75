"""OLE2 files written by hand ([MS-CFB], version 3): Outlook's messages and old Word documents for the tests."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Union

Tree = Mapping[str, Union[bytes, "Tree"]]

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_NONE = 0xFFFFFFFF
_CUTOFF = 4096


@dataclass(slots=True)
class _Entry:
    name: str
    kind: int  # 1 storage, 2 stream, 5 root
    content: bytes = b""
    child: int = _NONE
    right: int = _NONE
    start: int = _END
    size: int = 0


@dataclass(slots=True)
class _Writer:
    entries: list[_Entry] = field(default_factory=lambda: [_Entry("Root Entry", 5)])
    sectors: list[bytes] = field(default_factory=list)
    chain: list[int] = field(default_factory=list)

    def add(self, parent: int, tree: Tree) -> None:
        before = _NONE
        for name, content in tree.items():
            number = len(self.entries)
            self.entries.append(_Entry(name, 2, content) if isinstance(content, bytes) else _Entry(name, 1))
            if before == _NONE:
                self.entries[parent].child = number
            else:
                self.entries[before].right = number
            before = number
            if not isinstance(content, bytes):
                self.add(number, content)

    def put(self, content: bytes) -> int:
        """Its first sector."""
        start = len(self.sectors)
        for at in range(0, len(content), 512):
            self.sectors.append(content[at : at + 512].ljust(512, b"\0"))
            self.chain.append(len(self.sectors))
        self.chain[-1] = _END
        return start


def ole(tree: Tree) -> bytes:
    """An OLE2 file of these storages (mappings) and streams (bytes)."""
    writer = _Writer()
    writer.add(0, tree)
    small, small_chain = _small_streams(writer)
    for entry in writer.entries:
        if entry.kind == 2:
            entry.size = len(entry.content)
            if entry.size >= _CUTOFF:
                entry.start = writer.put(entry.content)
    if small:
        writer.entries[0].start, writer.entries[0].size = writer.put(small), len(small)
    small_fat = writer.put(_numbers(small_chain, 128)) if small_chain else _END
    small_fat_size = -(-len(small_chain) // 128)
    directory = writer.put(b"".join(map(_directory_entry, writer.entries)).ljust(512, b"\0"))
    tables = 1
    while len(writer.chain) + tables > 128 * tables:
        tables += 1
    first = len(writer.chain)
    fat = _numbers([*writer.chain, *[_FAT] * tables], 128)
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 0x18, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", header, 0x2C, tables, directory, 0, _CUTOFF, small_fat, small_fat_size, _END, 0, 0)
    struct.pack_into("<109I", header, 0x4C, *(first + n if n < tables else _FREE for n in range(109)))
    return bytes(header) + b"".join(writer.sectors) + fat


def _small_streams(writer: _Writer) -> tuple[bytes, list[int]]:
    """Streams below the cutoff, one after another in pieces of 64 bytes, and their chain."""
    content, chain = b"", list[int]()
    for entry in writer.entries:
        if entry.kind == 2 and 0 < len(entry.content) < _CUTOFF:
            entry.start = len(chain)
            pieces = -(-len(entry.content) // 64)
            chain += [*range(len(chain) + 1, len(chain) + pieces), _END]
            content += entry.content.ljust(64 * pieces, b"\0")
    return content, chain


def _numbers(values: list[int], multiple: int) -> bytes:
    padded = [*values, *[_FREE] * (-len(values) % multiple)]
    return struct.pack(f"<{len(padded)}I", *padded)


def _directory_entry(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<III", _NONE, entry.right, entry.child)
    where = struct.pack("<IQ", entry.start, entry.size)
    return name.ljust(64, b"\0") + struct.pack("<HBB", len(name), entry.kind, 1) + links + b"\0" * 36 + where


def word_97(
    text: str, *, struck: tuple[int, int] = (0, 0), flags: int = 0, headers: str = "", version: int = 0xC1
) -> bytes:
    """A .doc with one piece of UTF-16 text, `struck` a range of its characters that is a tracked deletion."""
    whole = (text + headers).encode("utf-16-le")
    at = 1024
    stream = bytearray(at) + whole
    stream += b"\0" * (-len(stream) % 512)
    sheet = bytearray(512)
    bounds = (at, at + 2 * struck[0], at + 2 * struck[1], at + len(whole))
    struct.pack_into("<4I", sheet, 0, *bounds)
    sheet[16:19] = bytes((0, 200, 0))  # the middle run has properties, at byte 400
    sheet[400:404] = struct.pack("<BHB", 3, 0x0800, 1)
    sheet[511] = 3
    page = len(stream) // 512
    stream += sheet
    characters = len(whole) // 2
    clx = b"\x02" + struct.pack("<I", 16) + struct.pack("<II", 0, characters) + struct.pack("<HIH", 0, at, 0)
    runs = struct.pack("<II", at, at + len(whole)) + struct.pack("<I", page)
    struct.pack_into("<2xH6xH", stream, 0, version, flags | 0x0200)
    struct.pack_into("<8I", stream, 0x4C, len(text.encode("utf-16-le")) // 2, 0, len(headers), 0, 0, 0, 0, 0)
    struct.pack_into("<II", stream, 0x1A2, 0, len(clx))
    struct.pack_into("<II", stream, 0xFA, len(clx), len(runs))
    return ole({"WordDocument": bytes(stream), "1Table": clx + runs})


def message(subject: str, sender: str, *attachments: Tree, body: str = "") -> Tree:
    """The storages of a .msg."""
    streams: dict[str, bytes | Tree] = {
        "__properties_version1.0": b"\0" * 32,
        **text_property(0x0037, subject),
        **text_property(0x5D01, sender),
        **text_property(0x1000, body),
    }
    return streams | {f"__attach_version1.0_#{number:08X}": tree for number, tree in enumerate(attachments)}


def attachment(name: str, content: bytes) -> Tree:
    return {**text_property(0x3707, name), "__substg1.0_37010102": content, "__properties_version1.0": b"\0" * 8}


def attached_message(name: str, inner: Tree) -> Tree:
    return {**text_property(0x3001, name), "__substg1.0_3701000D": inner, "__properties_version1.0": b"\0" * 8}


def text_property(number: int, value: str) -> dict[str, bytes]:
    return {f"__substg1.0_{number:04X}001F": value.encode("utf-16-le")} if value else {}
