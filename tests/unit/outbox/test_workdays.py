from __future__ import annotations

import datetime as dt

import pytest

from outbox.workdays import easter_day, is_workday, next_workday, workday_before, workdays_between


@pytest.mark.parametrize("year", range(2014, 2036))
def test_easter_is_a_sunday_between_22_march_and_25_april(year: int) -> None:
    day = easter_day(year)
    assert day.weekday() == 6
    assert dt.date(year, 3, 22) <= day <= dt.date(year, 4, 25)


@pytest.mark.parametrize(
    ("year", "easter"), [(2008, "03-23"), (2011, "04-24"), (2015, "04-05"), (2024, "03-31"), (2026, "04-05")]
)
def test_easter_falls_where_the_almanac_says(year: int, easter: str) -> None:
    assert easter_day(year) == dt.date.fromisoformat(f"{year}-{easter}")


@pytest.mark.parametrize(
    "day",
    [
        *("2026-01-01", "2026-01-06", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14"),
        *("2025-06-06", "2026-06-19", "2026-12-24", "2026-12-25", "2026-12-31", "2026-11-21", "2026-11-22"),
    ],
)
def test_on_a_holiday_or_its_eve_nobody_is_there(day: str) -> None:
    assert not is_workday(dt.date.fromisoformat(day))


@pytest.mark.parametrize("day", ["2026-11-23", "2026-04-02", "2026-04-30", "2026-05-15", "2026-12-23", "2026-12-30"])
def test_the_days_around_holidays_are_working_days(day: str) -> None:
    assert is_workday(dt.date.fromisoformat(day))


def test_working_days_are_counted_over_easter() -> None:
    thursday, tuesday = dt.date(2026, 4, 2), dt.date(2026, 4, 7)
    assert next_workday(thursday) == tuesday
    assert workday_before(tuesday) == thursday
    assert workdays_between(thursday, tuesday) == 1
    assert workday_before(tuesday, 2) == dt.date(2026, 4, 1)
    assert workdays_between(tuesday, thursday) == 0
