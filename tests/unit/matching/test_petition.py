from __future__ import annotations

import dataclasses

import pytest

from domain.decision import Reading, ReadSection
from domain.document import Span
from domain.evidence import Outcome, Part, PartKind
from matching.petition import answers_petition
from tests.unit.samples import document, reading, section


def read(heading: str, decision: str, outcome: Outcome | None) -> tuple[Reading, ReadSection]:
    """A paragraf of a heading and the words that decide."""
    text = document(f"{heading}\n{decision}")
    head = Span(start=0, end=len(heading))
    decided = Span(start=len(heading) + 1, end=len(heading) + 1 + len(decision))
    made = section(outcome=outcome)
    parts = (
        Part(kind=PartKind.HEADING, heading="", span=head),
        Part(kind=PartKind.DECISION, heading="Beslut", span=decided),
    )
    made = dataclasses.replace(
        made,
        section=dataclasses.replace(made.section, title=heading, parts=parts),
        ruling=dataclasses.replace(made.ruling, quote_span=decided, decides=(decided,)),
    )
    return dataclasses.replace(reading(made), text=text), made


@pytest.mark.parametrize(
    ("heading", "decision", "outcome"),
    [
        ("Motion om överenskommelse om samverkan", "Motionen avslås.", Outcome.DECLINED),
        ("Svar på motion om samverkan", "Kommunfullmäktige bifaller motionen.", Outcome.ADOPTED),
        ("§ 12 Besvarande av motion från Partiet", "Motionen anses besvarad.", Outcome.STATEMENT),
        ("Motion om samverkan", "Ärendet bordläggs.", Outcome.TABLED),
        ("Motion om samverkan", "Kommunfullmäktige beslutar enligt förslaget.", None),
        ("Svar på medborgarförslag om samverkan", "Medborgarförslaget avslås.", Outcome.DECLINED),
        ("Överenskommelse om samverkan (KSL/15/0016-5), svar på motion", "Motionen avslås.", Outcome.DECLINED),
        (
            "Överenskommelse om samverkan",
            "Kommunfullmäktige avslår motionen om att inte anta överenskommelsen.",
            Outcome.DECLINED,
        ),
        ("Samverkan", "Kommunfullmäktige bifaller motionen om att anta överenskommelsen.", Outcome.ADOPTED),
    ],
)
def test_what_is_said_of_a_motion_is_no_answer(heading: str, decision: str, outcome: Outcome | None) -> None:
    assert answers_petition(*read(heading, decision, outcome))


def test_where_a_motion_is_what_was_asked_about_it_is_the_matter() -> None:
    about = read("Motion om samverkan", "Motionen avslås.", Outcome.DECLINED)
    assert answers_petition(*about)
    assert not answers_petition(*about, "Gemensam motion om samverkan")


@pytest.mark.parametrize(
    ("heading", "decision", "outcome"),
    [
        ("Överenskommelse om samverkan", "Kommunstyrelsen antar överenskommelsen.", Outcome.ADOPTED),
        ("Överenskommelse om samverkan", "Ärendet återremitteras.", Outcome.REFERRED_BACK),
        ("Svar på motion om samverkan", "Motionen bifalls. Kommunen antar överenskommelsen.", Outcome.ADOPTED),
        ("Svar på motion", "att anse motionen besvarad, samt\natt anta överenskommelsen", Outcome.ADOPTED),
        ("Samverkan", "Kommunen antar inte överenskommelsen. Motionen anses besvarad.", Outcome.DECLINED),
        ("Ordningsfråga", "Ärendena i § 21-22 bordläggs. Motionerna i § 23-35 bordläggs.", Outcome.TABLED),
        ("Program för motion och hälsa", "Kommunstyrelsen antar överenskommelsen.", Outcome.ADOPTED),
    ],
)
def test_a_decision_of_its_own_is_an_answer(heading: str, decision: str, outcome: Outcome) -> None:
    assert not answers_petition(*read(heading, decision, outcome))
