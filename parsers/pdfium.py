"""The second opinion on a PDF, by pdfium: page count, text, which pages are scans.

The one door to pypdfium2, with parsers.pdfium_pictures, which draws.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as native

from domain.document import FailureKind
from parsers.document_builder import Limits, PlacedWord, PrintedPage, group_lines

READER = f"pdfium {pypdfium2.PYPDFIUM_INFO.version}"

MAX_OBJECTS = 20_000
"""Objects of a page that are looked at for hidden text; a page of minutes has a few hundred."""

NO_INK = 12
"""Of 255: letters with less opacity, or that far from white on a scanned sheet, are not seen."""

COVERING = 0.8
"""Share of the page that a picture must fill to count as a scan."""

FEW_LETTERS = 100
"""A page with fewer, and pictures over most of it, is a scan that was stamped or numbered by a program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondOpinion:
    """What pdfium sees. `hidden`: pages (from 0) where most text is invisible or lies under a picture of the page.

    `scans`: the pages whose text must be recognised, for they have none that can be used: these and the pictures.
    `damaged`: the pages that cannot be opened.
    `texts`: the bare text of each page, "" for a damaged one. `lines`, when asked for: its lines, None without places.
    """

    page_count: int
    texts: tuple[str, ...]
    hidden: frozenset[int]
    scans: frozenset[int]
    damaged: frozenset[int] = frozenset()
    lines: tuple[PrintedPage | None, ...] = ()

    @property
    def text(self) -> str:
        return "".join(self.texts)


def look(content: bytes, limits: Limits, *, lines: bool = False) -> SecondOpinion | FailureKind:
    """Page count and bare text of the pages up to the limit, a millisecond a page; LOCKED or BROKEN when it fails."""
    try:
        with opened(content) as document:
            count = len(document)
            texts: list[str] = []
            placed: list[PrintedPage | None] = []
            hidden, scans, damaged = set(), set(), set()
            for number, page in enumerate(_pages(document, limits)):
                text, page_lines = _text_of(page, lines=lines) if page else ("", None)
                texts.append(text)
                placed.append(page_lines)
                if not page:
                    damaged.add(number)
                elif _may_hide(page) and _is_hidden(page):
                    hidden.add(number)
                elif _is_scan(page, text):
                    scans.add(number)
            return SecondOpinion(
                page_count=count,
                texts=tuple(texts),
                hidden=frozenset(hidden),
                scans=frozenset(hidden | scans),
                damaged=frozenset(damaged),
                lines=tuple(placed) if lines else (),
            )
    except Refused as error:
        return error.kind


def read_pages(content: bytes, limits: Limits) -> tuple[PrintedPage, ...]:
    """Words with boxes in pdfium's own order, parted by its spaces and line ends. For a file that `look` opened."""
    with opened(content) as document:
        blank = PrintedPage(lines=(), width=0, height=0)
        return tuple(_read_page(page) if page else blank for page in _pages(document, limits))


class Refused(Exception):
    """pdfium does not open the file."""

    def __init__(self, kind: FailureKind) -> None:
        super().__init__(kind.value)
        self.kind = kind


