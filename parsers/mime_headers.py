"""The headers of one MIME part, cut to a length that nobody can hurt us with, in the order they stand."""

from __future__ import annotations

import datetime as dt
import email.utils
import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.mail import Address
from parsers.mime_address import parse_addresses
from parsers.mime_text import decode, decode_words

MAX_BLOCK = 1_000_000
"""Bytes of headers that are looked at. 200 kB is the longest honest block seen (a mailing list's trace)."""

MAX_FIELDS = 2_000
MAX_VALUE = 16_000
"""Characters of one header. The standard library takes 370 MB for a Subject of 210 kB."""

_FIELD = re.compile(rb"(?m)^([\x21-\x39\x3b-\x7e]{1,200})[ \t]*:[ \t]?((?:[^\n]*\n[ \t])*[^\n]*)(?:\n|\Z)")
# Anchored to a line: "junk From: clerk@solna.se" is no From header.
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,500}>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Headers:
    """(lower-case name, unfolded raw value) from the top; `cut` when some were left out."""

    fields: tuple[tuple[str, str], ...]
    cut: bool

    def all(self, name: str) -> Iterator[str]:
        return (value for field, value in self.fields if field == name)

    def raw(self, name: str) -> str:
        """The first header of this name as it stands, "" without one."""
        return next(self.all(name), "")

    def text(self, name: str) -> str:
        """The first header of this name, decoded, on one line."""
        return decode_words(self.raw(name))

    def addresses(self, name: str) -> tuple[Address, ...]:
        return tuple(address for value in self.all(name) for address in parse_addresses(value))

    def message_ids(self, name: str) -> tuple[str, ...]:
        return tuple(_MESSAGE_ID.findall(decode_words(self.raw(name))))

    def date(self) -> dt.datetime | None:
        """The Date header, aware (UTC where it names no zone), None when it is missing or senseless."""
        try:
            moment = email.utils.parsedate_to_datetime(self.raw("date")[:200])
            aware = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
            aware.astimezone(dt.UTC)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
        return aware


def parse_headers(block: bytes) -> Headers:
    """The header fields of a block without its closing empty line. A line that is no field is passed over."""
    cut = len(block) > MAX_BLOCK
    fields: list[tuple[str, str]] = []
    for match in _FIELD.finditer(_line_ends(block[:MAX_BLOCK])):
        if len(fields) >= MAX_FIELDS:
            cut = True
            break
        name = match[1].decode("ascii").lower()
        fields.append((name, _unfold(match[2])))
    return Headers(fields=tuple(fields), cut=cut)


def _line_ends(block: bytes) -> bytes:
    """Lines ended by LF. A bare CR ends a line only where no LF does: elsewhere it would smuggle in a header that the
    server which checked the sender has not seen ("X-A: b\\rFrom: clerk@solna.se").
    """
    if b"\n" in block:
        return block.replace(b"\r\n", b"\n").replace(b"\r", b" ")
    return block.replace(b"\r", b"\n")


def _unfold(value: bytes) -> str:
    text = decode(value[: 2 * MAX_VALUE])
    return " ".join(line.strip() for line in text.split("\n"))[:MAX_VALUE].strip()
