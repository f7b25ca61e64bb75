"""Plain text and HTML files to DocumentText: one page, or one for each form feed."""

from __future__ import annotations

from domain.document import DocumentText, ReadingFailure
from parsers.document_builder import DocumentBuilder, Limits
from parsers.html_text import decode_html, html_to_text
from parsers.mime_text import decode_text
from parsers.sniff import HTML, TEXT

READER = "plain 1"


def read_text(content: bytes, sha256: str, limits: Limits) -> DocumentText | ReadingFailure:
    """A text file; its charset by byte order mark, else UTF-8, else Windows-1252."""
    text = decode_text(content).replace("\r\n", "\n").replace("\r", "\n")
    return _plain(text.removesuffix("\f"), TEXT, sha256, limits)


def read_html(content: bytes, sha256: str, limits: Limits) -> DocumentText | ReadingFailure:
    """What a reader of the page would see."""
    return _plain(html_to_text(decode_html(content)), HTML, sha256, limits)


def _plain(text: str, media_type: str, sha256: str, limits: Limits) -> DocumentText | ReadingFailure:
    builder = DocumentBuilder(limits)
    for number, sheet in enumerate(text.split("\f")):
        if number >= limits.max_pages:
            builder.cut = True
            break
        builder.add_plain(sheet)
    return builder.finish(sha256=sha256, media_type=media_type, reader=READER)
