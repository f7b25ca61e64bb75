from __future__ import annotations

import pytest

from parsers.find_marks import (
    find_correction,
    find_not_adjusted,
    find_other_organisation,
    find_ours,
    find_withdrawn,
    says_correction,
    says_withdrawn,
)
from tests.unit.samples import document, whole


@pytest.mark.parametrize(
    "text",
    [
        "OBS! Protokollet är ännu inte justerat.",
        "Ojusterat utdrag",
        "Protokollet ej justerat",
        "Snabbprotokoll",
        "Texten kan komma att ändras vid justeringen, protokollet kan komma att justeras",
        "Utdrag under justering",
        "KONCEPT",
        "PROTOKOLLSFÖRSLAG",
        "Protokollsutdrag ARBETSMATERIAL",
    ],
)
def test_minutes_that_are_not_yet_adjusted_say_so(text: str) -> None:
    paper = document(text)
    assert find_not_adjusted(paper, (whole(paper),))


@pytest.mark.parametrize(
    "text",
    [
        "Justerat den 21 september 2015",
        "§ 147 omedelbart justerad",
        "Protokollet är justerat",
        "Avgiften ska justeras årligen",
    ],
)
def test_adjusted_minutes_carry_no_such_mark(text: str) -> None:
    paper = document(text)
    assert find_not_adjusted(paper, (whole(paper),)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "RÄTTELSE\nDetta utdrag",
        "Detta utdrag ersätter det som expedierades den 17 juni",
        "Rättat protokollsutdrag",
        "Korrigerad version",
    ],
)
def test_a_correction_announces_itself(text: str) -> None:
    paper = document(text)
    assert find_correction(paper, (whole(paper),))


def test_an_agreement_that_replaces_an_older_one_is_no_correction() -> None:
    paper = document("Överenskommelsen ersätter den tidigare avsiktsförklaringen från 2014.")
    assert find_correction(paper, (whole(paper),)) == ()


def test_a_subject_line_may_announce_a_correction() -> None:
    assert says_correction("Rättelse: utdrag KS 8 juni")
    assert not says_correction("Rättigheter för barn")


def test_the_national_association_is_told_from_ours() -> None:
    paper = document("anta SKL:s rekommendation om register")
    assert [e.value for e in find_other_organisation(paper, (whole(paper),))] == ["SKL"]
    ours = document("anta KSL:s rekommendation")
    assert find_other_organisation(ours, (whole(ours),)) == ()
    assert find_ours(ours, (whole(ours),))
    assert find_ours(paper, (whole(paper),)) == ()


@pytest.mark.parametrize("head", ["UTKAST", "Protokoll   Utkast", "Utkast 2015-05-04"])
def test_a_draft_is_not_adjusted(head: str) -> None:
    paper = document(f"{head}\nKommunstyrelsen")
    assert find_not_adjusted(paper, (whole(paper),))


def test_a_draft_that_was_prepared_says_nothing_of_the_minutes() -> None:
    paper = document("Kommunstyrelsens protokoll\nett utkast av kontoret")
    assert find_not_adjusted(paper, (whole(paper),)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Protokollsutdrag - MAKULERAT\nKommunstyrelsen",
        "PROTOKOLL   Upphävd av förvaltningsrätten",
        "Överklagat 2015-06-02",
        "Ej gällande",
        "Beslutet är överklagat.",
        "Protokollet har därefter makulerats.",
    ],
)
def test_a_paper_that_no_longer_holds_says_so(text: str) -> None:
    paper = document(text)
    assert find_withdrawn(paper, (whole(paper),))


@pytest.mark.parametrize(
    "text",
    [
        "Beslutet kan överklagas hos förvaltningsrätten.",
        "Hur man överklagar",
        "Beslutet har inte överklagats.",
        "Kommunstyrelsen har upphävt beslutet från 2009.",
        "Den som har överklagat beslutet underrättas.",
    ],
)
def test_how_to_appeal_and_what_was_replaced_are_no_such_mark(text: str) -> None:
    paper = document(text)
    assert find_withdrawn(paper, (whole(paper),)) == ()


def test_a_file_name_may_say_that_the_paper_no_longer_holds() -> None:
    assert says_withdrawn("MAKULERAD_Utdrag.pdf")
    assert not says_withdrawn("Utdrag.pdf")


def test_a_hundred_thousand_blanks_before_a_mark_cost_no_time() -> None:
    # were each blank looked at from each blank before it, it would take days: 5,000 took eight seconds
    text = document("Överenskommelsen antas." + " " * 100_000 + "x")
    assert find_withdrawn(text, (whole(text),)) == ()
