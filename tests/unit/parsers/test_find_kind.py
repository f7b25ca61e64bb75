from __future__ import annotations

import pytest

from domain.evidence import DocumentKind
from parsers.find_kind import find_sheets
from tests.unit.samples import document


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("PROTOKOLLSUTDRAG\nKommunstyrelsen", DocumentKind.MINUTES),
        ("P R O T O K O L L\nKommunstyrelsen", DocumentKind.MINUTES),
        ("PROTO KOLL SU T DRAG", DocumentKind.MINUTES),
        ("Sammansträdesprotokoll", DocumentKind.MINUTES),
        ("Granby kommun SAMMANTRÄDESPROTOKOLL 4 (28)", DocumentKind.MINUTES),
        ("Kommundirektören\nBeslut på delegation 2015-06-09", DocumentKind.DELEGATION),
        ("Ordförandebeslut nr 3", DocumentKind.DELEGATION),
        ("Kommunledningskontoret\nTjänsteskrivelse 2015-04-27", DocumentKind.MEMORANDUM),
        ("STADSLEDNINGSKONTORET TJÄNSTEUTLÅTANDE", DocumentKind.MEMORANDUM),
        ("Minnesanteckningar från kommunstyrelsen 2015-09-15", DocumentKind.MEMORANDUM),
        ("Kallelse till kommunstyrelsens sammanträde", DocumentKind.AGENDA),
        ("Föredragningslista", DocumentKind.AGENDA),
        ("Kommunfullmäktiges föredragningslista", DocumentKind.AGENDA),
        ("Kommunstyrelsens kallelse 2015-05-04", DocumentKind.AGENDA),
        ("SOLNA STAD   Förslag till beslut  SID 14 (31)", DocumentKind.MEMORANDUM),
        ("Motion om trygghet på torget", DocumentKind.PARTY_PROPOSAL),
        ("Yrkande från oppositionen", DocumentKind.PARTY_PROPOSAL),
        ("En sida utan rubrik", DocumentKind.OTHER),
    ],
)
def test_the_head_of_a_page_tells_the_kind_of_paper(head: str, kind: DocumentKind) -> None:
    assert [sheet.kind for sheet in find_sheets(document(f"{head}\n§ 7 Avtal\nBeslut\nAvtalet godkänns.\n"))] == [kind]


def test_a_memorandum_bound_after_the_extract_is_a_sheet_of_its_own() -> None:
    sheets = find_sheets(
        document(
            "Protokoll\n§ 7 Avtal\nÄrendet återremitteras.",
            "§ 7 forts",
            "Tjänsteskrivelse\nFörslag till beslut",
            "Bedömning",
        )
    )
    assert [sheet.kind for sheet in sheets] == [DocumentKind.MINUTES, DocumentKind.MEMORANDUM]


@pytest.mark.parametrize(
    "top",
    [
        "– Kontorets tjänsteskrivelse 2015-04-13",
        "1. Tjänsteskrivelse 2015-04-13",
        "Tjänsteskrivelse 2015-04-13\nExpedieras\nKSL",
        "Yrkande\nEn ledamot yrkar avslag.\nBeslut\nAvtalet godkänns.",
        "Reservation\nEn ledamot reserverar sig.\nJusterandes sign",
        "§ 8 Fastställande av föredragningslista",
    ],
)
def test_the_top_of_a_minutes_next_page_opens_no_other_paper(top: str) -> None:
    sheets = find_sheets(document("Protokoll\n§ 7 Avtal\nBakgrund\nText.", f"{top}\nMer text.\n"))
    assert [sheet.kind for sheet in sheets] == [DocumentKind.MINUTES]


@pytest.mark.parametrize(
    "top", ["KSL Kommunförbundet Stockholms Län   REKOMMENDATION", "Storsthlm", "KSL   REKOMMENDATION"]
)
def test_our_own_letterhead_in_other_forms_is_known(top: str) -> None:
    text = f"{top}\n2015-03-19   Dnr: KSL/15/0016-5\nStyrelsen beslutade att rekommendera kommunerna\natt anta avtalet."
    assert [sheet.kind for sheet in find_sheets(document(text))] == [DocumentKind.RECOMMENDATION]


def test_our_name_among_the_recipients_at_the_top_of_a_page_is_no_letterhead() -> None:
    first = "Protokoll\n§ 7 Avtal\nBeslut\nAvtalet antas."
    second = "Beslutet skickas till\nKommunförbundet Stockholms Län\nBakgrund\nKSL rekommenderar kommunerna att anta."
    assert [sheet.kind for sheet in find_sheets(document(first, second))] == [DocumentKind.MINUTES]


def test_our_own_recommendation_is_known_by_its_head_and_what_it_asks() -> None:
    text = "REKOMMENDATION\n2015-03-19\nDnr: KSL/15/0016-5\n"
    text += "Styrelsen beslutade att rekommendera länets kommuner att anta avtalet.\n"
    assert [sheet.kind for sheet in find_sheets(document(text))] == [DocumentKind.RECOMMENDATION]


def test_minutes_that_tell_of_our_recommendation_are_still_minutes() -> None:
    text = "PROTOKOLLSUTDRAG\nKommunstyrelsen\n§ 7 Rekommendation\n"
    text += "KSL har beslutat rekommendera kommunerna att anta avtalet.\n"
    assert [sheet.kind for sheet in find_sheets(document(text))] == [DocumentKind.MINUTES]
