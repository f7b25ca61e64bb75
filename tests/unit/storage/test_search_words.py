"""What is typed, and what the indexes are asked: never an error, never their own syntax."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.search_words import Term, as_tsvector, for_fts5, for_tsquery, marked, searchable, snippet, terms


def words(asked: str) -> list[tuple[str, ...]]:
    return [term.words for term in terms(asked)]


def test_words_phrases_and_beginnings_are_told_apart() -> None:
    assert terms('trygg "region Stockholm" överens*') == (
        Term(words=("trygg",), beginning=False),
        Term(words=("region", "stockholm"), beginning=False),
        Term(words=("överens",), beginning=True),
    )


def test_a_number_is_found_however_it_is_spaced() -> None:
    assert words("KSL/15/0016-5") == words('"ksl 15 0016 5"') == [("ksl", "15", "0016", "5")]
    assert words("2026-000123") == [("2026", "000123")]


def test_letters_with_rings_and_dots_are_letters_of_their_own_also_when_a_mac_wrote_them() -> None:
    assert words("Håbo") == words(unicodedata.normalize("NFD", "Håbo")) == [("håbo",)] != words("Habo")


@pytest.mark.parametrize("asked", ["", "   ", "*", '"', '""', "§", "- / *", "()", "\x00"])
def test_nothing_to_look_for_is_no_terms(asked: str) -> None:
    assert terms(asked) == ()


def test_a_single_letter_is_no_beginning() -> None:
    assert terms("a*") == (Term(words=("a",), beginning=False),)


def test_what_is_asked_of_each_database() -> None:
    asked = terms('"region stockholm" överens*')
    assert for_fts5(asked) == '"region stockholm" AND "överens"*'
    assert for_tsquery(asked) == "('region' <-> 'stockholm') & ('överens':*)"


def test_a_capital_i_with_a_dot_is_an_i() -> None:
    assert words("İstanbul") == [("istanbul",)]
    assert as_tsvector("İstanbul") == "'istanbul':1"


@given(st.text())
def test_whatever_is_typed_holds_no_syntax(asked: str) -> None:
    for term in terms(asked):
        assert term.words and all(word.isalnum() for word in term.words)
        assert marked(asked, (term,)) is not None


def test_a_word_broken_over_two_lines_is_also_found_whole() -> None:
    assert "överenskommelsen" in searchable("att anta överens-\n   kommelsen om")
    assert searchable("KS-\n2015") == "KS-\n2015"


def test_a_document_beyond_what_a_tsvector_holds_is_cut() -> None:
    vector = as_tsvector(" ".join(f"ord{number}" for number in range(200_000)))
    assert "'ord0':1 " in vector and "'ord199999'" not in vector
    assert len(vector) < 2_000_000


def test_the_place_is_shown_with_words_around_it_and_the_hits_marked() -> None:
    text = f"{'Bakgrund. ' * 40}Kommunstyrelsen beslutar att\n  anta Överenskommelsen. {'Övrigt. ' * 40}"
    pieces = snippet(text, terms("överens* anta"))
    assert [piece.text for piece in pieces if piece.hit] == ["anta", "Överenskommelsen"]
    whole = "".join(piece.text for piece in pieces)
    assert whole.startswith("… ") and whole.endswith(" …") and "beslutar att anta Överenskommelsen." in whole


def test_a_word_within_another_is_no_hit() -> None:
    assert snippet("Antagandet av avtalet", terms("anta")) == ()
    assert [piece.text for piece in marked("Anta, antagen", terms("anta")) if piece.hit] == ["Anta"]
