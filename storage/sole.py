"""One daemon per register, wherever its folder is: two on one database would send each other's mail again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

from domain.errors import AlreadyRunning
from storage.database import Database
from storage.failures import told

_DAEMON_LOCK = 7_305_119  # beside the lock of write transactions in storage.database


@contextmanager
def sole_daemon_of(url: str) -> Iterator[None]:
    """Hold the register at `url`, on PostgreSQL by a lock that the server frees when the connection ends, however.

    A SQLite file is held by the lock file of its folder instead. Errors: AlreadyRunning, StorageError.
    """
    database = Database(url)
    try:
        if database.engine.dialect.name == "sqlite":
            yield
            return
        with told(database.where):
            connection = database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        with closing(connection):
            with told(database.where):
                mine = connection.exec_driver_sql(f"SELECT pg_try_advisory_lock({_DAEMON_LOCK})").scalar()
            if not mine:
                raise AlreadyRunning(
                    f"En annan tjänst arbetar redan med registret {database.where}, från den här datorn "
                    "eller en annan. Stoppa den först."
                )
            yield
    finally:
        database.close()
