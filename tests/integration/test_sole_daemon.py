"""Two daemons never work with one register, wherever their folders are."""

from __future__ import annotations

import errno
import re
import threading
import time
from collections.abc import Callable
from pathlib import Path
from unittest.mock import Mock

import pytest

from domain.errors import AlreadyRunning
from registrator.config import Config, load_config
from registrator.lock import alone
from storage import database as connections
from storage import sole
from storage.database import Database
from tests.servers.postgresql import PostgreSQL

WAITED = sole.PATIENCE_SECONDS


def config_at(folder: Path, database: str = "") -> Config:
    folder.mkdir()
    (folder / "config.toml").write_text(
        f"""
[imap]
host = "localhost"
username = "u"
password = "p"
[smtp]
host = "localhost"
username = "u"
password = "p"
[trust]
authserv_ids = ["mx.ksl.se"]
[storage]
database = "{database}"
""",
        "utf-8",
    )
    return load_config(folder / "config.toml", {})


def test_a_second_daemon_in_the_same_folder_is_refused_and_welcome_after_the_first(tmp_path: Path) -> None:
    config = config_at(tmp_path / "a")
    with alone(config), pytest.raises(AlreadyRunning, match="redan i gång"), alone(config):
        pass
    with alone(config):
        pass


def test_a_second_daemon_on_the_same_postgresql_is_refused(tmp_path: Path, postgresql_url: str) -> None:
    first, second = config_at(tmp_path / "a", postgresql_url), config_at(tmp_path / "b", postgresql_url)
    with alone(first), pytest.raises(AlreadyRunning, match="En annan tjänst"), alone(second):
        pass
    with alone(second):
        pass


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock that is held is not waited for so long as a machine that fell may need."""
    monkeypatch.setattr(sole, "PATIENCE_SECONDS", 0.3)


def test_a_start_waits_for_the_lock_of_a_service_that_was_killed_just_now(
    tmp_path: Path, postgresql_server: PostgreSQL, postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After SIGKILL the server may need seconds to see that its client is gone (found by the crash proof)."""
    monkeypatch.setattr(sole, "PATIENCE_SECONDS", 60.0)
    first, second = config_at(tmp_path / "a", postgresql_url), config_at(tmp_path / "b", postgresql_url)
    dead = Database(first.database_url)
    with dead.engine.connect() as ghost:
        ghost.exec_driver_sql(f"SELECT pg_advisory_lock({sole._DAEMON_LOCK})")
        seen = threading.Timer(1.0, cut_the_lock, [postgresql_server])
        seen.start()
        with alone(second):
            seen.join()
        ghost.invalidate()
    dead.close()


def test_the_server_is_asked_to_look_for_a_machine_that_fell(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scenario 18: within the time that the next start still waits; the system's own time is two hours.

    The tests' server listens on a Unix socket, where it always shows 0: asked is what is seen here.
    """
    asked: list[str] = []
    connections._prepare_postgresql(Mock(**{"cursor.return_value.execute.side_effect": asked.append}), None)
    found = {name: int(value) for name, value in re.findall(r"SET tcp_(\w+) = (\d+)", "\n".join(asked))}
    alive = found["keepalives_idle"] + found["keepalives_interval"] * found["keepalives_count"]
    assert 0 < alive < WAITED
    assert 0 < found["user_timeout"] < WAITED * 1000


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock that is gone is seen at once."""
    monkeypatch.setattr(sole, "CHECK_SECONDS", 0.02)


def cut_the_lock(server: PostgreSQL) -> None:
    """The session that holds the lock ends, as when the server is restarted."""
    server.execute("SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE locktype = 'advisory'")


def held(server: PostgreSQL) -> list[object]:
    return [pid for (pid,) in server.execute("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted")]


def wait_until(true: Callable[[], object]) -> None:
    end = time.monotonic() + 20
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_lock_that_was_cut_is_taken_again_before_a_second_daemon_starts(
    tmp_path: Path, postgresql_server: PostgreSQL, postgresql_url: str, at_once: None
) -> None:
    """Scenario 18."""
    first, second = config_at(tmp_path / "a", postgresql_url), config_at(tmp_path / "b", postgresql_url)
    with alone(first):
        before = held(postgresql_server)
        cut_the_lock(postgresql_server)
        wait_until(lambda: held(postgresql_server) not in ([], before))
        with pytest.raises(AlreadyRunning), alone(second):
            pass
    with alone(second):
        pass


def test_a_daemon_whose_lock_another_has_taken_ends(
    tmp_path: Path, postgresql_server: PostgreSQL, postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Scenarios 13 and 18: the second comes in between the loss and the look."""
    first, second = config_at(tmp_path / "a", postgresql_url), config_at(tmp_path / "b", postgresql_url)
    told = threading.Event()
    monkeypatch.setattr("registrator.lock.os.kill", lambda _pid, _signal: told.set())
    monkeypatch.setattr(sole, "CHECK_SECONDS", 0.5)
    with alone(first):
        cut_the_lock(postgresql_server)
        with alone(second):
            assert told.wait(20)


def test_a_server_that_says_nothing_more_does_not_keep_the_daemon_from_ending(
    tmp_path: Path, postgresql_url: str, monkeypatch: pytest.MonkeyPatch, at_once: None
) -> None:
    """Scenarios 18 and 30."""
    asked, answered = threading.Event(), threading.Event()
    monkeypatch.setattr(sole, "_END_SECONDS", 0.05)
    monkeypatch.setattr(sole._Hold, "is_ours", lambda _hold: asked.set() or not answered.wait(60))
    with alone(config_at(tmp_path / "a", postgresql_url)):
        assert asked.wait(20)
    assert not answered.is_set()
    answered.set()


def test_our_own_session_left_behind_by_a_cut_network_does_not_keep_us_out(
    postgresql_server: PostgreSQL, postgresql_url: str
) -> None:
    """Scenario 18: the server has not seen yet that we are gone, and would hold the lock for hours."""
    database = Database(postgresql_url)
    try:
        hold = sole._Hold(database)
        assert hold.take()
        ghost, hold._connection = hold._connection, None  # its packets reach nobody any more
        assert ghost is not None
        assert hold.take()
        assert len(held(postgresql_server)) == 1
        ghost.invalidate()
        hold.release()
    finally:
        database.close()


def test_a_second_daemon_on_the_same_sqlite_file_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "shared"
    place.mkdir()
    url = f"sqlite:///{place / 'register.db'}"
    first, second = config_at(tmp_path / "a", url), config_at(tmp_path / "b", url)
    with alone(first), pytest.raises(AlreadyRunning), alone(second):
        pass


def test_the_lock_holds_also_where_the_disk_is_too_full_for_the_number_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int, _what: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    config = config_at(tmp_path / "a")
    monkeypatch.setattr("registrator.lock.os.write", full)
    with alone(config), pytest.raises(AlreadyRunning, match="okänt nummer"), alone(config):
        pass
