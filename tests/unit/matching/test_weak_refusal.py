"""A refusal for now, of a part, or with another agreement in view is never accepted without a person."""

from __future__ import annotations

import pytest

from domain.decision import Status
from domain.doubt import Doubt
from tests.unit.matching.test_plain_words import MATTER, judged


@pytest.mark.parametrize(
    "decision",
    [
        f"Kommunstyrelsen avslår {MATTER} med hänvisning till kommunens ekonomi nu och senare.",
        "Botkyrka kommun avböjer medverkan i den föreslagna överenskommelsen om samverkan.",
        f"Kommunstyrelsen ställer sig inte bakom {MATTER}.\nKommunstyrelsen beslutar vidare att meddela KSL.",
    ],
)
def test_a_plain_refusal_is_certain(decision: str) -> None:
    assert judged(decision) == (Status.REGISTERED, ())


@pytest.mark.parametrize(
    "decision",
    [
        f"Kommunstyrelsen avstår tills vidare från att anta {MATTER}.",
        f"Kommunstyrelsen beslutar att inte anta {MATTER} förrän finansieringen är löst.",
        f"Kommunstyrelsen avslår {MATTER} i dess nuvarande form.",
        f"Kommunstyrelsen antar inte avsnitt 4 i {MATTER}.",
        f"Kommunstyrelsen beslutar att inte delta i finansieringen av {MATTER}.",
        f"1. Kommunstyrelsen antar inte {MATTER}.\n2. Kommundirektören får i uppdrag att förhandla fram en ny.",
    ],
)
def test_a_refusal_that_is_less_than_one_is_left_to_a_person(decision: str) -> None:
    status, doubts = judged(decision)
    assert status is Status.FLAGGED
    assert Doubt.WORDS_NOT_KNOWN in doubts
