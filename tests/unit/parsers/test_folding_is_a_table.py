"""Folding is quicker than str.translate, and must say the very same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from parsers import zones
from parsers.folding import _TABLE, fold

ODD = "åäöÅÄÖéÉüß–—”“’`´§\u00a0\u00ad\u200b\u0301\u2009\t\r\v\x7fİΣ"


@given(st.text(st.one_of(st.sampled_from(ODD), st.characters())))
def test_folding_is_translating_and_lowering(text: str) -> None:
    assert fold(text) == text.translate(_TABLE).lower()


@given(st.text(st.one_of(st.sampled_from(ODD), st.characters())))
def test_a_zone_folded_is_translated_and_keeps_every_place(text: str) -> None:
    assert zones.fold(text) == text.translate(zones._FOLD)
    assert len(zones.with_hyphens(text)) == len(text)
