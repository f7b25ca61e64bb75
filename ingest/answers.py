"""What a FETCH answer truly says of one mail: the parsing of it that needs no connection."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenMail:
    """One mail as the server gave it. `size` is RFC822.SIZE, None when the server left it out."""

    raw: bytes
    size: int | None
    arrived_at: dt.datetime


Parse = Callable[[Sequence[Any]], Mapping[int, Mapping[bytes, Any]]]
"""Parses one FETCH response; raises ValueError, TypeError, LookupError or AssertionError for what is none."""


def mail_in(parts: Sequence[Any], uid: int, parse: Parse) -> GivenMail | None:
    """The mail of that UID, or None.

    Each response is looked at by itself, and counts only when the UID stands in the very response that holds the
    body. A server may put in "* 7 FETCH (FLAGS (\\Seen))" for the seventh mail, or even a body without a UID, while we
    wait for UID 7 (RFC 9051, 7.5.2); taken together they would give one mail's text to another.
    """
    found: list[GivenMail] = []
    for response in _responses(parts):
        try:
            parsed = parse(response)
        except (ValueError, TypeError, LookupError, AssertionError):
            continue  # broken by itself; another response may be whole
        for fields in parsed.values():
            mail = _mail(fields) if fields.get(b"UID") == uid else None
            if mail is not None:
                found.append(mail)
    if not found or any(mail.raw != found[0].raw for mail in found):
        return None
    return found[0]


def _responses(parts: Sequence[Any]) -> Iterator[list[Any]]:
    """imaplib's flat list, one response at a time: its literals as pairs, then the line that ends it."""
    response: list[Any] = []
    for part in parts:
        if part is None:
            continue
        response.append(part)
        if not isinstance(part, tuple):
            yield response
            response = []


def _mail(fields: Mapping[bytes, Any]) -> GivenMail | None:
    raw, size, moment = fields.get(b"BODY[]"), fields.get(b"RFC822.SIZE"), fields.get(b"INTERNALDATE")
    # NIL instead of a body, or an empty one, is what servers give for a mail that they cannot read themselves.
    if not isinstance(raw, bytes) or not raw:
        return None
    if not isinstance(moment, dt.datetime) or moment.tzinfo is None:
        return None
    try:
        arrived_at = moment.astimezone(dt.UTC)
    except OverflowError:  # some hours off at the edge of the calendar, where no mail has arrived anyhow
        arrived_at = moment.replace(tzinfo=dt.UTC)
    return GivenMail(raw=raw, size=size if isinstance(size, int) else None, arrived_at=arrived_at)
