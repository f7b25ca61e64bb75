from __future__ import annotations

import datetime as dt

import pytest

from domain.decision import Decision, Result, Status
from domain.doubt import Doubt
from domain.evidence import DecisionBody, Outcome
from domain.register import Answer
from matching.history import conclude
from tests.unit.samples import decision

ARRIVED = dt.datetime(2015, 5, 13, 7, 12, tzinfo=dt.UTC)
JUNE = dt.date(2015, 6, 15)


def answer(kept: Decision, number: str = "2015-000001") -> Answer:
    return Answer(entry_id=1, number=number, arrived_at=ARRIVED, accepted_by="", decision=kept)


def concluded(now: Decision, *earlier: Decision) -> Result:
    result = Result(status=Status.REGISTERED, authentic=True, doubts=(), decisions=(now,))
    return conclude(result, tuple(answer(one) for one in earlier))


def test_the_first_answer_stays_as_it_is() -> None:
    assert concluded(decision()).decisions == (decision(),)


def test_the_same_act_in_another_file_repeats_the_registered_one() -> None:
    result = concluded(decision(attachment="KS 77.pdf", document_sha256="b" * 64), decision())
    assert (result.status, result.decisions[0].repeats) == (Status.REGISTERED, "2015-000001")


def test_a_repeat_of_a_repeat_names_the_first() -> None:
    result = concluded(decision(), decision(repeats="2014-000009"))
    assert result.decisions[0].repeats == "2014-000009"


@pytest.mark.parametrize(
    "other",
    [
        decision(municipality="0184"),
        decision(recommendation="KSL/14/0200-7"),
        decision(paragraf="78"),
        decision(meeting_date=JUNE),
        decision(decision_body=DecisionBody.ASSEMBLY),
    ],
)
def test_another_act_with_the_same_outcome_neither_repeats_nor_contradicts(other: Decision) -> None:
    result = concluded(decision(), other)
    assert (result.status, result.decisions[0].repeats) == (Status.REGISTERED, None)


def test_the_same_paragraf_with_another_outcome_contradicts() -> None:
    result = concluded(decision(outcome=Outcome.DECLINED), decision())
    assert (result.status, result.all_doubts) == (Status.FLAGGED, (Doubt.CONTRADICTS,))


def test_what_a_contradiction_goes_against_is_named() -> None:
    same = concluded(decision(outcome=Outcome.DECLINED), decision())
    assert same.notes == ("KSL/15/0016-5 § 77: är samma paragraf som 2015-000001 men säger något annat",)
    other = concluded(decision(outcome=Outcome.DECLINED, paragraf="131", meeting_date=JUNE), decision())
    assert other.notes == ("KSL/15/0016-5 § 131: säger något annat än 2015-000001",)


def test_a_changed_mind_is_for_a_person() -> None:
    assert (
        concluded(decision(outcome=Outcome.DECLINED, paragraf="131", meeting_date=JUNE), decision()).status
        is Status.FLAGGED
    )


def test_a_higher_body_that_says_otherwise_is_for_a_person() -> None:
    now = decision(outcome=Outcome.DECLINED, decision_body=DecisionBody.ASSEMBLY, meeting_date=JUNE)
    assert concluded(now, decision()).all_doubts == (Doubt.CONTRADICTS,)


def test_a_decision_after_a_proposal_is_growth() -> None:
    proposal = decision(final=False)
    for outcome in (Outcome.ADOPTED, Outcome.DECLINED):
        now = decision(outcome=outcome, decision_body=DecisionBody.ASSEMBLY, meeting_date=JUNE)
        assert concluded(now, proposal).status is Status.REGISTERED


def test_a_decision_after_a_postponement_is_growth() -> None:
    postponed = decision(final=False, outcome=Outcome.REFERRED_BACK)
    assert concluded(decision(meeting_date=JUNE, paragraf="99"), postponed).all_doubts == ()


def test_an_older_decision_that_arrives_after_a_postponement_is_for_a_person() -> None:
    postponed = decision(final=False, outcome=Outcome.TABLED, meeting_date=JUNE)
    assert concluded(decision(), postponed).all_doubts == (Doubt.CONTRADICTS,)


def test_a_proposal_that_arrives_after_its_decision_is_growth_in_the_wrong_order() -> None:
    decided = decision(decision_body=DecisionBody.ASSEMBLY, meeting_date=JUNE)
    assert concluded(decision(final=False), decided).status is Status.REGISTERED


def test_a_later_proposal_to_leave_what_was_adopted_is_for_a_person() -> None:
    now = decision(final=False, outcome=Outcome.DECLINED, meeting_date=JUNE, paragraf="120")
    assert concluded(now, decision()).all_doubts == (Doubt.CONTRADICTS,)


def test_a_flagged_result_stays_flagged() -> None:
    flagged = Result(status=Status.FLAGGED, authentic=None, doubts=(Doubt.NOT_AUTHENTICATED,), decisions=(decision(),))
    assert conclude(flagged, (answer(decision()),)).status is Status.FLAGGED
