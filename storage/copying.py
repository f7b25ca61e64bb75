"""A SQLite register copied while it is in use: for backups, and beside itself before its tables are changed."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import Connection

from storage.failures import told

_KEPT = 3


def copy_pages(connection: Connection, file: Path) -> None:
    """SQLite's own online backup, in one step: writers go on meanwhile, and none of what they do is in the copy."""
    source = connection.connection.driver_connection
    assert isinstance(source, sqlite3.Connection)
    with told(str(file)), closing(sqlite3.connect(file)) as target:
        source.backup(target)
        # one file, without a -wal beside it that could be forgotten
        target.execute("PRAGMA journal_mode = DELETE")


def flush(path: Path) -> None:
    """The file, or the names in the folder, are on disk for good. Errors: StorageError, DiskFull."""
    with told(str(path)):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def keep_version(connection: Connection, file: Path, revision: str) -> Path:
    """Copy the register in `file`, whose tables have this revision, beside it; the copy is whole or not there.

    The latest three such copies are kept. Errors: StorageError, DiskFull.
    """
    copy = file.with_name(f"{file.name}.version-{revision}")
    unfinished = file.with_name(f".{copy.name}.unfinished")
    with told(str(copy)):
        unfinished.unlink(missing_ok=True)
        unfinished.touch(mode=0o600)
        copy_pages(connection, unfinished)
        flush(unfinished)
        unfinished.replace(copy)
        flush(file.parent)
        copies = sorted(file.parent.glob(f"{file.name}.version-*"), key=lambda one: one.stat().st_mtime)
        for old in copies[:-_KEPT]:
            old.unlink()
    return copy
