from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from domain.decision import Decision, Result, Status
from domain.evidence import Evidence, EvidenceKind
from domain.register import Undecided
from matching.waiting import may_answer
from tests.unit.samples import AGREEMENT, CATALOGUE, INTENT, TRANSPORT, TRANSPORT_REVISED, decision

ALL = {r.diarienummer for r in CATALOGUE.recommendations}


def flagged(*decisions: Decision, evidence: tuple[Evidence, ...] = ()) -> Result:
    return Result(status=Status.FLAGGED, authentic=None, doubts=(), decisions=decisions, evidence=evidence)


def claim(kind: EvidenceKind, value: str, rule: str) -> Evidence:
    return Evidence(kind=kind, value=value, quote="", page=None, span=None, rule=rule)


def may(sender: str = "registrator@botkyrka.se", subject: str = "", result: Result | None = None) -> set[str]:
    """The recommendations that Botkyrka may have answered; nobody else has."""
    found = may_answer([Undecided(sender=sender, subject=subject, result=result)], CATALOGUE)
    assert {municipality for municipality, _ in found} <= {"0127"}
    return {recommendation for _, recommendation in found}


@pytest.mark.parametrize("sender", ["registrator@botkyrka.se", "Karin@EDU.botkyrka.se"])
def test_who_names_no_recommendation_may_answer_any(sender: str) -> None:
    assert may(sender) == may(sender, "Protokoll", flagged()) == ALL


@pytest.mark.parametrize("sender", ["", "x@botkyrka-kommun.com", "annan@example.org", "registrator@uppsala.se"])
def test_a_stranger_answers_for_nobody(sender: str) -> None:
    assert may(sender) == set()


@pytest.mark.parametrize(
    ("subject", "named"),
    [
        ("SV: KSL/15/0016-5", {AGREEMENT.diarienummer}),
        ("Vb: riktlinjer för  upphandling av SKOLSKJUTS", {TRANSPORT.diarienummer}),
        (TRANSPORT_REVISED.title, {TRANSPORT.diarienummer, TRANSPORT_REVISED.diarienummer}),
        ("KSL/15/9999-1", ALL),
    ],
)
def test_the_subject_says_which_it_may_answer(subject: str, named: set[str]) -> None:
    assert may(subject=subject) == named


def test_the_thread_and_a_decision_of_nobody_known_say_which_it_may_answer() -> None:
    thread = claim(EvidenceKind.THREAD, INTENT.diarienummer, "thread.our_mail")
    assert may(result=flagged(evidence=(thread,))) == {INTENT.diarienummer}
    assert may(result=flagged(decision(municipality=None))) == {AGREEMENT.diarienummer}


def test_what_is_forwarded_counts_for_the_one_who_wrote_it() -> None:
    inner = claim(EvidenceKind.SENDER, "botkyrka.se", "sender.forwarded_from")
    assert may("handlaggare@ksl.se", result=flagged(evidence=(inner,))) == ALL


def test_where_a_municipality_was_read_only_its_decision_counts() -> None:
    assert may("registrator@solna.se", "KSL/14/0200-7", flagged(decision())) == {AGREEMENT.diarienummer}


def test_a_closed_recommendation_waits_for_nobody_who_does_not_name_it() -> None:
    closed = dataclasses.replace(AGREEMENT, closed_on=dt.date(2015, 9, 1))
    catalogue = dataclasses.replace(CATALOGUE, recommendations=(closed, INTENT))
    mail = Undecided(sender="registrator@botkyrka.se", subject="", result=None)
    assert may_answer([mail], catalogue) == {("0127", INTENT.diarienummer)}
