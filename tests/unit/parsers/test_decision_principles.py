"""Principles are adopted by following them; and who leaves what was adopted is for a person to see."""

from __future__ import annotations

import pytest

from domain.document import DocumentText
from domain.evidence import DecisionBody, Outcome, Ruling
from parsers.ruling import rule
from parsers.sections import split


def ruled(decision: str, title: str) -> Ruling:
    text = f"§ 31\n{title}\n\nBeslut\n{decision}\n"
    document = DocumentText(sha256="0" * 64, media_type="text/plain", text=text, pages=(), reader="test")
    return rule(document, split(document)[0], DecisionBody.EXECUTIVE)


PRINCIPLES = "Gemensamma principer för öppna kartor i länet"


@pytest.mark.parametrize(
    "decision",
    [
        "Kommunstyrelsen beslutar att Skogstads kommun ska följa de gemensamma principerna för öppna kartor i länet.",
        "Kommunstyrelsen beslutar att följa de gemensamma principerna för öppna kartor i länet.",
        "Kommunstyrelsen beslutar att kommunen ska tillämpa KSL:s gemensamma principer för öppna kartor.",
        "Skogstads kommun tillämpar principerna för öppna kartor.",
    ],
)
def test_to_live_by_principles_is_to_adopt_them(decision: str) -> None:
    ruling = ruled(decision, PRINCIPLES)
    assert (ruling.outcome, ruling.final, ruling.doubts) == (Outcome.ADOPTED, True, ())


@pytest.mark.parametrize(
    "decision",
    [
        "Kommunstyrelsen beslutar att följa upp principerna för öppna kartor.",
        "Kommunstyrelsen beslutar att följa arbetet med principerna för öppna kartor.",
        "Kommunstyrelsen beslutar att kommunen inte ska följa principerna för öppna kartor.",
    ],
)
def test_what_only_sounds_like_following_adopts_nothing(decision: str) -> None:
    assert ruled(decision, PRINCIPLES).outcome is not Outcome.ADOPTED


@pytest.mark.parametrize(
    "decision",
    [
        "Kommunstyrelsen beslutar att Skogstads kommun säger upp överenskommelsen om samverkan vid skyfall.",
        "Skogstads kommun utträder ur överenskommelsen om samverkan vid skyfall.",
        "Skogstads kommun lämnar överenskommelsen om samverkan vid skyfall.",
        "Kommunstyrelsen beslutar att inte längre delta i överenskommelsen om samverkan vid skyfall.",
    ],
)
def test_who_leaves_declines_with_a_doubt(decision: str) -> None:
    ruling = ruled(decision, "Överenskommelse om samverkan vid skyfall")
    assert ruling.outcome is Outcome.DECLINED
    assert ruling.doubts


def test_a_chairmans_decision_below_its_heading_is_read() -> None:
    text = (
        "Ordförandebeslut enligt 6 kap. 36 § kommunallagen\n"
        "Kommunstyrelsens ordförande beslutar på kommunstyrelsens vägnar att anta överenskommelsen."
    )
    whole = f"DELEGATIONSBESLUT\nSkogstads kommun\nÖverenskommelse om samverkan vid skyfall\n\n{text}\n"
    document = DocumentText(sha256="0" * 64, media_type="text/plain", text=whole, pages=(), reader="test")
    ruling = rule(document, split(document)[0], DecisionBody.DELEGATE)
    assert ruling.outcome is Outcome.ADOPTED
    assert ruling.doubts
