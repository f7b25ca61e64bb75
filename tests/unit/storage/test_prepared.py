"""Prepared statements: the same meaning as SQLAlchemy's own, on both kinds of database."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Dialect

from storage.prepared import Prepared, Transaction
from storage.types import SafeText, UtcTime

THINGS = sa.Table(
    "things", sa.MetaData(), sa.Column("id", sa.Integer()), sa.Column("name", SafeText()), sa.Column("at", UtcTime())
)
NOON = dt.datetime(2015, 5, 28, 12, tzinfo=dt.UTC)
RENAMED = (
    sa.update(THINGS)
    .where(THINGS.c.name != sa.bindparam("to_name"), THINGS.c.id == 7)
    .values(name=sa.bindparam("to_name"), at=sa.bindparam("now"))
)


class Driver:
    """Keeps what it is told, and answers with one row."""

    def __init__(self, *rows: tuple[Any, ...]) -> None:
        self.rows = list(rows)
        self.said: list[tuple[str, tuple[Any, ...]]] = []
        self.rowcount = len(rows)

    def execute(self, sql: str, parameters: tuple[Any, ...]) -> Driver:
        self.said.append((sql, parameters))
        return self

    def fetchall(self) -> list[tuple[Any, ...]]:
        return self.rows


def test_values_stand_where_the_statement_has_them_also_twice_and_constants_beside_them() -> None:
    driver = Driver((1,))
    changed = Prepared(RENAMED).run(Transaction(sqlite.dialect(), driver.execute), to_name="a\x00b", now=NOON)
    ((sql, parameters),) = driver.said
    assert sql == "UPDATE things SET name=?, at=? WHERE things.name != ? AND things.id = ?"
    assert parameters == ("a\ufffdb", "2015-05-28T12:00:00.000000+00:00", "a\ufffdb", 7)
    assert changed == 1


@pytest.mark.parametrize("rows", [[(7, "2015-05-28T12:00:00.000000+00:00")], []])
def test_what_comes_back_has_its_names_and_types(rows: list[tuple[Any, ...]]) -> None:
    transaction = Transaction(sqlite.dialect(), Driver(*rows).execute)
    row = Prepared(RENAMED, (THINGS.c.id, THINGS.c.at)).row(transaction, to_name="a", now=NOON)
    assert row == ({"id": 7, "at": NOON} if rows else None)


def test_a_naive_time_is_refused_as_everywhere() -> None:
    transaction: Transaction = Transaction(sqlite.dialect(), Driver().execute)
    assert isinstance(transaction.dialect, Dialect)
    with pytest.raises(ValueError, match="naive"):
        Prepared(RENAMED).run(transaction, to_name="a", now=dt.datetime(2015, 5, 28))  # noqa: DTZ001
