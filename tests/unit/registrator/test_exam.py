from __future__ import annotations

import io
from typing import Any

import pytest

from domain.decision import Decision, Result, Status
from domain.evidence import Outcome
from registrator.exam import Score, given, report, score_mail
from tests.unit.samples import decision


def key(expected: str = "registered", *decisions: dict[str, Any], **also_ok: list[Any]) -> dict[str, Any]:
    made = {"file": "001.eml", "status": expected, "authentic": True, "decisions": list(decisions)}
    return made | ({"also_ok": also_ok} if also_ok else {})


def scored(expected: dict[str, Any], *decisions: Decision, status: Status = Status.REGISTERED) -> Score:
    score = Score()
    score_mail(score, expected, Result(status=status, authentic=True, doubts=(), decisions=decisions))
    return score


def test_a_right_answer_counts_right_in_every_field() -> None:
    score = scored(key("registered", given(decision())), decision())
    assert all(counts == {"right": 1} for counts in score.fields.values())
    assert (score.differences, score.wrong_acceptances) == ([], [])


@pytest.mark.parametrize(
    "wrong",
    [
        decision(municipality="0184"),
        decision(recommendation="KSL/14/0011-2"),
        decision(outcome=Outcome.DECLINED),
        decision(final=False),
    ],
)
def test_a_registered_answer_with_a_wrong_field_is_a_wrong_acceptance(wrong: Decision) -> None:
    assert scored(key("registered", given(decision())), wrong).wrong_acceptances == ["001.eml"]
    assert scored(key("registered", given(decision())), wrong, status=Status.FLAGGED).wrong_acceptances == []


def test_a_wrong_paragraf_is_wrong_but_no_wrong_acceptance() -> None:
    score = scored(key("registered", given(decision())), decision(paragraf="7"))
    assert (score.fields["paragraf"]["wrong"], score.wrong_acceptances) == (1, [])


def test_registering_what_a_person_must_see_is_a_wrong_acceptance() -> None:
    assert scored(key("flagged", given(decision())), decision()).wrong_acceptances == ["001.eml"]
    assert scored(key("flagged", given(decision()), status=["registered"]), decision()).wrong_acceptances == []


def test_an_ignored_answer_is_told() -> None:
    assert scored(key("flagged", given(decision())), status=Status.IGNORED).answers_ignored == ["001.eml"]


def test_decisions_are_paired_by_recommendation_and_the_rest_is_missing_or_too_much() -> None:
    first, second = decision(), decision(recommendation="KSL/14/0200-7", paragraf="78")
    score = scored(key("flagged", given(first), given(second)), second, first, status=Status.FLAGGED)
    assert score.differences == []
    assert scored(key("flagged", given(first))).fields["outcome"]["missing"] == 1
    assert "none expected" in scored(key("flagged"), first, status=Status.FLAGGED).differences[-1]


def test_the_report_shows_each_field_and_every_difference() -> None:
    out = io.StringIO()
    report(scored(key("registered", given(decision())), decision(paragraf="7")), out)
    text = out.getvalue()
    assert "001.eml paragraf: 77 expected, 7 given" in text
    assert "wrong acceptances   0" in text
