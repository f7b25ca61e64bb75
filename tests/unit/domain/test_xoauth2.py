"""Signing in with a token: what is said, and what the server's reason is read to."""

from __future__ import annotations

import pytest

from domain.ports import Token
from domain.xoauth2 import refusal_words, sign_in_words


def test_the_client_says_who_and_with_which_token() -> None:
    assert sign_in_words("a@ksl.se", "eyJ0") == b"user=a@ksl.se\x01auth=Bearer eyJ0\x01\x01"


@pytest.mark.parametrize(
    ("challenge", "words"),
    [
        (b'{"status":"invalid_token","schemes":"bearer"}', "invalid_token"),
        (b'{"status":401}', "401"),
        (b'{"status":"\\u001b[31m"}', "[31m"),
        (b"[]", ""),
        (b"\xff", ""),
        (b"", ""),
    ],
)
def test_a_challenge_tells_why_or_nothing(challenge: bytes, words: str) -> None:
    assert refusal_words(challenge) == words


def test_a_token_is_never_shown() -> None:
    assert "eyJ0" not in repr(Token(value="eyJ0"))
