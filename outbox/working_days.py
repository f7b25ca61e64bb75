"""On which days Swedish offices are closed.

The public holidays of lag (1989:253) and the three eves on which everybody is off. Compared with the library `holidays`
(0.109, categories public and de facto): the same on every weekday from 2006 to 2099. It is not used here, for it takes
most of a second to import and holds python-dateutil back.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

# New Year's Day, trettondedagen, första maj, nationaldagen, julafton, juldagen, annandagen, nyårsafton.
_FIXED = ((1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31))
# Långfredagen, annandag påsk, Kristi himmelsfärdsdag. The other movable ones are Saturdays and Sundays.
_FROM_EASTER = (-2, 1, 39)
_SATURDAY, _FRIDAY = 5, 4


def is_working_day(day: dt.date) -> bool:
    """Whether offices are open: no Saturday, no Sunday, no holiday."""
    return day.weekday() < _SATURDAY and day not in _closed(day.year)


def next_working_day(day: dt.date) -> dt.date:
    """`day` itself, or the first working day after it."""
    while not is_working_day(day):
        day += dt.timedelta(days=1)
    return day


@lru_cache(maxsize=64)
def _closed(year: int) -> frozenset[dt.date]:
    easter = _easter(year)
    midsummer_eve = next(day for day in _days(year, 6, 19, 25) if day.weekday() == _FRIDAY)
    moving = {easter + dt.timedelta(days=days) for days in _FROM_EASTER}
    return frozenset({dt.date(year, month, day) for month, day in _FIXED} | moving | {midsummer_eve})


def _days(year: int, month: int, first: int, last: int) -> tuple[dt.date, ...]:
    return tuple(dt.date(year, month, day) for day in range(first, last + 1))


def _easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar, by the algorithm of Butcher's Ecclesiastical Calendar (1876)."""
    golden, (century, years) = year % 19, divmod(year, 100)
    leaps, rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - moon + 15) % 30
    quarters, odd = divmod(years, 4)
    weekday = (32 + 2 * rest + 2 * quarters - epact - odd) % 7
    month, day = divmod(epact + weekday - 7 * ((golden + 11 * epact + 22 * weekday) // 451) + 114, 31)
    return dt.date(year, month, day + 1)
