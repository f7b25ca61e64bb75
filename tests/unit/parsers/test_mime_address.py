"""Addresses: a misleading one names nobody rather than a member."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.mime_address import parse_addresses


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("anna@solna.se", [("", "anna@solna.se")]),
        ("Anna <Anna@Solna.SE>", [("Anna", "anna@solna.se")]),
        ('"Nerelius, Anna" <a@ksl.se>, b@c.se', [("Nerelius, Anna", "a@ksl.se"), ("", "b@c.se")]),
        ('"a \\"b\\" c" <a@ksl.se>', [('a "b" c', "a@ksl.se")]),
        ("anna@solna.se (kommentar (i kommentar), x@y.se)", [("", "anna@solna.se")]),
        ("=?utf-8?Q?Eker=C3=B6_kommun=2C_kansliet?= <info@ekero.se>", [("Ekerö kommun, kansliet", "info@ekero.se")]),
        ("Kommuner: a@b.se, c@d.se;", [("", "a@b.se"), ("", "c@d.se")]),
        ("undisclosed-recipients:;", []),
        ("<@relay.se:anna@solna.se>", [("", "anna@solna.se")]),
        ("clerk@solna.se <x@evil.example>", [("clerk@solna.se", "x@evil.example")]),
        ("<clerk@solna.se> <x@evil.example>", []),
        ("clerk@solna.se x@evil.example", [("clerk@solna.se x@evil.example", "")]),
        ("bara ett namn", [("bara ett namn", "")]),
        ("", []),
    ],
)
def test_addresses(value: str, expected: list[tuple[str, str]]) -> None:
    assert [(a.display_name, a.address) for a in parse_addresses(value)] == expected


@pytest.mark.parametrize(
    "value",
    [
        "=?utf-8?Q?registrator=40solna.se?=@evil.example",
        "<registrator=?utf-8?Q?=40solna.se=3E?=@evil.example>",
        "x@=?utf-8?Q?solna.se?=",
        "Registrator <pk\x03registrator@solna.se>",
        "registrator\u200b@solna.se",
        "registrator@solna.se\u037e",
    ],
)
def test_an_address_that_shows_another_than_it_is_names_nobody(value: str) -> None:
    assert not any(address.address for address in parse_addresses(value))


@given(st.text(alphabet='a@b.se<>(),;:"\\ ', max_size=60))
def test_any_text_gives_addresses_without_white_space_or_brackets(value: str) -> None:
    for address in parse_addresses(value):
        assert not set(address.address) & set('<>(),;: "')
        assert address.address == "" or address.address.count("@") == 1


@given(st.text(alphabet='xy@.<>(),;:"\\ ', max_size=40))
def test_words_before_the_brackets_never_become_the_address(words: str) -> None:
    quoted = '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'
    assert [a.address for a in parse_addresses(f"{quoted} <real@evil.example>")] == ["real@evil.example"]
