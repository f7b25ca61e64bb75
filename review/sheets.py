"""A document's pages as they are shown: the picture's size, its words to select, and a box around each quote. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from domain.document import DocumentText, Page, Span, Word
from review.marks import SHOWN_WHOLE, Quote, places
from review.upright import quarters, transform, turned

_APART = 2.5  # heights of its letters between two words of different columns
_PAD = 1.5  # points around a quote
_DEPTH = 0.22  # of a line's height lies below its baseline


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Words to select, in points from the page's top left: `y` is the baseline, `size` that of the letters."""

    x: float
    y: float
    width: float
    size: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle around words, in points."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxedQuote:
    """A quote on this page, a box for each of its lines. `anchor` is "" where an earlier page has the quote's begin."""

    anchor: str
    label: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page to show. `width` and `height` in points; `lines` are empty where its words have no places.

    Where the page lies on its side or its head, all is as when it is turned upright; `transform` (SVG) turns the
    picture, and `drawn` is the picture's own width and height.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    quotes: tuple[BoxedQuote, ...]
    transform: str = ""
    drawn: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """The pages to show, and how many there are in all; `found` are the anchors that stand on them."""

    shown: tuple[Sheet, ...]
    total: int
    found: frozenset[str]

    @property
    def left_out(self) -> int:
        return self.total - len(self.shown)


def lay_out(document: DocumentText, quotes: Sequence[Quote], also: int = 0) -> Sheets:
    """The sheets of a document with pages. Of a long one the first, those with quotes, and page `also` (from 1)."""
    placed = [(span, part) for quote in quotes for span, part in places(document.text, quote)]
    shown = tuple(
        _sheet(page, document.text, [(s, q) for s, q in placed if s.start < page.end and s.end > page.start])
        for page in document.pages
        if len(document.pages) <= SHOWN_WHOLE
        or page.number in {1, also}
        or any(span.start < page.end and span.end > page.start for span, _ in placed)
    )
    found = frozenset(quote.anchor for sheet in shown for quote in sheet.quotes if quote.anchor)
    return Sheets(shown=shown, total=len(document.pages), found=found)


def _sheet(page: Page, text: str, placed: Iterable[tuple[Span, Quote]]) -> Sheet:
    turn = quarters(page.words)
    lying, page = page, turned(page, turn)
    quotes = []
    for span, quote in placed:
        words = [word for word in page.words if word.start < span.end and word.start + len(word.text) > span.start]
        begins = span.start >= page.start
        if words:
            boxes = tuple(map(_box, _lines(words)))
            quotes.append(BoxedQuote(anchor=quote.anchor if begins else "", label=quote.label, boxes=boxes))
    return Sheet(
        number=page.number,
        width=round(page.width, 1),
        height=round(page.height, 1),
        lines=tuple(_line(words, text) for words in _lines(page.words)),
        quotes=tuple(quotes),
        transform=transform(lying, turn),
        drawn=(lying.width, lying.height),
    )


def _lines(words: Iterable[Word]) -> Iterator[list[Word]]:
    """Words that follow each other on one line, in the document's order; a wide gap parts columns."""
    line: list[Word] = []
    for word in words:
        if line and not _follows(line[-1], word):
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def _follows(one: Word, other: Word) -> bool:
    height = max(one.bottom - one.top, 1.0)
    level = abs((one.top + one.bottom) - (other.top + other.bottom)) < height
    return level and one.x0 <= other.x0 and other.x0 - one.x1 < _APART * height


def _box(words: Sequence[Word]) -> Box:
    left, top = min(w.x0 for w in words) - _PAD, min(w.top for w in words) - _PAD
    right, bottom = max(w.x1 for w in words) + _PAD, max(w.bottom for w in words) + _PAD
    return Box(x=round(left, 1), y=round(top, 1), width=round(right - left, 1), height=round(bottom - top, 1))


def _line(words: Sequence[Word], text: str) -> Line:
    top, bottom = min(w.top for w in words), max(w.bottom for w in words)
    size = max(bottom - top, 1.0)
    return Line(
        x=round(words[0].x0, 1),
        y=round(bottom - _DEPTH * size, 1),
        width=round(max(words[-1].x1 - words[0].x0, 1.0), 1),
        size=round(size, 1),
        text=" ".join(text[words[0].start : words[-1].start + len(words[-1].text)].split()),
    )
