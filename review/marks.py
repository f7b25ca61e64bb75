"""A document's text cut into pages and pieces, so that each quote can be marked where it stands. Pure."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.document import DocumentText, Span

SHOWN_WHOLE = 6  # pages; of longer documents only pages with quotes, and the first, are shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words to mark. `anchor` names the claim on the page, `label` says what it speaks for."""

    anchor: str
    label: str
    text: str
    span: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of text under the same quotes. `anchor` is set on the piece that a link to the claim leads to."""

    text: str
    labels: tuple[str, ...]
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedPage:
    number: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedText:
    """The pages to show; `left_out` counts those without any quote that a long document is shown without."""

    pages: tuple[MarkedPage, ...]
    left_out: int
    found: frozenset[str]  # anchors that stand in the shown text


def mark(document: DocumentText, quotes: Sequence[Quote]) -> MarkedText:
    """Cut the text at the ends of pages and quotes. A quote that is not in the text is left unmarked."""
    placed = [(span, part) for quote in quotes for span, part in places(document.text, quote)]
    bounds = [(page.number, page.start, page.end) for page in document.pages] or [(1, 0, len(document.text))]
    shown = [
        (number, start, end)
        for index, (number, start, end) in enumerate(bounds)
        if len(bounds) <= SHOWN_WHOLE or index == 0 or any(s.start < end and s.end > start for s, _ in placed)
    ]
    pages = tuple(MarkedPage(number=n, pieces=_pieces(document.text, start, end, placed)) for n, start, end in shown)
    found = frozenset(anchor for page in pages for piece in page.pieces for anchor in piece.anchors)
    return MarkedText(pages=pages, left_out=len(bounds) - len(shown), found=found)


def places(text: str, quote: Quote) -> list[tuple[Span, Quote]]:
    """Where the quote stands: in its own span if that still holds the words, else at the first place that does.

    Over a page break these are several places, for a quote is without the page's foot and the next one's head; a link
    leads to the first of them.
    """
    words = quote.text.split()
    if not words:
        return []
    if quote.span and (spans := _within(text, quote.span, words)):
        return [(span, quote if span is spans[0] else replace(quote, anchor="")) for span in spans]
    again = re.search(r"\s+".join(map(re.escape, words)), text)
    return [(Span(start=again.start(), end=again.end()), quote)] if again else []


def find_quote(document: DocumentText, quote: str, page: int | None) -> Span | None:
    """Where these words stand, on the page (from 1) if they do, else at the first place; None when nowhere."""
    words = quote.split()
    if not words:
        return None
    wanted = re.compile(r"\s+".join(map(re.escape, words)))
    on_page = next((one for one in document.pages if one.number == page), None)
    found = wanted.search(document.text, on_page.start, on_page.end) if on_page else None
    found = found or wanted.search(document.text)
    return Span(start=found.start(), end=found.end()) if found else None


def _within(text: str, span: Span, words: list[str]) -> list[Span]:
    """The span, when it holds just these words; else its lines that do, in order, when together they hold all."""
    if text[span.start : span.end].split() == words:
        return [span]
    spans: list[Span] = []
    left = words
    for line in re.finditer(r"[^\n\f]*\S", text[span.start : span.end]):
        said = line.group().split()
        if said == left[: len(said)]:
            start = span.start + line.start() + len(line.group()) - len(line.group().lstrip())
            spans.append(Span(start=start, end=span.start + line.end()))
            left = left[len(said) :]
    return spans if not left else []


def _pieces(text: str, start: int, end: int, placed: Sequence[tuple[Span, Quote]]) -> tuple[Piece, ...]:
    here = [(max(s.start, start), min(s.end, end), s, q) for s, q in placed if s.start < end and s.end > start]
    cuts = sorted({start, end, *(first for first, *_ in here), *(last for _, last, *_ in here)})
    pieces = []
    for first, last in itertools.pairwise(cuts):
        over = [(s, q) for quote_first, quote_last, s, q in here if quote_first <= first and last <= quote_last]
        pieces.append(
            Piece(
                text=text[first:last].replace("\f", ""),
                labels=tuple(dict.fromkeys(q.label for _, q in over)),
                anchors=tuple(q.anchor for s, q in over if s.start == first and q.anchor),
            )
        )
    return tuple(pieces)
