"""Which pages of long minutes are read with care."""

from __future__ import annotations

import datetime as dt

import pytest

from domain.catalogue import Recommendation
from parsers.relevance import relevant_pages, words_of

TITLE = "Överenskommelse om samverkan för en trygg, säker och störningsfri region"
SOUGHT = words_of(
    (
        Recommendation(diarienummer="KSL/15/0016-5", title=TITLE, decided_on=dt.date(2015, 3, 19)),
        Recommendation(diarienummer="2006/0029", title="Gemensam policy för tobak", decided_on=dt.date(2006, 5, 2)),
    )
)
OTHER = "§ {} Detaljplan för kvarteret Granen\r\nKommunstyrelsen antar detaljplanen.\r\n"


def minutes(*pages: str) -> list[str]:
    return [page or OTHER.format(number) for number, page in enumerate(pages, 10)]


def test_nothing_matters_in_minutes_about_other_things() -> None:
    assert relevant_pages(minutes(*[""] * 20), SOUGHT) == frozenset()


@pytest.mark.parametrize(
    "sign",
    [
        "Dnr KSL/15/0016-5",
        "KSL 15/0016 har skickats ut",
        "Rekommendation från KSL",
        "Storsthlms rekommendation",
        "Kommunförbundet Stockholms län rekommenderar",
        "överenskommelsen om samverkan för en trygg region",
        "över-\r\nenskommelsen om sam\ufffeverkan för en trygg och säker region",
        "Svar på skrivelse 2006/0029",
        "policyn om tobak",
    ],
)
def test_a_page_with_any_sign_of_ours_matters(sign: str) -> None:
    page = f"§ 14 Svar på skrivelse\r\n{sign}\r\n§ 15 Annat"
    assert relevant_pages(minutes("", "", page, "", ""), SOUGHT) == {2}


def test_the_pages_from_the_paragrafs_heading_to_the_next_heading_matter_too() -> None:
    pages = minutes("", "", "§ 12 Svar", "text", "KSL rekommenderar", "text", "Beslut: antas\r\n§ 13 Annat", "", "")
    assert relevant_pages(pages, SOUGHT) == {2, 3, 4, 5, 6}


def test_a_sign_above_a_pages_first_heading_belongs_to_the_paragraf_of_the_page_before() -> None:
    assert relevant_pages(minutes("", "", "slutet, KSL\r\n§ 13 Annat", ""), SOUGHT) == {1, 2}


def test_a_paragraf_is_followed_only_so_far_into_what_is_bound_after_it() -> None:
    pages = minutes("§ 1 Svar", *["bilaga"] * 30, "KSL", *["bilaga"] * 30)
    found = relevant_pages(pages, SOUGHT)
    assert found is not None
    assert found == {30, 31, 32}


def test_words_of_a_title_far_apart_are_no_sign() -> None:
    apart = "§ 14 Annat\r\nEn överenskommelse" + " om annat" * 40 + " samverkan" + " med annat" * 40 + " trygg"
    assert relevant_pages(minutes("", apart, ""), SOUGHT) == frozenset()


def test_a_street_that_begins_as_our_name_is_no_sign() -> None:
    assert relevant_pages(minutes("", "§ 14 Kslövägen\r\nStockholmsvägen", ""), SOUGHT) == frozenset()


def test_it_cannot_be_told_where_no_paragraf_shows() -> None:
    assert relevant_pages(["77\r\nKSL", "78\r\nannat"], SOUGHT) is None
