"""When Swedish offices are closed."""

from __future__ import annotations

import datetime as dt

import pytest

from outbox.working_days import is_working_day, next_working_day

CLOSED = {
    "2024-01-01 nyårsdagen",
    "2026-01-06 trettondedagen",
    "2024-03-29 långfredagen",
    "2024-04-01 annandag påsk",
    "2038-04-26 annandag påsk, så sent den kan",
    "2024-05-01 första maj",
    "2024-05-09 Kristi himmelsfärdsdag",
    "2025-06-06 nationaldagen",
    "2026-06-19 midsommarafton",
    "2020-06-19 midsommarafton, så tidigt den kan",
    "2021-06-25 midsommarafton, så sent den kan",
    "2026-12-24 julafton",
    "2026-12-25 juldagen",
    "2025-12-26 annandag jul",
    "2026-12-31 nyårsafton",
    "2026-11-21 en lördag",
    "2026-11-22 en söndag",
}
OPEN = {"2026-06-18", "2026-06-22", "2026-12-23", "2027-01-04", "2026-05-15", "2026-05-25", "2026-10-30"}


@pytest.mark.parametrize("day", sorted(CLOSED))
def test_offices_are_closed(day: str) -> None:
    assert not is_working_day(dt.date.fromisoformat(day[:10]))


@pytest.mark.parametrize("day", sorted(OPEN))
def test_offices_are_open(day: str) -> None:
    """Also on the Monday after Pentecost, which was a holiday until 2004, and between a holiday and a weekend."""
    assert is_working_day(dt.date.fromisoformat(day))


def test_the_next_working_day_after_a_long_christmas() -> None:
    assert next_working_day(dt.date(2029, 12, 24)) == dt.date(2029, 12, 27)
    assert next_working_day(dt.date(2026, 11, 23)) == dt.date(2026, 11, 23)


def test_every_week_of_a_century_has_a_working_day() -> None:
    """Without one, a letter could be pushed out of its week."""
    monday = dt.date(2006, 1, 2)
    while monday.year < 2100:
        assert next_working_day(monday) - monday < dt.timedelta(days=5)
        monday += dt.timedelta(weeks=1)
