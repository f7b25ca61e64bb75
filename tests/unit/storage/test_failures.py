"""The drivers' errors, told in Swedish."""

from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy.exc import OperationalError

from domain.errors import DiskFull, StorageError
from storage.failures import told


class DriverError(Exception):
    """As pg8000 raises: one argument, the fields of the server's message."""


def said(code: str) -> DriverError:
    return DriverError({"C": code, "M": "what the server said"})


def message_of(error: Exception) -> str:
    with pytest.raises(StorageError) as caught, told("registret.db"):
        raise error
    assert caught.value.__cause__ is error
    return str(caught.value)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("53100", "Disken är full"),
        ("55P03", "låst av ett annat program"),
        ("XX001", "skadat"),
        ("28P01", "släpper inte in oss"),
        ("3D000", "släpper inte in oss"),
        ("42501", "kan inte öppnas för skrivning"),
        ("23505", "ingenting är ändrat"),
    ],
)
def test_what_postgresql_says_is_told_with_what_to_do(code: str, words: str) -> None:
    message = message_of(OperationalError("INSERT", {}, said(code)))
    assert words in message
    assert "registret.db" in message


def test_a_full_disk_has_its_own_kind_so_that_polling_can_pause() -> None:
    with pytest.raises(DiskFull), told("registret.db"):
        raise OperationalError("INSERT", {}, said("53100"))


def test_a_refusal_hidden_by_a_fault_in_closing_is_found() -> None:
    def refused_and_closed() -> None:
        try:
            raise said("28P01")
        except DriverError:
            raise DriverError("network error")  # noqa: B904 - as pg8000 does

    with pytest.raises(DriverError) as caught:
        refused_and_closed()
    assert "släpper inte in oss" in message_of(OperationalError("", {}, caught.value))


@pytest.mark.parametrize("error", [ConnectionResetError("reset"), TimeoutError("timed out")])
def test_a_connection_that_breaks_is_told_as_a_server_that_does_not_answer(error: Exception) -> None:
    assert "svarar inte" in message_of(error)


def test_an_error_of_sqlite_before_any_statement_is_told_too() -> None:
    with pytest.raises(sqlite3.Error) as caught:
        sqlite3.connect("file:/nonexistent/register.db?mode=ro", uri=True)
    assert "Kontrollera att mappen finns" in message_of(caught.value)


@pytest.mark.parametrize("error", [RuntimeError("a template"), ValueError("naive"), FileNotFoundError("a template")])
def test_errors_that_are_not_the_databases_pass_as_they_are(error: Exception) -> None:
    with pytest.raises(type(error)), told("registret.db"):
        raise error
