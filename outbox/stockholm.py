"""Swedish time: what the clock on the wall shows those who read our mail."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def clock(moment: dt.datetime) -> str:
    """An aware time as staff read it: "2015-05-29 kl. 09.14"."""
    return moment.astimezone(STOCKHOLM).strftime("%Y-%m-%d kl. %H.%M")


def today(now: dt.datetime) -> dt.date:
    """The Swedish date of an aware time."""
    return now.astimezone(STOCKHOLM).date()
