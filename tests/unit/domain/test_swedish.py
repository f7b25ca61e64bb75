"""Staff read every value in words."""

from __future__ import annotations

import enum
import inspect

import pytest

from domain import swedish

TABLES = [
    value
    for name, value in vars(swedish).items()
    if name.isupper() and isinstance(value, dict) and all(isinstance(key, enum.Enum) for key in value)
]


@pytest.mark.parametrize("words", TABLES, ids=lambda words: type(next(iter(words))).__name__)
def test_no_value_is_without_words(words: dict[enum.Enum, str]) -> None:
    kind = type(next(iter(words)))
    assert set(words) == set(kind)
    assert all(text.strip() for text in words.values())


def test_every_doubt_has_a_sentence_of_its_own() -> None:
    assert len(set(swedish.DOUBTS.values())) == len(swedish.DOUBTS)
    assert all(sentence.endswith(".") for sentence in swedish.DOUBTS.values())


def test_every_enum_member_says_in_the_source_what_it_means() -> None:
    from domain import decision, document, doubt, evidence

    for module in (decision, document, doubt, evidence):
        for _, kind in inspect.getmembers(module, inspect.isclass):
            if issubclass(kind, enum.Enum) and kind.__module__ == doubt.__name__:
                lines = inspect.getsource(kind).splitlines()
                members = [line for line in lines if " = " in line]
                assert all("#" in line for line in members)
