"""Puts a DocumentText together from placed words or plain lines, so that every offset is exact by construction."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from domain.document import DocumentText, FailureKind, Page, PageSource, ReadingFailure, Word
from domain.doubt import Doubt
from parsers.columns import in_reading_order
from parsers.mime_text import clean
from parsers.side_column import gather_headings
from parsers.side_fields import fields_first
from parsers.wrapped_cells import join_wrapped

COLUMN_GAP = "   "
COLUMN_AT = 1.2
"""A gap between two words that parts columns, in heights of a word."""

MAX_SCANS = 40
"""Scanned pages that are recognised of one document: extracts have one to five."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of a document is read; what is beyond gives DOCUMENT_CUT.

    `max_scans`: pages that are recognised from their pictures. `before_scan` is called before each of them, which takes
    a second or more: whoever watches the time can give some. `looking_for`: words (parsers.relevance) for which only
    the pages of a long file that can matter to them need be read with care; empty for all. `roots`: DER certificates
    that a PDF's signatures may be traced to.
    """

    max_pages: int
    max_characters: int
    max_scans: int = MAX_SCANS
    looking_for: tuple[str, ...] = ()
    roots: tuple[bytes, ...] = ()
    before_scan: Callable[[], object] = field(default=lambda: None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedWord:
    """A word and its box, in points from the page's top left corner."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top


Line = Sequence[PlacedWord]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPage:
    """The lines of one page in reading order; the last `turned` of them are words printed up or down the page.

    `skimmed`: only its lines have places, each taken as one word; the words themselves were not asked for.
    Of a recognised page, `confidence` is from 0 to 1, and `as_seen` gives the place of a word on the page as it is
    shown, where that lay askew or on its side.
    """

    lines: tuple[Line, ...]
    width: float
    height: float
    turned: int = 0
    skimmed: bool = False
    source: PageSource = PageSource.TEXT_LAYER
    confidence: float | None = None
    as_seen: Callable[[PlacedWord], PlacedWord] | None = None

    @property
    def letters(self) -> int:
        return sum(len(word.text) for line in self.lines for word in line)


class DocumentBuilder:
    """Collects pages; stops taking characters at the limit."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._pieces: list[str] = []
        self._length = 0
        self._pages: list[Page] = []
        self.cut = False

    def add_printed(self, page: PrintedPage) -> None:
        """One page of placed words: a space between words, three over a column's gap, an empty line over a wide one."""
        start = self._length
        words: list[Word] = []
        upright = len(page.lines) - page.turned
        across = in_reading_order(page.lines[:upright], page.width, COLUMN_AT)
        lines = gather_headings((*fields_first(across, COLUMN_AT), *page.lines[upright:]), COLUMN_AT)
        pitch = _usual_pitch(lines)
        above = 0.0
        for number, cells in enumerate(join_wrapped(lines, COLUMN_AT)):
            top, last = _from_and_to(cells)
            if number:
                self._put("\n\n" if pitch and top - above > 1.35 * pitch else "\n")
            above = last
            for index, word in enumerate(itertools.chain(*cells)):
                begins = any(word is cell[0] for cell in cells)
                if index:
                    self._put(COLUMN_GAP if begins else " ")
                at = self._length
                if self._put(clean(word.text)) and not page.skimmed:
                    words.append(_rounded(page.as_seen(word) if page.as_seen else word, at))
        self._end_page(start, page.width, page.height, page.source, tuple(words), page.confidence)

    def add_plain(self, text: str) -> None:
        """One page without places. A form feed in the text begins a new page."""
        for sheet in clean(text).split("\f"):
            start = self._length
            room = self._limits.max_characters - self._length
            self._put(sheet[: max(room, 0)])
            self.cut = self.cut or len(sheet) > room
            self._end_page(start, 0, 0, PageSource.PLAIN, ())

    def finish(
        self, *, sha256: str, media_type: str, reader: str, doubts: Iterable[Doubt] = ()
    ) -> DocumentText | ReadingFailure:
        """The document, or NO_TEXT when nothing was put into it."""
        text = "".join(self._pieces)
        if not text.strip():
            return ReadingFailure(
                sha256=sha256, kind=FailureKind.NO_TEXT, detail=f"{len(self._pages)} pages without text"
            )
        own = (Doubt.DOCUMENT_CUT,) if self.cut else ()
        return DocumentText(
            sha256=sha256,
            media_type=media_type,
            text=text,
            pages=tuple(self._pages),
            reader=reader,
            doubts=tuple(dict.fromkeys((*doubts, *own))),
        )

    def _put(self, piece: str) -> bool:
        if self.cut or self._length + len(piece) > self._limits.max_characters:
            self.cut = True
            return False
        self._pieces.append(piece)
        self._length += len(piece)
        return True

    def _end_page(
        self,
        start: int,
        width: float,
        height: float,
        source: PageSource,
        words: tuple[Word, ...],
        confidence: float | None = None,
    ) -> None:
        self._pieces.append("\f")
        self._length += 1
        self._pages.append(
            Page(
                number=len(self._pages) + 1,
                start=start,
                end=self._length,
                width=round(width, 2),
                height=round(height, 2),
                source=source,
                words=words,
                confidence=confidence,
            )
        )


def group_lines(words: Sequence[PlacedWord]) -> list[list[PlacedWord]]:
    """Words whose middles stand on one height make a line, left to right; lines from the top."""
    lines: list[list[PlacedWord]] = []
    for word in sorted(words, key=lambda w: (w.top + w.bottom, w.x0)):
        if lines:
            first = lines[-1][0]
            apart = abs((word.top + word.bottom) - (first.top + first.bottom)) / 2
            if apart <= 0.6 * min(word.height, first.height):
                lines[-1].append(word)
                continue
        lines.append([word])
    return [sorted(line, key=lambda w: w.x0) for line in lines]


def _usual_pitch(lines: Sequence[Line]) -> float:
    pitches = [below[0].top - above[0].top for above, below in itertools.pairwise(lines)]
    return statistics.median(pitches) if pitches else 0.0


def _from_and_to(cells: Sequence[Line]) -> tuple[float, float]:
    """How far down a line stands: its first word, or the first and the last of cells that go over several lines."""
    first = cells[0][0]
    tops = [word.top for cell in cells for word in cell]
    top, last = min(tops), max(tops)
    return (top, last) if last - top > first.height else (first.top, first.top)


def _rounded(word: PlacedWord, start: int) -> Word:
    return Word(
        start=start,
        text=clean(word.text),
        x0=round(word.x0, 2),
        top=round(word.top, 2),
        x1=round(word.x1, 2),
        bottom=round(word.bottom, 2),
    )
