"""Beside what a board decides for itself, what it proposes to a higher one is its answer, and awaits that one."""

from __future__ import annotations

import pytest

from domain.decision import Status
from domain.evidence import Outcome
from tests.unit.matching.test_plain_words import MATTER
from tests.unit.parsers.test_own_dates import FROM_JULY, judged

PROPOSES = (
    "Kommunstyrelsen föreslår kommunfullmäktige besluta\n{content}\n\nKommunstyrelsen beslutar för egen del\n{own}"
)


@pytest.mark.parametrize(
    "own",
    [
        "Kommunledningskontoret får i uppdrag att underrätta KSL om fullmäktiges behandling.",
        "– Paragrafen justeras omedelbart.",
        "1. Informationen noteras till protokollet.",
        "Kommunstyrelsen uppdrar åt kommundirektören att ta fram en handlingsplan.",
        "Kostnaden, 20 000 kronor, finansieras inom kommunstyrelsens ram.",
    ],
)
def test_a_boards_own_part_leaves_its_proposal_the_answer(own: str) -> None:
    result = judged(PROPOSES.format(content=f"Botkyrka kommun antar {MATTER}.", own=own), FROM_JULY)
    (decision,) = result.decisions
    assert (decision.outcome, decision.final) == (Outcome.ADOPTED, False)


@pytest.mark.parametrize(
    ("content", "own"),
    [
        ("Kommunens handlingsplan antas.", f"Kommunstyrelsen antar {MATTER} till och med 2016."),
        (f"Botkyrka kommun antar {MATTER}.", "Ärendet återremitteras."),
        (f"Botkyrka kommun antar {MATTER}.", f"Kommunstyrelsen avslår {MATTER}."),
        (f"Botkyrka kommun antar {MATTER} på försök under ett år.", "Paragrafen justeras omedelbart."),
        (f"Botkyrka kommun antar {MATTER} med undantag av punkt 2.", "Paragrafen justeras omedelbart."),
    ],
)
def test_a_proposal_that_clashes_or_limits_is_no_final_adoption(content: str, own: str) -> None:
    result = judged(PROPOSES.format(content=content, own=own), FROM_JULY)
    assert result.status is Status.FLAGGED or not result.decisions[0].final
    assert not any(d.final and d.outcome is Outcome.ADOPTED and not d.doubts for d in result.decisions)
