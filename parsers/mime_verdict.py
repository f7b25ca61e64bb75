"""Which files of a mail may be a document, and why the others are not."""

from __future__ import annotations

from domain.mail import SkipReason
from parsers import sniff

DOCUMENT_SIDE = 600
"""Pixels: a page scanned at 75 dots per inch is 620 x 877; a coat of arms in a signature has a side below 400."""

DOCUMENTS = frozenset(
    {sniff.PDF, sniff.DOCX, sniff.ODT, sniff.RTF, sniff.DOC, sniff.TIFF, sniff.HTML, sniff.TEXT, sniff.LOCKED_OFFICE}
)
_SIGNATURES = frozenset(
    {
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "application/pgp-signature",
        "application/pgp-keys",
    }
)
_CALENDARS = frozenset({"text/calendar", "text/vcard", "text/x-vcard", "text/directory", "application/ics"})
_PICTURES = frozenset({sniff.PNG, sniff.JPEG, "image/gif", "image/bmp", "image/webp", "image/svg+xml"})


def not_a_document(content: bytes, kind: str, declared: str, shown: bool) -> SkipReason | None:
    """Why a file is not given to a reader. None when it may be a document. `shown`: the mail's text shows it."""
    if kind in _SIGNATURES or declared in _SIGNATURES:
        return SkipReason.SIGNATURE
    if kind in _CALENDARS or declared in _CALENDARS:
        return SkipReason.CALENDAR
    if kind in _PICTURES or (kind == sniff.UNKNOWN and declared in _PICTURES):
        return _picture(content, kind, shown)
    if kind == sniff.APPLE_DOUBLE:
        return SkipReason.DECORATION
    if not content:
        return SkipReason.BROKEN
    if kind in sniff.OTHER_ARCHIVES:
        return SkipReason.ARCHIVE
    return None if kind in DOCUMENTS else SkipReason.UNSUPPORTED


def _picture(content: bytes, kind: str, shown: bool) -> SkipReason | None:
    size = sniff.picture_size(content)
    page_like = size is not None and min(size) >= DOCUMENT_SIDE and max(size) < 3 * min(size)
    if kind in {sniff.PNG, sniff.JPEG} and page_like:
        return None
    if shown or (size is not None and not page_like):
        return SkipReason.DECORATION
    return SkipReason.BROKEN if kind in {sniff.PNG, sniff.JPEG, sniff.UNKNOWN} else SkipReason.UNSUPPORTED
