from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outbox.office_hours import OfficeHours, waiting_since
from outbox.stockholm import STOCKHOLM

HOURS = OfficeHours()


def at(text: str) -> dt.datetime:
    """Swedish wall-clock time."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)


@pytest.mark.parametrize(
    ("now", "last", "following"),
    [
        ("2026-11-23 09:20", "2026-11-23 09:00", "2026-11-23 10:00"),
        ("2026-11-23 09:00", "2026-11-23 09:00", "2026-11-23 10:00"),
        ("2026-11-23 07:59", "2026-11-20 17:00", "2026-11-23 08:00"),  # a Monday morning
        ("2026-11-23 17:00", "2026-11-23 17:00", "2026-11-24 08:00"),
        ("2026-11-21 12:00", "2026-11-20 17:00", "2026-11-23 08:00"),  # a Saturday
        ("2026-12-23 22:00", "2026-12-23 17:00", "2026-12-28 08:00"),  # the eve of Christmas Eve
        ("2026-03-27 18:00", "2026-03-27 17:00", "2026-03-30 08:00"),  # the clocks go forward
        ("2026-10-23 18:00", "2026-10-23 17:00", "2026-10-26 08:00"),  # and back
    ],
)
def test_mail_is_collected_on_the_hour_in_office_hours_and_waits_for_the_next_morning_outside(
    now: str, last: str, following: str
) -> None:
    assert HOURS.last(at(now)) == at(last)
    assert HOURS.next(at(now)) == at(following)


@given(st.integers(0, 20 * 365 * 24 * 60))
def test_now_lies_between_the_last_time_and_the_next_and_nothing_lies_between_them(minutes: int) -> None:
    now = at("2015-01-01 00:00") + dt.timedelta(minutes=minutes)
    last, following = HOURS.last(now), HOURS.next(now)
    assert last <= now < following
    assert HOURS.next(last) == following


def test_the_office_is_closed_at_night_and_on_holidays() -> None:
    assert HOURS.open(at("2026-11-23 08:00"))
    assert not HOURS.open(at("2026-11-23 07:59"))
    assert not HOURS.open(at("2026-12-24 10:00"))


@pytest.mark.parametrize(
    ("now", "since"),
    [
        ("2026-11-26 08:00", "2026-11-24 00:00"),  # Thursday: what came on Monday
        ("2026-11-25 08:00", "2026-11-23 00:00"),
        ("2026-11-23 08:00", "2026-11-19 00:00"),  # Monday: what came on Wednesday
        ("2026-04-08 08:00", "2026-04-02 00:00"),  # after Easter
    ],
)
def test_two_working_days_are_counted_without_weekends_and_holidays(now: str, since: str) -> None:
    assert waiting_since(at(now), 2) == at(since)
