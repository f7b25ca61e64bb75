"""The extraction cache: a document is read once for each version of the reader."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace

import pytest

from domain.document import DocumentText, FailureKind, Page, PageSource, ReadingFailure, Word
from domain.doubt import Doubt
from domain.mail import Attachment
from parsers.message import read_message
from registrator.cached_reader import CachedReader
from registrator.tally import Tally
from storage.schema import TextRow
from storage.store import SqlStore

pytest_plugins = ["tests.servers.register"]

NOW = dt.datetime(2015, 5, 7, 9, tzinfo=dt.UTC)
PDF = "application/pdf"


def a_text(sha256: str, *, skimmed: bool = False) -> DocumentText:
    word = Word(start=0, text="Å", x0=1.25, top=2.5, x1=3.0, bottom=4.75)
    source = PageSource.TEXT_LAYER
    return DocumentText(
        sha256=sha256,
        media_type=PDF,
        text="Å ett\ftvå\f",
        pages=(
            Page(number=1, start=0, end=6, width=595.28, height=841.89, source=source, words=(word,)),
            Page(
                number=2,
                start=6,
                end=10,
                width=0,
                height=0,
                source=source if skimmed else PageSource.OCR,
                confidence=None if skimmed else 0.93,
            ),
        ),
        reader="pdfplumber 0",
        doubts=(Doubt.TEXT_UNCERTAIN,),
    )


class CountingReader:
    def __init__(self, *, skims: bool = False, failure: FailureKind | None = None) -> None:
        self.asked: list[tuple[str, ...]] = []
        self._skims, self._failure = skims, failure

    open_mail = staticmethod(read_message)

    def read(self, attachment: Attachment, looking_for: tuple[str, ...] = ()) -> DocumentText | ReadingFailure:
        self.asked.append(looking_for)
        if self._failure:
            return ReadingFailure(sha256=attachment.sha256, kind=self._failure, detail="")
        return a_text(attachment.sha256, skimmed=self._skims and bool(looking_for))


def an_attachment(content: bytes = b"%PDF", media_type: str = PDF) -> Attachment:
    return Attachment(
        name="a.pdf",
        media_type=media_type,
        declared_type=PDF,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
    )


def cached(store: SqlStore, reader: CountingReader, version: str = "1") -> CachedReader:
    return CachedReader(reader, store, version=version, clock=lambda: NOW, tally=Tally())


def test_a_document_is_read_once_and_given_back_as_it_was(store: SqlStore) -> None:
    reader = CountingReader()
    first = cached(store, reader).read(an_attachment())
    assert cached(store, reader).read(an_attachment()) == first == a_text(an_attachment().sha256)
    assert len(reader.asked) == 1


def test_another_version_reads_anew_and_takes_the_place_of_the_old_text(store: SqlStore) -> None:
    reader = CountingReader()
    for version in ("1", "2", "2", "1"):
        cached(store, reader, version).read(an_attachment())
    assert len(reader.asked) == 3


def test_the_same_bytes_taken_for_another_format_are_read_anew(store: SqlStore) -> None:
    reader = CountingReader()
    cached(store, reader).read(an_attachment())
    cached(store, reader).read(an_attachment(media_type="text/plain"))
    assert len(reader.asked) == 2


def test_a_skimmed_text_serves_only_what_was_looked_for(store: SqlStore) -> None:
    reader = CountingReader(skims=True)
    for looking_for in (("KSL/15/0016-5",), ("KSL/15/0016-5",), ("KSL/15/0027-3",), ()):
        cached(store, reader).read(an_attachment(), looking_for)
    assert reader.asked == [("KSL/15/0016-5",), ("KSL/15/0027-3",), ()]


def test_a_text_read_with_care_serves_whatever_is_looked_for_later(store: SqlStore) -> None:
    reader = CountingReader(skims=True)
    for looking_for in ((), ("KSL/15/0016-5",), ("KSL/15/0027-3",)):
        cached(store, reader).read(an_attachment(), looking_for)
    assert reader.asked == [()]


def test_a_document_that_gave_no_text_is_tried_again(store: SqlStore) -> None:
    reader = CountingReader(failure=FailureKind.TIMEOUT)
    for _ in range(2):
        assert isinstance(cached(store, reader).read(an_attachment()), ReadingFailure)
    assert len(reader.asked) == 2


@pytest.mark.parametrize("layout", ["", "[]", "{}", '{"pages": [1]}'])
def test_a_damaged_row_is_passed_over(store: SqlStore, layout: str) -> None:
    reader = CountingReader()
    cached(store, reader).read(an_attachment())
    with store._database.writing() as session:
        session.get_one(TextRow, an_attachment().sha256).layout = layout
    assert cached(store, reader).read(an_attachment()) == a_text(an_attachment().sha256)
    assert len(reader.asked) == 2


def test_a_text_that_the_database_would_change_is_not_kept(store: SqlStore) -> None:
    odd = replace(a_text("a" * 64), text="\ud800 ett\ftvå\f")
    store.keep_text(odd, version="1", sought="", now=NOW)
    assert store.text("a" * 64, PDF, version="1", sought="") is None
