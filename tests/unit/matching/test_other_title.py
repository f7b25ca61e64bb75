"""An agreement that only begins like the recommendation's, or goes on after it, is never accepted as an answer."""

from __future__ import annotations

import pytest

from domain.decision import Status
from tests.unit.matching.test_plain_words import KNOWN
from tests.unit.samples import judge

PAPER = """BOTKYRKA KOMMUN
Sammanträdesprotokoll
Kommunstyrelsen 2015-05-04

§ 112 {heading} (KS/2015:311)

Beslut
{decision}

Ärendebeskrivning
{background}
"""
OURS = "Överenskommelse om samverkan för en trygg, säker och störningsfri region"
RECOMMENDED = "Kommunförbundet Stockholms Län rekommenderar, KSL/15/0016-5, att kommunerna antar överenskommelsen."
NEXT = "KSL:s rekommendation KSL/15/0016-5 om samverkan behandlas i nästa ärende."


def judged(heading: str, decision: str, background: str = RECOMMENDED) -> Status:
    return judge(PAPER.format(heading=heading, decision=decision, background=background), KNOWN).status


@pytest.mark.parametrize("background", [RECOMMENDED, NEXT])
@pytest.mark.parametrize(
    "title",
    [
        "överenskommelse{n} om samverkan vid kriser mellan kommunerna på Södertörn",
        "överenskommelse{n} om samverkan för en trygg och säker skolgång",
        "överenskommelse{n} om trygg och säker samverkan med Polisen",
        "överenskommelse{n} om samverkan för en trygg, säker region vid högvatten",
        "överenskommelse{n} om samverkan för en trygg, säker och störningsfri region med Polisen",
        "överenskommelse{n} om samverkan för en trygg, säker och störningsfri region efter 2020 års utvärdering",
    ],
)
def test_an_agreement_that_begins_like_the_title_is_another(title: str, background: str) -> None:
    heading = title.format(n="").capitalize()
    for decision in ("Kommunstyrelsen antar " + title.format(n="n") + ".", "Kommunstyrelsen antar överenskommelsen."):
        assert judged(heading, decision, background) is Status.FLAGGED


@pytest.mark.parametrize(
    "heading",
    [
        OURS,
        f"{OURS} i Stockholms län",
        f"{OURS}, rekommendation från KSL",
        f"{OURS} – svar till Kommunförbundet Stockholms Län",
        f"Svar på rekommendation från KSL: {OURS}",
        f"Kf § 12 {OURS}",
        f"Botkyrka kommun · Protokollsutdrag\nRekommendation från KSL om {OURS[0].lower()}{OURS[1:]}",
        "Överenskommelse om samverkan",
        "Överenskommelse om samverkan för en trygg region",
        "Antagande av överenskommelse om samverkan för en trygg, säker och störningsfri region för Botkyrka kommun",
    ],
)
def test_a_title_shortened_or_placed_stays_the_recommendations_own(heading: str) -> None:
    decision = "Kommunstyrelsen antar överenskommelsen om samverkan för en trygg, säker och störningsfri region."
    assert judged(heading, decision) is Status.REGISTERED
