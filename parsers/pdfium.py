"""The second opinion on a PDF, by pdfium: page count, text, and whether the text is hidden. One door to pypdfium2."""

from __future__ import annotations

import ctypes
import unicodedata
from dataclasses import dataclass
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as native  # type: ignore[import-untyped]

from domain.document import FailureKind
from parsers.document_builder import Limits, PlacedWord, PrintedPage

READER = f"pdfium {pypdfium2.PYPDFIUM_INFO.version}"

MAX_OBJECTS = 20_000
"""Objects of a page that are looked at for hidden text; a page of minutes has a few hundred."""

COVERING = 0.8
"""Share of the page that a picture must fill to count as a scan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfiumText:
    """What pdfium sees. `hidden_text`: on some page most text is invisible or lies under a picture of the page."""

    page_count: int
    pages: tuple[PrintedPage, ...]
    hidden_text: bool


def open_pdf(content: bytes, limits: Limits) -> PdfiumText | FailureKind:
    """Read the pages up to the limit; LOCKED or BROKEN when the file does not open."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        return FailureKind.LOCKED if "assword" in str(error) else FailureKind.BROKEN
    try:
        count = len(document)
        if not count:
            return FailureKind.BROKEN
        pages: list[PrintedPage] = []
        hidden = False
        for number in range(min(count, limits.max_pages)):
            try:
                page = document[number]
            except pypdfium2.PdfiumError:  # one damaged page: the count tells that it is there
                pages.append(PrintedPage(lines=(), width=0, height=0))
                continue
            pages.append(_read_page(page))
            hidden = hidden or _is_hidden(page)
            page.close()
        return PdfiumText(page_count=count, pages=tuple(pages), hidden_text=hidden)
    finally:
        document.close()


def plain_letters(text: str) -> str:
    """The text with ligatures and accents taken apart, for comparing engines."""
    return unicodedata.normalize("NFKD", text).casefold()


def _read_page(page: Any) -> PrintedPage:
    """Words and lines in pdfium's own order; its spaces and line ends part them."""
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
