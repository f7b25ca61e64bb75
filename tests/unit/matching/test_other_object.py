"""What is adopted must be the recommendation itself."""

from __future__ import annotations

import pytest

from matching.other_object import other_object


@pytest.mark.parametrize(
    "sentence",
    [
        "Kommunstyrelsen antar överenskommelsen om samverkan vid skyfall som ett stöd.",
        "Kommunstyrelsen antar överenskommelsen som en rekommendation.",
        "Kommunstyrelsen antar Salems kommuns överenskommelse om samverkan vid skyfall.",
        "Kommunstyrelsen godkänner kommunens egna principer för öppna kartor.",
        "Kommunstyrelsen antar överenskommelsen om samverkan mellan Salem och Botkyrka.",
    ],
)
def test_something_else_or_less_is_seen(sentence: str) -> None:
    assert other_object(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Kommunstyrelsen antar KSL:s överenskommelse om samverkan vid skyfall.",
        "Salems kommun antar överenskommelsen mellan kommunerna i länet.",
        "Kommunstyrelsen antar överenskommelsen mellan Salems kommun och KSL.",
        "Kommunstyrelsen antar överenskommelsen, som en del av samverkan.",
    ],
)
def test_the_recommendation_itself_is_none(sentence: str) -> None:
    assert other_object(sentence) is None
