"""Swedish working days: when somebody is there to read what we send. The one place that knows holidays.

Days off are Saturdays, Sundays, the holidays of lagen (1989:253) om allmänna helgdagar, and the eves of midsummer,
Christmas and New Year, on which municipal offices are closed (semesterlagen counts them as Sundays, 3 a §).
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

_DAY = dt.timedelta(days=1)
_SATURDAY = 5
_FIXED = ((1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31))
_FROM_EASTER = (-2, 1, 39)  # långfredagen, annandag påsk, Kristi himmelsfärds dag; the others are Sundays


def is_workday(day: dt.date) -> bool:
    """Whether offices are open: "2026-05-01" is a Friday, and no working day."""
    return day.weekday() < _SATURDAY and day not in _holidays(day.year)


def next_workday(day: dt.date) -> dt.date:
    """The first working day after `day`."""
    day += _DAY
    while not is_workday(day):
        day += _DAY
    return day


def workday_before(day: dt.date, count: int = 1) -> dt.date:
    """The working day that lies `count` working days before `day`; `day` itself when count is 0."""
    for _ in range(count):
        day -= _DAY
        while not is_workday(day):
            day -= _DAY
    return day


def workdays_between(start: dt.date, end: dt.date) -> int:
    """How many working days come after `start`, up to and with `end`: 1 from Friday to Monday; 0 when none do."""
    return sum(is_workday(start + n * _DAY) for n in range(1, (end - start).days + 1))


@lru_cache(maxsize=64)
def _holidays(year: int) -> frozenset[dt.date]:
    easter = easter_day(year)
    midsummer_eve = dt.date(year, 6, 19)  # the Friday between 19 and 25 June
    midsummer_eve += _DAY * ((4 - midsummer_eve.weekday()) % 7)
    return frozenset(
        {
            *(dt.date(year, month, day) for month, day in _FIXED),
            *(easter + n * _DAY for n in _FROM_EASTER),
            midsummer_eve,
        }
    )


def easter_day(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (Butcher's rule, Nature 1876)."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leaps, rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - moon + 15) % 30
    quarter, odd = divmod(of_century, 4)
    sunday = (32 + 2 * rest + 2 * quarter - epact - odd) % 7
    late = (golden + 11 * epact + 22 * sunday) // 451
    month, day = divmod(epact + sunday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)
