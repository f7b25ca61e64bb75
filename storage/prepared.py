"""Statements that run for every mail: compiled once, and given to the driver itself.

SQLAlchemy's own way from a statement to the driver and back costs several times SQLite's work on the row.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Session, SessionTransaction
from sqlalchemy.sql.compiler import SQLCompiler

Turn = Callable[[Any], Any]
"""How a column's type writes a value for the driver, or reads it."""


_FOUND = "registrator_transaction"
"""A session's transaction is found once: a mail that is settled asks for it a dozen times, at 0.1 ms each."""


class Cursor(Protocol):
    """What both drivers give back."""

    @property
    def rowcount(self) -> int: ...

    def fetchall(self) -> Any: ...


@dataclass(frozen=True, slots=True)
class Transaction:
    """An open transaction: `run` gives SQL and its parameters to the driver."""

    dialect: Dialect
    run: Callable[..., Cursor]  # (sql, parameters)


def within(session: Session) -> Transaction:
    """The session's own transaction. What waits in the session is not written first: flush it where that matters."""
    found: tuple[SessionTransaction | None, Transaction] | None = session.info.get(_FOUND)
    if found is None or found[0] is not session.get_transaction():
        connection = session.connection()
        driver = connection.connection.driver_connection
        run = driver.execute if isinstance(driver, sqlite3.Connection) else connection.exec_driver_sql
        found = session.info[_FOUND] = session.get_transaction(), Transaction(connection.dialect, run)
    return found[1]


@dataclass(frozen=True, slots=True)
class _Made:
    """For one kind of database: the parameters' names, constants and turns in order; the columns' names and turns."""

    sql: str
    write: tuple[tuple[str, Any, Turn], ...]
    read: tuple[tuple[str, Turn], ...]


class Prepared:
    """An UPDATE or INSERT and what it returns, or a SELECT of that; compiled for each kind of database when first run
    there."""

    def __init__(
        self,
        statement: sa.Update | sa.Insert | sa.Select[*tuple[Any, ...]],
        returns: tuple[Any, ...] = (),
        columns: Sequence[str] = (),
    ) -> None:
        """`columns`: those that an INSERT is given values for, by their names."""
        if returns and not isinstance(statement, sa.Select):
            statement = statement.returning(*returns)
        self._statement = statement
        self._columns = list(columns) or None
        self._returns = returns
        self._made: dict[str, _Made] = {}

    def run(self, transaction: Transaction, **values: Any) -> int:
        """How many rows it changed."""
        return self._run(transaction, values).rowcount

    def row(self, transaction: Transaction, **values: Any) -> dict[str, Any] | None:
        """The first row that it returns, by the columns' names."""
        return next(iter(self.rows(transaction, **values)), None)

    def rows(self, transaction: Transaction, **values: Any) -> list[dict[str, Any]]:
        """All rows that it returns, by the columns' names."""
        found = self._run(transaction, values).fetchall()
        read = self._made[transaction.dialect.name].read
        return [{name: turn(value) for (name, turn), value in zip(read, row, strict=True)} for row in found]

    def _run(self, transaction: Transaction, values: dict[str, Any]) -> Cursor:
        dialect = transaction.dialect
        if dialect.name not in self._made:
            self._made[dialect.name] = self._make(dialect)
        made = self._made[dialect.name]
        return transaction.run(made.sql, tuple([turn(values.get(name, value)) for name, value, turn in made.write]))

    def _make(self, dialect: Dialect) -> _Made:
        compiled = self._statement.compile(dialect=dialect, column_keys=self._columns)
        assert isinstance(compiled, SQLCompiler)
        binds = [(name, compiled.binds[name].type.dialect_impl(dialect)) for name in compiled.positiontup or ()]
        write = tuple((name, compiled.params[name], kind.bind_processor(dialect) or _same) for name, kind in binds)
        kinds = tuple((column.name, column.type.dialect_impl(dialect)) for column in self._returns)
        read = tuple((name, kind.result_processor(dialect, None) or _same) for name, kind in kinds)
        return _Made(sql=compiled.string, write=write, read=read)


def _same(value: Any) -> Any:
    return value
