"""The whole register copied into one SQLite file while others write, as it was at one moment; from either database.

One form for both: a copy is tried, looked into and restored without a database server, and without its programs, whose
version would have to be that of the server. What is derived (the index of words) is made anew where it is missing.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from storage.copying import copy_pages, flush
from storage.database import Database
from storage.failures import told
from storage.fit import check
from storage.migrate import migrate
from storage.schema_all import METADATA

_ROWS = 500
"""Copied at once: a row may be a mail of ours with its documents, so that more would be much memory."""


def snapshot(url: str, file: Path) -> None:
    """Copy the register at `url` to `file`, which must not be there, and which is on disk when this returns.

    Errors: StorageError when it cannot be opened, needs a migration, or the file cannot be written; DiskFull.
    """
    database = Database(url)
    try:
        check(database)
        file.touch(mode=0o600, exist_ok=False)
        if database.engine.dialect.name == "sqlite":
            with database.engine.connect() as connection:
                copy_pages(connection, file)
        else:
            _copy_rows(database, file)
    finally:
        database.close()
    flush(file)


def counts(url: str) -> dict[str, int]:
    """How many rows each table has. Errors: StorageError."""
    database = Database(url)
    try:
        with database.reading() as session:
            return {
                table.name: session.scalar(sa.select(sa.func.count()).select_from(table)) or 0
                for table in METADATA.sorted_tables
            }
    finally:
        database.close()


def schema_of(url: str) -> str:
    """The revision of the tables at `url`, "" for none. Errors: StorageError."""
    database = Database(url)
    try:
        with database.reading() as session:
            return session.scalar(sa.text("SELECT version_num FROM alembic_version")) or ""
    finally:
        database.close()


def _copy_rows(source: Database, file: Path) -> None:
    url = f"sqlite:///{file}"
    migrate(url)
    target = Database(url)
    try:
        with source.reading() as read, told(target.where), target.engine.begin() as connection:
            copy_all(read.connection(), connection)
    finally:
        target.close()
    with told(str(file)), closing(sqlite3.connect(file)) as plain:
        plain.execute("PRAGMA journal_mode = DELETE")


def copy_all(source: Connection, target: Connection) -> None:
    """Every row of every table in place of what is in the other's, within the caller's transaction.

    A table that refers to itself is filled first and linked afterwards: a row may name a later one.
    """
    for table in reversed(METADATA.sorted_tables):
        target.execute(sa.delete(table))
    for table in METADATA.sorted_tables:
        own = [c.name for c in table.columns if any(key.column.table is table for key in c.foreign_keys)]
        rows = source.execute(sa.select(table), execution_options={"yield_per": _ROWS})
        for some in rows.mappings().partitions():
            target.execute(sa.insert(table), [{**row, **dict.fromkeys(own)} for row in some])
        for name in own:
            _link(source, target, table, name)


def _link(source: Connection, target: Connection, table: sa.Table, name: str) -> None:
    (key,) = table.primary_key.columns
    linked = source.execute(sa.select(key, table.c[name]).where(table.c[name].is_not(None)))
    for row_id, to in linked.all():
        target.execute(sa.update(table).where(key == row_id).values({name: to}))
