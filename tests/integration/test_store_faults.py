"""What happens when the database cannot, and when several work at once."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import shutil
import signal
import sqlite3
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa

import storage.database
from domain.decision import Result
from domain.errors import DiskFull, StorageError
from domain.register import State
from storage.engine import open_store
from storage.migrate import migrate
from storage.store import SqlStore
from tests.servers.postgresql import PostgreSQL
from tests.servers.register_values import (
    DNR,
    NOW,
    always,
    decision,
    document,
    nothing,
    outgoing,
    receive,
    result,
    settle,
)

pytest_plugins = ["tests.servers.register"]


@pytest.fixture
def sqlite_path(tmp_path: Path, migrated_file: Path) -> Path:
    return Path(shutil.copyfile(migrated_file, tmp_path / "register.db"))


def test_a_full_disk_is_told_as_such_and_changes_nothing(sqlite_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare = storage.database._prepare_sqlite

    def small_disk(connection: sqlite3.Connection, record: object) -> None:
        prepare(connection, record)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    with monkeypatch.context() as patched:
        patched.setattr(storage.database, "_prepare_sqlite", small_disk)
        store = open_store(f"sqlite:///{sqlite_path}")
        entry_id = receive(store, "a")
        big = result(*(document(f"{n}.pdf" + "x" * 500) for n in range(50)))
        with pytest.raises(DiskFull, match=r"Disken är full.*Frigör utrymme"):
            settle(store, entry_id, big)
        assert store.waiting() == (entry_id,)
        store.close()
    store = open_store(f"sqlite:///{sqlite_path}")
    assert settle(store, entry_id, big).number == "2026-000001"
    store.close()


def test_a_locked_register_is_told_as_such(sqlite_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage.database, "_LOCK_WAIT_SECONDS", 0.05)
    store = open_store(f"sqlite:///{sqlite_path}")
    other = sqlite3.connect(sqlite_path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageError, match="låst av ett annat program"):
        receive(store, "a")
    assert store.waiting() == (), "reading goes on"
    other.execute("ROLLBACK")
    other.close()
    receive(store, "a")
    store.close()


def test_a_damaged_register_is_told_as_such(tmp_path: Path) -> None:
    path = tmp_path / "register.db"
    path.write_bytes(b"not a database, but long enough to be read as one" * 100)
    with pytest.raises(StorageError, match=r"skadat.*säkerhetskopian"):
        open_store(f"sqlite:///{path}")


def test_a_folder_that_is_missing_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"kan inte öppnas.*mappen"):
        migrate(f"sqlite:///{tmp_path}/missing/register.db")


def test_a_database_server_that_is_down_is_told_without_the_password(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="svarar inte") as caught:
        open_store(f"postgresql://registrator:hemligt@/register?unix_sock={tmp_path}/none")
    assert "hemligt" not in str(caught.value)


def test_a_database_that_does_not_exist_is_told_as_such(postgresql_server: PostgreSQL) -> None:
    with pytest.raises(StorageError, match="släpper inte in oss"):
        open_store(postgresql_server.url("nowhere"))


def test_a_restarted_database_server_is_found_again_with_nothing_doubled(
    postgresql_server: PostgreSQL, migrated_template: str
) -> None:
    with postgresql_server.database(migrated_template) as url:
        store = open_store(url)
        entry_id = receive(store, "a")

        def server_falls(*_: object) -> list[object]:
            postgresql_server.restart()
            return []

        value = result(document("a.pdf"), decisions=[decision("a.pdf")])
        with pytest.raises(StorageError):
            store.settle(entry_id, conclude=always(value), recommendations=(), compose=server_falls, now=NOW)  # type: ignore[arg-type]
        assert store.waiting() == (entry_id,)
        assert settle(store, entry_id, value).number == "2026-000001"
        assert len(store.answers()) == 1
        store.close()


def work(url: str, uids: list[int]) -> list[str]:
    """What one of several processes registers; the document "same" comes in both."""
    store = open_store(url)
    numbers = []
    for uid in uids:
        entry_id = receive(store, f"mail {uid}", uid=uid)
        entry = settle(store, entry_id, result(document(f"{uid}.pdf"), document("same"), decisions=[decision("same")]))
        numbers.append(entry.number)
    store.close()
    return numbers


def in_two_processes(task: Callable[..., list[str]], url: str, *parts: list[int]) -> list[str]:
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        return [each for done in pool.map(task, [url] * len(parts), parts) for each in done]


def test_numbers_of_two_processes_have_no_gap_and_no_double(store: SqlStore, register_url: str) -> None:
    numbers = in_two_processes(work, register_url, list(range(1, 26)), list(range(26, 51)))
    same = {entry.documents[1].number for entry in store.entries()}
    assert len(same) == 1
    assert sorted([*numbers, *same]) == [f"2026-{serial:06d}" for serial in range(1, 52)]


def race(url: str, _part: list[int]) -> list[str]:
    """Settles what the other settles too; the one that came first is asked, the other only told."""
    store = open_store(url)
    won: list[str] = []
    for entry_id in store.waiting():

        def conclude(_earlier: object, entry_id: int = entry_id) -> object:
            won.append(str(entry_id))
            return result(document(f"{entry_id}.pdf"))

        def compose(_settlement: object, entry_id: int = entry_id) -> list[object]:
            return [outgoing(f"sammanfattning/{entry_id}")]

        store.settle(entry_id, conclude=conclude, recommendations=(DNR,), compose=compose, now=NOW)  # type: ignore[arg-type]
    store.close()
    return won


def test_a_mail_that_two_settle_at_once_is_settled_once(store: SqlStore, register_url: str) -> None:
    ids = [receive(store, f"mail {uid}", uid=uid) for uid in range(1, 31)]
    won = in_two_processes(race, register_url, [], [])
    assert sorted(won, key=int) == [str(entry_id) for entry_id in ids]
    assert store.counts()[State.REGISTERED] == 30
    assert sorted(entry.number for entry in store.entries()) == [f"2026-{serial:06d}" for serial in range(1, 31)]
    assert len(store.outbox()) == 30


def die(url: str, entry_id: int, moment: str) -> None:
    """Settles, and is killed in the middle of it."""

    def killed(*_: object) -> Result:
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError("still alive")

    value = always(result(document("a.pdf"), decisions=[decision("a.pdf")]))
    open_store(url).settle(
        entry_id,
        conclude=killed if moment == "conclude" else value,
        recommendations=(DNR,),
        compose=killed if moment == "compose" else nothing,  # type: ignore[arg-type]
        now=NOW,
    )


@pytest.mark.parametrize("moment", ["conclude", "compose"])
def test_a_process_killed_while_settling_leaves_the_mail_as_it_was(
    store: SqlStore, register_url: str, moment: str
) -> None:
    entry_id = receive(store, "a")
    before = store.entry(entry_id)
    process = multiprocessing.get_context("spawn").Process(target=die, args=(register_url, entry_id, moment))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert store.entry(entry_id) == before
    assert (store.answers(), store.outbox()) == ((), ())
    assert settle(store, entry_id, result(document("b.pdf"))).number == "2026-000001"


def plans(path: Path, ask: Callable[[SqlStore], object]) -> list[str]:
    """How SQLite finds the rows of every statement that the verb runs."""
    store = open_store(f"sqlite:///{path}")
    said: list[str] = []
    store._database.close()  # what is opened from here on is listened to, by whatever way it is spoken to
    sa.event.listen(store._database.engine, "connect", lambda driver, _: driver.set_trace_callback(said.append))
    ask(store)
    store.close()
    with contextlib.closing(sqlite3.connect(path)) as plain:
        asked = [s for s in said if s.lstrip().startswith(("SELECT", "UPDATE")) and "'main'." not in s]  # FTS5's own
        return [row[3] for statement in asked for row in plain.execute(f"EXPLAIN QUERY PLAN {statement}")]


@pytest.mark.parametrize(
    "ask",
    [
        lambda store: store.waiting(),
        lambda store: store.unknown("INBOX", 7, [1, 2, 3]),
        lambda store: receive(store, "b", uid=2),
        lambda store: store.to_acknowledge("INBOX", 7),
        lambda store: store.acknowledged("INBOX", 7, [1]),
        lambda store: store.describe(1, sender="", subject="", message_id="<1@x>"),
        lambda store: store.entries(limit=20),
        lambda store: store.entries([State.FLAGGED], limit=20, before=1),
        lambda store: store.answers([DNR]),
        lambda store: settle(store, 1, result(document("a.pdf"), decisions=[decision("a.pdf")])),
        lambda store: store.fail(1, reason="x", compose=nothing, now=NOW),
        lambda store: store.claim(NOW),
        lambda store: store.recover(),
        lambda store: store.queue([outgoing("a")], NOW),
        lambda store: store.audit(1),
    ],
)
def test_no_verb_of_every_day_reads_a_whole_table(sqlite_path: Path, ask: Callable[[SqlStore], object]) -> None:
    store = open_store(f"sqlite:///{sqlite_path}")
    receive(store, "a")
    store.close()
    found = plans(sqlite_path, ask)
    assert found
    few = "SCAN restorations"  # a row for each time that a backup was restored
    assert [plan for plan in found if plan.startswith("SCAN") and "INDEX" not in plan and plan != few] == []
