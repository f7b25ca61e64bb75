"""Points beside an adoption as minutes have them, and what the program must make of each, alone beside it."""

from __future__ import annotations

from domain.decision import Status
from tests.unit.matching.beside_tables import HARMLESS, HELD_BACK
from tests.unit.matching.limiting_points import LIMITING
from tests.unit.matching.ordinary_points import ORDINARY
from tests.unit.matching.test_plain_words import MATTER, judged


def beside(point: str) -> Status:
    return judged(f"1. Kommunstyrelsen antar {MATTER}.\n2. {point}")[0]


def below(point: str) -> Status:
    return judged(f"Kommunstyrelsen ställer sig bakom {MATTER}.\n\n{point}")[0]


def test_ordinary_points_let_the_adoption_be_certain() -> None:
    assert [point for point in HARMLESS.split("\n") if point and beside(point) is not Status.REGISTERED] == []


def test_points_that_hold_something_back_are_left_to_a_person() -> None:
    assert [point for point in HELD_BACK.split("\n") if point and beside(point) is not Status.FLAGGED] == []


def test_the_points_of_many_secretaries_let_the_adoption_be_certain() -> None:
    points = ORDINARY.strip().split("\n")
    assert [point for point in points if beside(point) is not Status.REGISTERED] == []
    assert [point for point in points if below(point) is not Status.REGISTERED] == []


def test_points_of_the_same_shapes_that_limit_are_left_to_a_person() -> None:
    points = LIMITING.strip().split("\n")
    assert [point for point in points if beside(point) is not Status.FLAGGED] == []
    assert [point for point in points if below(point) is not Status.FLAGGED] == []
