"""Pictures of a PDF's pages by pdfium: grey ones to recognise, coloured ones to look at.

With parsers.pdfium the door to pypdfium2. Pixels are bounded before anything is unpacked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as native

from parsers.images import DPI, MAX_PIXELS, MAX_STORED, Picture, png_of_pixels
from parsers.pdfium import MAX_OBJECTS, Refused, opened, opened_page

MIN_DPI = 50
"""A page so large that fewer dots an inch fit into our pixels cannot be recognised."""

_TALLEST = 4
"""How many times as tall as wide a page is shown; a roll of wallpaper is not."""

_SAME = 1.0
"""Points by which two sizes of a page may differ and be the same."""


def render(content: bytes, numbers: Iterable[int]) -> Iterator[tuple[int, Picture | None]]:
    """Grey pictures of these pages (from 0) of a file that `look` opened; None for one too large or too damaged."""
    with opened(content) as document:
        for number in numbers:
            with opened_page(document, number) as page:
                yield number, _rendered(page) if page else None


def draw(content: bytes, number: int, width: int, size: tuple[float, float]) -> bytes | None:
    """A page (from 0) in colours as a PNG so many pixels wide; None when it is too large or too damaged.

    `size` in points is that of the page whose words have been placed: pdfplumber places them on the whole sheet
    (MediaBox), pdfium shows what is left of it when it is cropped (CropBox).
    """
    try:
        with opened(content) as document:
            with opened_page(document, number) as page:
                if page and _differs(page.get_size(), size):
                    page.set_cropbox(*page.get_mediabox())  # holds when the page is opened again
            with opened_page(document, number) as page:
                return _drawn(page, width) if page else None
    except (Refused, pypdfium2.PdfiumError):
        return None


def _differs(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return other[0] > 0 and any(abs(a - b) > _SAME for a, b in zip(one, other, strict=True))


def _drawn(page: Any, width: int) -> bytes | None:
    across, down = (max(side, 1.0) for side in page.get_size())
    if down > _TALLEST * across or _stored(page) > MAX_STORED:
        return None
    bitmap = page.render(scale=(width - 0.01) / across, rev_byteorder=True)  # pdfium rounds up
    try:
        return png_of_pixels(bytes(bitmap.buffer), (bitmap.width, bitmap.height), bitmap.mode, bitmap.stride)
    finally:
        bitmap.close()


def _rendered(page: Any) -> Picture | None:
    width, height = (max(side, 1.0) for side in page.get_size())
    dpi = min(DPI, 72 * (MAX_PIXELS / (width * height)) ** 0.5)
    if dpi < MIN_DPI or _stored(page) > MAX_STORED:
        return None
    try:
        bitmap = page.render(scale=dpi / 72, grayscale=True)
    except pypdfium2.PdfiumError:
        return None
    try:
        rows, stride = bytes(bitmap.buffer), bitmap.stride
        if stride != bitmap.width:
            rows = b"".join(rows[at : at + bitmap.width] for at in range(0, stride * bitmap.height, stride))
        return Picture(grey=rows, width=bitmap.width, height=bitmap.height, dpi=dpi)
    finally:
        bitmap.close()


def _stored(page: Any) -> int:
    """Pixels of the pictures on the page: asked before anything is unpacked."""
    pictures = page.get_objects(filter=(native.FPDF_PAGEOBJ_IMAGE,), max_depth=3)
    sizes = [item.get_px_size() for item, _ in zip(pictures, range(MAX_OBJECTS), strict=False)]
    return sum(across * down for across, down in sizes)
