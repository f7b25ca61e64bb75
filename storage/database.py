"""An engine set up so that nothing is lost, and the two kinds of transaction that the verbs use."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session

from domain.errors import StorageError
from storage.encryption import encrypted
from storage.failures import told
from storage.prepared import Transaction

_LOCK_WAIT_SECONDS = 30
_LOCK_LOOK_SECONDS = 0.02
_ADVISORY_LOCK = 7_305_118  # any number; PostgreSQL's advisory locks are per database
_WRITES = "registrator_writes"
_FLUSHED, _UNFLUSHED = "flushed", "unflushed"

_SEEN_DEAD = ("keepalives_idle = 5", "keepalives_interval = 5", "keepalives_count = 3", "user_timeout = 20000")
"""A machine that loses its power says no goodbye: the server asks for it, and sees within 20 seconds that it is gone.
By itself it takes two hours (tcp_keepalive_time), and so long its locks would stop the service that comes up again."""


class Database:
    """One writer at a time on both databases, so that what a write transaction has read still holds at its commit.

    SQLite's default BEGIN takes the write lock too late (296 of 1,000 read-then-write updates of two processes were
    lost), so writing begins with BEGIN IMMEDIATE; on PostgreSQL an advisory lock does the same.
    """

    def __init__(self, url: str) -> None:
        parsed = _parsed(url)
        self.where = parsed.render_as_string(hide_password=True)
        self.engine = _engine(parsed)
        on_sqlite = self.engine.dialect.name == "sqlite"
        self._file = Path(str(parsed.database)) if on_sqlite else None
        self._kept: Connection | None = None
        self._kept_is_free = Lock()
        self._writer = self.engine.execution_options(**{_WRITES: _FLUSHED})
        self._unflushed = self.engine.execution_options(**{_WRITES: _UNFLUSHED})
        # several SELECTs of one verb must see one moment; SQLite's transactions do anyway
        self._reader = self.engine if on_sqlite else self.engine.execution_options(isolation_level="REPEATABLE READ")

    @property
    def file(self) -> Path | None:
        """Where a SQLite register lies; None for a server's."""
        return self._file

    @property
    def missing(self) -> bool:
        """Whether it is a file that is not there; looking into it would make an empty one."""
        return self._file is not None and not self._file.exists()

    def require_folder(self) -> None:
        """Errors: StorageError when a missing file could not be made where it should be."""
        folder = self._file.absolute().parent if self._file else None
        if folder and not (folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)):
            raise StorageError(
                f"Registret {self.where} kan inte skapas. Gör mappen {folder} och låt tjänstens konto skriva där."
            )

    def make_file(self) -> None:
        """Makes a missing file readable by the service's own account only: it holds names and addresses.

        SQLite gives its -wal and -shm files the same mode. What fails here, SQLite says better when it opens the file.
        """
        if self._file is not None and not self._file.exists():
            with suppress(OSError):
                self._file.touch(mode=0o600)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        with told(self.where), Session(self._reader, autoflush=False) as session, session.begin():
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Commits at the end, or rolls back everything when anything is raised."""
        with told(self.where), Session(self._writer) as session, session.begin():
            yield session

    @contextmanager
    def writing_rows(self, *, flushed: bool = True) -> Iterator[Connection]:
        """A write transaction as a bare connection, for statements that are run for every mail: a quarter of the cost.

        Not `flushed`: a kill of ours does not undo it, but a power cut may, until the next commit that is. Commits
        lie on disk in their order, so an earlier one is never lost while a later one stands.
        """
        with told(self.where), self._at_hand(flushed=flushed) as connection, connection.begin():
            yield connection

    @contextmanager
    def _at_hand(self, *, flushed: bool) -> Iterator[Connection]:
        """SQLite keeps one connection out of the pool: fetching it anew for each mail costs more than SQLite's work."""
        if self._file is None or not self._kept_is_free.acquire(blocking=False):
            with (self._writer if flushed else self._unflushed).connect() as connection:
                yield connection
            return
        try:
            if self._kept is None:
                self._kept = self.engine.connect()
            yield self._kept.execution_options(**{_WRITES: _FLUSHED if flushed else _UNFLUSHED})
        finally:
            self._kept_is_free.release()

    @contextmanager
    def sending(self, *, flushed: bool = True) -> Iterator[Transaction]:
        """A write transaction for prepared statements; `flushed` as for `writing_rows`."""
        with told(self.where), self._at_hand(flushed=flushed) as connection:
            if self._file is None:
                with connection.begin():
                    yield Transaction(connection.dialect, connection.exec_driver_sql)
            else:
                with _begun(connection) as driver:
                    yield Transaction(connection.dialect, driver.execute)

    @contextmanager
    def looking(self) -> Iterator[Transaction]:
        """A read transaction for prepared statements: `reading` without the cost of a session."""
        with told(self.where), self._reader.connect() as connection:
            if self._file is None:
                with connection.begin():
                    yield Transaction(connection.dialect, connection.exec_driver_sql)
            else:
                with _begun(connection) as driver:
                    yield Transaction(connection.dialect, driver.execute)

    @contextmanager
    def changing_schema(self) -> Iterator[Connection]:
        """A write transaction as a bare connection, for migrations."""
        with told(self.where), self._writer.begin() as connection:
            yield connection

    def give_back(self) -> None:
        """The disk gets back what a migration has freed in a SQLite file, once that is a quarter of it.

        Full disk, or somebody who reads: then the file keeps its size, and the space is used for what comes.
        """
        if self._file is None:
            return
        with told(self.where), self.engine.connect() as connection:
            driver = connection.connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)
            (free,), (pages,) = (
                driver.execute(f"PRAGMA {name}").fetchone() for name in ("freelist_count", "page_count")
            )
            if 4 * free > pages:
                with suppress(sqlite3.OperationalError):
                    driver.execute("VACUUM")
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        if self._kept is not None:
            self._kept.close()
            self._kept = None
        self.engine.dispose()


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StorageError(
            "Databasens adress går inte att tolka. Skriv till exempel sqlite:////var/lib/registrator/register.db eller "
            "postgresql://användare:lösenord@server/databas."
        ) from error
    if parsed.drivername in {"postgresql", "postgres"}:
        parsed = parsed.set(drivername="postgresql+pg8000")
    if parsed.drivername not in {"sqlite", "sqlite+pysqlite", "postgresql+pg8000"}:
        raise StorageError(f"Databasen {parsed.drivername} stöds inte. Välj sqlite eller postgresql.")
    if parsed.get_backend_name() == "sqlite" and parsed.database in {None, "", ":memory:"}:
        raise StorageError("Registret behöver en fil: skriv sqlite:/// följt av filens sökväg.")
    return parsed


