"""Containers in a mail: what is taken out, within bounds for the whole mail, and what is said of the rest."""

from __future__ import annotations

import gzip
import hashlib
import io
import zipfile

import pytest

from domain.document import FailureKind, ReadingFailure
from domain.mail import Message, SkipReason
from parsers import mime_walk
from parsers.document_builder import Limits
from parsers.documents import read_document
from parsers.message import read_message
from parsers.mime_archive import MAX_MEMBERS
from parsers.sniff import LOCKED_OFFICE, media_type
from tests.odd_files import climbing_zip, deflate64_zip, encrypted_zip, flat_bomb, nested_bomb, wrap, zipped
from tests.unit.parsers.eml import PDF, file, mail, multipart, text
from tests.unit.parsers.ole_bytes import attachment, message, ole


def read(name: str, content: bytes) -> Message:
    return read_message(wrap(name, content))


def skipped(found: Message) -> set[tuple[str, SkipReason]]:
    return {(part.name, part.reason) for part in found.skipped}


def test_a_small_pdf_does_not_hide_the_container_around_it() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("utdrag.pdf", PDF)
    assert b"%PDF-" in out.getvalue()[:1024]
    assert [a.name for a in read("allt.zip", out.getvalue()).attachments] == ["utdrag.pdf"]


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (flat_bomb(30), "protokoll.txt", SkipReason.TOO_LARGE),
        (encrypted_zip(), "hemligt.pdf", SkipReason.LOCKED),
        (deflate64_zip(), "stor.pdf", SkipReason.UNSUPPORTED),
        (climbing_zip()[:200], "a.zip", SkipReason.BROKEN),
    ],
)
def test_a_member_that_cannot_be_had_gives_its_reason(content: bytes, name: str, reason: SkipReason) -> None:
    assert skipped(read("a.zip", content)) == {(name, reason)}


def test_more_members_than_the_bound_are_told_of() -> None:
    found = read("a.zip", zipped(*((f"{number}.txt", b"Beslut") for number in range(MAX_MEMBERS + 50))))
    assert len(found.attachments) == MAX_MEMBERS
    assert {reason for _, reason in skipped(found)} == {SkipReason.TOO_LARGE}


def test_names_that_climb_out_of_their_folder_are_only_names() -> None:
    names = [a.name for a in read("a.zip", climbing_zip()).attachments]
    assert names
    assert not any("/" in name or "\\" in name or ".." in name for name in names)


def test_archives_in_archives_share_one_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mime_walk, "MAX_UNPACKED", 1_000_000)
    inner = zipped(*((f"{number}.txt", bytes([65 + number]) * 90_000) for number in range(10)))
    found = read("a.zip", zipped(*((f"{number}.zip", inner) for number in range(4))))
    assert 0 < sum(len(a.content) for a in found.attachments) <= 1_000_000
    assert {part.reason for part in found.skipped} == {SkipReason.TOO_LARGE}


def test_a_bomb_of_archives_in_archives_is_too_deep() -> None:
    found = read("42.zip", nested_bomb())
    assert found.attachments == ()
    assert {part.reason for part in found.skipped} == {SkipReason.TOO_DEEP}


def test_a_message_of_outlook_in_an_archive_is_opened() -> None:
    content = zipped(("VB.msg", ole(message("VB", "a@exempel.se", attachment("utdrag.pdf", PDF)))))
    assert [(a.name, a.containers) for a in read("allt.zip", content).attachments] == [
        ("utdrag.pdf", ("allt.zip", "VB.msg"))
    ]


def test_a_locked_office_file_goes_to_its_reader_which_says_so() -> None:
    content = ole({"EncryptionInfo": b"\x04\x00\x04\x00", "EncryptedPackage": b"\0" * 5_000})
    assert media_type(content, name="a.docx") == LOCKED_OFFICE
    assert [a.media_type for a in read("a.docx", content).attachments] == [LOCKED_OFFICE]
    failure = read_document(content, LOCKED_OFFICE, "0" * 64, Limits(max_pages=1, max_characters=9))
    assert isinstance(failure, ReadingFailure)
    assert failure.kind is FailureKind.LOCKED


def test_a_macs_notes_about_a_file_are_no_document() -> None:
    notes = file(b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X", name="utdrag.pdf", kind="application/applefile")
    both = multipart(notes, file(PDF, name="utdrag.pdf"), kind="appledouble", boundary="dubbel")
    found = read_message(mail(text("Hej"), both))
    assert [a.content for a in found.attachments] == [PDF]
    assert skipped(found) == {("utdrag.pdf", SkipReason.DECORATION)}


def test_each_part_has_its_own_hash() -> None:
    found = read_message(mail(text("Hej"), file(PDF, name="a.pdf"), file(b"\x00\x01", name="b.bin")))
    assert [a.sha256 for a in found.attachments] == [hashlib.sha256(PDF).hexdigest()]
    assert [part.sha256 for part in found.skipped] == [hashlib.sha256(b"\x00\x01").hexdigest()]


def test_a_file_in_gzip_is_found_under_its_own_name() -> None:
    found = read("KS § 7.pdf.gz", gzip.compress(PDF[:20]) + gzip.compress(PDF[20:]))
    assert [(a.name, a.content, a.containers) for a in found.attachments] == [("KS § 7.pdf", PDF, ("KS § 7.pdf.gz",))]
    assert (found.skipped, found.faults) == ((), ())


@pytest.mark.parametrize(
    ("packed", "reason"),
    [
        (gzip.compress(bytes(30_000_000)), SkipReason.TOO_LARGE),
        (gzip.compress(PDF)[:-9], SkipReason.BROKEN),
        (b"\x1f\x8b\x08 inget", SkipReason.BROKEN),
        (gzip.compress(bytes(257) + b"ustar" + bytes(300)), SkipReason.ARCHIVE),
    ],
    ids=["bomb", "cut", "broken", "tar"],  # gzip writes the time into its file
)
def test_a_gzip_file_that_cannot_be_had_gives_its_reason(packed: bytes, reason: SkipReason) -> None:
    assert skipped(read("a.tgz", packed)) == {("a.tar", reason)}


def test_gzip_in_gzip_is_opened_only_so_deep() -> None:
    packed = PDF
    for _ in range(20):
        packed = gzip.compress(packed)
    assert {reason for _, reason in skipped(read("a.gz", packed))} == {SkipReason.TOO_DEEP}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.7z", b"7z\xbc\xaf\x27\x1c\x00\x04"),
        ("a.rar", b"Rar!\x1a\x07\x01\x00"),
        ("a.tar.bz2", b"BZh91AY&SY"),
        ("a.xz", b"\xfd7zXZ\x00\x00"),
        ("a.cab", b"MSCF\0\0\0\0" + bytes(30)),
        ("a.tar", bytes(257) + b"ustar\x0000" + bytes(300)),
    ],
)
def test_an_archive_of_another_kind_is_named_so(name: str, content: bytes) -> None:
    assert skipped(read(name, content)) == {(name, SkipReason.ARCHIVE)}
