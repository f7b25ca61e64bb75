"""Ordinary words alone are no proof: what stands beside an adoption must be of a kind that is known."""

from __future__ import annotations

import pytest

from domain.decision import Status
from tests.unit.matching.ordinary_words import CONTACTS, NEAR_THE_ORDINARY, ORDINARY_WORDS_THAT_LIMIT
from tests.unit.matching.test_plain_words import MATTER, judged


def beside(point: str) -> Status:
    return judged(f"1. Kommunstyrelsen antar {MATTER}.\n2. {point}")[0]


def test_a_second_set_of_ordinary_points_lets_the_adoption_be_certain() -> None:
    points = CONTACTS.strip().split("\n")
    assert [point for point in points if beside(point) is not Status.REGISTERED] == []


@pytest.mark.parametrize("table", [ORDINARY_WORDS_THAT_LIMIT, NEAR_THE_ORDINARY])
def test_points_that_limit_in_ordinary_words_are_left_to_a_person(table: str) -> None:
    points = table.strip().split("\n")
    assert [point for point in points if beside(point) is not Status.FLAGGED] == []


@pytest.mark.parametrize(
    "tail",
    [
        "och kommunfullmäktige har ärendet",
        "samt att kommunfullmäktige fattar beslutet",
        "och att ärendet är fullmäktiges",
        "som ett förslag till fullmäktige",
        "som en rekommendation till nämnderna",
        "enligt delegation från fullmäktige",
        "med kommunens skrivelse",
        "med bilagd skrivelse",
        "enligt kommunens skrivelse",
        "med förvaltningens förslag",
        "vid beslut av regionen",
        "för förvaltningen",
        "inom kommunledningskontoret",
        "hos förvaltningen",
        "och en ny bilaga",
        "med ny bilaga",
        "från det att regionen antar den",
    ],
)
def test_ordinary_words_behind_the_verb_can_limit_too(tail: str) -> None:
    assert judged(f"Kommunstyrelsen antar {MATTER} {tail}.")[0] is Status.FLAGGED
