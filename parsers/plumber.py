"""The printed words of a PDF's pages, by pdfplumber. The one door to it, and to pdfminer below it.

Runs inside a child process (parsers.isolation); it may be slow, huge or fall, not lie. Only letters are asked for:
pdfplumber's own `page.chars` makes twenty values of each letter, and every line and curve of the page, at three
times the cost. The words are the same to the last digit, which a test holds.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Collection
from itertools import islice
from typing import Any

import pdfplumber
from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import apply_matrix_rect
from pdfplumber.page import Page
from pdfplumber.utils.text import dedupe_chars, extract_words

from parsers.document_builder import PlacedWord, PrintedPage, group_lines

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
        with pdfplumber.open(io.BytesIO(content)) as document:
            found = {}
            total = 0
            for number, sheet in enumerate(islice(PDFPage.create_pages(document.doc), most)):
                total = number + 1
                if only is None or number in only:
                    found[number] = _page(Page(document, sheet, number + 1), once=once)
            if not total:
                raise Unreadable("no pages")
            return found, total if total < most else _count(document)
    except (MemoryError, Unreadable):
        raise
    except Exception as error:  # any bug of the library on a hostile file, bare TypeErrors included
        cause: BaseException | None = error
        while cause is not None:
            if isinstance(cause, PDFPasswordIncorrect) or any(isinstance(a, PDFPasswordIncorrect) for a in cause.args):
                raise Locked from error
            cause = cause.__cause__ or cause.__context__
        raise Unreadable(f"{type(error).__name__}: {str(error)[:300]}") from error


def _count(document: Any) -> int:
    return sum(1 for _ in PDFPage.create_pages(document.doc))


def _page(page: Any, *, once: bool) -> PrintedPage:
    letters = _letters(page)
    # The tolerance grows with the size of the letters: 3 points glue the words of a 7-point footer together.
    words = extract_words(
        dedupe_chars(letters) if once else letters, x_tolerance_ratio=0.25, y_tolerance=3, expand_ligatures=True
    )
    level = [_placed(word) for word in words if word["upright"]]
    turned = [_placed(word) for word in words if not word["upright"]]
    lines = [*group_lines(level), *([word] for word in turned)]  # a stamp up the margin cuts no line in two
    return PrintedPage(lines=tuple(lines), width=float(page.width), height=float(page.height), turned=len(turned))


def _letters(page: Any) -> list[dict[str, Any]]:
    device = _Letters(page)
    PDFPageInterpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    return device.found


class _Letters(PDFLayoutAnalyzer):
    """Takes letters as pdfplumber describes them, as far as `extract_words` looks at them, and nothing else."""

    def __init__(self, page: Any) -> None:
        super().__init__(page.pdf.rsrcmgr, pageno=page.page_number, laparams=None)
        self.found: list[dict[str, Any]] = []
        self._left, self._top = page.mediabox[:2]
        self._height = page.height

    def begin_figure(self, *_: Any) -> None:  # a figure's letters count as the page's
        pass

    def end_figure(self, *_: Any) -> None:
        pass

    def paint_path(self, *_: Any) -> None:
        pass

    def render_image(self, *_: Any) -> None:
        pass

    def end_page(self, page: Any) -> None:
        pass

    def render_char(  # the way of pdfminer.layout.LTChar and pdfplumber.page.Page.process_object
        self,
        matrix: Any,
        font: Any,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,  # noqa: ARG002
        graphicstate: Any,  # noqa: ARG002
    ) -> float:
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = self.handle_undefined_char(font, cid)
        advance: float = font.char_width(cid) * fontsize * scaling
        vertical = font.is_vertical()
        if vertical:
            vx, vy = font.char_disp(cid)
            vx = fontsize * 0.5 if vx is None else vx * fontsize * 0.001
            vy = (1000 - vy) * fontsize * 0.001
            box = (-vx, vy + rise + advance, -vx + fontsize, vy + rise)
        else:
            descent = font.get_descent() * fontsize
            box = (0, descent + rise, advance, descent + rise + fontsize)
        a, b, c, d, _e, _f = matrix
        x0, y0, x1, y1 = apply_matrix_rect(matrix, box)
        x0, x1 = (x1, x0) if x1 < x0 else (x0, x1)
        y0, y1 = (y1, y0) if y1 < y0 else (y0, y1)
        top = (self._height - y1) + self._top
        letter = {
            "text": text,
            "x0": x0 + self._left,
            "x1": x1 + self._left,
            "top": top,
            "bottom": (self._height - y0) + self._top,
            "doctop": top,
            "upright": a * d * scaling > 0 and b * c <= 0,
            "size": x1 - x0 if vertical else y1 - y0,
            "fontname": font.fontname,
        }
        self.found.append(letter)
        return advance


def _placed(word: dict[str, Any]) -> PlacedWord:
    return PlacedWord(
        text=_CID.sub(NO_LETTER, word["text"]).replace("\0", NO_LETTER),
        x0=float(word["x0"]),
        top=float(word["top"]),
        x1=float(word["x1"]),
        bottom=float(word["bottom"]),
    )
