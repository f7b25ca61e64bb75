"""What staff have taught is evidence in a flagged mail: it fills in what is unknown and takes no doubt away."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from domain.decision import Reading, Result, Status
from domain.doubt import Doubt
from domain.evidence import DecisionBody, EvidenceKind
from domain.learning import Lesson, LessonKind, lesson_of
from domain.mail import Message
from matching.decide import decide
from tests.unit.samples import CATALOGUE, dmarc, message, reading, section

DNR = "KSL/15/0016-5"


def lesson(kind: LessonKind, said: str, meaning: str, municipality: str | None = None, number: int = 7) -> Lesson:
    at = dt.datetime(2015, 6, 1, tzinfo=dt.UTC)
    return Lesson(id=number, kind=kind, said=said, meaning=meaning, municipality=municipality, who="Testa", at=at)


def judged(mail: Message | None, paper: Reading, *lessons: Lesson) -> Result:
    return decide(mail, (paper,), dataclasses.replace(CATALOGUE, lessons=lessons))


STRANGER = message("kansli@bolag.example")
NAMELESS = reading(section(), municipality=None)
BOTKYRKA = lesson(LessonKind.SENDER, "bolag.example", "0127")


@pytest.mark.parametrize("said", ["bolag.example", "kansli@bolag.example", "Bolag.Example"])
def test_a_taught_sender_fills_in_the_municipality_and_names_the_lesson(said: str) -> None:
    without, result = (judged(STRANGER, NAMELESS, *given) for given in ((), (lesson(LessonKind.SENDER, said, "0127"),)))
    (before,), (after,) = without.decisions, result.decisions
    assert (before.municipality, after.municipality) == (None, "0127")
    (found,) = [e for e in after.evidence if lesson_of(e)]
    assert (found.kind, found.quote, lesson_of(found)) == (EvidenceKind.MUNICIPALITY, "kansli@bolag.example", "7")


def test_a_lesson_takes_no_doubt_away_and_proves_no_sender() -> None:
    for mail in (STRANGER, message("kansli@bolag.example", dmarc("fail", "bolag.example"))):
        without, result = judged(mail, NAMELESS), judged(mail, NAMELESS, BOTKYRKA)
        assert (result.status, result.authentic, result.all_doubts) == (
            Status.FLAGGED,
            without.authentic,
            without.all_doubts,
        )
        assert Doubt.SENDER_NOT_MUNICIPALITY in result.all_doubts


def test_what_the_document_says_goes_before_what_was_taught() -> None:
    (decision,) = judged(STRANGER, reading(section(), municipality="0180"), BOTKYRKA).decisions
    assert decision.municipality == "0180"


def test_a_sender_taught_as_two_municipalities_fills_in_neither() -> None:
    other = lesson(LessonKind.SENDER, "kansli@bolag.example", "0180", number=8)
    (decision,) = judged(STRANGER, NAMELESS, BOTKYRKA, other).decisions
    assert decision.municipality is None


@pytest.mark.parametrize("address", ["x@annatbolag.example", "x@bolag.example.org", "bolag.example@annan.example"])
def test_a_domain_that_only_looks_alike_was_not_taught(address: str) -> None:
    assert judged(message(address), NAMELESS, BOTKYRKA).decisions[0].municipality is None


def test_a_taught_name_of_a_body_counts_for_its_municipality_alone() -> None:
    paper = reading(section(body=None))  # its text says "Kommunstyrelsen antar överenskommelsen."
    said = "kommunstyrelsen  ANTAR"
    mine, others = (lesson(LessonKind.BODY, said, "committee", code) for code in ("0127", "0180"))
    (decision,) = judged(message(), paper, mine).decisions
    assert decision.decision_body is DecisionBody.COMMITTEE
    (found,) = [e for e in decision.evidence if lesson_of(e)]
    assert (found.quote, found.page) == ("Kommunstyrelsen antar", 1)
    assert Doubt.BODY_UNKNOWN in decision.doubts
    assert judged(message(), paper, others).decisions[0].decision_body is None


def test_half_a_word_is_not_what_was_taught() -> None:
    half = lesson(LessonKind.BODY, "styrelsen", "committee", "0127")
    assert judged(message(), reading(section(body=None)), half).decisions[0].decision_body is None


def test_a_taught_title_is_shown_as_evidence_of_the_mail() -> None:
    taught = lesson(LessonKind.TITLE, "antar överenskommelsen", DNR)
    result = judged(STRANGER, reading(), taught)
    (found,) = [e for e in result.evidence if lesson_of(e)]
    assert (found.kind, found.value, found.page) == (EvidenceKind.RECOMMENDATION, DNR, 1)
    unknown = dataclasses.replace(taught, meaning="KSL/99/0001")
    assert not [e for e in judged(STRANGER, reading(), unknown).evidence if lesson_of(e)]
    by_subject = judged(
        message("x@bolag.example", subject="Om tryggavtalet"), reading(), lesson(LessonKind.TITLE, "tryggavtalet", DNR)
    )
    assert [e.quote for e in by_subject.evidence if lesson_of(e)] == ["Om tryggavtalet"]


def test_a_certain_answer_is_as_it_was() -> None:
    taught = lesson(LessonKind.SENDER, "botkyrka.se", "0180")
    assert judged(message(), reading(section()), taught) == judged(message(), reading(section()))
