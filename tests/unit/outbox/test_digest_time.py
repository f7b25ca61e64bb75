"""When the weekly letter is due: once per ISO week, by the clock on the wall."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from outbox.digest import due, moment, week_key

ZONE = ZoneInfo("Europe/Stockholm")
SEVEN = dt.time(7, 0)


def swedish(text: str, fold: int = 0) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZONE, fold=fold).astimezone(dt.UTC)


def test_it_is_due_from_monday_at_seven_and_not_a_minute_before() -> None:
    assert due(swedish("2026-11-23 06:59"), 0, SEVEN, ZONE) is None
    assert due(swedish("2026-11-23 07:00"), 0, SEVEN, ZONE) == "2026-W48"
    assert due(swedish("2026-11-29 23:59"), 0, SEVEN, ZONE) == "2026-W48"
    assert due(swedish("2026-11-30 00:00"), 0, SEVEN, ZONE) is None


def test_the_week_is_the_swedish_one_also_just_after_midnight() -> None:
    assert week_key(dt.datetime(2026, 11, 22, 23, 30, tzinfo=dt.UTC)) == "2026-W48"


@pytest.mark.parametrize(
    ("day", "key"), [("2026-12-31", "2026-W53"), ("2027-01-03", "2026-W53"), ("2027-01-04", "2027-W01")]
)
def test_the_year_is_that_of_the_iso_week(day: str, key: str) -> None:
    assert week_key(swedish(f"{day} 12:00")) == key


def test_seven_is_seven_in_winter_and_summer() -> None:
    assert moment("2026-W13", 0, SEVEN, ZONE).hour == 6
    assert moment("2026-W14", 0, SEVEN, ZONE).hour == 5


@pytest.mark.parametrize(
    ("key", "goes"),
    [
        ("2026-W15", "2026-04-07 07:00"),  # Easter Monday
        ("2029-W52", "2029-12-27 07:00"),  # julafton, juldagen, annandagen
        ("2029-W01", "2029-01-02 07:00"),  # New Year's Day
        ("2026-W26", "2026-06-22 07:00"),  # the Monday after midsummer is as any
    ],
)
def test_a_monday_when_offices_are_closed_moves_it_to_the_next_working_day(key: str, goes: str) -> None:
    assert moment(key, 0, SEVEN, ZONE) == swedish(goes)


def test_on_the_holiday_itself_it_is_not_due() -> None:
    assert due(swedish("2026-04-06 23:59"), 0, SEVEN, ZONE) is None
    assert due(swedish("2026-04-07 07:00"), 0, SEVEN, ZONE) == "2026-W15"


def test_a_fridays_letter_that_good_friday_moved_into_the_next_week_is_due_until_that_weeks_own() -> None:
    assert due(swedish("2026-04-03 12:00"), 4, SEVEN, ZONE) is None
    assert due(swedish("2026-04-06 12:00"), 4, SEVEN, ZONE) is None
    assert due(swedish("2026-04-07 07:00"), 4, SEVEN, ZONE) == "2026-W14"
    assert due(swedish("2026-04-10 06:59"), 4, SEVEN, ZONE) == "2026-W14"
    assert due(swedish("2026-04-10 07:00"), 4, SEVEN, ZONE) == "2026-W15"


def test_every_week_of_two_years_is_due_exactly_once_whatever_restarts_there_are() -> None:
    """Looked at every three hours with a register of keys, as the scheduler does: one per week, each in its week."""
    now, sent = swedish("2026-01-01 00:00"), []
    while now < swedish("2028-01-01 00:00"):
        key = due(now, 0, SEVEN, ZONE)
        if key is not None and key not in sent:
            sent.append(key)
        now += dt.timedelta(hours=3)
    assert len(sent) == len(set(sent)) == 105
    assert sent == sorted(sent)
