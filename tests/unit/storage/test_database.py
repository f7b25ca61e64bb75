"""Which addresses are understood; no database is opened."""

from __future__ import annotations

import pytest

from domain.errors import StorageError
from storage.database import Database


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+pg8000"])
def test_every_usual_form_of_a_postgresql_address_is_taken(scheme: str) -> None:
    database = Database(f"{scheme}://register:hemligt@db.example.se/register")
    assert database.engine.dialect.driver == "pg8000"


def test_the_password_never_stands_in_a_message() -> None:
    assert "hemligt" not in Database("postgresql://register:hemligt@db.example.se/register").where


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("inte en adress", "går inte att tolka"),
        ("mysql://server/register", "stöds inte"),
        ("postgresql+psycopg2://server/register", "stöds inte"),
        ("sqlite://", "behöver en fil"),
        ("sqlite:///:memory:", "behöver en fil"),
    ],
)
def test_other_addresses_are_refused_with_what_to_write(url: str, words: str) -> None:
    with pytest.raises(StorageError, match=words):
        Database(url)
