"""Whose meeting it was, where the name of the organ goes over several lines of its cell."""

from __future__ import annotations

import pytest

from domain.evidence import DecisionBody
from parsers.find_body import find_meeting_body
from tests.unit.samples import document

SUB, CHAIR, BOARD = DecisionBody.SUBCOMMITTEE, DecisionBody.DELEGATE, DecisionBody.EXECUTIVE


def body_of_head(head: str) -> DecisionBody:
    text = document(f"SKOGSTADS KOMMUN   PROTOKOLLSUTDRAG\n{head}\nSamverkan i länet\nBeslut\nAvtalet antas.")
    found = find_meeting_body(text, text.pages[0])
    assert found is not None
    return DecisionBody(found.value)


@pytest.mark.parametrize(
    "head",
    [
        "Organ   Sammanträdesdatum   Paragraf\nKommunstyrelsens   5 maj 2015   97\narbetsutskott",
        "Organ   Handläggare   Paragraf\nKommunstyrelsens   Gran   97\narbetsutskott   Tall",
        "Organ: Kommunstyrelsens   Datum: 2015-05-05\narbetsutskott",
        "Organ   Datum\nKommunstyrelsens arbets-   2015-05-05\nutskott   kl. 08.30",
        "Organ   Datum\nKommunstyrelsens   2015-05-05\narbets-\nutskott",
        "KOMMUNSTYRELSENS\nARBETSUTSKOTT\n2015-05-05",
        "Kommunstyrelsens   Sammanträdesdatum\nallmänna utskott   2015-05-05",
        "Kommunstyrelsen\nArbetsutskottet\n2015-05-05",
        "Instans\nSocialnämndens   2015-05-05\narbetsutskott",
        "Organ   Datum\nKommunstyrelsens 2015-05-05   § 97\narbetsutskott",
        "Organ   Datum\nKommunstyrelsens\n2015-05-05   § 97\narbetsutskott",
        "Organ   Datum\nKommunstyrelsens | måndagen den 5   § 97\narbetsutskott | maj 2015",
    ],
)
def test_an_utskott_whose_name_breaks_in_its_cell_is_never_the_board(head: str) -> None:
    assert body_of_head(head) is SUB


@pytest.mark.parametrize("second", ["presidium", "vice ordförande", "ordförande"])
def test_a_chair_whose_name_breaks_in_its_cell_decides_alone(second: str) -> None:
    assert body_of_head(f"Organ   Datum\nKommunstyrelsens   2015-05-05\n{second}") is CHAIR
    assert body_of_head(f"Organ   Datum\nKommunstyrelsens 2015-05-05   § 97\n{second}") is CHAIR


@pytest.mark.parametrize(
    "row",
    [
        "Kommunstyrelsens   2015-05-05\nledningsgrupp",
        "Kommunstyrelsens   2015-05-05   KS 2015/112\nledningsgrupp",
        "abattskoR Kommunstyrelsens 2015-05-05 RE   § 74   KS 2015/112",  # a scanner put the three lines on one
    ],
)
def test_what_is_the_boards_and_not_known_is_not_the_board(row: str) -> None:
    text = document(f"SKOGSTADS KOMMUN\nOrgan   Datum\n{row}\nSamverkan\nBeslut")
    assert find_meeting_body(text, text.pages[0]) is None


@pytest.mark.parametrize(
    "head",
    [
        "Kommunstyrelsen   2015-05-05   § 97\nArbetsutskottet   2015-04-20   § 40",
        "Organ   Ordförande\nKommunstyrelsen   Vera Gran\n§ 97",
        "Kommunstyrelsen\nOrdförande   Vera Gran",
        "Kommunstyrelsens sammanträde 2015-05-05\nOrdförande   Vera Gran",
        "KS   2015-05-05\n§ 97",
        "Kommunstyrelsens   protokoll 2015-05-05\n§ 97",
        "Kommunstyrelsen   2015-05-05\nBeredning: arbetsutskottet 2015-04-20",
    ],
)
def test_a_board_with_others_in_the_rows_below_it_stays_the_board(head: str) -> None:
    assert body_of_head(head) is BOARD