@contextmanager
def opened(content: bytes) -> Iterator[Any]:
    """The document, closed at the end. Raises Refused."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise Refused(FailureKind.LOCKED if "assword" in str(error) else FailureKind.BROKEN) from error
    try:
        if not len(document):
            raise Refused(FailureKind.BROKEN)
        yield document
    finally:
        document.close()


def _pages(document: Any, limits: Limits) -> Iterator[Any]:
    """Each page up to the limit, closed when the next is asked for; None for one that is damaged."""
    for number in range(min(len(document), limits.max_pages)):
        with opened_page(document, number) as page:
            yield page


@contextmanager
def opened_page(document: Any, number: int) -> Iterator[Any]:
    """A page (from 0), closed at the end; None for one that is damaged."""
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        yield None
        return
    try:
        yield page
    finally:
        page.close()


def _text_of(page: Any, *, lines: bool) -> tuple[str, PrintedPage | None]:
    try:
        with closing(page.get_textpage()) as textpage:
            text = str(textpage.get_text_range())
            return text, _placed_lines(page, textpage, text) if lines else None
    except (pypdfium2.PdfiumError, ValueError):
        return "", None


_LINE = re.compile(r"[^\r\n\ufffe\x02]+[\ufffe\x02]?")
_HYPHENS = {0x02: "-", 0xFFFE: "-"}  # pdfium's marks for a hyphen at a line's end


def _placed_lines(page: Any, textpage: Any, text: str) -> PrintedPage | None:
    """The lines from the top, each one "word" without width: only its first letter's place is asked for.

    None where pdfium does not count letters as its text does, so that they have no place.
    """
    handle = textpage.raw
    if native.FPDFText_CountChars(handle) != len(text):
        return None
    width, height = page.get_size()
    side, _, _, upper = page.get_bbox()
    box = native.FS_RECTF()
    place = ctypes.byref(box)
    plain = text.translate(_HYPHENS) if "\x02" in text or "\ufffe" in text else text
    found = []
    for match in _LINE.finditer(text):
        start, end = match.span()
        line = plain[start:end]
        if words := line.split():
            native.FPDFText_GetLooseCharBox(handle, start + len(line) - len(line.lstrip()), place)
            left = box.left - side
            found.append(
                PlacedWord(text=" ".join(words), x0=left, top=upper - box.top, x1=left, bottom=upper - box.bottom)
            )
    return PrintedPage(lines=tuple(group_lines(found)), width=width, height=height, skimmed=True)


def _read_page(page: Any) -> PrintedPage:
    width, height = page.get_size()
    try:
        textpage = page.get_textpage()
    except pypdfium2.PdfiumError:
        return PrintedPage(lines=(), width=width, height=height)
    side, _, _, upper = page.get_bbox()
    lines: list[list[PlacedWord]] = [[]]
    letters: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []

    def end_word() -> None:
        if letters:
            lefts, bottoms, rights, tops = zip(*boxes, strict=True)
            word = PlacedWord(
                text="".join(letters),
                x0=min(lefts) - side,
                top=upper - max(tops),
                x1=max(rights) - side,
                bottom=upper - min(bottoms),
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
    if code in _HYPHENS:
        return "-"
    return chr(code) if code and not 0xD800 <= code < 0xE000 and code <= 0x10FFFF else "\ufffd"


def _may_hide(page: Any) -> bool:
    """A quick look that only says no of an ordinary page: no invisible text, no large picture, no form with either."""
    width, height = page.get_size()
    sides = tuple(ctypes.c_float() for _ in range(4))
    handle = page.raw
    for number in range(min(native.FPDFPage_CountObjects(handle), MAX_OBJECTS)):
        item = native.FPDFPage_GetObject(handle, number)
        kind = native.FPDFPageObj_GetType(item)
        if kind == native.FPDF_PAGEOBJ_FORM:
            return True
        if kind == native.FPDF_PAGEOBJ_TEXT:
            if _is_invisible(item):
                return True
        elif kind == native.FPDF_PAGEOBJ_IMAGE:
            native.FPDFPageObj_GetBounds(item, *sides)
            left, bottom, right, top = (side.value for side in sides)
            if (right - left) * (top - bottom) >= COVERING * max(width * height, 1.0):
                return True
    return False


def _is_hidden(page: Any) -> bool:
    """Whether most text is invisible, as scanners' OCR is, or lies under a picture of the page, or white on one."""
    width, height = page.get_size()
    page_area = max(width * height, 1.0)
    visible = hidden = 0
    covered = False
    for number, item in enumerate(
        page.get_objects(filter=(native.FPDF_PAGEOBJ_TEXT, native.FPDF_PAGEOBJ_IMAGE), max_depth=3)
    ):
        if number >= MAX_OBJECTS:
            break
        if item.type == native.FPDF_PAGEOBJ_TEXT:
            if _is_invisible(item.raw, on_a_picture=covered):
                hidden += 1
            else:
                visible += 1
        else:
            left, bottom, right, top = item.get_bounds()
            if (right - left) * (top - bottom) >= COVERING * page_area:
                hidden, visible, covered = hidden + visible, 0, True
    return hidden > visible


def _is_invisible(text: Any, *, on_a_picture: bool = False) -> bool:
    """Whether a text object leaves no trace on the sheet: render mode 3, letters without opacity, white ones on a scan.

    Programs that lay recognised text over a picture do it in each of these ways.
    """
    mode = native.FPDFTextObj_GetTextRenderMode(text)
    if mode == native.FPDF_TEXTRENDERMODE_INVISIBLE:
        return True
    red, green, blue, opacity = (ctypes.c_uint(255) for _ in range(4))
    if mode != native.FPDF_TEXTRENDERMODE_FILL or not native.FPDFPageObj_GetFillColor(text, red, green, blue, opacity):
        return False
    return opacity.value <= NO_INK or (on_a_picture and min(red.value, green.value, blue.value) >= 255 - NO_INK)


def _is_scan(page: Any, text: str) -> bool:
    """Whether pictures (or letters drawn as curves) are there instead of text."""
    if sum(map(str.isalnum, text[: 4 * FEW_LETTERS])) >= FEW_LETTERS:
        return False  # as of nearly every page
    letters = sum(map(str.isalnum, text))
    if letters >= FEW_LETTERS:
        return False
    if not letters and not any(character.isprintable() and character != " " for character in text):
        return any(True for _ in page.get_objects(max_depth=1))
    width, height = page.get_size()
    covered = 0.0
    items = page.get_objects(filter=(native.FPDF_PAGEOBJ_IMAGE,), max_depth=3)
    for item, _ in zip(items, range(MAX_OBJECTS), strict=False):
        left, bottom, right, top = item.get_bounds()
        covered += max(right - left, 0) * max(top - bottom, 0)
    return bool(covered >= COVERING * max(width * height, 1.0))
