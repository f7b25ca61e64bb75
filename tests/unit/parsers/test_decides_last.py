"""A decision below the background that no heading opens, and the history that looks like one."""

from __future__ import annotations

import pytest

from domain.document import DocumentText
from domain.evidence import PartKind
from parsers.sections import split

ABOVE = (
    "Skogstads kommun   Protokollsutdrag\nKommunstyrelsen 2015-05-18\n\n"
    "§ 61 Överenskommelse om samverkan vid skyfall\n\n"
    "Bakgrund\nLänets kommuner har berett en överenskommelse.\n\n"
)


def decisions(text: str) -> list[str]:
    document = DocumentText(sha256="0" * 64, media_type="text/plain", text=text, pages=(), reader="test")
    (section,) = split(document)
    return [document.slice(p.span).strip() for p in section.parts if p.kind is PartKind.DECISION]


@pytest.mark.parametrize("papers", ["", "Beslutsunderlag\nTjänsteutlåtande 2015-04-02\n\n"])
@pytest.mark.parametrize("below", ["", "\n\nKopia till\nLänsstyrelsen\n", "\n\nDelges   Länsstyrelsen\n"])
@pytest.mark.parametrize("verb", ["beslutar", "beslutade", "har beslutat"])
def test_the_last_paragraph_decides_without_a_heading(papers: str, below: str, verb: str) -> None:
    said = f"Kommunstyrelsen {verb} att anta överenskommelse om samverkan\nvid skyfall."
    assert decisions(ABOVE + papers + said + below) == [said]


def test_who_decides_may_stand_alone_above_the_points() -> None:
    said = "Kommunstyrelsen beslutar\n– att anta överenskommelse om samverkan vid skyfall"
    assert decisions(f"{ABOVE}Beslutsunderlag\nTjänsteutlåtande 2015-04-02\n\n{said}\n\nDelges\nKSL\n") == [said]


@pytest.mark.parametrize(
    "history",
    [
        "Kommunstyrelsen beslutade den 2 mars 2009 att anta överenskommelsen.",
        "Kommunstyrelsen beslutade 2009-03-02 att anta överenskommelsen.",
        "Kommunstyrelsen beslutade då att anta överenskommelsen.",
        "Kommunstyrelsen beslutade tidigare att anta överenskommelsen.",
        "Kommunstyrelsen beslutade att anta överenskommelsen, § 12.",
        "Kommunstyrelsen beslutade redan i fjol att anta överenskommelsen.",
        "Kommunstyrelsen beslutade vid sammanträdet i mars att anta överenskommelsen.",
        "Kommunstyrelsen beslutade att anta överenskommelsen.\n\nFrågan har därefter prövats på nytt.",
        "Kommunstyrelsen beslutade att anta överenskommelsen.\n\nBeslut\nÄrendet bordläggs.",
    ],
)
def test_history_in_the_background_decides_nothing(history: str) -> None:
    assert not any("anta" in decided for decided in decisions(ABOVE + history))


@pytest.mark.parametrize(
    "limit",
    [
        "Kommunen ansluter sig först den 1 januari 2017.",
        "Kommunen reserverar sig mot punkt 3.",
        "Ärendet överlämnas till kommunfullmäktige för avgörande.",
        "Ordföranden får i uppdrag att besluta om anslutningen.",
        "Staden undantar kapitel 4.",
        "Frågan bordläggs.",
    ],
)
def test_below_a_background_that_limits_the_answer_nothing_is_decided_unheaded(limit: str) -> None:
    text = f"{ABOVE.rstrip()} {limit}\n\nKommunstyrelsen beslutar att anta överenskommelse om samverkan vid skyfall."
    assert decisions(text) == []


def test_a_sentence_within_a_paragraph_decides_nothing() -> None:
    text = ABOVE.rstrip("\n") + "\nKommunstyrelsen beslutade att anta överenskommelsen."
    assert decisions(text) == []


PUT_TO_THE_VOTE = (
    "SKOGSTADS KOMMUN\nKommunstyrelsen\n\n§ 61 Överenskommelse om samverkan vid skyfall\n\n"
    "FÖRSLAG\natt anta överenskommelsen.\n{}\nBo Påhittad (X) yrkar avslag. Siv Påhittad (Y) yrkar bifall.\n"
)


@pytest.mark.parametrize("heading", ["YRKANDEN", "BESLUTSGÅNG"])
@pytest.mark.parametrize("lead", ["KOMMUNSTYRELSEN BESLUTAR", "KOMMUNSTYRELSEN BESLUTADE ATT"])
def test_who_decides_in_capitals_heads_the_decision_among_headings_in_capitals(heading: str, lead: str) -> None:
    text = PUT_TO_THE_VOTE.format(heading) + f"{lead}\natt anta överenskommelsen.\nKOPIA TILL\nLänsstyrelsen"
    assert decisions(text) == ["att anta överenskommelsen."]


def test_who_decides_apart_below_the_procedure_opens_the_decision() -> None:
    said = "Kommunstyrelsen beslutar\natt anta överenskommelsen."
    assert decisions(f"{PUT_TO_THE_VOTE.format('Beslutsgång')}\n{said}\n\nDelges\nKSL\n") == [said]


@pytest.mark.parametrize(
    "above",
    [
        "YRKANDEN\nBo Påhittad (X) yrkar att styrelsen fattar följande beslut.",
        "Yrkanden\nBo Påhittad (X) yrkar avslag.",
        "BESLUTSGÅNG\nDen som röstar ja vill att",
        "FÖRSLAG TILL BESLUT\nKontoret har berett ärendet.",
        "RESERVATION\nBo Påhittad (X) reserverar sig.",
    ],
)
def test_who_decides_in_what_somebody_else_wanted_decides_nothing(above: str) -> None:
    text = f"§ 61 Överenskommelse om samverkan vid skyfall\n\n{above}\nKOMMUNSTYRELSEN BESLUTAR\natt avslå förslaget."
    assert decisions(text) == []


def test_the_years_of_a_programme_are_no_day() -> None:
    said = "Kommunstyrelsen beslutade att anta programmet för åren 2016–2019."
    assert decisions(ABOVE + said) == [said]
    assert decisions(ABOVE + "Kommunstyrelsen beslutade 2009-03 att anta programmet.") == []


PAPERS = "Beslutsunderlag\nTjänsteutlåtande 2015-04-02 från kommunledningskontoret om samverkan vid skyfall\nKarta\n"


@pytest.mark.parametrize(
    "below", ["", "Delges   Länsstyrelsen\n", "\n\nUtdragets riktighet bestyrks\n", "\n\nDnr KS 2015/144\n"]
)
def test_a_paragraph_begins_also_where_the_line_above_had_room_for_its_first_word(below: str) -> None:
    said = "Kommunstyrelsen beslutar att anta överenskommelse om samverkan\nvid skyfall.\n"
    (decided,) = decisions(ABOVE + PAPERS + said + below)
    assert decided.startswith(said.strip())


def test_a_sentence_in_the_middle_of_the_background_decides_nothing() -> None:
    above = "Länets kommuner har i flera år berett en överenskommelse och prövat frågan.\n"
    assert (
        decisions(f"{ABOVE}{above}Kommunstyrelsen beslutade att anta överenskommelse om samverkan.\n\nDelges\nKSL\n")
        == []
    )
