"""Papers whose decision reads as a plain adoption, and that say elsewhere that it is less: never without a person."""

from __future__ import annotations

import datetime as dt

import pytest

from domain.decision import Result, Status
from domain.doubt import Doubt
from tests.unit.matching.test_plain_words import KNOWN, MATTER
from tests.unit.samples import judge

HEAD = "BOTKYRKA KOMMUN\nSammanträdesprotokoll\nKommunstyrelsen 2015-05-04"
TITLE = "§ 112 Överenskommelse om samverkan för en trygg, säker och störningsfri region (KS/2015:311)"
DECISION = f"Beslut\nKommunstyrelsen antar {MATTER}."
BACKGROUND = (
    "Ärendebeskrivning\nKommunförbundet Stockholms Län rekommenderar, KSL/15/0016-5, "
    "att kommunerna antar överenskommelsen."
)


def judged(*blocks: str, head: str = HEAD, decision: str = DECISION, arrived: dt.datetime | None = None) -> Result:
    return judge("\n\n".join((head, TITLE, decision, BACKGROUND, *blocks)), KNOWN, arrived)


def test_the_plain_paper_is_accepted() -> None:
    assert judged().status is Status.REGISTERED


@pytest.mark.parametrize(
    "signature",
    ["Berit Algren\nKommunstyrelsens ordförande", "Berit Algren (S)\nOrdförande", "Berit Algren, kommundirektör"],
)
@pytest.mark.parametrize("decision", [DECISION, "Beslut\nÖverenskommelsen antas."])
def test_a_paper_without_a_word_of_a_meeting_signed_by_one_is_a_delegates_decision(
    signature: str, decision: str
) -> None:
    head = HEAD.replace("Sammanträdesprotokoll\n", "")
    assert judged(signature, head=head, decision=decision).all_doubts == (Doubt.DELEGATED_DECISION,)
    assert judged(signature, decision=decision).status is Status.REGISTERED
    assert judged(f"Justerat\n{signature}", head=head, decision=decision).status is Status.REGISTERED


@pytest.mark.parametrize(
    "words",
    [
        "Kommunstyrelsen reserverar sig mot avsnitt 4 i överenskommelsen.",
        "Kommunen antar överenskommelsen med undantag för bilaga 2.",
        "Botkyrka kommun reserverar sig mot kostnadsfördelningen.",
        "Kommunen omfattas inte av avsnitt 4.",
    ],
)
def test_a_reservation_worded_as_the_boards_own_is_a_condition(words: str) -> None:
    assert Doubt.CONDITIONS in judged(f"Reservation\n{words}").all_doubts


@pytest.mark.parametrize(
    "words",
    [
        "Vera Granlund (V) reserverar sig mot beslutet.",
        "Vera Granlund (V): Kommunen borde inte anta överenskommelsen utan avslå rekommendationen.",
        "Kommunstyrelsen antecknar reservationen till protokollet.",
        "(V) anmäler avvikande mening.",
    ],
)
def test_the_reservation_of_one_who_was_outvoted_changes_nothing(words: str) -> None:
    assert judged(f"Reservation\n{words}").status is Status.REGISTERED


@pytest.mark.parametrize(
    "words",
    [
        "Kommunen kan enligt förslaget anta överenskommelsen utom bilaga 2.",
        "Enligt förslaget ska kommunen anta överenskommelsen med undantag av bilaga 2.",
        "Kontoret bedömer att kommunen bör ansluta sig till överenskommelsen, dock inte bilaga 2.",
    ],
)
def test_a_proposal_told_as_less_than_the_decision_is_a_condition(words: str) -> None:
    assert Doubt.CONDITIONS in judged(f"Kontorets bedömning\n{words}").all_doubts


def test_what_others_could_do_is_no_proposal() -> None:
    words = "KSL föreslår att kommunerna kan anta överenskommelsen utom bilaga 2."
    assert judged(f"Kontorets bedömning\n{words}").status is Status.REGISTERED


@pytest.mark.parametrize(
    "words",
    [
        "Giltighet\nTill och med 2016",
        "Giltighet: Till och med 2016.",
        "Avtalstid\n1 år",
        "Omfattning: endast grundskolan",
    ],
)
def test_a_bare_limit_under_a_heading_is_a_condition(words: str) -> None:
    assert Doubt.CONDITIONS in judged(words).all_doubts


@pytest.mark.parametrize(
    "head",
    [f"{HEAD}\nSammanträdesdatum 2015-05-11", f"{HEAD}\nPlats och tid: Kommunhuset 2015-05-11 kl. 9"],
)
def test_two_meeting_dates_are_a_doubt(head: str) -> None:
    assert judged(head=head).all_doubts == (Doubt.DATE_UNKNOWN,)


def test_a_decision_dated_otherwise_than_its_meeting_is_a_doubt() -> None:
    decision = "Beslut\nKommunstyrelsen beslutade den {} att anta " + MATTER + "."
    assert judged(decision=decision.format("11 maj 2015")).all_doubts == (Doubt.DATE_UNKNOWN,)
    assert judged(decision=decision.format("4 maj 2015")).status is Status.REGISTERED


def test_a_meeting_after_the_mails_arrival_is_a_doubt() -> None:
    arrived = dt.datetime(2015, 6, 1, 12, tzinfo=dt.UTC)
    assert judged(arrived=arrived).status is Status.REGISTERED
    late = judged(head=HEAD.replace("2015-05-04", "2025-05-04"), arrived=arrived)
    assert late.all_doubts == (Doubt.DATE_UNKNOWN,)
