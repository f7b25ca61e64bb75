"""An office is told what to do beside an adoption: certain in any words, as long as they hold nothing back."""

from __future__ import annotations

import pytest

from domain.decision import Status
from tests.unit.matching.errands import ERRANDS, ERRANDS_THAT_LIMIT
from tests.unit.matching.test_plain_words import MATTER, judged

LAYOUTS = (
    f"Kommunstyrelsen beslutar\n\n1. att anta {MATTER}.\n2. {{point}}",
    f"Kommunstyrelsen antar {MATTER}.\n{{point}}",
    f"Kommunstyrelsen ställer sig bakom {MATTER}.\n\n{{point}}",
)


def judged_otherwise(points: str, status: Status, turn: int) -> list[str]:
    """Of every third point, from `turn` on, in the layout of that turn, those that are judged otherwise."""
    every_third = points.strip().split("\n")[turn :: len(LAYOUTS)]
    return [point for point in every_third if judged(LAYOUTS[turn].format(point=point))[0] is not status]


@pytest.mark.parametrize("turn", range(len(LAYOUTS)))
def test_an_errand_of_our_own_lets_the_adoption_be_certain(turn: int) -> None:
    assert judged_otherwise(ERRANDS, Status.REGISTERED, turn) == []


@pytest.mark.parametrize("turn", range(len(LAYOUTS)))
def test_an_errand_that_holds_something_back_is_left_to_a_person(turn: int) -> None:
    assert judged_otherwise(ERRANDS_THAT_LIMIT, Status.FLAGGED, turn) == []
