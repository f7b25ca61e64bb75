"""A harmless beginning does not make a harmless clause: its tail is read too."""

from __future__ import annotations

import pytest

from domain.document import DocumentText
from domain.doubt import Doubt
from domain.evidence import DecisionBody, Ruling
from parsers.decision_tails import is_limited
from parsers.folding import fold
from parsers.ruling import rule
from parsers.sections import split


@pytest.mark.parametrize(
    "clause",
    [
        "Kommundirektören får i uppdrag att underteckna överenskommelsen om kostnaderna ryms i budget.",
        "Kommundirektören får i uppdrag att underteckna överenskommelsen om socialnämnden tillstyrker.",
        "Kommundirektören får i uppdrag att teckna överenskommelsen om hon finner det lämpligt.",
        "Kommundirektören bemyndigas att vid behov underteckna överenskommelsen.",
        "Kommundirektören bemyndigas att underteckna eller avstå från att underteckna överenskommelsen.",
        "Kommundirektören får i uppdrag att underteckna överenskommelsen för hemtjänstens del.",
        "Kommundirektören får i uppdrag att underteckna överenskommelsen tidigast den 1 januari 2017.",
        "Socialnämnden får i uppdrag att genomföra överenskommelsen i mån av resurser.",
        "Socialnämnden får i uppdrag att genomföra överenskommelsen i hemtjänsten.",
        "Socialnämnden ansvarar för genomförandet så långt resurserna räcker.",
        "Socialnämnden ansvarar för genomförandet om beslut fattas av kommunfullmäktige.",
        "Socialnämnden ansvarar för att föreslå ändringar.",
        "Socialnämnden ansvarar för omförhandling av överenskommelsen.",
        "Socialnämnden ansvarar för att säga upp överenskommelsen.",
        "Socialnämnden svarar för genomförandet under 2016.",
        "Socialnämnden får i uppdrag att samordna genomförandet efter egen bedömning.",
        "Kommunens medverkan finansieras till utgången av 2016.",
        "Kommundirektören får i uppdrag att teckna överenskommelsen i huvudsaklig överensstämmelse med förslaget.",
        "Ett tak för kommunens kostnader sätts till 100 000 kronor.",
        "Kostnadstaket är 50 000 kronor per år.",
        "Medel anvisas om kommunfullmäktige så beslutar.",
        "Medel för ändamålet anvisas i budget 2016 om utrymme finns.",
        "Kostnaden finansieras om möjligt inom ram.",
        "Kommunstyrelsen avslår förslaget om gemensam finansiering.",
        "Kommunen åtar sig inga kostnader.",
        "Tidigare beslut upphävs och ärendet återremitteras.",
        "Socialnämndens yttrande ska utgöra kommunens svar.",
        "Förvaltningens tjänsteskrivelse överlämnas som svar till KSL.",
    ],
)
def test_a_tail_that_waits_limits_or_undoes_is_seen(clause: str) -> None:
    assert is_limited(fold(clause))


@pytest.mark.parametrize(
    "clause",
    [
        "Kommundirektören får i uppdrag att underteckna överenskommelsen för kommunens räkning.",
        "Kommundirektören får i uppdrag att underteckna överenskommelsen senast den 30 september 2015.",
        "Kostnaden om 40 000 kronor ryms inom kommunstyrelsens budget.",
        "KSL underrättas om beslutet.",
        "Beslutet skickas till KSL som kommunens svar.",
        "Socialnämnden får i uppdrag att genomföra överenskommelsen i sin verksamhet.",
        "Socialnämnden ansvarar för genomförandet inom befintlig ram.",
        "Samtliga nämnder ska tillämpa principerna i sina verksamheter.",
        "Överenskommelsen om samverkan vid skyfall genomförs i hela kommunen.",
        "Räddningschefen får i uppdrag att ta fram de rutiner som behövs.",
        "Medel anvisas i budget 2016.",
    ],
)
def test_who_signs_who_does_it_and_who_pays_limits_nothing(clause: str) -> None:
    assert not is_limited(fold(clause))


def ruled(point: str) -> tuple[str, Ruling]:
    adopts = "Kommunstyrelsen antar överenskommelsen om samverkan vid skyfall."
    text = f"§ 31\nÖverenskommelse om samverkan vid skyfall\n\nBeslut\n1. {adopts}\n2. {point}\n"
    document = DocumentText(sha256="0" * 64, media_type="text/plain", text=text, pages=(), reader="test")
    return text, rule(document, split(document)[0], DecisionBody.EXECUTIVE)


def test_what_a_board_below_shall_do_is_said_beside_the_decision() -> None:
    text, ruling = ruled("Socialnämnden ansvarar för att utarbeta ett motförslag.")
    assert any("motförslag" in text[span.start : span.end] for span in ruling.besides)


@pytest.mark.parametrize(
    "point",
    [
        "Förvaltningens tjänsteskrivelse överlämnas som svar till KSL.",
        "Socialnämndens yttrande ska utgöra kommunens svar.",
    ],
)
def test_another_paper_as_the_answer_beside_the_adoption_is_for_a_person(point: str) -> None:
    assert Doubt.OUTCOME_UNCLEAR in ruled(point)[1].doubts


def test_the_extract_sent_as_the_answer_is_none() -> None:
    assert ruled("Protokollsutdraget skickas till KSL som kommunens svar.")[1].doubts == ()


def test_an_addition_that_is_turned_down_sets_no_terms() -> None:
    assert ruled("Kommunstyrelsen avslår Vera Granlunds (S) tilläggsyrkande.")[1].doubts == ()


def test_to_sign_if_another_agrees_is_a_condition() -> None:
    _, ruling = ruled("Kommundirektören får i uppdrag att underteckna överenskommelsen om socialnämnden tillstyrker.")
    assert Doubt.CONDITIONS in ruling.doubts
