"""The brake: so many mails an hour in all, and to one reader, whatever loops. Pure: what was sent is handed in."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass

from domain.outgoing import MailKind, OutgoingMail

HOUR = dt.timedelta(hours=1)
LEAST_WAIT = dt.timedelta(minutes=1)
"""What is held back is looked at again in lots, not one by one as the hour lets go of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How many mails in any sixty minutes."""

    per_hour: int
    per_recipient: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Nothing more before `until`: to `recipient`, or to anybody when it is empty. `why` is for staff, in Swedish, and
    the same however often it is said."""

    until: dt.datetime
    why: str
    recipient: str


class Brake:
    """Counts the mails of the last hour, from the register at first and then as they are noted.

    Alarms are counted by themselves, against the same limits: the mail that tells of a flood must not drown in it.
    """

    def __init__(self, limits: Limits, handed: Iterable[tuple[dt.datetime, str, MailKind]]) -> None:
        """`handed`: when a mail was handed over, to whom and of which kind; oldest first, at least the last hour's."""
        self._limits = limits
        self.reasons = (
            f"Bromsen: högst {limits.per_hour} mejl i timmen skickas.",
            f"Bromsen: högst {limits.per_recipient} mejl i timmen skickas till en och samma mottagare.",
        )
        self._all: dict[bool, deque[dt.datetime]] = {False: deque(), True: deque()}
        self._to: dict[tuple[bool, str], deque[dt.datetime]] = defaultdict(deque)
        for at, recipient, kind in handed:
            self._count(at, recipient, kind)

    def note(self, mail: OutgoingMail, now: dt.datetime) -> None:
        """This mail is being handed over."""
        self._count(now, mail.recipient, mail.kind)

    def holds(self, mail: OutgoingMail, now: dt.datetime) -> Held | None:
        """Why this mail must wait, or None."""
        alarm = mail.kind is MailKind.ALARM
        limit = self._limits.per_hour
        if free := _free_at(self._all[alarm], limit, now):
            return Held(until=free, recipient="", why=self.reasons[0])
        limit = self._limits.per_recipient
        if free := _free_at(self._to[alarm, mail.recipient], limit, now):
            return Held(until=free, recipient=mail.recipient, why=self.reasons[1])
        return None

    def _count(self, at: dt.datetime, recipient: str, kind: MailKind) -> None:
        alarm = kind is MailKind.ALARM
        self._all[alarm].append(at)
        self._to[alarm, recipient].append(at)


def _free_at(times: deque[dt.datetime], limit: int, now: dt.datetime) -> dt.datetime | None:
    """When there is room again for one more; None when there is now."""
    while times and times[0] <= now - HOUR:
        times.popleft()
    if len(times) < limit:
        return None
    return max(times[-limit] + HOUR, now + LEAST_WAIT)