def _engine(url: URL) -> Engine:
    if url.get_backend_name() == "sqlite":
        # the one used last is used again: it has the pages in its cache, and the others' caches stay small
        engine = sa.create_engine(url, connect_args={"timeout": _LOCK_WAIT_SECONDS}, pool_use_lifo=True)
        sa.event.listen(engine, "connect", _prepare_sqlite)
        sa.event.listen(engine, "begin", _begin_sqlite)
        return engine
    url, context = encrypted(url)
    try:
        # the socket's timeout is longer than any wait for a lock: a dead server must not hold a job for ever
        arguments = {"timeout": 2 * _LOCK_WAIT_SECONDS, "ssl_context": context}
        engine = sa.create_engine(url, pool_pre_ping=True, connect_args=arguments)
    except ImportError as error:
        raise StorageError("PostgreSQL behöver drivrutinen pg8000: pip install 'registrator[postgresql]'.") from error
    sa.event.listen(engine, "connect", _prepare_postgresql)
    sa.event.listen(engine, "begin", _begin_postgresql)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, below
    connection.execute(f"PRAGMA busy_timeout = {_LOCK_WAIT_SECONDS * 1000}")
    _use_wal(connection)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _use_wal(connection: sqlite3.Connection) -> None:
    """SQLite does not wait for another program that makes the same new file: it says at once that it is locked."""
    end = time.monotonic() + _LOCK_WAIT_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(_LOCK_LOOK_SECONDS)


@contextmanager
def _begun(connection: Connection) -> Iterator[sqlite3.Connection]:
    """SQLite's own connection in a transaction, which is rolled back when anything is raised."""
    driver = _begin_sqlite(connection)
    try:
        yield driver
        driver.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):  # a full disk has rolled it back already
            driver.execute("ROLLBACK")
        raise


def _begin_sqlite(connection: Connection) -> sqlite3.Connection:
    # said to the driver itself: through SQLAlchemy each of these costs more than SQLite's own work on a row
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    writes = connection.get_execution_options().get(_WRITES)
    if writes and connection.info.get(_WRITES) != writes:
        driver.execute(f"PRAGMA synchronous = {'NORMAL' if writes == _UNFLUSHED else 'FULL'}")
        connection.info[_WRITES] = writes
    driver.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
    return driver


def _prepare_postgresql(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute(f"SET lock_timeout = '{_LOCK_WAIT_SECONDS}s'")
    cursor.execute("SET timezone = 'UTC'")
    for setting in _SEEN_DEAD:
        cursor.execute(f"SET tcp_{setting}")
    connection.commit()


def _begin_postgresql(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES)
    if writes:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ADVISORY_LOCK})")
    if writes == _UNFLUSHED:
        connection.exec_driver_sql("SET LOCAL synchronous_commit TO off")
