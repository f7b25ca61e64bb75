"""What a child says of a mail comes back as it was; anything else is an error, never a lie."""

from __future__ import annotations

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.document import FailureKind, ReadingFailure
from parsers.document_wire import WireError, dump
from parsers.mail_wire import dump_parts, leaf_in_hand, load_parts, told
from parsers.message import Parts, read_parts
from tests.odd_files import zipped
from tests.unit.parsers.eml import PDF, enclosed, file, mail, text

LOGO = b"GIF89a\x01\x00\x01\x00"
DEEP = mail(text("innerst"))
INNER = mail(text("inne"), file(PDF + b"\n{}", name="inre.pdf"), enclosed(DEEP)).decode()
FULL = mail(
    text("Hej å ä ö"),
    file(zipped(("a/KS.pdf", PDF), ("b.bin", b"\x00")), name="a.zip"),
    file(LOGO, name="logo.gif"),
    enclosed(INNER.encode()),
)


def test_parts_come_back_as_they_were() -> None:
    parts = read_parts(FULL)
    parts = dataclasses.replace(parts, failures=(ReadingFailure(sha256="f", kind=FailureKind.TIMEOUT, detail="x"),))
    assert len(parts.attachments) == 2
    assert parts.skipped
    assert parts.forwarded
    assert parts.deeper
    assert load_parts(told(1) + told(0) + b"".join(dump_parts(parts))) == parts


def test_a_failure_comes_back_with_the_leaf_that_was_in_hand() -> None:
    failure = ReadingFailure(sha256="", kind=FailureKind.MEMORY, detail="ended with exit status 77")
    data = told(1) + told(0) + told(2) + dump(failure)
    assert load_parts(data) == failure
    assert leaf_in_hand(data) == 2
    assert leaf_in_hand(told(1) + told(0) + dump(failure)) == 0
    assert leaf_in_hand(dump(failure)) == 0


def test_a_hash_is_taken_of_the_bytes_and_not_believed() -> None:
    (attachment,) = read_parts(mail(file(PDF, name="a.pdf"))).attachments
    lying = Parts(body="", attachments=(dataclasses.replace(attachment, sha256="0" * 64),))
    loaded = load_parts(b"".join(dump_parts(lying)))
    assert isinstance(loaded, Parts)
    assert loaded.attachments == (attachment,)


def test_files_that_are_cut_off_are_an_error() -> None:
    whole = b"".join(dump_parts(read_parts(FULL)))
    for end in (0, 1, 40, len(whole) - 1):
        with pytest.raises(WireError):
            load_parts(whole[:end])


@given(
    st.binary(max_size=200)
    | st.recursive(st.none() | st.text() | st.integers(), st.lists).map(json.dumps).map(str.encode)
)
def test_other_bytes_are_an_error(data: bytes) -> None:
    with pytest.raises(WireError):
        load_parts(data)
