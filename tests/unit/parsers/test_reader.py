"""Which parts of a mail, and which documents, are given to another process after one has ended."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping

import pytest

from domain.document import FailureKind, ReadingFailure
from domain.mail import Attachment
from parsers import reader as reader_module
from parsers.document_wire import dump
from parsers.isolation import HostFailed
from parsers.mail_wire import dump_parts, told
from parsers.message import read_message, read_parts
from parsers.reader import MAX_CLOSED, LocalReader
from parsers.strikes import MOST
from tests.odd_files import zipped
from tests.unit.parsers.eml import HEADERS, PDF, file, mail, text

KILLED = ReadingFailure(sha256="", kind=FailureKind.TIMEOUT, detail="killed when its time was up")
ARCHIVE = zipped(("ett.pdf", PDF))
MAIL = mail(
    text("Hej!"),
    file(ARCHIVE, name="ett.zip"),
    file(zipped(("två.pdf", PDF + b" ")), name="två.zip"),
    *(file(PDF + b"\n" * n, name=f"{n}.pdf") for n in range(1, 5)),
)
"""Leaf 1 is the text, 2 and 3 the archives, then four documents."""


class FakeHost:
    """Opens mails here, but ends at some leaves (0: before any), as a child that is killed."""

    deadly: Collection[int] = ()
    gone = False
    asked = 0

    def __init__(self, **_: object) -> None:
        self.held: frozenset[str] = frozenset()
        self.documents: list[str] = []

    def open_mail(self, raw: bytes, closed: Mapping[int, ReadingFailure]) -> bytes:
        type(self).asked += 1
        if self.gone:
            raise HostFailed("died")
        if 0 in self.deadly:
            return dump(KILLED)
        for leaf in self.deadly:
            if leaf not in closed:
                return told(1) + told(0) + told(leaf) + dump(KILLED)
        return b"".join(dump_parts(read_parts(raw, closed)))

    def read(self, _content: bytes, _media_type: str, sha256: str, *_: object) -> bytes:
        type(self).asked += 1
        self.documents.append(sha256)
        self.held = frozenset()
        return dump(KILLED)

    def close(self) -> None:
        pass


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> LocalReader:
    host = type("Host", (FakeHost,), {})
    monkeypatch.setattr(reader_module, "Host", host)
    return LocalReader(seconds=1, memory_mb=100, max_pages=5, max_characters=100)


def host() -> type[FakeHost]:
    return reader_module.Host  # type: ignore[return-value]


def test_a_mail_that_does_no_harm_is_opened_as_it_is(reader: LocalReader) -> None:
    assert reader.open_mail(MAIL) == read_message(MAIL)


def test_an_archive_that_ends_its_process_is_closed_and_the_others_are_opened(reader: LocalReader) -> None:
    host().deadly = (2,)
    message = reader.open_mail(MAIL)
    names = [attachment.name for attachment in message.attachments]
    assert names == ["ett.zip", "två.pdf", "1.pdf", "2.pdf", "3.pdf", "4.pdf"]
    (failure,) = message.failures
    assert (failure.kind, failure.detail) == (KILLED.kind, KILLED.detail)
    assert failure.sha256 == message.attachments[0].sha256
    assert message.attachments[0].content == ARCHIVE
    assert (message.body, message.subject) == ("Hej!", "Svar")


def test_a_body_that_ends_its_process_is_a_file_that_could_not_be_read(reader: LocalReader) -> None:
    host().deadly = (1,)
    message = reader.open_mail(MAIL)
    assert message.body == ""
    assert message.attachments[0].name == "namnlös.txt"
    assert len(message.failures) == 1
    assert len(message.attachments) == 7


@pytest.mark.parametrize("deadly", [(0,), tuple(range(2, 3 + MAX_CLOSED))])
def test_a_mail_that_cannot_be_opened_is_its_own_attachment_with_its_headers_read(
    reader: LocalReader, deadly: tuple[int, ...]
) -> None:
    host().deadly = deadly
    message = reader.open_mail(MAIL)
    (itself,) = message.attachments
    assert (itself.name, itself.content, itself.sha256) == ("mejlet.eml", MAIL, hashlib.sha256(MAIL).hexdigest())
    assert [(failure.kind, failure.sha256) for failure in message.failures] == [(KILLED.kind, itself.sha256)]
    assert (message.subject, message.sender.address) == ("Svar", "registrator@solna.se")
    assert message.faults


def test_a_mail_that_cannot_be_opened_is_never_taken_for_an_automatic_one(reader: LocalReader) -> None:
    host().deadly = (0,)
    assert reader.open_mail((HEADERS + "Auto-Submitted: auto-replied\n\nHej").encode()).automatic is None


def test_a_host_that_is_gone_is_a_failure_worth_retrying(reader: LocalReader) -> None:
    host().gone = True
    (failure,) = reader.open_mail(MAIL).failures
    assert failure.kind is FailureKind.CRASHED
    assert failure.worth_retrying


def test_an_archive_that_ended_three_processes_is_not_opened_again(reader: LocalReader) -> None:
    host().deadly = (3,)
    opened = [reader.open_mail(MAIL) for _ in range(MOST)]
    host().asked = 0
    assert reader.open_mail(MAIL) == opened[0]
    assert host().asked == 1


def test_a_document_that_ended_three_processes_is_not_given_to_a_fourth(reader: LocalReader) -> None:
    document = Attachment(name="a", media_type="application/pdf", declared_type="", content=PDF, sha256="a" * 64)
    outcomes = [reader.read(document) for _ in range(MOST + 4)]
    assert host().asked == MOST
    assert {(o.kind, o.sha256) for o in outcomes if isinstance(o, ReadingFailure)} == {(KILLED.kind, "a" * 64)}


def test_a_mail_beyond_the_limit_is_not_opened(reader: LocalReader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_module, "MAX_BYTES", 100)
    assert [failure.kind for failure in reader.open_mail(MAIL).failures] == [FailureKind.TOO_LARGE]
    assert host().asked == 0


def mail_of(content: bytes) -> bytes:
    return mail(text("Hej!"), file(content, name="protokoll.pdf"))


def two_at_once(reader: LocalReader, monkeypatch: pytest.MonkeyPatch) -> tuple[FakeHost, FakeHost]:
    """Two mails opened while the other is: each process has one of them. In the order in which they were done."""
    hosts: list[FakeHost] = []
    real = FakeHost.open_mail

    def opening(self: FakeHost, raw: bytes, closed: Mapping[int, ReadingFailure]) -> bytes:
        if not hosts:
            hosts.append(self)
            reader.open_mail(mail_of(PDF + b"1"))
        hosts.append(self)
        return real(self, raw, closed)

    with monkeypatch.context() as patch:
        patch.setattr(host(), "open_mail", opening)
        reader.open_mail(mail_of(PDF + b"2"))
    return hosts[1], hosts[0]


@pytest.mark.parametrize("which", [0, 1])
def test_a_document_is_asked_of_the_process_that_opened_its_mail(
    reader: LocalReader, monkeypatch: pytest.MonkeyPatch, which: int
) -> None:
    hosts = two_at_once(reader, monkeypatch)
    (document,) = read_message(mail_of(PDF + b"12"[which : which + 1])).attachments
    reader.read(document)
    assert hosts[which].documents == [document.sha256]
    assert hosts[1 - which].documents == []


def test_a_mail_is_opened_by_a_process_that_has_done_with_its_own(
    reader: LocalReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = two_at_once(reader, monkeypatch)
    (document,) = read_message(mail_of(PDF + b"2")).attachments
    reader.read(document)
    opened = reader.open_mail(mail_of(PDF + b"3"))
    assert second.held == {opened.attachments[0].sha256}
    assert first.held == {hashlib.sha256(PDF + b"1").hexdigest()}


def test_a_mail_that_its_process_did_not_give_whole_is_held_by_nobody(reader: LocalReader) -> None:
    host().deadly = (0,)
    document = reader.open_mail(MAIL).attachments[0]
    assert [waiting.held for waiting in reader._idle] == [frozenset()]
    assert document.content == MAIL
