"""PDF to DocumentText: by pdfplumber, checked against pdfium, which also takes over where pdfplumber fails.

Runs inside a child process (parsers.isolation); it may be slow, huge or fall, not lie.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections import Counter
from collections.abc import Sequence

from domain.document import DocumentText, FailureKind, ReadingFailure
from domain.doubt import Doubt
from parsers import pdfium, plumber, scan
from parsers.document_builder import DocumentBuilder, Limits, PrintedPage
from parsers.relevance import relevant_pages
from parsers.sniff import PDF

AGREEMENT = 0.9
"""Share of letters that the two engines must have in common on a document. Honest files reach 0.99."""

GARBAGE = 0.02
"""Share of characters without a letter that makes a text useless. Below it they are bullets of a symbol font."""


LONG = 12
"""Pages from which a file is skimmed first; reading fewer takes half a second."""


def read_pdf(content: bytes, sha256: str, limits: Limits) -> DocumentText | ReadingFailure:
    """The text as printed, lines from the top, with word boxes.

    Of a long file only the pages that can matter to what is looked for (parsers.relevance) are read by pdfplumber, when
    both engines agree on them; the others hold pdfium's lines, without boxes. With any sign of trouble all are read.

    Pages that hold only pictures, garbage, or text hidden under a picture (a scanner's own OCR) are recognised anew.
    Doubts: TEXT_UNCERTAIN when these could not be recognised or only with low confidence, or when the two engines
    disagree; DOCUMENT_CUT beyond a limit.
    """
    other = pdfium.look(content, limits, lines=bool(limits.looking_for))
    if limits.looking_for and isinstance(other, pdfium.SecondOpinion) and len(other.texts) >= LONG:
        skimmed = _skimmed(content, other, sha256, limits)
        if skimmed:
            return skimmed
    try:
        pages, total = _whole(content, limits)
    except plumber.Locked:
        return ReadingFailure(sha256=sha256, kind=FailureKind.LOCKED, detail="password")
    except plumber.Unreadable as error:
        if isinstance(other, FailureKind):
            return ReadingFailure(sha256=sha256, kind=other, detail=str(error))
        return _by_pdfium(content, other, sha256, limits)
    if isinstance(other, FailureKind):
        return _build(content, pages, total, sha256, limits, plumber.VERSION, {Doubt.TEXT_UNCERTAIN})
    text = _text(pages)
    if other.text.strip() and (not text or _garbage_share(text) > max(GARBAGE, _garbage_share(other.text))):
        return _by_pdfium(content, other, sha256, limits)
    if not _agree(text, other.text) and len(text) > len("".join(other.text.split())):
        # A heading made bold by printing it twice reads "BBeesslluutt"; pdfium sees each letter once.
        pages, total = _whole(content, limits, once=True)
        text = _text(pages)
    same = total == other.page_count and _agree(text, other.text)
    doubts = set[Doubt]() if same else {Doubt.TEXT_UNCERTAIN}
    return _build(content, pages, total, sha256, limits, plumber.VERSION, doubts, other)


def _skimmed(
    content: bytes, other: pdfium.SecondOpinion, sha256: str, limits: Limits
) -> DocumentText | ReadingFailure | None:
    """The file with only those pages read by pdfplumber that can matter. None when every page should be read."""
    relevant = relevant_pages(other.texts, limits.looking_for)
    if relevant is None or other.page_count > len(other.texts):
        return None
    unplaced = {number for number, page in enumerate(other.lines) if page is None}
    only = relevant | unplaced | other.scans | {0}  # the letterhead
    if len(only) > len(other.texts) / 2:
        return None
    try:
        read, total = plumber.read_pages(content, limits.max_pages, only=only)
    except (plumber.Locked, plumber.Unreadable):
        return None
    printed = {number: page for number, page in read.items() if number not in other.scans}
    if total != other.page_count or not all(
        _agree(_text([page]), other.texts[number]) and _garbage_share(_text([page])) <= GARBAGE
        for number, page in printed.items()
    ):
        return None
    pages = [read.get(number) or page for number, page in enumerate(other.lines)]
    whole = [page for page in pages if page is not None]
    if _garbage_share(_text(whole)) > GARBAGE:
        return None
    return _build(content, whole, total, sha256, limits, f"{plumber.VERSION}, {pdfium.READER}", set(), other)


def _by_pdfium(
    content: bytes, other: pdfium.SecondOpinion, sha256: str, limits: Limits
) -> DocumentText | ReadingFailure:
    """The engine that is asked first refused the file: something is wrong with it, though text may be seen."""
    pages = pdfium.read_pages(content, limits)
    return _build(content, pages, other.page_count, sha256, limits, pdfium.READER, {Doubt.TEXT_UNCERTAIN}, other)


def _build(
    content: bytes,
    pages: Sequence[PrintedPage],
    total: int,
    sha256: str,
    limits: Limits,
    reader: str,
    doubts: set[Doubt],
    other: pdfium.SecondOpinion | None = None,
) -> DocumentText | ReadingFailure:
    builder, cut = DocumentBuilder(limits), False
    if other:
        pages, recognised, cut = _recognise(content, pages, other, limits)
        reader = f"{reader}, {scan.reader()}" if recognised else reader
        if any((pages[n].confidence or 0) < scan.SURE for n in recognised) or not other.hidden <= recognised:
            doubts = {*doubts, Doubt.TEXT_UNCERTAIN}
    for page in pages:
        builder.add_printed(page)
    builder.cut = builder.cut or cut or total > len(pages)  # said last: a builder that is cut takes nothing more
    turned = sum(page.turned for page in pages) > len(list(itertools.chain(*(page.lines for page in pages)))) / 2
    unread = any(not page.letters and page.confidence is None for page in pages)
    if turned or unread or _garbage_share(_text(pages)) > GARBAGE:
        doubts = {*doubts, Doubt.TEXT_UNCERTAIN}
    text = builder.finish(sha256=sha256, media_type=PDF, reader=reader, doubts=sorted(doubts, key=lambda d: d.value))
    if isinstance(text, ReadingFailure) and other and other.damaged:
        detail = f"{len(other.damaged)} of {other.page_count} pages cannot be opened"
        return ReadingFailure(sha256=sha256, kind=FailureKind.BROKEN, detail=detail)
    return text


def _recognise(
    content: bytes, pages: Sequence[PrintedPage], other: pdfium.SecondOpinion, limits: Limits
) -> tuple[list[PrintedPage], frozenset[int], bool]:
    """The pages with those recognised that have no usable text, which these are, and whether the limit cut them."""
    scans = other.scans | {number for number, page in enumerate(pages) if not _is_usable(page)}
    found = scan.read_pages(content, sorted(scans), limits)
    cut = 0 < len(found) < len(scans)
    # Where we see no letter, what the page itself says stays, with the doubt that belongs to it.
    found = {number: page for number, page in found.items() if page.letters or not pages[number].letters}
    read = [found.get(number, page) for number, page in enumerate(pages)]
    return read, frozenset(found), cut


def _whole(content: bytes, limits: Limits, *, once: bool = False) -> tuple[tuple[PrintedPage, ...], int]:
    """Every page up to the limit, and how many there are."""
    pages, total = plumber.read_pages(content, limits.max_pages, once=once)
    return tuple(pages.values()), total


def _is_usable(page: PrintedPage) -> bool:
    return page.letters > 0 and _garbage_share(_text([page])) <= GARBAGE


def _text(pages: Sequence[PrintedPage]) -> str:
    return "".join(word.text for page in pages for line in page.lines for word in line)


def _agree(ours: str, theirs: str) -> bool:
    """Whether the same letters and digits occur as often; ligatures, accents and order do not matter."""
    mine, other = (Counter(filter(str.isalnum, _plain_letters(text))) for text in (ours, theirs))
    larger = max(mine.total(), other.total())
    return larger == 0 or (mine & other).total() / larger >= AGREEMENT


def _plain_letters(text: str) -> str:
    """Ligatures and accents taken apart."""
    return unicodedata.normalize("NFKD", text).casefold()


def _garbage_share(text: str) -> float:
    return (text.count(plumber.NO_LETTER) + text.count("\0")) / len(text) if text else 0.0
