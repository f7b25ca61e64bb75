"""Whose decision it is when a board says yes to a proposal: it goes to whom the proposal says, not to the board."""

from __future__ import annotations

import pytest

from domain.document import DocumentText
from domain.evidence import DecisionBody, Outcome, Ruling
from parsers.ruling import rule
from parsers.sections import split

EXECUTIVE, ASSEMBLY, SUBCOMMITTEE = DecisionBody.EXECUTIVE, DecisionBody.ASSEMBLY, DecisionBody.SUBCOMMITTEE
BACKGROUND = "\nSammanfattning\nKSL rekommenderar kommunerna att anta överenskommelsen.\n"


def decided(text: str, body: DecisionBody) -> Ruling:
    whole = f"§ 31\nÖverenskommelse om samverkan vid skyfall\n\n{text}{BACKGROUND}"
    document = DocumentText(sha256="0" * 64, media_type="text/plain", text=whole, pages=(), reader="test")
    return rule(document, split(document)[0], body)


def followed(heading: str, proposal: str, decision: str, body: DecisionBody = EXECUTIVE) -> Ruling:
    return decided(f"{heading}\n{proposal}\n\nBeslut\n{decision}\n", body)


@pytest.mark.parametrize(
    "proposal",
    [
        "Kommunfullmäktige antar överenskommelsen om samverkan vid skyfall.",
        "Kommunfullmäktige beslutar att anta överenskommelsen om samverkan vid skyfall.",
        "Kommunstyrelsen föreslår kommunfullmäktige att anta överenskommelsen om samverkan vid skyfall.",
        "Kommunstyrelsen föreslår att kommunfullmäktige beslutar att anta överenskommelsen om samverkan vid skyfall.",
        "Föreslå kommunfullmäktige besluta att anta överenskommelsen om samverkan vid skyfall.",
        "Överenskommelsen om samverkan vid skyfall antas av kommunfullmäktige.",
    ],
)
@pytest.mark.parametrize(
    "decision",
    [
        "Kommunstyrelsen beslutar enligt förslaget.",
        "Kommunstyrelsen bifaller förslaget.",
        "Kommunstyrelsen beslutar i enlighet med förslaget.",
    ],
)
def test_a_yes_to_what_the_assembly_shall_decide_is_a_proposal_to_it(proposal: str, decision: str) -> None:
    ruling = followed("Förslag till beslut", proposal, decision)
    assert (ruling.outcome, ruling.final, ruling.proposed_to) == (Outcome.ADOPTED, False, ASSEMBLY)


def test_the_heading_of_a_proposal_names_its_addressee() -> None:
    heading = "Kommunledningskontorets förslag till kommunfullmäktige"
    ruling = followed(heading, "Anta överenskommelsen.", "Kommunstyrelsen beslutar enligt kontorets förslag.")
    assert not ruling.final


def test_an_utskott_that_follows_what_the_board_shall_decide_proposes_to_the_board() -> None:
    proposal = "Kommunstyrelsen antar överenskommelsen om samverkan vid skyfall."
    ruling = followed("Förslag till beslut", proposal, "Arbetsutskottet beslutar enligt förslaget.", SUBCOMMITTEE)
    assert (ruling.outcome, ruling.final, ruling.proposed_to) == (Outcome.ADOPTED, False, EXECUTIVE)


def test_a_motion_that_the_assembly_shall_adopt_is_a_proposal_when_granted() -> None:
    text = (
        "Yrkanden\nVera Granlund (S) yrkar att kommunstyrelsen föreslår fullmäktige att anta överenskommelsen.\n\n"
        "Beslut\nKommunstyrelsen bifaller Vera Granlunds yrkande.\n"
    )
    assert not decided(text, EXECUTIVE).final


def test_a_proposal_partly_to_the_assembly_is_not_followed() -> None:
    proposal = "1. Kommunstyrelsen antar överenskommelsen.\n2. Kommunfullmäktige anslår 50 000 kronor."
    assert followed("Förslag till beslut", proposal, "Kommunstyrelsen beslutar enligt förslaget.").outcome is None


def test_what_the_board_adopts_in_its_own_name_against_the_addressee_of_the_proposal_is_unclear() -> None:
    proposal = "Kommunfullmäktige antar överenskommelsen om samverkan vid skyfall."
    ruling = followed("Förslag till beslut", proposal, "Kommunstyrelsen antar överenskommelsen enligt förslaget.")
    assert ruling.outcome is None


def test_what_is_adopted_by_the_assembly_is_not_adopted_by_the_board() -> None:
    text = "Beslut\nÖverenskommelsen om samverkan vid skyfall antas av kommunfullmäktige.\n"
    ruling = decided(text, EXECUTIVE)
    assert (ruling.final, ruling.proposed_to) == (False, ASSEMBLY)


@pytest.mark.parametrize(
    ("heading", "proposal", "decision", "body"),
    [
        (
            "Kommunstyrelsens förslag",
            "Kommunstyrelsen föreslår kommunfullmäktige att anta överenskommelsen.",
            "Kommunfullmäktige beslutar enligt kommunstyrelsens förslag.",
            ASSEMBLY,
        ),
        (
            "Arbetsutskottets förslag till kommunstyrelsen",
            "Anta överenskommelsen enligt kommunfullmäktiges reglemente.",
            "Kommunstyrelsen beslutar enligt arbetsutskottets förslag.",
            EXECUTIVE,
        ),
    ],
)
def test_a_proposal_to_the_body_itself_is_final_when_followed(
    heading: str, proposal: str, decision: str, body: DecisionBody
) -> None:
    ruling = followed(heading, proposal, decision, body)
    assert (ruling.outcome, ruling.final) == (Outcome.ADOPTED, True)
