from __future__ import annotations

from dataclasses import replace

import pytest

from domain.decision import StandingKind
from domain.evidence import DecisionBody, Outcome
from domain.tilegrid import TILES
from outbox import county, wording
from tests.unit.outbox.samples import DECISION, PROPOSAL, RECOMMENDATION


def test_the_news_comes_first() -> None:
    assert wording.headline("Botkyrka", DECISION) == "Botkyrka har antagit (KF 2015-05-28 § 87)"


def test_a_proposal_says_who_proposes_and_is_not_called_an_answer() -> None:
    said = wording.headline("Vallentuna", PROPOSAL)
    assert said == "Vallentuna: kommunstyrelsens arbetsutskott föreslår att anta (KSAU 2015-04-28 § 77)"
    assert "har antagit" not in said


def test_a_postponement_is_done_and_yet_no_answer() -> None:
    tabled = replace(DECISION, outcome=Outcome.TABLED, final=False)
    assert wording.headline("Täby", tabled).startswith("Täby: kommunfullmäktige har bordlagt")
    assert "inte svarat" in wording.finality(tabled)


@pytest.mark.parametrize("final", [True, False])
@pytest.mark.parametrize("outcome", [None, *Outcome])
@pytest.mark.parametrize("body", [None, *DecisionBody])
def test_every_outcome_of_every_body_has_words(final: bool, outcome: Outcome | None, body: DecisionBody | None) -> None:
    said = wording.headline("Täby", replace(DECISION, outcome=outcome, final=final, decision_body=body))
    assert said.startswith("Täby")
    assert "None" not in said
    assert ("har antagit" in said) == (final and outcome in (Outcome.ADOPTED, Outcome.ADOPTED_WITH_CONDITIONS))


@pytest.mark.parametrize(
    ("title", "short"),
    [
        (RECOMMENDATION.title, "trygg, säker och störningsfri region"),
        ("Rekommendation om gemensam taxa", "gemensam taxa"),
        ("Riktlinjer för gemensam avfallsplan", "Riktlinjer för gemensam avfallsplan"),
        ("Avtal", "Avtal"),
    ],
)
def test_the_kind_of_paper_is_left_out_of_the_subject(title: str, short: str) -> None:
    assert wording.short_title(replace(RECOMMENDATION, title=title)) == short


def test_two_papers_of_one_series_are_told_apart_by_the_whole_title() -> None:
    earlier = replace(RECOMMENDATION, diarienummer="KSL/14/0001-1", title="Avsiktsförklaring om gemensam taxa")
    later = replace(RECOMMENDATION, title="Överenskommelse om gemensam taxa")
    assert wording.short_title(later, (earlier, later)) == "Överenskommelse om gemensam taxa"
    assert wording.short_title(later, (later,)) == "gemensam taxa"


@pytest.mark.parametrize(
    ("sender", "domain"),
    [
        ("registrator@botkyrka.se", "botkyrka.se"),
        ('"Eva Prov" <Eva.Prov@Botkyrka.se>', "botkyrka.se"),
        ("", ""),
        ("trasig adress", ""),
        ("x@botkyrka.se\r\nBcc: y@ond.example", ""),
    ],
)
def test_a_sender_is_named_by_domain_only(sender: str, domain: str) -> None:
    assert wording.sender_domain(sender) == domain


def test_every_standing_has_its_own_letter_and_every_municipality_a_square() -> None:
    assert set(county.SIGNS) == set(StandingKind)
    assert len({sign.letter for sign in county.SIGNS.values()}) == len(StandingKind)
    assert set(county._SHORT) == set(TILES)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("sign", county.SIGNS.values(), ids=lambda sign: sign.letter)
def test_the_letter_is_readable_on_its_colour(sign: county.Sign) -> None:
    light, dark = sorted((_luminance(sign.background), _luminance(sign.ink)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


@pytest.mark.parametrize("sign", county.SIGNS.values(), ids=lambda sign: sign.letter)
def test_a_client_that_turns_colours_turns_ground_and_ink_alike(sign: county.Sign) -> None:
    """Chromium's own dark mode turns inks below 150 and grounds above 205 of W3C's brightness."""
    ground, ink = (
        sum(int(colour[i : i + 2], 16) * share for i, share in ((1, 299), (3, 587), (5, 114))) / 1000
        for colour in (sign.background, sign.ink)
    )
    assert (ground > 210 and ink < 150) or (ground < 150 and ink > 205)
