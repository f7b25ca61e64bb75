"""Folding is quicker than str.translate, and must say the very same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.document import Span
from parsers import zones
from parsers.folding import _TABLE, close_up, fold, pattern, view_of

ODD = "åäöÅÄÖéÉüß–—”“’`´§\u00a0\u00ad\u200b\u0301\u2009\t\r\v\x7fİΣ"


@given(st.text(st.one_of(st.sampled_from(ODD), st.characters())))
def test_folding_is_translating_and_lowering(text: str) -> None:
    assert fold(text) == text.translate(_TABLE).lower()


@given(st.text(st.one_of(st.sampled_from(ODD), st.characters())))
def test_a_zone_folded_is_translated_and_keeps_every_place(text: str) -> None:
    assert zones.fold(text) == text.translate(zones._FOLD)
    assert len(zones.with_hyphens(text)) == len(text)


@pytest.mark.parametrize(
    ("printed", "word"),
    [
        ("B E S L U T", "beslut"),
        ("S p e c i fi k a t i o n", "specifikation"),  # "fi" is one letter of the font
        ("A ff ä r", "affar"),
        ("O ﬃ c i e l l t", "officiellt"),
        ("vi fi a b", "vi fi a b"),
        ("Specifikation", "specifikation"),
    ],
)
def test_letter_spaced_words_are_joined_also_over_a_ligature(printed: str, word: str) -> None:
    assert close_up(fold(printed)) == view_of(printed, [(0, len(printed))]).text == word


def test_a_ligature_keeps_its_place() -> None:
    view = view_of("om ﬁnansiering nu", [(0, 17)])
    assert view.text == "om finansiering nu"
    at = view.text.index("finansiering")
    assert view.span(at, at + 12) == Span(start=3, end=14)


def test_a_word_in_a_pattern_ends_after_eighty_letters() -> None:
    assert pattern(r"\w*avtal[\w*]\\w+ \w+?").pattern == r"\w{0,80}avtal[\w*]\\w+ \w{1,80}?"
    # were the "word" read to its end from each of its letters, it would take hours
    assert not pattern(r"\w*avtal").search("a" * 100_000)
