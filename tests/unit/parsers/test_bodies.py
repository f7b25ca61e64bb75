"""The names of the bodies that decide."""

from __future__ import annotations

import pytest

from domain.evidence import DecisionBody
from parsers.bodies import body_of, find_bodies


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("Kommunfullmäktige", DecisionBody.ASSEMBLY),
        ("KF", DecisionBody.ASSEMBLY),
        ("Kommunstyrelsen", DecisionBody.EXECUTIVE),
        ("Kommunstyrelsens arbetsutskott", DecisionBody.SUBCOMMITTEE),
        ("KSAU", DecisionBody.SUBCOMMITTEE),
        ("KLU", DecisionBody.SUBCOMMITTEE),
        ("Kommunledningsutskottet", DecisionBody.SUBCOMMITTEE),
        ("Allmänna utskottet", DecisionBody.SUBCOMMITTEE),
        ("Borgarrådsberedningen", DecisionBody.SUBCOMMITTEE),
        ("Social- och omsorgsnämnden", DecisionBody.COMMITTEE),
        ("Kommundirektören", DecisionBody.DELEGATE),
    ],
)
def test_a_body_is_known_by_its_name(name: str, body: DecisionBody) -> None:
    assert body_of(name) is body


def test_an_office_is_no_body() -> None:
    assert body_of("Kommunledningskontoret") is None
    assert find_bodies("Kommunstyrelsens förvaltning skriver till regionfullmäktige.") == ()


def test_bodies_are_found_with_their_places() -> None:
    text = "Kommunstyrelsens arbetsutskott föreslår kommunstyrelsen att ..."
    found = find_bodies(text)
    assert [mention.body for mention in found] == [DecisionBody.SUBCOMMITTEE, DecisionBody.EXECUTIVE]
    assert text[found[1].span.start : found[1].span.end] == "kommunstyrelsen"
