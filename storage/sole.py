"""One daemon per register, wherever its folder is: two on one database would send each other's mail again."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from domain.errors import AlreadyRunning, StorageError
from storage.database import Database
from storage.failures import told

_DAEMON_LOCK = 7_305_119  # beside the lock of write transactions in storage.database

_GONE = (SQLAlchemyError, OSError)  # pg8000 lets a reset by the server's end of the socket through as it is

CHECK_SECONDS = 5.0
"""How often it is looked whether the lock is still ours: so long two daemons can be beside one another at the most."""

_END_SECONDS = 2.0

PATIENCE_SECONDS = 30.0
"""How long a start waits for a lock that a service which was killed, or whose machine fell, may still seem to hold."""

_ASK_AGAIN_SECONDS = 0.2


@contextmanager
def sole_daemon_of(url: str, lost: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold the register at `url`, on PostgreSQL by a lock that the server frees when the connection ends, however.

    It may take the server some seconds to see that a killed service is gone: so long it is asked again. And a lock may
    be lost while we live: the server was restarted, or somebody cut the connection. It is taken again when it can be;
    `lost` is called, from another thread, once somebody else has it. A SQLite file is held by the lock file of its
    folder instead. Errors: AlreadyRunning, after PATIENCE_SECONDS; StorageError.
    """
    database = Database(url)
    try:
        if database.engine.dialect.name == "sqlite":
            yield
            return
        hold, ending = _Hold(database), Event()
        if not hold.take_patiently():
            raise AlreadyRunning(
                f"En annan tjänst arbetar redan med registret {database.where}, från den här datorn "
                "eller en annan. Stoppa den först."
            )
        watch = Thread(target=_watch, args=(hold, ending, lost), name="lock", daemon=True)
        watch.start()
        try:
            yield
        finally:
            ending.set()
            watch.join(_END_SECONDS)  # longer only for a server that says nothing: the lock then ends with the process
    finally:
        database.close()


def _watch(hold: _Hold, ending: Event, lost: Callable[[], None]) -> None:
    """Look after the lock until `ending`, then give it back."""
    while not ending.wait(CHECK_SECONDS):
        try:
            if not hold.is_ours() and not ending.is_set() and not hold.take():
                lost()
                return
        except StorageError:
            continue  # the server is away: nobody else can have it either
    hold.release()


class _Hold:
    """The lock, and the connection that it lives by."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection: Connection | None = None
        self._session: tuple[int, dt.datetime] | None = None

    def take(self) -> bool:
        """Whether it is ours now. Errors: StorageError."""
        self.release()
        with told(self._database.where):
            connection = self._database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            try:
                self._end_ghost(connection)
                if not connection.exec_driver_sql(f"SELECT pg_try_advisory_lock({_DAEMON_LOCK})").scalar():
                    connection.close()
                    return False
                row = connection.exec_driver_sql(
                    "SELECT pid, backend_start FROM pg_stat_activity WHERE pid = pg_backend_pid()"
                ).one()
                self._session = (row.pid, row.backend_start)
            except BaseException:
                connection.close()
                raise
            self._connection = connection
            return True

    def take_patiently(self) -> bool:
        """Whether it is ours after PATIENCE_SECONDS at the most. Errors: StorageError."""
        end = time.monotonic() + PATIENCE_SECONDS
        while not self.take():
            if time.monotonic() >= end:
                return False
            time.sleep(_ASK_AGAIN_SECONDS)
        return True

    def _end_ghost(self, connection: Connection) -> None:
        """A network that was cut leaves our own old session behind on the server, with the lock in its hand."""
        if self._session is not None:
            connection.exec_driver_sql(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE pid = %s AND backend_start = %s",
                self._session,
            ).all()

    def is_ours(self) -> bool:
        """Whether the connection, and with it the lock, is still there."""
        if self._connection is None:
            return False
        try:
            self._connection.exec_driver_sql("SELECT 1")
        except _GONE:
            return False
        return True

    def release(self) -> None:
        """Give it back. Never raises."""
        if self._connection is not None:
            with suppress(*_GONE):
                self._connection.invalidate()  # a pool would keep it open, and the lock taken
                self._connection.close()
            self._connection = None
