"""What the configuration lets the service dispose of (gallra), and what it would be."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass


class Disposable(enum.Enum):
    """What may be disposed of. Nothing else ever is: no mail in which anything was registered, flagged or decided."""

    MAIL = "mail"  # mail that no person wrote (bounces, absences, newsletters), put aside by the machine
    OUTGOING = "outgoing"  # the content of mails of ours that have been sent, or never will be
    SIGN_IN = "audit"  # who signed in from where


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What a rule disposes of now: how many, and the first and the last by age. Times are aware UTC."""

    what: Disposable
    months: int
    count: int
    oldest: dt.datetime | None
    newest: dt.datetime | None


def months_before(now: dt.datetime, months: int) -> dt.datetime:
    """The same day so many months earlier, or the last day of that month."""
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    for day in range(now.day, 0, -1):
        try:
            return now.replace(year=year, month=month + 1, day=day)
        except ValueError:  # 31 February
            continue
    raise AssertionError("every month has a first day")
