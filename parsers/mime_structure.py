"""The structure of a mail: parts within parts, cut out of the bytes without ever recursing further than told.

The standard library's parser raises RecursionError on 1,000 nested mails and hides a multipart without parts; this one
walks down only as far as its caller asks, and says aloud where a part may have been missed.
"""

from __future__ import annotations

import binascii
import email.message
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from parsers.mime_headers import Headers, parse_headers
from parsers.mime_text import clean, decode, decode_base64, decode_words

_BLANK_LINE = re.compile(rb"\r?\n\r?\n|\r\r(?!\n)")
_NO_HEADERS = re.compile(rb"\r?\n")
_PLAIN_ENCODINGS = {"", "7bit", "8bit", "binary", "7-bit", "8-bit", "utf-8", "utf8", "none"}


@dataclass(frozen=True, kw_only=True)
class Part:
    """One MIME part: its headers and its body as sent, encoded still."""

    headers: Headers
    body: bytes

    @cached_property
    def _mime(self) -> email.message.Message:
        """The three headers whose parameters the standard library reads for us."""
        message = email.message.Message()
        for name in ("Content-Type", "Content-Disposition"):
            value = self.headers.raw(name.lower())
            if value:
                message[name] = value[:8_000]
        return message

    @cached_property
    def content_type(self) -> str:
        """Lower case "type/subtype"; text/plain when missing or senseless (RFC 2045, 5.2)."""
        return clean(self._mime.get_content_type())

    def parameter(self, name: str) -> str:
        """A parameter of Content-Type, "" without it or when it cannot be read."""
        return self._parameter(name, "Content-Type")

    def _parameter(self, name: str, header: str) -> str:
        try:
            value = self._mime.get_param(name, "", header)
            if isinstance(value, tuple):  # RFC 2231: charset, language, percent-decoded latin-1 text
                return decode(value[2].encode("latin-1", errors="replace"), value[0] or "utf-8")
        except (ValueError, TypeError, LookupError, AttributeError, IndexError):
            return ""
        return clean(str(value or ""))

    @cached_property
    def disposition(self) -> str:
        """ "attachment", "inline" or "" """
        return clean(self._mime.get_content_disposition() or "")

    @cached_property
    def file_name(self) -> str:
        """The file's name, decoded (RFC 2231 and 2047), with what directories it came with; "" without one."""
        name = self._parameter("filename", "Content-Disposition") or self.parameter("name")
        return decode_words(name)

    @property
    def is_multipart(self) -> bool:
        return self.content_type.startswith("multipart/")

    def decoded(self) -> tuple[bytes, str]:
        """The body's bytes without transfer encoding, and a fault in English, "" when all was well."""
        encoding = self.headers.raw("content-transfer-encoding").partition(";")[0].strip().strip("\"'").lower()
        if encoding == "base64":
            content, whole = decode_base64(self.body)
            return content, "" if whole else "base64 is cut off"
        if encoding == "quoted-printable":
            return binascii.a2b_qp(self.body), ""
        if encoding in {"x-uuencode", "uuencode", "x-uue", "uue"}:
            blocks = list(uuencoded(self.body))
            return (blocks[0][1], "") if blocks else (self.body, "uuencode without a begin line")
        return self.body, "" if encoding in _PLAIN_ENCODINGS else f"unknown transfer encoding {encoding[:40]!r}"


def parse_part(raw: bytes) -> Part:
    """Split a part into headers and body."""
    if blank := _NO_HEADERS.match(raw):
        return Part(headers=parse_headers(b""), body=raw[blank.end() :])
    end = _BLANK_LINE.search(raw)
    if end is None:
        return Part(headers=parse_headers(raw), body=b"")
    return Part(headers=parse_headers(raw[: end.start()]), body=raw[end.end() :])


def children(part: Part, limit: int) -> tuple[tuple[Part, ...], str]:
    """The parts of a multipart, at most `limit`, and a fault in English, "" when the structure was whole."""
    boundary = part.parameter("boundary").rstrip()
    if not boundary:
        return (), "multipart without a boundary"
    # begins with what is found fast; whether a line begins there is asked of the few places where it stands
    line = re.compile(rb"--" + re.escape(boundary.encode("utf-8", "replace")) + rb"(--)?[ \t]*(?=\r|\n|\Z)")
    found: list[Part] = []
    start: int | None = None
    for match in line.finditer(part.body):
        at = match.start()
        if at and part.body[at - 1 : at] != b"\n":
            continue
        if start is not None:
            found.append(parse_part(_after_line_end(_before_line_end(part.body[start:at]))))
        if match[1]:
            return tuple(found), "" if found else "multipart without parts"
        if len(found) >= limit:
            return tuple(found), "too many parts"
        start = match.end()
    if start is None:
        return (), "multipart without parts"
    found.append(parse_part(_after_line_end(part.body[start:])))
    return tuple(found), "multipart without its closing boundary"


def _before_line_end(body: bytes) -> bytes:
    return body[: -2 if body.endswith(b"\r\n") else -1]


def _after_line_end(body: bytes) -> bytes:
    if body.startswith(b"\r\n"):
        return body[2:]
    return body[1:] if body[:1] in {b"\n", b"\r"} else body


_UU_BEGIN = re.compile(rb"^begin [0-7]{3,4} ([^\r\n]{1,200})\r?\n", re.MULTILINE)
_UU_LINE = re.compile(rb"([\x20-\x60]{1,100})[ \t]*(?:\r?\n|\Z)")


def uuencoded(body: bytes) -> Iterator[tuple[str, bytes, int, int]]:
    """Files written into a text by uuencode: name, content, and the range of the text that they took."""
    position = 0
    while begin := _UU_BEGIN.search(body, position):
        content = bytearray()
        position = begin.end()
        while (line := _UU_LINE.match(body, position)) and line[1][:1] not in {b"`", b" "}:
            try:
                content += binascii.a2b_uu(line[1])
            except binascii.Error:
                break
            position = line.end()
        if content:
            yield decode(begin[1]), bytes(content), begin.start(), position
