"""Skimming long minutes comes to the same as reading every page with care."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pypdfium2
import pytest

from bench.minutes import Place, long_minutes
from demo.samples import catalogue
from domain.catalogue import Catalogue
from domain.decision import Decision, Result
from domain.document import DocumentText
from domain.evidence import Outcome
from matching.decide import decide
from parsers import pdf, pdfium
from parsers.document_builder import Limits
from parsers.minutes import read_document
from parsers.pdf import read_pdf
from parsers.relevance import words_of
from registrator.catalogue import catalogue_of
from registrator.understand import lone_attachment
from tests.unit.parsers.pdf_bytes import line
from tests.unit.parsers.pdf_bytes import pdf as printed

WHOLE = Limits(max_pages=500, max_characters=3_000_000)
SKIMMING = replace(WHOLE, looking_for=words_of(catalogue()))
KNOWN: Catalogue = catalogue_of(catalogue(), authserv_ids=("mx.ksl.se",), own_domains=("ksl.se",))


def read(content: bytes, limits: Limits) -> DocumentText:
    text = read_pdf(content, "0" * 64, limits)
    assert isinstance(text, DocumentText), text
    return text


def understood(content: bytes, text: DocumentText) -> Result:
    return decide(None, (read_document(lone_attachment("Protokoll.pdf", content), text, KNOWN),), KNOWN)


def said(decision: Decision) -> dict[str, Any]:
    """All that a decision says; of its evidence all but the offsets, which the width of a gap moves."""
    evidence = {(e.kind, e.value, e.quote, e.page, e.rule) for e in decision.evidence}
    return {name: getattr(decision, name) for name in Decision.__dataclass_fields__ if name != "evidence"} | {
        "evidence": evidence
    }


def assert_same(content: bytes) -> tuple[DocumentText, Result]:
    whole, skimmed = read(content, WHOLE), read(content, SKIMMING)
    expected, got = understood(content, whole), understood(content, skimmed)
    assert [said(d) for d in got.decisions] == [said(d) for d in expected.decisions]
    assert (got.status, got.doubts) == (expected.status, expected.doubts)
    assert [page.number for page in skimmed.pages] == [page.number for page in whole.pages]
    assert skimmed.doubts == whole.doubts
    return skimmed, got


def with_care(text: DocumentText) -> set[int]:
    return {page.number for page in text.pages if page.words}


def assert_answered(result: Result) -> Decision:
    (decision,) = [d for d in result.decisions if d.outcome is Outcome.ADOPTED]
    assert decision.recommendation == "KSL/15/0016-5"
    assert "att anta rekommendationen från KSL" in decision.quote
    return decision


@pytest.mark.parametrize(
    ("layout", "place"),
    [("ruled", "start"), ("ruled", "middle"), ("ruled", "end"), ("cells", "end"), ("spaced", "middle")],
)
def test_skimming_finds_what_reading_every_page_finds(layout: str, place: Place) -> None:
    skimmed, result = assert_same(long_minutes(paragrafer=22, layout=layout, place=place))
    decision = assert_answered(result)
    assert decision.page in with_care(skimmed)
    assert len(with_care(skimmed)) <= len(skimmed.pages) / 2


def over_a_page(**options: Any) -> bytes:
    """Minutes where the decision's first point stands on one page and its second on the next."""
    least, most = 0, 60
    unmoved, _ = _pages_of_the_points(long_minutes(**options))
    while least < most:  # halved, for they take long to set: the more padding, the later both points stand
        padding = (least + most) // 2
        content = long_minutes(padding=padding, **options)
        first, second = _pages_of_the_points(content)
        if first != second:
            return content
        least, most = (padding + 1, most) if first == unmoved else (least, padding)
    raise AssertionError("no padding moves the decision over a page")


def _pages_of_the_points(content: bytes) -> list[int]:
    document = pypdfium2.PdfDocument(content)
    pages = [document[number].get_textpage().get_text_range() for number in range(len(document))]
    document.close()
    return [
        next(n for n, text in enumerate(pages) if words in " ".join(text.split()))
        for words in ("1. att anta rekommendationen", "2. att uppdra åt kommundirektören")
    ]


@pytest.mark.parametrize("layout", ["ruled", "cells"])
def test_skimming_follows_a_decision_over_the_end_of_a_page(layout: str) -> None:
    skimmed, result = assert_same(over_a_page(paragrafer=18, layout=layout))
    page = assert_answered(result).page
    assert page is not None
    assert {page, page + 1} <= with_care(skimmed)


def test_skimming_minutes_of_a_hundred_and_fifty_pages_reads_a_handful_with_care() -> None:
    content = long_minutes(tempting=False)
    skimmed = read(content, SKIMMING)
    assert_answered(understood(content, skimmed))
    assert len(skimmed.pages) >= 150
    assert len(with_care(skimmed)) <= 6


def test_skimmed_pages_hold_their_text_in_one_piece() -> None:
    text = read(long_minutes(paragrafer=22), SKIMMING)
    assert [p.start for p in text.pages] == [0, *(p.end for p in text.pages[:-1])]
    assert text.pages[-1].end == len(text.text)
    assert all(text.text[w.start : w.start + len(w.text)] == w.text for p in text.pages for w in p.words)
    assert all(len(text.text[p.start : p.end]) > 300 for p in text.pages[:-1])
    assert text.reader.startswith("pdfplumber ")
    assert ", pdfium " in text.reader


def test_without_anything_to_look_for_every_page_is_read_with_care() -> None:
    text = read(long_minutes(paragrafer=22), WHOLE)
    assert with_care(text) == {page.number for page in text.pages}


def test_every_page_is_read_with_care_where_the_engines_disagree(monkeypatch: pytest.MonkeyPatch) -> None:
    content = long_minutes(paragrafer=22)
    honest = pdfium.look

    def look(given: bytes, limits: Limits, *, lines: bool = False) -> Any:
        opinion = honest(given, limits, lines=lines)
        assert isinstance(opinion, pdfium.SecondOpinion)
        return replace(opinion, texts=("någonting helt annat", *opinion.texts[1:]))

    monkeypatch.setattr(pdf.pdfium, "look", look)
    text = read(content, SKIMMING)
    assert with_care(text) == {page.number for page in text.pages}


def test_a_scan_among_long_minutes_is_seen_also_when_skimming(monkeypatch: pytest.MonkeyPatch) -> None:
    body = line("§ 7 Detaljplan", 72, 700) + line("Kommunstyrelsen antar den.", 72, 680)
    hidden = line("Komrnunstyre1sen bes1utar", 72, 700, mode=3)
    content = printed(*[body] * 8, hidden, *[body] * 8)
    monkeypatch.setattr(pdf.scan, "read_pages", lambda *_: {})
    assert read(content, SKIMMING).doubts == read(content, WHOLE).doubts != ()
