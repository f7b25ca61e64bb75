"""What an address asks of the register: whatever stands there is no fault of ours."""

from __future__ import annotations

import datetime as dt

import pytest

from review.listing import asked_of


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_that_there_are_can_be_asked_for(day: str) -> None:
    asked = asked_of({"fran": day, "till": day})
    assert not asked.faults
    for moment in (asked.question.since, asked.question.until):
        assert moment is None or moment.astimezone(dt.UTC)  # the register keeps its times in UTC
