"""What the chairman finds granted must be what the decision says."""

from __future__ import annotations

import pytest

from domain.document import DocumentText
from domain.doubt import Doubt
from domain.evidence import DecisionBody, Ruling
from parsers.ruling import rule
from parsers.sections import split

PROPOSAL = "Förvaltningens förslag\nKommunstyrelsen antar överenskommelsen om samverkan vid skyfall.\n\n"
DECISION = "Beslut\nKommunstyrelsen beslutar enligt förvaltningens förslag.\n"


def ruled(motion: str, found: str) -> Ruling:
    text = (
        f"§ 31\nÖverenskommelse om samverkan vid skyfall\n\n{PROPOSAL}Yrkanden\n{motion}\n\nBeslutsgång\n{found}\n\n"
        f"{DECISION}"
    )
    document = DocumentText(sha256="0" * 64, media_type="text/plain", text=text, pages=(), reader="test")
    return rule(document, split(document)[0], DecisionBody.EXECUTIVE)


ADDS = "Vera Granlund (S) yrkar tillägg: överenskommelsen omprövas efter ett år."
REFUSES = "Vera Granlund (S) yrkar avslag."
SUPPORTS = "Vera Granlund (S) yrkar bifall till förvaltningens förslag."


@pytest.mark.parametrize(
    ("motion", "found"),
    [
        (
            ADDS,
            "Ordföranden finner att kommunstyrelsen bifaller förvaltningens förslag och Vera Granlunds "
            "tilläggsyrkande.",
        ),
        (ADDS, "Ordföranden finner att kommunstyrelsen bifaller tilläggsyrkandet."),
        (REFUSES, "Ordföranden finner att kommunstyrelsen bifaller Vera Granlunds yrkande."),
        (
            "Vera Granlund (S) yrkar bifall till förvaltningens förslag med tillägget att arbetet omprövas.",
            "Ordföranden finner att kommunstyrelsen beslutar enligt Vera Granlunds yrkande.",
        ),
    ],
)
def test_more_or_else_granted_than_decided_is_a_doubt(motion: str, found: str) -> None:
    ruling = ruled(motion, found)
    assert Doubt.CONDITIONS in ruling.doubts
    assert any(e.rule == "condition.granted" for e in ruling.evidence)


@pytest.mark.parametrize(
    ("motion", "found"),
    [
        (
            ADDS,
            "Ordföranden finner att kommunstyrelsen bifaller förvaltningens förslag och avslår tilläggsyrkandet.",
        ),
        (
            ADDS,
            "Ordföranden ställer förslaget mot Vera Granlunds tilläggsyrkande och finner att kommunstyrelsen "
            "beslutar enligt förvaltningens förslag.",
        ),
        (SUPPORTS, "Ordföranden finner att kommunstyrelsen bifaller Vera Granlunds yrkande."),
        (REFUSES, "Ordföranden finner att kommunstyrelsen avslår Vera Granlunds yrkande."),
        (REFUSES, "Ordföranden finner att kommunstyrelsen inte bifaller Vera Granlunds yrkande."),
    ],
)
def test_what_was_refused_or_is_the_same_is_none(motion: str, found: str) -> None:
    assert ruled(motion, found).doubts == ()
