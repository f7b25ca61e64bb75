"""The text of a document, with offsets kept so that every quote can be shown on its page."""

from __future__ import annotations

import bisect
import enum
from dataclasses import dataclass

from domain.doubt import Doubt


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Half-open range of character offsets in `DocumentText.text`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word's box in points from the page's top left corner; `start` is its offset in the document's text."""

    start: int
    text: str
    x0: float
    top: float
    x1: float
    bottom: float


class PageSource(enum.Enum):
    """How the text of a page was won."""

    TEXT_LAYER = "text_layer"  # printed by a program
    OCR = "ocr"  # recognised from a picture
    PLAIN = "plain"  # a format without pages: plain text, HTML, docx, the mail's own body


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: its number from 1, its range in the document's text, its size in points (0 where it has none).

    `confidence`: for a recognised page, how sure the engine is of its letters, from 0 to 1; otherwise None.
    """

    number: int
    start: int
    end: int
    width: float
    height: float
    source: PageSource
    words: tuple[Word, ...] = ()
    confidence: float | None = None


class SignatureState(enum.Enum):
    """What a PDF's electronic signatures prove; of several, the worst."""

    NONE = "none"  # not signed
    VALID = "valid"  # unaltered, by a certificate of a root that we trust
    UNKNOWN_ROOT = "unknown_root"  # unaltered, but anybody can have made the certificate
    BROKEN = "broken"  # altered after it was signed, or cannot be checked


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """`signer` is what the certificate calls its owner, "" when there is none: a claim unless the state is VALID."""

    state: SignatureState
    signer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentText:
    """All text of one document. Pages follow one another in `text`, each ended by a form feed.

    `reader` names library and version, e.g. "pdfplumber 0.11.10"; `doubts` are about the reading only.
    `signature` is None where none was looked for: no PDF, or the extra "signatures" is not installed.
    """

    sha256: str
    media_type: str
    text: str
    pages: tuple[Page, ...]
    reader: str
    doubts: tuple[Doubt, ...] = ()
    signature: Signature | None = None

    def page_at(self, offset: int) -> int:
        """Number of the page that holds this offset; the first page for a document without any."""
        index = bisect.bisect_right(self.pages, offset, key=lambda page: page.start) - 1
        return self.pages[max(index, 0)].number if self.pages else 1

    @property
    def skimmed(self) -> bool:
        """Whether the words of some pages have no boxes, because those pages cannot matter to what was looked for."""
        printed = (page for page in self.pages if page.source is PageSource.TEXT_LAYER and not page.words)
        return any(self.text[page.start : page.end].strip() for page in printed)

    def slice(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def printed(self, span: Span, left_out: tuple[Span, ...] = ()) -> str:
        """The words of a span with single blanks, without what stands in `left_out` (in order, none overlapping)."""
        pieces, at = [], span.start
        for hole in left_out:
            if hole.start >= at and hole.end <= span.end:
                pieces.append(self.text[at : hole.start])
                at = hole.end
        return " ".join(" ".join([*pieces, self.text[at : span.end]]).split())


class FailureKind(enum.Enum):
    """Why a document gave no text."""

    BROKEN = "broken"  # no engine opens it
    LOCKED = "locked"  # needs a password
    NO_TEXT = "no_text"  # opens, but holds only pictures
    UNSUPPORTED = "unsupported"  # no reader for the format
    TOO_LARGE = "too_large"  # beyond a limit set before reading
    TIMEOUT = "timeout"  # the reader ran out of time
    MEMORY = "memory"  # the reader ran out of memory
    CRASHED = "crashed"  # the reader died


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingFailure:
    """A named reason instead of a text. `detail` is the library's own message, for the log and the operator."""

    sha256: str
    kind: FailureKind
    detail: str

    @property
    def worth_retrying(self) -> bool:
        """The machine's state, not the file alone, may be the cause."""
        return self.kind in {FailureKind.TIMEOUT, FailureKind.MEMORY, FailureKind.CRASHED}
