"""Values to JSON and back."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import is_dataclass
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.catalogue import Recommendation
from domain.decision import Decision, Result, Status
from domain.errors import StorageError
from storage.codec import dumps, loads, state_as_json

HARMLESS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8)
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=8)


def values_of(hint: Any, texts: st.SearchStrategy[str] = HARMLESS) -> st.SearchStrategy[Any]:
    """Every field filled, also those with defaults, so that a new field is tried without a change here."""
    if hint is str:
        return texts
    if is_dataclass(hint):
        return st.builds(hint, **{name: values_of(field, texts) for name, field in get_type_hints(hint).items()})
    parts = get_args(hint)
    if get_origin(hint) is tuple:
        if parts[1:] == (...,):
            return st.lists(values_of(parts[0], texts), max_size=2).map(tuple)
        return st.tuples(*(values_of(part, texts) for part in parts))
    if get_origin(hint) is UnionType:
        return st.one_of(*(values_of(part, texts) for part in parts))
    return st.from_type(hint)


@settings(max_examples=60, deadline=None)
@given(values_of(Result))
def test_every_result_comes_back_as_it_was(value: Result) -> None:
    assert loads(dumps(value), Result) == value


@settings(max_examples=60, deadline=None)
@given(values_of(Recommendation))
def test_every_recommendation_comes_back_as_it_was(value: Recommendation) -> None:
    assert loads(dumps(value), Recommendation) == value


@settings(max_examples=60, deadline=None)
@given(values_of(Decision, ANY_TEXT))
def test_whatever_text_it_holds_the_json_can_be_stored_and_read(value: Decision) -> None:
    text = dumps(value)
    assert "\x00" not in text
    text.encode()
    again = loads(text, Decision)
    assert "\x00" not in again.quote
    assert loads(dumps(again), Decision) == again


def test_swedish_letters_stand_in_the_json_as_they_are() -> None:
    value = Recommendation(diarienummer="KSL/15/0016-5", title="Överenskommelse å ä", decided_on=dt.date(2015, 3, 19))
    assert "Överenskommelse å ä" in dumps(value)


def test_a_field_of_a_later_version_is_passed_over() -> None:
    value = Result(status=Status.FLAGGED, authentic=None, doubts=(), decisions=())
    later = json.loads(dumps(value)) | {"confidence": 0.5}
    assert loads(json.dumps(later), Result) == value


def test_a_field_with_a_default_may_be_missing() -> None:
    earlier = '{"status": "flagged", "authentic": null, "doubts": [], "decisions": []}'
    assert loads(earlier, Result) == Result(status=Status.FLAGGED, authentic=None, doubts=(), decisions=())


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"status": "unheard of"}'])
def test_what_is_no_such_value_is_told_with_what_to_do(text: str) -> None:
    with pytest.raises(StorageError, match=r"Result.*säkerhetskopian"):
        loads(text, Result)


def test_the_audit_trails_json_holds_the_decisions_whole() -> None:
    told = json.loads(state_as_json("flagged", "skäl", []))
    assert told == {"state": "flagged", "reason": "skäl", "decisions": []}
