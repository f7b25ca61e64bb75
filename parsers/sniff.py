"""The type of a file by its content: mails call PDFs application/octet-stream, inline, and worse."""

from __future__ import annotations

import re
import struct

from parsers.smime import is_signed_data

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
RTF = "application/rtf"
DOC = "application/msword"
LOCKED_OFFICE = "application/x-encrypted-office"
"""A docx, xlsx or pptx that asks for a password: an OLE2 file around the encrypted one ([MS-OFFCRYPTO])."""
OUTLOOK = "application/vnd.ms-outlook"
TNEF = "application/vnd.ms-tnef"
APPLE_DOUBLE = "application/applefile"
"""A Mac's notes about a file that comes beside it, as a part of multipart/appledouble."""
ZIP = "application/zip"
GZIP = "application/gzip"
TAR = "application/x-tar"
OTHER_ARCHIVES = frozenset(
    {
        *("application/x-7z-compressed", "application/vnd.rar", "application/x-bzip2", "application/x-xz", TAR),
        "application/vnd.ms-cab-compressed",
    }
)
"""Known, but not opened: nobody answers in them, and each would need a library."""
SIGNED = "application/pkcs7-mime"
"""A signature that may be wrapped around a mail or a file (S/MIME)."""
HTML = "text/html"
TEXT = "text/plain"
MAIL = "message/rfc822"
TIFF = "image/tiff"
PNG = "image/png"
JPEG = "image/jpeg"
UNKNOWN = "application/octet-stream"

ENDINGS = {
    PDF: "pdf",
    DOCX: "docx",
    ODT: "odt",
    RTF: "rtf",
    DOC: "doc",
    TEXT: "txt",
    MAIL: "eml",
}
"""Of a file without a name."""

_MAGIC = (
    (b"{\\rtf", RTF),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"\x00\x05\x16\x07", APPLE_DOUBLE),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\x1f\x8b\x08", GZIP),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"MSCF\0\0\0\0", "application/vnd.ms-cab-compressed"),
    (b"BEGIN:VCARD", "text/vcard"),
    (b"BEGIN:VCALENDAR", "text/calendar"),
    (b"-----BEGIN PGP SIGNATURE", "application/pgp-signature"),
)
_WORD_PART = re.compile(rb"word/document\d{0,4}\.xml")  # Word for the web calls it document2.xml
_TNEF = b"\x78\x9f\x3e\x22"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(rb"<(!doctype\s+html|html|head|body|table|div|p)[\s>]", re.IGNORECASE)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def media_type(content: bytes, *, declared: str = "", name: str = "") -> str:
    """The type that the bytes show; what is declared decides where they show none, and between kinds of text."""
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_type(content)
    if content.startswith(_OLE):
        return _ole_type(content)
    if content.startswith(_TNEF):
        return TNEF
    if is_signed_data(content):
        return SIGNED
    # PDF 32000-1, annex H: readers accept junk before the header. Containers come first: a small one may hold a PDF.
    if b"%PDF-" in content[:1024] and not content.startswith(b"{\\rtf"):
        return PDF
    if content[257:262] == b"ustar":
        return TAR
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    stripped = content[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    for magic, kind in _MAGIC:
        if content.startswith(magic) or (len(magic) > 8 and stripped.upper().startswith(magic)):
            return kind
    return _text_type(content, declared, name)


def _zip_type(content: bytes) -> str:
    head = content[:200]
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in head:
        return ODT
    if _WORD_PART.search(content) and b"[Content_Types].xml" in content:
        return DOCX
    if b"[Content_Types].xml" in content[:4096] or b"mimetypeapplication/" in head:
        return "application/x-office"  # a workbook, slides: no document of text
    return ZIP


def _ole_type(content: bytes) -> str:
    names = content.upper()  # names of streams are compared without regard to case
    for name, kind in (("WORDDOCUMENT", DOC), ("__SUBSTG1.0_", OUTLOOK), ("ENCRYPTEDPACKAGE", LOCKED_OFFICE)):
        if name.encode("utf-16-le") in names:
            return kind
    return "application/x-ole-storage"


def _text_type(content: bytes, declared: str, name: str) -> str:
    ending = name.lower().rpartition(".")[2]
    if declared == MAIL or ending == "eml":
        return MAIL
    utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    if declared == PDF or ending == "pdf":
        return PDF  # without a header that shows it: the engines say what is wrong with it
    if not content or (not utf16 and _CONTROL.search(content[:4096])):
        return UNKNOWN
    if declared == HTML or ending in {"html", "htm"} or _HTML.search(content[:2048]):
        return HTML
    if ending in {"txt", "text", ""} or declared == TEXT:
        return TEXT
    return declared if declared.startswith("text/") else UNKNOWN


def picture_size(content: bytes) -> tuple[int, int] | None:
    """(width, height) in pixels of a PNG, GIF or JPEG, None when the bytes do not say."""
    if content.startswith(b"\x89PNG") and len(content) >= 24:
        return struct.unpack(">II", content[16:24])
    if content.startswith(b"GIF8") and len(content) >= 10:
        return struct.unpack("<HH", content[6:10])
    if content.startswith(b"\xff\xd8"):
        return _jpeg_size(content)
    return None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    position = 2
    for _ in range(1000):
        if position + 9 > len(content) or content[position] != 0xFF:
            return None
        marker = content[position + 1]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", content[position + 5 : position + 9])
            return width, height
        if marker == 0xFF:
            position += 1
        elif marker == 0x01 or 0xD0 <= marker <= 0xD7:
            position += 2
        else:
            position += 2 + struct.unpack(">H", content[position + 2 : position + 4])[0]
    return None
