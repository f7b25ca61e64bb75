from __future__ import annotations

import datetime as dt

import pytest

from domain.decision import Decision, StandingKind
from domain.evidence import DecisionBody, Outcome
from domain.register import Answer, Standing
from matching.standing import overviews
from tests.unit.samples import AGREEMENT, CATALOGUE, TRANSPORT_REVISED, decision

IN_TIME, LATE = dt.date(2015, 6, 15), dt.date(2015, 6, 16)
NOBODY: frozenset[tuple[str, str]] = frozenset()


def answers(*decisions: Decision) -> tuple[Answer, ...]:
    arrived = dt.datetime(2015, 5, 13, tzinfo=dt.UTC)
    return tuple(
        Answer(entry_id=i, number=f"2015-{i:06}", arrived_at=arrived + dt.timedelta(days=i), accepted_by="", decision=d)
        for i, d in enumerate(decisions, start=1)
    )


def botkyrka(
    *decisions: Decision, today: dt.date = IN_TIME, in_review: frozenset[tuple[str, str]] = NOBODY
) -> Standing:
    overview = overviews((AGREEMENT,), CATALOGUE, answers(*decisions), in_review, today)[0]
    return next(s for s in overview.standings if s.municipality.kommunkod == "0127")


def test_every_addressee_has_a_standing_in_the_catalogues_order() -> None:
    everyone, three = overviews((AGREEMENT, TRANSPORT_REVISED), CATALOGUE, (), NOBODY, IN_TIME)
    assert [s.municipality for s in everyone.standings] == list(CATALOGUE.municipalities)
    assert [s.municipality.kommunkod for s in three.standings] == ["0160", "0162", "0186"]
    assert everyone.count(StandingKind.NO_ANSWER) == 26


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        (decision(), StandingKind.ADOPTED),
        (decision(outcome=Outcome.DECLINED), StandingKind.DECLINED),
        (decision(outcome=Outcome.ADOPTED_WITH_CONDITIONS), StandingKind.ADOPTED_WITH_CONDITIONS),
        (decision(outcome=Outcome.PARTLY_ADOPTED), StandingKind.PARTLY_ADOPTED),
        (decision(outcome=Outcome.NOTED), StandingKind.OTHER_ANSWER),
        (decision(outcome=Outcome.STATEMENT), StandingKind.OTHER_ANSWER),
        (decision(outcome=Outcome.TABLED, final=False), StandingKind.AWAITING),
        (decision(final=False), StandingKind.AWAITING),
    ],
)
def test_an_answer_says_where_its_municipality_stands(given: Decision, kind: StandingKind) -> None:
    assert botkyrka(given).kind is kind


def test_the_final_answer_counts_before_a_later_proposal() -> None:
    later = decision(final=False, meeting_date=dt.date(2015, 6, 1))
    assert botkyrka(decision(), later).kind is StandingKind.ADOPTED


def test_the_higher_body_counts_before_a_later_meeting() -> None:
    assembly = decision(decision_body=DecisionBody.ASSEMBLY, meeting_date=dt.date(2015, 5, 20))
    executive = decision(outcome=Outcome.DECLINED, meeting_date=dt.date(2015, 6, 1))
    assert botkyrka(assembly, executive).kind is StandingKind.ADOPTED


def test_of_the_same_body_the_later_meeting_counts() -> None:
    now = decision(outcome=Outcome.DECLINED, meeting_date=dt.date(2015, 6, 1))
    assert botkyrka(now, decision()).kind is StandingKind.DECLINED


def test_a_correction_of_the_same_paragraf_counts_before_what_it_corrects() -> None:
    standing = botkyrka(decision(), decision(outcome=Outcome.REFERRED_BACK, final=False))
    assert standing.kind is StandingKind.AWAITING
    assert standing.answer and standing.answer.number == "2015-000002"


def test_a_repeat_is_not_counted() -> None:
    standing = botkyrka(decision(), decision(repeats="2015-000001"))
    assert standing.answer is not None
    assert standing.answer.number == "2015-000001"


def test_a_municipality_without_a_final_answer_is_overdue_the_day_after() -> None:
    assert not botkyrka(today=IN_TIME).overdue
    assert botkyrka(today=LATE).overdue
    assert botkyrka(decision(final=False), today=LATE).overdue
    assert not botkyrka(decision(), today=LATE).overdue


def test_a_flagged_mail_shows_unless_a_final_answer_stands() -> None:
    waiting = frozenset({("0127", "KSL/15/0016-5")})
    assert botkyrka(in_review=waiting).kind is StandingKind.NEEDS_REVIEW
    assert botkyrka(decision(final=False), in_review=waiting).kind is StandingKind.NEEDS_REVIEW
    assert botkyrka(decision(), in_review=waiting).kind is StandingKind.ADOPTED
