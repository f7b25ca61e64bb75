"""Old Word files: the words that Word shows, always with a doubt."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.document import DocumentText, FailureKind, ReadingFailure
from domain.doubt import Doubt
from parsers.document_builder import Limits
from parsers.legacy_doc import read_doc
from tests.odd_files import looping_ole
from tests.unit.parsers.ole_bytes import ole, word_97

LIMITS = Limits(max_pages=50, max_characters=100_000)
DOC = word_97("§ 87\rbeslutar att avslå anta den\r", struck=(18, 24), headers="Täby kommun\r")


def read(content: bytes) -> DocumentText:
    found = read_doc(content, "0" * 64, LIMITS)
    assert isinstance(found, DocumentText), found
    return found


def kind(content: bytes) -> FailureKind:
    found = read_doc(content, "0" * 64, LIMITS)
    assert isinstance(found, ReadingFailure), found
    return found.kind


def test_headers_and_text_are_read_without_what_is_struck_and_always_with_a_doubt() -> None:
    found = read(DOC)
    assert found.text == "Täby kommun\n\n§ 87\nbeslutar att anta den\f"
    assert found.doubts == (Doubt.TEXT_UNCERTAIN,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Datum\x072015-05-04\x07\x07Plats\x07Kansliet\x07\x07Slut\r", "Datum   2015-05-04\nPlats   Kansliet\nSlut"),
        ("sida \x13 PAGE \x147\x15 av\r", "sida 7 av"),
        ("a\x13 IF \x13 X \x14 1\x15 \x14b\x15c\r", "abc"),
        ("över\x1fens\x1ekommelse\xa03\x0brad\r", "överens-kommelse 3\nrad"),
        ("\U0001f600\r", "\U0001f600"),
    ],
)
def test_signs_of_word(text: str, expected: str) -> None:
    assert read(word_97(text)).text == expected + "\f"


def test_locked_old_and_broken_files_are_named_so() -> None:
    assert kind(word_97("hemligt\r", flags=0x0100)) is FailureKind.LOCKED
    assert kind(word_97("gammalt\r", version=0x68)) is FailureKind.UNSUPPORTED
    assert kind(ole({"WordDocument": b"\xec\xa5\xc1\x00"})) is FailureKind.BROKEN
    assert kind(DOC[:700]) is FailureKind.BROKEN
    assert kind(looping_ole()) is FailureKind.BROKEN
    assert kind(word_97("")) is FailureKind.NO_TEXT


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(DOC) - 5), st.integers(0, 2**32 - 1))
def test_a_damaged_file_gives_a_value(at: int, number: int) -> None:
    damaged = bytearray(DOC)
    struct.pack_into("<I", damaged, at, number)
    read_doc(bytes(damaged), "0" * 64, LIMITS)
