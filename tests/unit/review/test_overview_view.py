"""What the overview says of one recommendation."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from domain.decision import StandingKind
from domain.evidence import DecisionBody, Outcome
from domain.register import Answer
from matching.standing import overviews
from review.overview_view import ASSEMBLY, EXECUTIVE, POSTPONED, Card, card
from tests.fakes.review_desk import CATALOGUE, DNR
from tests.servers.register_values import decision

TODAY = dt.date(2015, 6, 1)


def answer(
    municipality: str, arrived: dt.datetime = dt.datetime(2015, 5, 4, 22, 30, tzinfo=dt.UTC), **more: Any
) -> Answer:
    return Answer(
        entry_id=1,
        number=f"2015-{municipality}",
        arrived_at=arrived,
        accepted_by="",
        decision=replace(decision("a.pdf", municipality), **more),
    )


def shown(*answers: Answer, today: dt.date = TODAY) -> Card:
    recommendation = CATALOGUE.recommendations[0]
    assert recommendation.diarienummer == DNR
    return card(overviews((recommendation,), CATALOGUE, answers, frozenset(), today)[0], answers, today)


def test_who_is_silent_and_who_is_awaited_by_what_comes_next() -> None:
    found = shown(
        answer("0180"),
        answer("0127", final=False),
        answer("0186", final=False),
        answer("0115", final=False, decision_body=DecisionBody.SUBCOMMITTEE),
        answer("0188", final=False, outcome=Outcome.REFERRED_BACK),
    )
    assert found.awaited == (
        (ASSEMBLY, ("Botkyrka", "Lidingö")),
        (EXECUTIVE, ("Vallentuna",)),
        (POSTPONED, ("Norrtälje",)),
    )
    assert len(found.silent) == 21 and found.silent[-1] == "Österåker" and "Stockholm" not in found.silent
    assert (found.answered, found.asked, found.days_left) == (1, 26, 14)


def test_an_answer_counts_once_on_the_swedish_day_when_the_first_final_one_came() -> None:
    later = dt.datetime(2015, 5, 20, 9, tzinfo=dt.UTC)
    found = shown(
        answer("0127"), answer("0127", later), answer("0127", dt.datetime(2015, 4, 1, tzinfo=dt.UTC), final=False)
    )
    alone = shown(answer("0127", dt.datetime(2015, 5, 5, 10, tzinfo=dt.UTC)))
    assert found.answered == 1 and found.plot.line == alone.plot.line


def test_conditions_are_told_in_the_words_of_the_decision() -> None:
    found = shown(
        answer("0139", outcome=Outcome.ADOPTED_WITH_CONDITIONS, quote="under förutsättning att"), answer("0127")
    )
    assert found.conditions == {"0139": "under förutsättning att"}
    assert (StandingKind.ADOPTED_WITH_CONDITIONS, 1) in found.counts


def test_the_plot_of_a_closed_recommendation_ends_when_it_was_closed() -> None:
    recommendation = replace(CATALOGUE.recommendations[0], closed_on=dt.date(2015, 7, 1))
    whole = overviews((recommendation,), CATALOGUE, (), frozenset(), dt.date(2026, 1, 1))[0]
    assert card(whole, (), dt.date(2026, 1, 1)).plot.now is None
