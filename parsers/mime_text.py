"""Bytes of a mail to text that every later step can hold: no NUL, no lone surrogate, never an exception."""

from __future__ import annotations

import binascii
import re
import unicodedata

_NEVER_STORED = re.compile("[\x00\ud800-\udfff]")  # PostgreSQL refuses NUL, an INSERT fails on a lone surrogate

# Python's codecs include "unicode_escape", "idna" and "punycode" (slow, and no charset of a mail): names are let in.
_CHARSET = re.compile(
    r"(utf[-_]?(8|7|16|32)|u8|us-ascii|ascii|iso[-_ ]?8859|iso[-_]2022|latin|windows-?\d|cp-?\d|x-cp\d|koi8|mac"
    r"|gb|hz|big5|shift[-_]?jis|sjis|euc|ks_c|ansi_x3)",
    re.IGNORECASE,
)
_LATIN1 = re.compile(r"(iso[-_ ]?8859[-_]1|latin-?1|(us-)?ascii|ansi_x3.*|cp-?1252)", re.IGNORECASE)

_ENCODED_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bq])\?([^?]*)\?=", re.IGNORECASE)


def clean(text: str) -> str:
    """The text without characters that no database takes."""
    return _NEVER_STORED.sub("\ufffd", text)


def decode(data: bytes, charset: str = "") -> str:
    """Text in the declared charset; when that is missing, unknown or wrong: UTF-8, else Windows-1252.

    ISO-8859-1 is read as Windows-1252, which senders mean by it (WHATWG Encoding, 4.2).
    """
    name = charset.strip().strip("\"'").partition("*")[0]
    candidates = ["utf-8"]
    if _CHARSET.match(name) and not _LATIN1.fullmatch(name):
        candidates.insert(0, name)
    elif _LATIN1.fullmatch(name) and "asc" not in name.lower():
        candidates.insert(0, "cp1252")
    for candidate in candidates:
        try:
            return clean(data.decode(candidate))
        except (LookupError, ValueError):
            continue
    return clean(data.decode("cp1252", errors="replace"))


def decode_text(data: bytes) -> str:
    """Text of a file that declares no charset: by its byte order mark, else as `decode`."""
    for mark, charset in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return clean(data.decode(charset, errors="replace")).removeprefix("\ufeff")
    return decode(data)


def decode_words(value: str) -> str:
    """A header's text with its encoded words (RFC 2047) decoded, on one line, NFC.

    Neighbouring words of one charset are joined before decoding: some senders split a letter's bytes between them.
    Words inside quotes are decoded too, as Outlook's readers do.
    """
    pieces: list[str] = []
    waiting: tuple[str, bytes] | None = None  # charset and bytes of encoded words not yet decoded
    end = 0
    for match in _ENCODED_WORD.finditer(value):
        between = value[end : match.start()]
        charset, data = match[1].lower(), _encoded_bytes(match[2], match[3])
        if waiting and not between.strip() and waiting[0] == charset:
            waiting = (charset, waiting[1] + data)
        else:
            if waiting:
                pieces.append(decode(waiting[1], waiting[0]))
            pieces.append(between if between.strip() or not waiting else "")
            waiting = (charset, data)
        end = match.end()
    if waiting:
        pieces.append(decode(waiting[1], waiting[0]))
    return one_line("".join([*pieces, value[end:]]))


def _encoded_bytes(encoding: str, payload: str) -> bytes:
    raw = payload.encode("utf-8", errors="replace")
    if encoding in "bB":
        return decode_base64(raw)[0]
    return binascii.a2b_qp(raw, header=True)


def decode_base64(data: bytes) -> tuple[bytes, bool]:
    """The bytes, and whether the text was whole; what can be read of a cut or sprinkled text is read."""
    letters = re.sub(rb"[^A-Za-z0-9+/]", b"", data)
    left_over = len(letters) % 4
    whole = left_over != 1 and b"\x00" not in data
    if left_over == 1:
        letters = letters[:-1]
    elif left_over and b"=" not in data[-8:]:
        whole = False
    return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4)), whole


def one_line(text: str) -> str:
    """The text on one line, without control characters, NFC."""
    spaced = re.sub(r"[\x00-\x1f\x7f\x85\u2028\u2029]+", " ", clean(text))
    return unicodedata.normalize("NFC", spaced).strip()
