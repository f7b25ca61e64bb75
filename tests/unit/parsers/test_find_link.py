from __future__ import annotations

import pytest

from domain.evidence import EvidenceKind
from parsers.find_link import find_decided, is_explained, is_linked
from parsers.find_recommendation import evidence_for
from tests.unit.samples import CATALOGUE, claim, document, whole

KNOWN = CATALOGUE.recommendations
ABOUT = (claim(EvidenceKind.RECOMMENDATION, "KSL/15/0016-5", "recommendation.title_full.heading"),)


@pytest.mark.parametrize(
    "quote",
    [
        "Överenskommelsen godkänns.",
        "Rekommendationen antas.",
        "Ärendet återremitteras till kontoret.",
        "Kommunstyrelsen beslutar enligt förslaget.",
        "Kommunstyrelsen beslutar att bordlägga till nästa sammanträde.",
        "Antas.",
        "Kommunstyrelsen beslutar att avböja.",
        "Kommunstyrelsen antar KSL/15/0016-5.",
        "Kommunen ingår i den regionala samverkan som föreslås.",
    ],
)
def test_words_that_decide_the_matter_are_about_the_recommendation(quote: str) -> None:
    text = document(quote)
    assert [e.value for e in find_decided(text, KNOWN, ABOUT, whole(text))] == ["KSL/15/0016-5"]


@pytest.mark.parametrize(
    "quote",
    [
        "Motionen avslås.",
        "Motionen återremitteras.",
        "Handlingsplanen antas.",
        "Uppföljningen godkänns.",
        "Kommunstyrelsen godkänner finansieringen.",
        "Anmälan godkänns.",
    ],
)
def test_words_that_decide_another_thing_are_not(quote: str) -> None:
    text = document(quote)
    assert find_decided(text, KNOWN, ABOUT, whole(text)) == ()


@pytest.mark.parametrize(
    ("told", "linked"),
    [
        ("Regional krissamverkan\nÖverenskommelsen godkänns.", True),
        ("Svar på rekommendation från KSL\nRekommendationen antas.", True),
        ("Regional samverkan\nÄrendet återremitteras.", True),
        ("Rekommendation från KSL om digital plattform\nRekommendationen antas.", False),
        ("Krisledningsplan\nKrisledningsplanen antas.", False),
        ("Plan för samverkan\nPlanen antas.", False),
    ],
)
def test_a_number_in_the_history_links_by_what_is_told(told: str, linked: bool) -> None:
    text = document("KSL rekommenderar kommunerna att anta en överenskommelse (KSL/15/0016-5).")
    (number,) = evidence_for(text, KNOWN, whole(text), "elsewhere", titles=False)
    assert is_linked(text, KNOWN, number, *told.split("\n")) is linked


def test_a_number_that_is_only_mentioned_links_nothing() -> None:
    text = document("Se även diarienummer KSL/15/0016-5 om krisövningar.")
    (number,) = evidence_for(text, KNOWN, whole(text), "elsewhere", titles=False)
    assert not is_linked(text, KNOWN, number, "Avtal", "Överenskommelsen godkänns.")


@pytest.mark.parametrize(
    ("history", "explained"),
    [
        (
            "Kommunen antog 2015 överenskommelsen om samverkan för en trygg, säker och störningsfri region "
            "(KSL/15/0016-5).",
            True,
        ),
        ("KSL rekommenderar i sin skrivelse (KSL/15/0016-5) kommunerna att anta denna.", False),
        ("Riktlinjer för upphandling av skolskjuts\nKSL rekommenderar kommunerna detta (KSL/15/0016-5).", False),
    ],
)
def test_a_number_beside_its_own_title_is_explained(history: str, explained: bool) -> None:
    text = document(f"Bakgrund\n{history}\nMer text.")
    number = evidence_for(text, KNOWN, whole(text), "elsewhere", titles=False)[0]
    assert is_explained(text, KNOWN, number) is explained
