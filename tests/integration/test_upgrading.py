"""An upgrade of a SQLite register leaves a copy of what was there, and a kill in the middle of it changes nothing."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command

from domain.errors import DiskFull, StorageError
from storage import copying
from storage.engine import open_store
from storage.migrate import migrate

OLD = "0011"


def old_register(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A register as an earlier program left it."""
    url = f"sqlite:///{folder}/register.db"
    with monkeypatch.context() as patch:
        patch.setattr(command, "upgrade", _to_old)
        migrate(url)
    return url


_REALLY = command.upgrade


def _to_old(config: object, _revision: str) -> None:
    _REALLY(config, OLD)  # type: ignore[arg-type]


def version(file: Path) -> str:
    with closing(sqlite3.connect(file)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {"register.db-wal", "register.db-shm"}


def test_an_upgrade_keeps_a_copy_of_what_was_there_and_a_start_without_one_makes_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = old_register(tmp_path, monkeypatch)
    assert files(tmp_path) == {"register.db"}
    migrate(url)
    copy = tmp_path / f"register.db.version-{OLD}"
    assert version(copy) == OLD
    assert version(tmp_path / "register.db") > OLD
    assert copy.stat().st_mode & 0o077 == 0
    changed = copy.stat().st_mtime_ns
    migrate(url)
    assert files(tmp_path) == {"register.db", copy.name}
    assert copy.stat().st_mtime_ns == changed


def test_no_more_than_three_copies_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = old_register(tmp_path, monkeypatch)
    for number in range(4):
        earlier = tmp_path / f"register.db.version-000{number}"
        earlier.touch()
        os.utime(earlier, (number, number))
    migrate(url)
    kept = {name.rpartition("-")[2] for name in files(tmp_path)}
    assert kept == {"register.db", "0002", "0003", OLD}


def test_without_room_for_the_copy_nothing_is_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = old_register(tmp_path, monkeypatch)

    def full(*_: object) -> None:
        raise DiskFull("full")

    monkeypatch.setattr(copying, "copy_pages", full)
    with pytest.raises(DiskFull):
        migrate(url)
    assert version(tmp_path / "register.db") == OLD


_DIE = """
import os, signal, sys
import sqlalchemy as sa
from storage.migrate import migrate
@sa.event.listens_for(sa.Engine, "after_cursor_execute")
def die(_connection, _cursor, statement, *_):
    if "CREATE TABLE restorations" in statement:
        os.kill(os.getpid(), signal.SIGKILL)
migrate(sys.argv[1])
"""


def test_killed_in_the_middle_the_old_form_stands_and_the_next_start_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = old_register(tmp_path, monkeypatch)
    run = [sys.executable, "-c", _DIE, url]
    killed = subprocess.run(run, cwd=Path(__file__).parents[2], check=False, env={**os.environ, "PYTHONPATH": "."})
    assert killed.returncode == -signal.SIGKILL
    assert version(tmp_path / "register.db") == OLD
    migrate(url)
    open_store(url).close()
    assert version(tmp_path / f"register.db.version-{OLD}") == OLD


def test_killed_in_the_middle_on_a_server_the_old_form_stands_too(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(command, "upgrade", _to_old)
        migrate(postgresql_url)
    run = [sys.executable, "-c", _DIE, postgresql_url]
    killed = subprocess.run(run, cwd=Path(__file__).parents[2], check=False, env={**os.environ, "PYTHONPATH": "."})
    assert killed.returncode == -signal.SIGKILL
    with pytest.raises(StorageError, match="är äldre än programmet"):
        open_store(postgresql_url)
    migrate(postgresql_url)
    open_store(postgresql_url).close()
