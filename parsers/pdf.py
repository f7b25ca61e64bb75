"""PDF to DocumentText: by pdfplumber, checked against pdfium, which also takes over where pdfplumber fails.

The one door to pdfplumber. Runs inside a child process (parsers.isolation); it may be slow, huge or fall, not lie.
"""

from __future__ import annotations

import io
import itertools
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect

from domain.document import DocumentText, FailureKind, ReadingFailure
from domain.doubt import Doubt
from parsers import pdfium, scan
from parsers.document_builder import DocumentBuilder, Limits, PlacedWord, PrintedPage
from parsers.sniff import PDF

READER = f"pdfplumber {pdfplumber.__version__}"

AGREEMENT = 0.9
"""Share of letters that the two engines must have in common on a document. Honest files reach 0.99."""

GARBAGE = 0.02
"""Share of characters without a letter that makes a text useless. Below it they are bullets of a symbol font."""

_CID = re.compile(r"\(cid:\d+\)")
_NO_LETTER = "\ufffd"


class _Unreadable(Exception):
    """pdfplumber gives no page."""


def read_pdf(content: bytes, sha256: str, limits: Limits) -> DocumentText | ReadingFailure:
    """The text as printed, lines from the top, with word boxes.

    Pages that hold only pictures, garbage, or text hidden under a picture (a scanner's own OCR) are recognised anew.
    Doubts: TEXT_UNCERTAIN when these could not be recognised or only with low confidence, or when the two engines
    disagree; DOCUMENT_CUT beyond a limit.
    """
    other = pdfium.look(content, limits)
    try:
        pages, total = _pages(content, limits)
    except PDFPasswordIncorrect:
        return ReadingFailure(sha256=sha256, kind=FailureKind.LOCKED, detail="password")
    except _Unreadable as error:
        if isinstance(other, FailureKind):
            return ReadingFailure(sha256=sha256, kind=other, detail=str(error))
        return _by_pdfium(content, other, sha256, limits)
    if isinstance(other, FailureKind):
        return _build(content, pages, total, sha256, limits, READER, {Doubt.TEXT_UNCERTAIN})
    text = _text(pages)
    if other.text.strip() and (not text or _garbage_share(text) > max(GARBAGE, _garbage_share(other.text))):
        return _by_pdfium(content, other, sha256, limits)
    if not _agree(text, other.text) and len(text) > len("".join(other.text.split())):
        # A heading made bold by printing it twice reads "BBeesslluutt"; pdfium sees each letter once.
        pages, total = _pages(content, limits, once=True)
        text = _text(pages)
    same = total == other.page_count and _agree(text, other.text)
    doubts = set[Doubt]() if same else {Doubt.TEXT_UNCERTAIN}
    return _build(content, pages, total, sha256, limits, READER, doubts, other)


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
    builder = DocumentBuilder(limits)
    if other:
        pages, recognised, builder.cut = _recognise(content, pages, other, limits)
        reader = f"{reader}, {scan.reader()}" if recognised else reader
        if any((pages[n].confidence or 0) < scan.SURE for n in recognised) or not other.hidden <= recognised:
            doubts = {*doubts, Doubt.TEXT_UNCERTAIN}
    for page in pages:
        builder.add_printed(page)
    builder.cut = builder.cut or total > len(pages)
    turned = sum(page.turned for page in pages) > len(list(itertools.chain(*(page.lines for page in pages)))) / 2
    unread = any(not page.letters and page.confidence is None for page in pages)
    if turned or unread or _garbage_share(_text(pages)) > GARBAGE:
        doubts = {*doubts, Doubt.TEXT_UNCERTAIN}
    return builder.finish(sha256=sha256, media_type=PDF, reader=reader, doubts=sorted(doubts, key=lambda d: d.value))


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


def _pages(content: bytes, limits: Limits, *, once: bool = False) -> tuple[tuple[PrintedPage, ...], int]:
    """The pages up to the limit, and how many there are; `once`: a letter printed twice in one place is one."""
    try:
        with pdfplumber.open(io.BytesIO(content)) as document:
            total = len(document.pages)
            if not total:
                raise _Unreadable("no pages")
            pages = []
            for page in document.pages[: limits.max_pages]:
                pages.append(_page(page.dedupe_chars() if once else page))
                page.close()  # PDF.close() leaves used pages in memory: 302 MB against 1 MB
            return tuple(pages), total
    except (MemoryError, _Unreadable):
        raise
    except Exception as error:  # any bug of the library on a hostile file, bare TypeErrors included
        cause: BaseException | None = error
        while cause is not None:
            if isinstance(cause, PDFPasswordIncorrect) or any(isinstance(a, PDFPasswordIncorrect) for a in cause.args):
                raise PDFPasswordIncorrect from error
            cause = cause.__cause__ or cause.__context__
        raise _Unreadable(f"{type(error).__name__}: {str(error)[:300]}") from error


def _page(page: Any) -> PrintedPage:
    # The tolerance grows with the size of the letters: 3 points glue the words of a 7-point footer together.
    words = page.extract_words(x_tolerance_ratio=0.25, y_tolerance=3, expand_ligatures=True)
    level = [_placed(word) for word in words if word["upright"]]
    turned = [_placed(word) for word in words if not word["upright"]]
    lines = [*group_lines(level), *([word] for word in turned)]  # a stamp up the margin cuts no line in two
    return PrintedPage(lines=tuple(lines), width=float(page.width), height=float(page.height), turned=len(turned))


def _placed(word: dict[str, Any]) -> PlacedWord:
    return PlacedWord(
        text=_CID.sub(_NO_LETTER, word["text"]).replace("\0", _NO_LETTER),
        x0=float(word["x0"]),
        top=float(word["top"]),
        x1=float(word["x1"]),
        bottom=float(word["bottom"]),
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


def _is_usable(page: PrintedPage) -> bool:
    return page.letters > 0 and _garbage_share(_text([page])) <= GARBAGE


def _text(pages: Sequence[PrintedPage]) -> str:
    return "".join(word.text for page in pages for line in page.lines for word in line)


def _agree(ours: str, theirs: str) -> bool:
    """Whether the same letters and digits occur as often; ligatures, accents and order do not matter."""
    mine, other = (Counter(filter(str.isalnum, pdfium.plain_letters(text))) for text in (ours, theirs))
    larger = max(mine.total(), other.total())
    return larger == 0 or (mine & other).total() / larger >= AGREEMENT


def _garbage_share(text: str) -> float:
    return (text.count(_NO_LETTER) + text.count("\0")) / len(text) if text else 0.0
