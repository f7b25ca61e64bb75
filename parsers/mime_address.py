"""Address lists of mail headers (RFC 5322, 3.4), read so that a misleading one names nobody rather than a member.

The standard library's reader of Python 3.11 takes `clerk@solna.se <x@evil.example>` for the address clerk@solna.se
(CVE-2023-27043), and fails on 500 nested comments; hence a small one of our own.
"""

from __future__ import annotations

import re
import unicodedata

from domain.mail import Address
from parsers.mime_text import decode_words

MAX_ADDRESSES = 500

_PIECE = re.compile(r'"(?:[^"\\]|\\.)*(?:"|\\?\Z)|\\.|[(),;:<>]|[^"\\(),;:<>]+|["\\]', re.DOTALL)
_ADDRESS = re.compile(r"[^\s@<>,;:()\"\\\[\]]+@[^\s@<>,;:()\"\\\[\]]+")


def parse_addresses(value: str) -> tuple[Address, ...]:
    """The mailboxes of one header, in order; a broken one has an empty address and its text as display name."""
    found = []
    for phrase, angle in _mailboxes(value):
        address = _parse(phrase, angle)
        if address.address or address.display_name:
            found.append(address)
        if len(found) >= MAX_ADDRESSES:
            break
    return tuple(found)


def _mailboxes(value: str) -> list[tuple[str, str | None]]:
    """(text outside of angle brackets, text inside or None) of each mailbox; comments and group names dropped."""
    boxes: list[tuple[str, str | None]] = []
    phrase: list[str] = []
    angle: list[str] | None = None
    in_angle = False
    depth = 0
    for piece in _PIECE.findall(value):
        if piece == "(":
            depth += 1
        elif piece == ")" and depth:
            depth -= 1
        elif depth:
            continue
        elif in_angle:
            in_angle = piece != ">"
            if in_angle and angle is not None:
                angle.append(piece)
        elif piece == "<":
            in_angle = True
            # A second pair of brackets makes the mailbox ambiguous: both are kept, and then match no address.
            angle = [*(angle or []), *(["<"] if angle else [])]
        elif piece in {",", ";"}:
            boxes.append(("".join(phrase), None if angle is None else "".join(angle)))
            phrase, angle = [], None
        elif piece == ":" and not any("@" in part for part in phrase):
            phrase = []  # "undisclosed-recipients:;" - the name of a group
        else:
            phrase.append(piece)
    boxes.append(("".join(phrase), None if angle is None else "".join(angle)))
    return boxes


def _parse(phrase: str, angle: str | None) -> Address:
    words = phrase.strip()
    if angle is None:
        if address := _address(words):
            return Address(display_name="", address=address)
        return Address(display_name=_display(words), address="")
    inside = angle.strip()
    if inside.startswith("@") and ":" in inside:  # an obsolete route, <@a,@b:c@d>
        inside = inside.rpartition(":")[2]
    return Address(display_name=_display(words), address=_address(inside))


def _display(words: str) -> str:
    unquoted = re.sub(r'"((?:[^"\\]|\\.)*)(?:"|\\?\Z)', lambda m: re.sub(r"\\(.)", r"\1", m[1]), words)
    return decode_words(unquoted)[:300]


def _address(words: str) -> str:
    """In lower case; "" for what is none, or shows another than it is.

    Encoded words have no place in an address (RFC 2047, 5): `=?utf-8?Q?registrator=40solna.se?=@evil.example` would
    show two. Signs that are not seen have none either, nor what normalising makes a sign of (U+037E becomes ";").
    """
    address = unicodedata.normalize("NFC", words).lower()
    return address if _ADDRESS.fullmatch(address) and address.isprintable() and "=?" not in address else ""
