"""The second opinion on a PDF, by pdfium: page count, text, and whether the text is hidden. One door to pypdfium2."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as native

from domain.document import FailureKind
from parsers.document_builder import Limits, PlacedWord, PrintedPage

READER = f"pdfium {pypdfium2.PYPDFIUM_INFO.version}"

MAX_OBJECTS = 20_000
"""Objects of a page that are looked at for hidden text; a page of minutes has a few hundred."""

COVERING = 0.8
"""Share of the page that a picture must fill to count as a scan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondOpinion:
    """What pdfium sees. `hidden_text`: on some page most text is invisible or lies under a picture of the page."""

    page_count: int
    text: str
    hidden_text: bool


def look(content: bytes, limits: Limits) -> SecondOpinion | FailureKind:
    """Page count and bare text of the pages up to the limit, a millisecond a page; LOCKED or BROKEN when it fails."""
    try:
        with _document(content) as document:
            count = len(document)
            texts: list[str] = []
            hidden = False
            for page in _pages(document, limits):
                if page:
                    texts.append(_bare_text(page))
                    hidden = hidden or _is_hidden(page)
            return SecondOpinion(page_count=count, text="".join(texts), hidden_text=hidden)
    except _Refused as error:
        return error.kind


def read_pages(content: bytes, limits: Limits) -> tuple[PrintedPage, ...]:
    """Words with boxes in pdfium's own order, parted by its spaces and line ends. For a file that `look` opened."""
    with _document(content) as document:
        blank = PrintedPage(lines=(), width=0, height=0)
        return tuple(_read_page(page) if page else blank for page in _pages(document, limits))


class _Refused(Exception):
    def __init__(self, kind: FailureKind) -> None:
        super().__init__(kind.value)
        self.kind = kind


@contextmanager
def _document(content: bytes) -> Iterator[Any]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise _Refused(FailureKind.LOCKED if "assword" in str(error) else FailureKind.BROKEN) from error
    try:
        if not len(document):
            raise _Refused(FailureKind.BROKEN)
        yield document
    finally:
        document.close()


def _pages(document: Any, limits: Limits) -> Iterator[Any]:
    """Each page up to the limit, closed when the next is asked for; None for one that is damaged."""
    for number in range(min(len(document), limits.max_pages)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            yield None
            continue
        try:
            yield page
        finally:
            page.close()


def _bare_text(page: Any) -> str:
    textpage = page.get_textpage()
    try:
        return str(textpage.get_text_range())
    except (pypdfium2.PdfiumError, ValueError):
        return ""
    finally:
        textpage.close()


def plain_letters(text: str) -> str:
    """The text with ligatures and accents taken apart, for comparing engines."""
    return unicodedata.normalize("NFKD", text).casefold()


def _read_page(page: Any) -> PrintedPage:
    width, height = page.get_size()
    textpage = page.get_textpage()
    lines: list[list[PlacedWord]] = [[]]
    letters: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []

    def end_word() -> None:
        if letters:
            lefts, bottoms, rights, tops = zip(*boxes, strict=True)
            word = PlacedWord(
                text="".join(letters),
                x0=min(lefts),
                top=height - max(tops),
                x1=max(rights),
                bottom=height - min(bottoms),
            )
            lines[-1].append(word)
            letters.clear()
            boxes.clear()

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for index in range(native.FPDFText_CountChars(textpage)):
        code = native.FPDFText_GetUnicode(textpage, index)
        letter = _letter(code)
        if letter.isspace():
            end_word()
            if letter == "\n" and lines[-1]:
                lines.append([])
        else:
            native.FPDFText_GetCharBox(textpage, index, left, right, bottom, top)
            letters.append(letter)
            boxes.append((left.value, bottom.value, right.value, top.value))
    end_word()
    textpage.close()
    return PrintedPage(lines=tuple(line for line in lines if line), width=width, height=height)


def _letter(code: int) -> str:
    if code in {0x02, 0xFFFE}:  # pdfium's mark for a hyphen at a line's end
        return "-"
    return chr(code) if code and not 0xD800 <= code < 0xE000 and code <= 0x10FFFF else "\ufffd"


def _is_hidden(page: Any) -> bool:
    """Whether most text is invisible (render mode 3, as scanners' OCR is) or drawn before a picture that covers it."""
    width, height = page.get_size()
    page_area = max(width * height, 1.0)
    visible = hidden = 0
    for number, item in enumerate(
        page.get_objects(filter=(native.FPDF_PAGEOBJ_TEXT, native.FPDF_PAGEOBJ_IMAGE), max_depth=3)
    ):
        if number >= MAX_OBJECTS:
            break
        if item.type == native.FPDF_PAGEOBJ_TEXT:
            if native.FPDFTextObj_GetTextRenderMode(item.raw) == native.FPDF_TEXTRENDERMODE_INVISIBLE:
                hidden += 1
            else:
                visible += 1
        else:
            left, bottom, right, top = item.get_bounds()
            if (right - left) * (top - bottom) >= COVERING * page_area:
                hidden, visible = hidden + visible, 0
    return hidden > visible
