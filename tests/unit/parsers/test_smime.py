"""Mails and files inside a signature, laid out as RFC 5652 says; with open lengths too, as signers write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.mail import SkipReason
from parsers.message import read_message
from parsers.smime import SIGNED_DATA, is_signed_data, signed_content
from tests.odd_files import wrap
from tests.unit.parsers.eml import PDF, file, multipart, text

DATA = bytes.fromhex("06092a864886f70d010701")


def _der(tag: int, content: bytes) -> bytes:
    if len(content) < 0x80:
        return bytes((tag, len(content))) + content
    size = len(content).to_bytes(3, "big")
    return bytes((tag, 0x83)) + size + content


def _open(tag: int, content: bytes) -> bytes:
    """With a length left open, ended by two zeros (X.690, 8.1.3.6)."""
    return bytes((tag, 0x80)) + content + b"\0\0"


def signed(content: bytes | None, *, pieces: bool = False) -> bytes:
    """A ContentInfo of signed data without certificates; None for a signature of something beside it."""
    if pieces and content is not None:
        halves = (content[: len(content) // 2], content[len(content) // 2 :])
        octets = _open(0xA0, _open(0x24, b"".join(_der(0x04, half) for half in halves)))
        inner = _open(0x30, DATA + octets)
        data = _open(0x30, _der(0x02, b"\x01") + _der(0x31, b"") + inner + _der(0x31, b""))
        return _open(0x30, SIGNED_DATA + _open(0xA0, data))
    octets = b"" if content is None else _der(0xA0, _der(0x04, content))
    data = _der(0x30, _der(0x02, b"\x01") + _der(0x31, b"") + _der(0x30, DATA + octets) + _der(0x31, b""))
    return _der(0x30, SIGNED_DATA + _der(0xA0, data))


@pytest.mark.parametrize("pieces", [False, True])
def test_a_mail_inside_its_signature_is_read_as_the_mail_itself(pieces: bool) -> None:
    inner = multipart(text("Beslutet bifogas."), file(PDF, name="KS.pdf")).encode()
    found = read_message(wrap("smime.p7m", signed(inner, pieces=pieces)))
    assert "Beslutet bifogas." in found.body
    assert [(a.name, a.containers) for a in found.attachments] == [("KS.pdf", ())]
    assert found.skipped == ()
    assert found.forwarded_sender is None


def test_a_file_inside_its_signature_is_taken_out() -> None:
    (found,) = read_message(wrap("Protokoll.pdf.p7m", signed(PDF))).attachments
    assert (found.name, found.content) == ("Protokoll.pdf", PDF)


def test_a_signed_file_whose_name_does_not_say_so_keeps_its_whole_name() -> None:
    (found,) = read_message(wrap("Protokoll.pdf", signed(PDF))).attachments
    assert found.name == "Protokoll.pdf"


def test_a_signature_beside_the_mail_is_only_that() -> None:
    found = read_message(wrap("smime.p7s", signed(None)))
    assert [part.reason for part in found.skipped] == [SkipReason.SIGNATURE]


def test_a_damaged_wrapping_is_told_of() -> None:
    found = read_message(wrap("smime.p7m", signed(PDF)[:-20]))
    assert [part.reason for part in found.skipped] == [SkipReason.BROKEN]


def test_signatures_around_signatures_come_to_an_end() -> None:
    nest = PDF
    for _ in range(200):
        nest = signed(nest)
    assert read_message(wrap("a.p7m", nest)).skipped[-1].reason is SkipReason.TOO_DEEP


@given(st.binary(max_size=200), st.integers(0, 80))
def test_no_bytes_break_the_reading(noise: bytes, at: int) -> None:
    whole = signed(PDF, pieces=True)
    for content in (noise, SIGNED_DATA + noise, whole[:at] + noise + whole[at:]):
        is_signed_data(content)
        assert signed_content(content) is None or isinstance(signed_content(content), bytes)
