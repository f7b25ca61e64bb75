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


_SAMPLE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
    b"4 0 obj<</Length 20>>stream\nBT /F 9 Tf (x) Tj ET\nendstream endobj\n"
    b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n"
)
"""A page with one letter in a font of the system."""


def warm_up() -> None:
    """Once, in the process that children are forked from: what pdfium and Pillow set up at their first page, each child
    would do again, at three times the cost of a page."""
    draw(_SAMPLE, sniff.PDF, 1, WIDTHS[0], (9.0, 9.0))


def draw(content: bytes, media_type: str, number: int, width: int, size: tuple[float, float]) -> bytes | None:
    """Page `number` (from 1) as a PNG; None when it cannot be drawn. `size` in points is the page's as it was read."""
    if media_type == sniff.PDF:
        return pdfium_pictures.draw(content, number - 1, width, size)
    try:
        return images.draw(content, number - 1, width) if media_type in _PICTURES else None
    except images.PictureError:
        return None
