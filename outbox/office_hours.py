"""When staff read their mail: on the hour, while the office is open. Pure; time is an argument."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from outbox.stockholm import STOCKHOLM, today
from outbox.working_days import is_working_day, next_working_day

_HOUR = dt.timedelta(hours=1)
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeHours:
    """Wall-clock times in Sweden on working days. Every hour from `opens` to `closes` is a time to collect mail."""

    opens: dt.time = dt.time(8)
    closes: dt.time = dt.time(17)

    def last(self, now: dt.datetime) -> dt.datetime:
        """The latest time to collect, at `now` (aware) or before it, in UTC."""
        day = today(now)
        while True:
            if passed := [moment for moment in self._times(day) if moment <= now]:
                return passed[-1]
            day -= _DAY

    def next(self, now: dt.datetime) -> dt.datetime:
        """The first time to collect after `now` (aware), in UTC."""
        day = next_working_day(today(now))
        while not (to_come := [moment for moment in self._times(day) if moment > now]):
            day = next_working_day(day + _DAY)
        return to_come[0]

    def open(self, now: dt.datetime) -> bool:
        """Whether it is a working day, between the hours."""
        times = self._times(today(now))
        return bool(times) and times[0] <= now <= times[-1]

    def _times(self, day: dt.date) -> tuple[dt.datetime, ...]:
        if not is_working_day(day):
            return ()
        first, end = (dt.datetime.combine(day, at, tzinfo=STOCKHOLM) for at in (self.opens, self.closes))
        hours = (end.astimezone(dt.UTC) - first.astimezone(dt.UTC)) // _HOUR
        return tuple(first.astimezone(dt.UTC) + n * _HOUR for n in range(hours + 1))


def waiting_since(now: dt.datetime, working_days: int) -> dt.datetime:
    """What arrived before this, in UTC, has waited for more than so many whole working days.

    A mail of Monday has done so on Thursday, when two are given; one of Friday on Wednesday.
    """
    day = today(now)
    for _ in range(working_days):
        day -= _DAY
        while not is_working_day(day):
            day -= _DAY
    return dt.datetime.combine(day, dt.time(), tzinfo=STOCKHOLM).astimezone(dt.UTC)
