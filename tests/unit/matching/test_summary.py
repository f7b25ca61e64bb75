from __future__ import annotations

import pytest

from domain.decision import Decision, Result, Status
from domain.doubt import Doubt
from domain.evidence import DecisionBody, EvidenceKind, Outcome
from domain.swedish import DOUBTS
from matching.summary import reason
from tests.unit.samples import CATALOGUE, claim, decision


def registered(*decisions: Decision) -> Result:
    sender = claim(EvidenceKind.SENDER, "Botkyrka", "sender.from")
    return Result(status=Status.REGISTERED, authentic=True, doubts=(), decisions=decisions, evidence=(sender,))


def test_a_registered_answer_is_told_in_one_sentence() -> None:
    assert reason(registered(decision())) == "Botkyrka: antagen av kommunstyrelsen 2015-05-04 § 77."
    assert reason(registered(decision(municipality="0184")), CATALOGUE).startswith("Solna: ")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (decision(final=False), "Botkyrka: föreslås bli antagen, enligt kommunstyrelsen 2015-05-04 § 77."),
        (
            decision(final=False, outcome=Outcome.REFERRED_BACK),
            "Botkyrka: återremitterad av kommunstyrelsen 2015-05-04 § 77.",
        ),
        (
            decision(decision_body=DecisionBody.ASSEMBLY, outcome=Outcome.DECLINED),
            "Botkyrka: avslagen av kommunfullmäktige 2015-05-04 § 77.",
        ),
        (
            decision(repeats="2015-000001"),
            "Botkyrka: antagen av kommunstyrelsen 2015-05-04 § 77 (samma beslut som 2015-000001).",
        ),
    ],
)
def test_proposals_postponements_and_repeats_are_told_as_such(given: Decision, told: str) -> None:
    assert reason(registered(given)) == told


def test_a_flagged_mail_tells_its_doubts() -> None:
    doubts = (Doubt.NOT_AUTHENTICATED, Doubt.CONDITIONS)
    result = Result(status=Status.FLAGGED, authentic=None, doubts=doubts, decisions=(decision(),))
    assert reason(result) == " ".join(DOUBTS[doubt] for doubt in doubts)


@pytest.mark.parametrize("note", ["leveransrapport från en mejlserver", "massutskick eller nyhetsbrev"])
def test_a_mail_set_aside_tells_what_it_was(note: str) -> None:
    result = Result(status=Status.IGNORED, authentic=None, doubts=(), decisions=(), notes=(f"läggs åt sidan: {note}",))
    assert reason(result) == f"{note.capitalize()}."
