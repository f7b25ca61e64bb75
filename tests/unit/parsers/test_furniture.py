"""Heads and feet of pages are no part of what is quoted over a page break."""

from __future__ import annotations

from domain.document import DocumentText, Page, PageSource, Span
from domain.evidence import DecisionBody, EvidenceKind
from parsers.lines import furniture_within
from parsers.ruling import rule
from parsers.sections import split
from parsers.zones import evidence

PAGES = (
    "Skogstads kommun Kommunstyrelsen Sida 4 (9)\nSammanträdesprotokoll 2015-05-11\n"
    "§ 77 Överenskommelse om samverkan vid skyfall\nBeslut\nKommunstyrelsen beslutar att anta\n"
    "Justerandes sign Justerandes sign Utdragsbestyrkande\n",
    "Skogstads kommun Kommunstyrelsen Sida 5 (9)\nSammanträdesprotokoll 2015-05-11\n§ 77\n"
    "överenskommelsen om samverkan vid skyfall.\n\nSammanfattning\nKSL rekommenderar kommunerna att anta den.\n",
)
QUOTE = "Kommunstyrelsen beslutar att anta överenskommelsen om samverkan vid skyfall."


def document() -> DocumentText:
    text, pages = "", []
    for number, sheet in enumerate(PAGES, 1):
        start, text = len(text), text + sheet + "\f"
        pages.append(Page(number=number, start=start, end=len(text), width=0, height=0, source=PageSource.PLAIN))
    return DocumentText(sha256="0" * 64, media_type="text/plain", text=text, pages=tuple(pages), reader="test")


def test_a_decision_is_quoted_over_the_page_break_without_furniture_and_with_its_true_span() -> None:
    minutes = document()
    (section,) = split(minutes)
    ruling = rule(minutes, section, DecisionBody.EXECUTIVE)
    (claim,) = (e for e in ruling.evidence if e.kind is EvidenceKind.OUTCOME)
    assert claim.span
    assert claim.quote in QUOTE
    assert claim.quote.endswith("anta överenskommelsen om samverkan vid skyfall.")
    assert minutes.slice(claim.span).endswith("vid skyfall.")
    assert "Justerandes sign" in minutes.slice(claim.span)
    assert ruling.quote_span
    assert minutes.printed(ruling.quote_span, section.furniture).rstrip(".") == QUOTE.rstrip(".")


def test_any_claim_is_quoted_without_furniture() -> None:
    minutes = document()
    start, end = minutes.text.index("Kommunstyrelsen beslutar"), minutes.text.index("\n\nSammanfattning")
    assert evidence(minutes, EvidenceKind.RECOMMENDATION, "x", start, end, "r").quote == QUOTE


def test_within_one_page_nothing_is_left_out() -> None:
    text = document().text
    assert furniture_within(text, 0, text.index("\f")) == ()


def test_words_that_reach_into_furniture_only_in_part_are_kept() -> None:
    minutes = document()
    start = minutes.text.index("Justerandes sign") + 5
    span = Span(start=start, end=minutes.text.index("överens"))
    assert minutes.printed(span, furniture_within(minutes.text, span.start, span.end)).startswith("randes sign")
