from __future__ import annotations

import pytest

from parsers.find_municipality import find_actor, find_in_page
from tests.unit.samples import CATALOGUE, document, whole


def _found(*pages: str) -> dict[str, set[str]]:
    text = document(*pages)
    found: dict[str, set[str]] = {}
    for page in text.pages:
        for evidence in find_in_page(text, page, CATALOGUE):
            found.setdefault(evidence.value, set()).add(evidence.rule)
    return found


@pytest.mark.parametrize(
    ("head", "kommunkod"),
    [
        ("BOTKYRKA KOMMUN Kommunstyrelsen", "0127"),
        ("ÖSTERÅKERS KOMMUN", "0117"),
        ("OSTERAKERS KOMMUN Sammantradesprotokoll", "0117"),
        ("Upplands Väsby kommun | Kommunstyrelsen Sida 16 (33)", "0114"),
        ("UPPLANDS-BRO KOMMUN", "0139"),
        ("Solna stad", "0184"),
        ("PROTOKOLL Vaxholms stad", "0187"),
        ("Sundbybergs stad, kommunstyrelsen", "0183"),
        ("Lidingö stad Utdrag ur protokoll", "0186"),
        ("B O T K Y R K A   K O M M U N", "0127"),
        ("S O L N A S T A D  P R O T O K O L L", "0184"),
        ("U P P L A N D S - B R O   K O M M U N", "0139"),
    ],
)
def test_a_letterhead_names_the_sender(head: str, kommunkod: str) -> None:
    assert _found(f"{head}\n2015-05-04\n§ 77 Avtal\nBeslut\nAvtalet godkänns.\n") == {
        kommunkod: {"municipality.letterhead"}
    }


def test_a_municipality_outside_the_county_is_named() -> None:
    assert "Håbo" in _found("HÅBO KOMMUN Kommunstyrelsen\n§ 3 Avtal\n")


def test_a_name_alone_in_the_head_is_weaker_than_a_letterhead() -> None:
    assert _found("Nacka\nProtokollsutdrag\n§ 7 Avtal\n") == {"0182": {"municipality.name_alone"}}


def test_a_foot_with_an_address_names_the_sender() -> None:
    found = _found("Kommunstyrelsen\n§ 7 Avtal\nText.\nTyresö kommun · 135 81 Tyresö · 08-578 291 00 · www.tyreso.se\n")
    assert found == {"0138": {"municipality.foot", "municipality.postal_number", "municipality.domain"}}


def test_an_organisation_number_names_the_sender() -> None:
    assert _found("Kommunstyrelsen\n§ 7 Avtal\nText.\nOrganisationsnummer 212000-0118\n") == {
        "0160": {"municipality.organisation_number"}
    }


def test_neighbours_in_the_running_text_are_not_counted() -> None:
    history = "\n".join(
        "Nacka kommun och Tyresö kommun har redan antagit avtalet tillsammans med Värmdö kommun." for _ in range(20)
    )
    found = _found(f"HANINGE KOMMUN\n§ 7 Avtal\nBakgrund\n{history}\nJusterandes sign\n")
    assert set(found) == {"0136"}


def test_a_recipient_in_the_dispatch_list_is_not_the_sender() -> None:
    found = _found(
        "HANINGE KOMMUN\n§ 7 Avtal\nText\nBeslutet skickas till\n– Nacka kommun, registrator@nacka.se\n– KSL\n"
    )
    assert "municipality.foot" not in found.get("0182", set())


def test_the_decisions_subject_is_an_actor() -> None:
    text = document("Kommunstyrelsen beslutar\natt Ekerö kommun antar avtalet tillsammans med Salems kommun.")
    assert [e.value for e in find_actor(text, whole(text), CATALOGUE)] == ["0125"]


def test_the_other_party_of_an_agreement_is_no_actor() -> None:
    text = document("Kommunstyrelsen godkänner avtalet mellan Ekerö kommun och Salems kommun som gäller i två år.")
    assert find_actor(text, whole(text), CATALOGUE) == ()


def test_a_street_called_after_a_town_is_not_the_town() -> None:
    assert "0180" not in _found("Lidingö stad\n§ 7 Avtal\nText.\nStockholmsvägen 50, 08-731 30 00\n")


def test_a_neighbours_board_in_a_sentence_at_the_top_of_a_page_is_not_counted() -> None:
    assert "0182" not in _found("Kommunstyrelsen i Nacka avslog rekommendationen den 2 februari.\nMer text.")
    assert "0182" in _found("Kommunstyrelsen i Nacka 2015-05-04\n§ 7")
