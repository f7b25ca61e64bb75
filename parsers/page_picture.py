"""A page of a document as a picture to look at: PDFs and picture files; other formats have no pages.

Runs inside a child process (parsers.isolation).
"""

from __future__ import annotations

from parsers import images, pdfium_pictures, sniff

WIDTHS = (160, 1000, 1600)
"""Pixels across that pages are drawn at: in the list of pages, to read, to look closely."""

SIGNATURE = b"\x89PNG\r\n\x1a\n"
"""What every picture begins with."""

_PICTURES = frozenset({sniff.TIFF, sniff.PNG, sniff.JPEG})
DRAWN = frozenset({sniff.PDF, *_PICTURES})
"""Media types that have pages to draw."""


def draw(content: bytes, media_type: str, number: int, width: int, size: tuple[float, float]) -> bytes | None:
    """Page `number` (from 1) as a PNG; None when it cannot be drawn. `size` in points is the page's as it was read."""
    if media_type == sniff.PDF:
        return pdfium_pictures.draw(content, number - 1, width, size)
    try:
        return images.draw(content, number - 1, width) if media_type in _PICTURES else None
    except images.PictureError:
        return None
