"""What a person's verdict makes of an entry."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from domain.decision import Decision
from domain.doubt import Doubt
from domain.evidence import Outcome
from domain.register import Answer, Entry, State
from review.answer_form import fields_of
from review.verdict import accepted, can_accept, can_settle, changes, corrected, missing, proposed, repeating
from tests.fakes.review_desk import CATALOGUE, decision, entry, minutes

ARRIVED = dt.datetime(2015, 5, 4, 8, tzinfo=dt.UTC)
TODAY = dt.date(2015, 6, 1)
SHA = "a" * 64


def made(**changed: object) -> Decision:
    text = minutes("Solna stad", "KS/2015:91")
    return decision(text, SHA, "0184", "Solna stad", "KS/2015:91", **changed)


def holding(*decisions: Decision, state: State = State.FLAGGED) -> Entry:
    return entry(1, subject="Svar", sender="a@solna.se", state=state, days=1, sha256=SHA, decisions=decisions)


def test_accepting_keeps_everything_but_the_doubts() -> None:
    read = made(doubts=(Doubt.CONDITIONS,))
    assert accepted(holding(read)) == (dataclasses.replace(read, doubts=()),)


def test_what_stands_already_by_another_mail_is_kept_as_a_repeat() -> None:
    read = made()
    standing = Answer(entry_id=2, number="2015-000002", arrived_at=ARRIVED, accepted_by="", decision=read)
    assert repeating((read,), (standing,), holding(read))[0].repeats == "2015-000002"
    assert repeating((made(paragraf="1"),), (standing,), holding(read))[0].repeats is None, "another act"
    assert repeating((made(outcome=Outcome.DECLINED),), (standing,), holding(read))[0].repeats is None
    assert repeating((read,), (dataclasses.replace(standing, entry_id=1),), holding(read))[0].repeats is None, "itself"


@pytest.mark.parametrize("name", ["municipality", "outcome", "decision_body", "meeting_date"])
def test_an_incomplete_decision_cannot_be_accepted_as_read(name: str) -> None:
    read = made(**{name: None})
    assert len(missing(read)) == 1
    assert not can_accept(holding(made(), read))


def test_an_undated_paragraf_is_no_hindrance() -> None:
    assert can_accept(holding(made(paragraf=None, diarienummer=None)))


def test_nothing_read_is_nothing_to_accept() -> None:
    assert not can_accept(holding())


@pytest.mark.parametrize(
    ("state", "accept", "settle"),
    [
        (State.RECEIVED, False, False),
        (State.REGISTERED, False, True),
        (State.FLAGGED, True, True),
        (State.IGNORED, True, True),
    ],
)
def test_what_may_be_done_follows_the_state(state: State, accept: bool, settle: bool) -> None:
    one = holding(made(), state=state)
    assert (can_accept(one), can_settle(one)) == (accept, settle)


def test_a_decision_may_be_left_out() -> None:
    one = holding(made(), made(paragraf="88", recommendation="KSL/14/0119-8"))
    read = accepted(one)
    answers = [dataclasses.replace(fields_of(read[0]), left_out="ja"), fields_of(read[1])]
    result = corrected(answers, entry=one, read=proposed(one), catalogue=CATALOGUE, today=TODAY)
    assert result.faults == {}
    assert result.decisions == (read[1],)


def test_leaving_out_all_is_not_a_correction() -> None:
    one = holding(made())
    answers = [dataclasses.replace(fields_of(made()), left_out="ja")]
    assert corrected(answers, entry=one, read=proposed(one), catalogue=CATALOGUE, today=TODAY).faults


def test_the_same_paragraf_twice_on_one_recommendation_is_refused() -> None:
    one = holding(made())
    answers = [fields_of(made()), fields_of(made())]
    assert list(corrected(answers, entry=one, read=proposed(one), catalogue=CATALOGUE, today=TODAY).faults) == [
        "1-paragraf"
    ]


def test_the_faults_of_each_decision_are_told_apart() -> None:
    one = holding(made(), made(paragraf="88"))
    answers = [fields_of(made()), dataclasses.replace(fields_of(made(paragraf="88")), body="")]
    assert list(corrected(answers, entry=one, read=proposed(one), catalogue=CATALOGUE, today=TODAY).faults) == [
        "1-body"
    ]


def test_the_trail_tells_what_was_changed_in_words() -> None:
    before, after = made(outcome=None), made(outcome=Outcome.DECLINED, municipality="0127", final=False)
    told = changes([before], [after], CATALOGUE)
    assert told == "Ändrat kommun: Solna → Botkyrka; beslut: saknas → avslagen; slutligt: ja → nej."
    assert changes([made()], [made()], CATALOGUE) == "Inget ändrat."
    assert changes([], [made()], CATALOGUE) == "Ifyllt för hand."
    assert changes([made()], [made(), made()], CATALOGUE) == "Antal beslut ändrat från 1 till 2."
