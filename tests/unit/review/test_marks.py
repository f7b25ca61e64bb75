"""Quotes are marked where they stand."""

from __future__ import annotations

from domain.document import Span
from review.marks import MarkedText, Quote, mark
from tests.fakes.review_desk import text_of


def quote(text: str, anchor: str = "a", span: Span | None = None, label: str = "beslut") -> Quote:
    return Quote(anchor=anchor, label=label, text=text, span=span)


def marked(result: MarkedText) -> list[str]:
    return [piece.text for page in result.pages for piece in page.pieces if piece.labels]


def whole(result: MarkedText) -> str:
    return "".join(piece.text for page in result.pages for piece in page.pieces)


def test_the_words_of_the_span_are_marked_and_nothing_is_lost() -> None:
    document = text_of("§ 87 Nämnden antar den. § 87", "x")
    result = mark(document, [quote("§ 87", span=Span(start=24, end=28))])
    assert marked(result) == ["§ 87"]
    assert whole(result) == "§ 87 Nämnden antar den. § 87"
    assert result.pages[0].pieces[0].text == "§ 87 Nämnden antar den. "


def test_a_span_that_no_longer_fits_falls_back_to_the_words() -> None:
    document = text_of("Styrelsen antar\n  rekommendationen.", "x")
    result = mark(document, [quote("antar rekommendationen", span=Span(start=0, end=4))])
    assert marked(result) == ["antar\n  rekommendationen"]


def test_a_quote_that_is_not_in_the_text_is_not_marked_and_not_linked() -> None:
    result = mark(text_of("Inget här.", "x"), [quote("antar", span=Span(start=900, end=905)), quote("  ")])
    assert marked(result) == []
    assert result.found == frozenset()


def test_overlapping_quotes_share_their_pieces() -> None:
    text = "Kommunstyrelsen antar den"
    result = mark(
        text_of(text, "x"),
        [quote("Kommunstyrelsen antar", "a", label="beslut"), quote("antar den", "b", label="organ")],
    )
    assert [(piece.text, piece.labels) for piece in result.pages[0].pieces if piece.labels] == [
        ("Kommunstyrelsen ", ("beslut",)),
        ("antar", ("beslut", "organ")),
        (" den", ("organ",)),
    ]
    assert result.found == {"a", "b"}


def test_each_claim_has_its_anchor_once() -> None:
    result = mark(text_of("ett två tre", "x"), [quote("ett två tre", "a"), quote("två", "b")])
    anchors = [anchor for page in result.pages for piece in page.pieces for anchor in piece.anchors]
    assert sorted(anchors) == ["a", "b"]


def test_of_a_long_document_only_the_first_page_and_those_with_quotes_are_shown() -> None:
    document = text_of("sida", "x", pages=40)
    result = mark(document, [quote("sida", span=Span(start=5 * 29, end=5 * 29 + 4))])
    assert [page.number for page in result.pages] == [1, 30]
    assert result.left_out == 38


def test_a_short_document_is_shown_whole_without_form_feeds() -> None:
    result = mark(text_of("sida", "x", pages=3), [])
    assert [page.number for page in result.pages] == [1, 2, 3]
    assert whole(result) == "sidasidasida"


def test_a_quote_over_a_page_break_is_marked_without_foot_and_head_and_linked_once() -> None:
    text = "Nämnden beslutar\natt\n\nJusterandes sign\n\fSida 2\n\nanta den,\noch sända svar."
    span = Span(start=0, end=text.index(",") + 1)
    result = mark(text_of(text, "x"), [quote("Nämnden beslutar att anta den,", span=span)])
    assert marked(result) == ["Nämnden beslutar", "att", "anta den,"]
    assert [piece.anchors for page in result.pages for piece in page.pieces if piece.labels] == [("a",), (), ()]
    assert whole(result) == text.replace("\f", "")
