"""The printed words of a PDF's pages, by pdfplumber. With plumber_letters the one door to it, and to pdfminer below it.

Runs inside a child process (parsers.isolation); it may be slow, huge or fall, not lie.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Collection
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfplumber.page import Page
from pdfplumber.utils.text import dedupe_chars, extract_words

from parsers.document_builder import PlacedWord, PrintedPage, group_lines
from parsers.plumber_letters import letters_of

VERSION = f"pdfplumber {pdfplumber.__version__}"

NO_LETTER = "\ufffd"

# pdfminer tells its log of each token, ten times a line; merely to be refused there costs a tenth of the reading.
for _name in ("pdfminer.psparser", "pdfminer.pdfinterp"):
    setattr(logging.getLogger(_name), "debug", lambda *_: None)  # noqa: B010 - mypy refuses it as an assignment

_CID = re.compile(r"\(cid:\d+\)")


class Unreadable(Exception):
    """pdfplumber gives no page."""


class Locked(Exception):
    """The file needs a password."""


def read_pages(
    content: bytes, most: int, *, only: Collection[int] | None = None, once: bool = False
) -> tuple[dict[int, PrintedPage], int]:
    """The first `most` pages, or those of them in `only`, by number from 0; and how many there are.

    `once`: a letter printed twice in one place is one. Raises Unreadable, Locked and MemoryError.
    """
    try:
        document = pdfplumber.open(io.BytesIO(content))  # never closed: that would make every page once more
        found = {}
        total = 0
        sheet: Any  # a _Sheet
        for number, sheet in enumerate(_Sheet.create_pages(document.doc)):
            total = number + 1
            if number < most and (only is None or number in only):
                found[number] = _page(Page(document, sheet.opened(), total), once=once)
        if not total:
            raise Unreadable("no pages")
        return found, total
    except (MemoryError, Unreadable):
        raise
    except Exception as error:  # any bug of the library on a hostile file, bare TypeErrors included
        cause: BaseException | None = error
        while cause is not None:
            if isinstance(cause, PDFPasswordIncorrect) or any(isinstance(a, PDFPasswordIncorrect) for a in cause.args):
                raise Locked from error
            cause = cause.__cause__ or cause.__context__
        raise Unreadable(f"{type(error).__name__}: {str(error)[:300]}") from error


class _Sheet(PDFPage):
    """A page as it is met in the tree of pages; its content and resources are looked up when it is opened."""

    def __init__(self, *made_of: Any) -> None:
        self._made_of = made_of

    def opened(self) -> PDFPage:
        return PDFPage(*self._made_of)


def _page(page: Any, *, once: bool) -> PrintedPage:
    letters = letters_of(page)
    # The tolerance grows with the size of the letters: 3 points glue the words of a 7-point footer together.
    words = extract_words(
        dedupe_chars(letters) if once else letters, x_tolerance_ratio=0.25, y_tolerance=3, expand_ligatures=True
    )
    corner = page.mediabox[:2]  # pdfplumber counts from where the page's own numbers begin: some begin at 100, 50
    level = [_placed(word, *corner) for word in words if word["upright"]]
    turned = [_placed(word, *corner) for word in words if not word["upright"]]
    lines = [*group_lines(level), *([word] for word in turned)]  # a stamp up the margin cuts no line in two
    return PrintedPage(lines=tuple(lines), width=float(page.width), height=float(page.height), turned=len(turned))


def _placed(word: dict[str, Any], left: float = 0.0, top: float = 0.0) -> PlacedWord:
    return PlacedWord(
        text=_CID.sub(NO_LETTER, word["text"]).replace("\0", NO_LETTER),
        x0=float(word["x0"] - left),
        top=float(word["top"] - top),
        x1=float(word["x1"] - left),
        bottom=float(word["bottom"] - top),
    )
