"""Numbers of MAPI properties ([MS-OXPROPS]) and their values as text, shared by .msg and winmail.dat."""

from __future__ import annotations

from parsers.compressed_rtf import body_text
from parsers.html_text import decode_html, html_to_text
from parsers.mime_headers import Headers, parse_headers
from parsers.mime_text import clean, decode

SUBJECT = 0x0037
TRANSPORT_HEADERS = 0x007D
SENDER_NAME = 0x0C1A
SENDER_ADDRESS = 0x0C1F
SENDER_SMTP = 0x5D01
BODY = 0x1000
RTF_COMPRESSED = 0x1009
HTML = 0x1013
ATTACH_DATA = 0x3701
ATTACH_SHORT_NAME = 0x3704
ATTACH_NAME = 0x3707
ATTACH_MIME = 0x370E
ATTACH_CONTENT_ID = 0x3712
DISPLAY_NAME = 0x3001

STRING8, UNICODE, BINARY, OBJECT = 0x001E, 0x001F, 0x0102, 0x000D

MAX_RTF_BODY = 1_000_000
"""Characters of a body that comes as RTF."""

Values = dict[int, tuple[int, bytes]]
"""Property number to its type and the bytes of its (first) value."""


def text_of(values: Values, number: int, charset: str = "") -> str:
    """A property as text; "" without it."""
    kind, data = values.get(number, (0, b""))
    if kind == UNICODE:
        return clean(data.decode("utf-16-le", errors="replace")).rstrip("\ufffd\x00")
    return decode(data.rstrip(b"\x00"), charset).rstrip("\ufffd") if kind in {STRING8, BINARY} else ""


def body_of(values: Values, charset: str = "") -> str:
    """The mail's text: plain, else made from HTML, else from RTF."""
    plain = text_of(values, BODY, charset)
    if plain.strip():
        return plain
    kind, data = values.get(HTML, (0, b""))
    html = text_of(values, HTML) if kind == UNICODE else decode_html(data.rstrip(b"\x00"))
    return html_to_text(html) or body_text(values.get(RTF_COMPRESSED, (0, b""))[1], MAX_RTF_BODY)


def headers_of(values: Values, charset: str = "") -> Headers:
    """The headers that the mail had on its way; without them From and Subject as Outlook tells them."""
    if TRANSPORT_HEADERS in values:
        sent = parse_headers(text_of(values, TRANSPORT_HEADERS, charset).encode("utf-8").strip(b"\r\n"))
        if sent.raw("from"):
            return sent
    address = text_of(values, SENDER_SMTP, charset) or text_of(values, SENDER_ADDRESS, charset)
    name = text_of(values, SENDER_NAME, charset).replace("\\", "").replace('"', "")
    sender = f'"{name}" <{address}>' if "@" in address else f'"{name}"'
    fields = (("from", sender), ("subject", text_of(values, SUBJECT, charset)))
    return Headers(fields=tuple((field, " ".join(value.split())[:1_000]) for field, value in fields), cut=False)


def file_values(values: Values, charset: str = "") -> tuple[str, str, bool]:
    """Of an attachment: its name, its declared type, and whether the mail's text shows it."""
    name = next(
        (n for key in (ATTACH_NAME, ATTACH_SHORT_NAME, DISPLAY_NAME) if (n := text_of(values, key, charset))), ""
    )
    return name, text_of(values, ATTACH_MIME, charset).lower(), bool(text_of(values, ATTACH_CONTENT_ID, charset))
