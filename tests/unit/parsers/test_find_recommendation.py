from __future__ import annotations

import pytest

from parsers.find_recommendation import evidence_for, find_titles, parse_number, stem
from tests.unit.samples import CATALOGUE, document, whole

KNOWN = CATALOGUE.recommendations


def _rules(text: str) -> dict[str, set[str]]:
    paper = document(text)
    found: dict[str, set[str]] = {}
    for evidence in evidence_for(paper, KNOWN, whole(paper), "decision"):
        found.setdefault(evidence.value, set()).add(evidence.rule.removeprefix("recommendation."))
    return found


def _share(text: str, diarienummer: str) -> float:
    paper = document(text)
    shares = [share for _, _, dnr, share in find_titles(paper, KNOWN, 0, len(paper.text)) if dnr == diarienummer]
    return max(shares, default=0.0)


@pytest.mark.parametrize(
    "written",
    [
        *("KSL/15/0016-5", "KSL/2015/0016-5", "KSL 15/0016-5", "KSL/15/OO16-5", "K5L/15/0016-5"),
        *("KSL/15/\n0016-5", "KSL15/0016-5", "KSL/15/0016–5"),
    ],
)
def test_a_whole_number_is_read_in_every_form(written: str) -> None:
    assert "dnr_whole.decision" in _rules(f"rekommendation {written} antas")["KSL/15/0016-5"]


def test_the_matter_alone_is_a_weaker_form() -> None:
    assert _rules("i enlighet med KSL/15/0016 antas")["KSL/15/0016-5"] == {"dnr_matter.decision"}


def test_another_document_of_the_same_matter_is_not_the_recommendation_itself() -> None:
    assert _rules("skrivelse KSL/15/0016-9")["KSL/15/0016-5"] == {"dnr_other_suffix.decision"}


@pytest.mark.parametrize("unknown", ["KSL/15/0017-5", "KSL/16/0016-5"])
def test_a_number_of_ours_that_the_catalogue_lacks_is_told_as_unknown(unknown: str) -> None:
    assert _rules(f"ärendet {unknown} antas") == {unknown: {"dnr_unknown.decision"}}


@pytest.mark.parametrize("other", ["KSKF/2015:16", "KS 15/0016-5"])
def test_a_number_of_something_else_is_not_taken_for_ours(other: str) -> None:
    assert _rules(f"ärendet {other} antas") == {}


@pytest.mark.parametrize("written", ["2006/0029", "KSL/12/0170-103", "KSL/2014/0119-8"])
def test_numbers_of_all_years_can_be_taken_apart(written: str) -> None:
    assert parse_number(written) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Kommunstyrelsen antar överenskommelsen om samverkan för en trygg, säker och störningsfri region.",
        "antar överenskommelsen om samverkan för en trygg, säker och stör-\nningsfri region",
        "Anta éverenskommelsen om samverkan for en trygg, sdker och stomingsfri region",
        "ÖVERENSKOMMELSE OM SAMVERKAN FÖR EN TRYGG, SÄKER OCH STÖRNINGSFRI REGION",
    ],
)
def test_a_title_is_found_inflected_broken_over_lines_and_damaged(text: str) -> None:
    assert _share(text, "KSL/15/0016-5") == 1
    assert _share(text, "KSL/14/0011-2") < 1


def test_a_shortened_title_has_a_smaller_share() -> None:
    assert 0.5 < _share("Samverkan för en trygg, säker och störningsfri region", "KSL/15/0016-5") < 1


def test_words_of_a_title_scattered_over_a_page_are_no_title() -> None:
    filler = "Nämnden har under hösten gått igenom verksamheten och dess kostnader. " * 6
    text = f"En överenskommelse nås. {filler} Samverkan är bra. {filler} Trygg och säker. {filler} Regionen växer."
    assert _share(text, "KSL/15/0016-5") < 0.6


def test_short_words_are_never_stemmed_away() -> None:
    assert (stem("avtal"), stem("data"), stem("riktlinjerna")) == ("avtal", "data", stem("riktlinjer"))
