"""The documents of an entry made ready to show: as pictures of their pages with quotes in boxes, or as text. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.decision import DocumentFate
from domain.document import DocumentText, FailureKind
from domain.mail import SkipReason
from domain.register import RegisteredDocument
from domain.swedish import FAILURES, SKIPS
from parsers.page_picture import DRAWN
from review.marks import MarkedText, Quote, mark
from review.sheets import Sheet, Sheets, lay_out

_MOST_LETTERS = 40_000
"""Of all pages shown, to select: the page of the mail stays below 100 kB. Beyond it pages are pictures alone."""

_LINE = 85  # what a line weighs beside its letters
_UNSEEN = {kind.value for kind in (FailureKind.BROKEN, FailureKind.LOCKED, FailureKind.TOO_LARGE)}
_UNREAD = Sheet(number=1, width=0, height=0, lines=(), quotes=())

Texts = Sequence[tuple[RegisteredDocument, DocumentText | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How the reader of the page wants it: all as text, or page `page` (from 1) of document `document` (from 1) too."""

    as_text: bool = False
    document: int = 0
    page: int = 0


PLAIN = Wish()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """One document. At most one of `sheets` and `marked` is set; `repeated`: the same file stands further up."""

    document: RegisteredDocument
    fate: str
    sheets: Sheets | None
    marked: MarkedText | None
    repeated: bool

    @property
    def found(self) -> frozenset[str]:
        """The anchors of the quotes that can be seen in it."""
        shown = self.sheets or self.marked
        return shown.found if shown else frozenset()


def show_documents(texts: Texts, quotes: Sequence[tuple[str, Quote]], wish: Wish) -> tuple[DocumentView, ...]:
    """Each document in the mail's order. `quotes` come with the hash of the document that they stand in."""
    views: list[DocumentView] = []
    seen: set[str] = set()
    for place, (document, text) in enumerate(texts, start=1):
        repeated = document.sha256 in seen
        seen.add(document.sha256)
        mine = [quote for sha256, quote in quotes if sha256 == document.sha256]
        sheets = None if repeated or wish.as_text else _sheets(document, text, mine, _also(wish, place))
        views.append(
            DocumentView(
                document=document,
                fate=fate_words(document),
                sheets=sheets,
                marked=mark(text, mine) if text and not repeated and sheets is None else None,
                repeated=repeated,
            )
        )
    return _within_bounds(views)


def _also(wish: Wish, place: int) -> int:
    return wish.page if wish.document == place else 0


def _sheets(
    document: RegisteredDocument, text: DocumentText | None, quotes: Sequence[Quote], also: int
) -> Sheets | None:
    """None for what has no pages to draw, or no words with a place on them: then its text is shown. Of a document that
    could not be read the first page is tried."""
    if document.media_type not in DRAWN or document.fate is DocumentFate.SKIPPED or document.reason in _UNSEEN:
        return None
    if text is None:
        return Sheets(shown=(_UNREAD,), total=1, found=frozenset())
    return lay_out(text, quotes, also) if any(page.width and page.words for page in text.pages) else None


def _within_bounds(views: Sequence[DocumentView]) -> tuple[DocumentView, ...]:
    """Letters to select for as many pages as the bound allows, those with quotes first."""
    every = [
        (not sheet.quotes, at, sheet) for at, view in enumerate(views) if view.sheets for sheet in view.sheets.shown
    ]
    left, bare = _MOST_LETTERS, set()
    for _, at, sheet in sorted(every, key=lambda one: one[:2]):
        left -= sum(len(line.text) + _LINE for line in sheet.lines)
        if left < 0:
            bare.add((at, sheet.number))
    if not bare:
        return tuple(views)
    return tuple(
        replace(
            view,
            sheets=replace(
                view.sheets,
                shown=tuple(replace(s, lines=()) if (at, s.number) in bare else s for s in view.sheets.shown),
            ),
        )
        if view.sheets
        else view
        for at, view in enumerate(views)
    )


def fate_words(document: RegisteredDocument) -> str:
    """What became of a document, in Swedish: "läst", "inte läst: filen är låst med lösenord"."""
    match document.fate:
        case DocumentFate.READ:
            return "läst"
        case DocumentFate.SKIPPED:
            words = {reason.value: SKIPS[reason] for reason in SkipReason}
        case DocumentFate.FAILED:
            words = {kind.value: FAILURES[kind] for kind in FailureKind}
    why = words.get(document.reason, document.reason)
    return f"inte läst: {why}" if why else "inte läst"
