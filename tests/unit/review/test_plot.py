"""The lines of answers over time."""

from __future__ import annotations

import datetime as dt
import re

from hypothesis import given
from hypothesis import strategies as st

from review.plot import HEIGHT, LEFT, WIDTH, Plot, plot

BEGINS = dt.date(2015, 3, 19)
DEADLINE = dt.date(2015, 6, 15)
DAYS = st.dates(dt.date(1999, 1, 1), dt.date(2099, 1, 1))


def drawn(*answered: dt.date, today: dt.date = dt.date(2015, 5, 1), deadline: dt.date | None = DEADLINE) -> Plot:
    return plot(begins=BEGINS, deadline=deadline, ends=today, answered=answered, asked=26, today=today)


def places(path: str) -> list[float]:
    return [float(place) for place in re.findall(r"H(-?[\d.]+)", path)]


def test_the_line_rises_by_one_for_each_answer_and_ends_today() -> None:
    shown = drawn(dt.date(2015, 4, 20), dt.date(2015, 4, 2), today=dt.date(2015, 5, 1))
    assert shown.line.count("V") == 2
    assert places(shown.line) == sorted(places(shown.line))
    assert places(shown.line)[-1] == shown.now


def test_the_deadline_stands_on_the_paper_also_when_it_is_long_past_or_far_off() -> None:
    early = drawn(today=BEGINS)
    late = drawn(today=dt.date(2016, 5, 1))
    assert early.deadline and early.deadline.label == "2015-06-15"
    assert early.now == LEFT
    assert late.deadline and late.now and LEFT < late.deadline.at < late.now <= WIDTH


def test_without_deadline_answers_or_members_there_is_still_a_paper() -> None:
    assert drawn(deadline=None).deadline is None
    empty = plot(begins=BEGINS, deadline=None, ends=BEGINS, answered=(), asked=0, today=BEGINS)
    assert empty.line.startswith("M") and [level.label for level in empty.levels] == ["0"]


def test_labels_of_months_do_not_meet_over_many_years() -> None:
    shown = drawn(today=dt.date(2035, 1, 1))
    gaps = [later.at - earlier.at for earlier, later in zip(shown.months, shown.months[1:], strict=False)]
    assert 2 <= len(shown.months) <= 8 and min(gaps) > 50
    assert [mark.label for mark in drawn(today=dt.date(2015, 5, 1)).months] == ["apr", "maj", "juni"]


@given(DAYS, st.none() | DAYS, DAYS, st.lists(DAYS, max_size=30))
def test_everything_lies_on_the_paper(
    begins: dt.date, deadline: dt.date | None, today: dt.date, answered: list[dt.date]
) -> None:
    shown = plot(begins=begins, deadline=deadline, ends=today, answered=answered, asked=26, today=today)
    numbers = [float(place) for place in re.findall(r"-?[\d.]+", shown.line + shown.area)]
    assert all(-HEIGHT <= number <= WIDTH for number in numbers)
    assert all(LEFT <= mark.at <= WIDTH for mark in shown.months)
