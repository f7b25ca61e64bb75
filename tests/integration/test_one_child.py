"""The child that has opened a mail reads one document of it, and no more of that mail or of another."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from domain.document import DocumentText, FailureKind, ReadingFailure
from parsers.reader import LocalReader
from tests.integration.test_reader import LONG, children_of, failure, is_host, open_reader
from tests.unit.parsers.pdf_bytes import bomb, line, pdf


@pytest.fixture
def reader() -> Iterator[LocalReader]:
    with open_reader() as opened:
        yield opened


def mail_of(*contents: bytes) -> bytes:
    mail = EmailMessage()
    mail.set_content("Hej!")
    for content in contents:
        mail.add_attachment(content, maintype="application", subtype="pdf", filename="a.pdf")
    return mail.as_bytes()


def page(text: str) -> bytes:
    return pdf(line(text, 72, 700))


def text_of(outcome: DocumentText | ReadingFailure) -> str:
    assert isinstance(outcome, DocumentText), outcome
    return outcome.text.strip()


def staying() -> int:
    """The child that has opened a mail and is there still."""
    (host,) = [pid for pid in children_of(os.getpid()) if is_host(pid)]
    (child,) = children_of(host)
    return child


def test_every_document_of_a_mail_is_read_in_any_order_and_with_another_mail_between(reader: LocalReader) -> None:
    one, two = reader.open_mail(mail_of(page("ett"), page("tu"), page("tre"))).attachments[:2]
    assert [text_of(reader.read(document)) for document in (two, one, two)] == ["tu", "ett", "tu"]
    (lone,) = reader.open_mail(mail_of(page("ensam"))).attachments
    (other,) = reader.open_mail(mail_of(page("annan"))).attachments
    assert [text_of(reader.read(document)) for document in (lone, other, one)] == ["ensam", "annan", "ett"]


def test_the_child_that_opened_a_mail_reads_one_document_of_it_and_is_gone(reader: LocalReader) -> None:
    one, two = reader.open_mail(mail_of(page("ett"), page("tu"))).attachments
    os.kill(staying(), signal.SIGKILL)
    assert failure(reader.read(one)) is FailureKind.CRASHED  # it was asked of no other
    assert [text_of(reader.read(document)) for document in (one, two)] == ["ett", "tu"]
    found = reader.open_mail(mail_of(page("ett"), page("tu"))).attachments
    child = staying()
    assert text_of(reader.read(found[0])) == "ett"
    assert not Path(f"/proc/{child}").exists()


def test_the_child_of_one_mail_is_gone_before_another_mail_is_opened(reader: LocalReader) -> None:
    reader.open_mail(mail_of(page("ett")))
    child = staying()
    reader.open_mail(mail_of(page("tu")))
    assert staying() != child
    assert not Path(f"/proc/{child}").exists()


def test_a_mail_without_documents_leaves_no_child(reader: LocalReader) -> None:
    reader.open_mail(mail_of())
    (host,) = [pid for pid in children_of(os.getpid()) if is_host(pid)]
    assert not children_of(host)


def test_a_document_that_hangs_in_the_child_of_its_mail_is_stopped_and_the_others_are_read() -> None:
    with open_reader(seconds=1) as reader:
        endless, other = reader.open_mail(mail_of(pdf(*LONG), page("tu"))).attachments
        outcome = reader.read(endless)
        assert failure(outcome) is FailureKind.TIMEOUT
        assert outcome.sha256 == endless.sha256
        assert text_of(reader.read(other)) == "tu"


def test_a_document_that_swells_in_the_child_of_its_mail_is_stopped_and_the_others_are_read() -> None:
    with open_reader(memory_mb=400) as reader:
        swelling, other = reader.open_mail(mail_of(bomb(400), page("tu"))).attachments
        assert failure(reader.read(swelling)) is FailureKind.MEMORY
        assert text_of(reader.read(other)) == "tu"
