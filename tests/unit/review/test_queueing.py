"""The order of the queue, and what it is narrowed to."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from domain.doubt import Doubt
from domain.register import Entry, State
from review.queueing import Narrowing, choices, order
from tests.fakes.review_desk import CATALOGUE, DNR, NOW, decision, entry

TODAY = NOW.date()


def mail(number: int, days: float, *doubts: Doubt, answers: str = "", **more: str) -> Entry:
    read = (decision("", "0" * 64, "0127", "Botkyrka", "1", recommendation=answers),) if answers else ()
    sender = more.get("sender", "x@exempel.se")
    return entry(number, subject="", sender=sender, state=State.FLAGGED, days=days, doubts=doubts, decisions=read)


def catalogue(respond_by: dt.date | None, closed_on: dt.date | None = None):  # type: ignore[no-untyped-def]
    first, *others = CATALOGUE.recommendations
    changed = dataclasses.replace(first, respond_by=respond_by, closed_on=closed_on)
    return dataclasses.replace(CATALOGUE, recommendations=(changed, *others))


def numbers(*mails: Entry, by: dt.date | None = None, closed_on: dt.date | None = None) -> list[int]:
    return [one.entry.id for one in order(mails, catalogue(by, closed_on))]


def test_the_oldest_comes_first() -> None:
    assert numbers(mail(1, 1), mail(2, 5), mail(3, 3)) == [2, 3, 1]


def test_a_near_last_day_passes_an_older_mail_a_distant_one_does_not() -> None:
    new, old = mail(1, 0, answers=DNR), mail(2, 5)
    assert numbers(new, old, by=TODAY + dt.timedelta(days=1)) == [1, 2]
    assert numbers(new, old, by=TODAY + dt.timedelta(days=30)) == [2, 1]


def test_the_last_day_of_a_closed_recommendation_hurries_nobody() -> None:
    new, old = mail(1, 0, answers=DNR), mail(2, 5)
    assert numbers(new, old, by=TODAY, closed_on=TODAY) == [2, 1]


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ({}, [1, 2, 3]),
        ({"skal": "conditions"}, [1]),
        ({"rekommendation": DNR}, [1, 2]),
        ({"kommun": "0160"}, [3]),
        ({"skal": "conditions", "kommun": "0160"}, []),
        ({"skal": "<script>"}, [1, 2, 3]),
    ],
)
def test_the_queue_is_narrowed_by_reason_recommendation_and_municipality(
    asked: dict[str, str], left: list[int]
) -> None:
    queue = order(
        (
            mail(1, 9, Doubt.CONDITIONS, answers=DNR),
            mail(2, 8, Doubt.PARTLY, answers=DNR),
            mail(3, 7, Doubt.NO_DOCUMENT, sender="registrator@taby.se"),
        ),
        CATALOGUE,
    )
    narrowing = Narrowing.of(asked)
    assert [one.entry.id for one in queue if narrowing.holds(one)] == left
    assert narrowing.any == bool(asked and "<script>" not in asked.values())


def test_what_there_is_to_narrow_to_is_counted_the_most_frequent_reason_first() -> None:
    queue = order(
        (mail(1, 3, Doubt.PARTLY), mail(2, 2, Doubt.CONDITIONS, answers=DNR), mail(3, 1, Doubt.CONDITIONS)), CATALOGUE
    )
    found = choices(queue, CATALOGUE)
    assert [(c.value, c.count) for c in found["skal"]] == [("conditions", 2), ("partly", 1)]
    assert [(c.value, c.count) for c in found["rekommendation"]] == [(DNR, 1)]
    assert [(c.text, c.count) for c in found["kommun"]] == [("Botkyrka", 1)]


def test_a_mail_that_could_not_be_read_is_found_by_that_reason() -> None:
    (one,) = order((entry(1, subject="", sender="", state=State.FAILED, days=1),), CATALOGUE)
    assert one.doubts == (Doubt.READER_FAILED,)
