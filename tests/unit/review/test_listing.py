"""What an address asks of the register: whatever stands there is no fault of ours."""

from __future__ import annotations

import datetime as dt

import pytest

from domain.finding import Order
from review.listing import asked_of


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_that_there_are_can_be_asked_for(day: str) -> None:
    asked = asked_of({"fran": day, "till": day})
    assert not asked.faults
    for moment in (asked.question.since, asked.question.until):
        assert moment is None or moment.astimezone(dt.UTC)  # the register keeps its times in UTC


@pytest.mark.parametrize("typed", ["", "tid", "-", "--kommun", "id; DROP TABLE mails", "Kommun"])
def test_an_order_that_is_none_is_by_time_with_the_newest_first(typed: str) -> None:
    asked = asked_of({"ordning": typed})
    assert (asked.question.order, asked.question.oldest_first, asked.sorted_by) == (Order.ARRIVAL, False, "tid")


def test_a_column_turns_its_own_order_and_keeps_what_else_is_asked() -> None:
    fields = {"sok": "trygg", "kommun": "0127"}
    kept = "?sok=trygg&kommun=0127"
    newest = asked_of(fields)
    assert (newest.rising, newest.sort("tid"), newest.sort("lage")) == (
        False,
        f"{kept}&ordning=aldst",
        f"{kept}&ordning=lage",
    )
    assert asked_of({**fields, "ordning": "aldst"}).sort("tid") == kept
    rising = asked_of({**fields, "ordning": "lage"}, ["0127"])
    assert (rising.question.order, rising.rising, rising.question.municipalities) == (Order.STATE, True, ("0127",))
    assert (rising.sort("lage"), rising.sort("kommun")) == (f"{kept}&ordning=-lage", f"{kept}&ordning=kommun")
    assert asked_of({**fields, "ordning": "-lage"}).sort("lage") == f"{kept}&ordning=lage"
