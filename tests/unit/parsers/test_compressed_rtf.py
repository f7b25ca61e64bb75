"""Outlook's compressed RTF: the two examples of the specification, and whatever else may come."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers import compressed_rtf
from parsers.compressed_rtf import MAX_RTF, body_text, unpack

HELLO = bytes.fromhex(
    "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
)
OVERLAPPING = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")


def as_it_is(rtf: bytes) -> bytes:
    return struct.pack("<II4sI", len(rtf) + 12, len(rtf), b"MELA", 0) + rtf


def test_the_examples_of_the_specification_are_unpacked() -> None:
    assert unpack(HELLO) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    assert unpack(OVERLAPPING) == b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"


def test_the_text_of_a_body_is_given_whether_packed_or_not() -> None:
    assert body_text(HELLO, 100) == "hello world"
    assert body_text(as_it_is(b"{\\rtf1\\ansi Hej\\par f\\'f6rvaltningen}"), 100) == "Hej\nförvaltningen"


@pytest.mark.parametrize("packed", [b"", HELLO[:15], HELLO.replace(b"LZFu", b"LZMA"), as_it_is(b"ingen rtf")])
def test_what_cannot_be_unpacked_is_no_text(packed: bytes) -> None:
    assert body_text(packed, 100) == ""


def test_a_bomb_ends_at_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    lengths = range(207 + 8, 207 + 8 + 17 * 800, 17)  # the last byte again, seventeen times
    references = [struct.pack(">H", ((length - 1) % 4096) << 4 | 0xF) for length in lengths]
    runs = [b"\xff" + b"".join(references[at : at + 8]) for at in range(0, 800, 8)]
    bomb = struct.pack("<II4sI", 0, 2**32 - 1, b"LZFu", 0) + b"\x00aaaaaaaa" + b"".join(runs)
    assert len(unpack(bomb)) > 10_000
    monkeypatch.setattr(compressed_rtf, "MAX_RTF", 1_000)
    assert len(unpack(bomb)) == 1_000


@given(st.binary(max_size=300), st.integers(0, 2**32 - 1))
def test_any_bytes_give_some(data: bytes, size: int) -> None:
    assert len(unpack(struct.pack("<II4sI", len(data), size, b"LZFu", 0) + data)) <= MAX_RTF
