"""How values look on a page: times in Stockholm, text without characters that lie about themselves."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

from domain.swedish import long_date

STOCKHOLM = ZoneInfo("Europe/Stockholm")
_WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")

# Controls, lone surrogates (they cannot be sent as UTF-8), and the bidirectional overrides with which a mail can
# make "faktura\u202efdp.exe" look like "fakturaexe.pdf". Tab and line feed are text.
_LYING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")

_LAST_LETTERS = str.maketrans("åäö", "{|}")


def honest(value: object) -> object:
    """The value as it may be printed: text of exactly type str loses its lying characters, others pass."""
    return _LYING.sub("\ufffd", value) if type(value) is str else value


def local(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(STOCKHOLM)


def short_time(moment: dt.datetime) -> str:
    """2015-05-28 14.05, Stockholm time."""
    return local(moment).strftime("%Y-%m-%d %H.%M")


def long_time(moment: dt.datetime) -> str:
    """torsdag 28 maj 2015 kl. 14.05, Stockholm time."""
    there = local(moment)
    return f"{_WEEKDAYS[there.weekday()]} {long_date(there.date())} kl. {there:%H.%M}"


def waited(since: dt.datetime, now: dt.datetime) -> str:
    """How long something has waited, in calendar days of Stockholm: "kom i dag", "väntat i 5 dagar"."""
    days = (local(now).date() - local(since).date()).days
    if days <= 0:
        return "kom i dag"
    return "kom i går" if days == 1 else f"väntat i {days} dagar"


def in_swedish_order(name: str) -> str:
    """A key to sort names by: å, ä and ö come last, in that order."""
    return name.casefold().translate(_LAST_LETTERS)


def size(count: int) -> str:
    """842 byte, 12 kB, 3,4 MB."""
    if count < 1000:
        return f"{count} byte"
    if count < 1_000_000:
        return f"{round(count / 1000)} kB"
    return f"{count / 1_000_000:.1f} MB".replace(".", ",")
