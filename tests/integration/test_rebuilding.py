"""A register built anew from the archive and its journal: as it was, row for row, on both databases."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from domain.decision import Status
from domain.errors import AlreadyRunning, EntryChanged, StorageError
from domain.outgoing import OutgoingState, OutgoingVerb
from domain.register import State
from ingest.archive_check import ArchiveCheck
from registrator.config import Config
from registrator.journaling import journal_of, renew_journal, write_journal
from registrator.lock import alone
from registrator.rebuilding import rebuild
from registrator.verifying import verify
from storage.engine import open_store
from storage.store import SqlStore
from tests.servers.backed_up import NOW, config_of, mail_file, take_in
from tests.servers.lived_register import facts, live
from tests.servers.new_register import make_register
from tests.servers.register_values import always, document, nothing, result

pytest_plugins = ["tests.servers.register"]
LATER = NOW + dt.timedelta(days=1)
ADDED = {"audit": 1, "restorations": 1}
"""Rows that say that the register was built anew."""


@pytest.fixture
def lived(store: SqlStore, register_url: str, tmp_path: Path) -> Config:
    """Of each database: a register where everything has happened, and its journal."""
    config = config_of(tmp_path, register_url)
    live(store, config)
    write_journal(journal_of(config), store)
    return config


@pytest.fixture
def elsewhere(lived: Config, request: pytest.FixtureRequest, tmp_path: Path) -> Config:
    """The same folder with a database that is empty."""
    on_server = lived.database_url.startswith("postgresql")
    url = request.getfixturevalue("postgresql_url") if on_server else f"sqlite:///{tmp_path}/new.sqlite3"
    return replace(lived, storage=replace(lived.storage, database=url))


@pytest.fixture
def old(tmp_path: Path) -> Config:
    """A SQLite register of two mails with its journal."""
    config = config_of(tmp_path)
    config.storage.folder.mkdir()
    make_register(config.database_url)
    with closing(open_store(config.database_url)) as store:
        take_in(store, config, 1)
        take_in(store, config, 2)
        write_journal(journal_of(config), store)
    return config


def outbox_states(rows: list[dict[str, Any]]) -> dict[str, str]:
    return {row["key"]: row["state"] for row in rows}


def test_all_that_people_and_the_machine_did_stands_as_before(lived: Config, elsewhere: Config) -> None:
    was = facts(lived.database_url)
    done = rebuild(elsewhere, LATER)
    now = facts(elsewhere.database_url)
    unsent = {row["key"] for row in was["outbox"] if row["state"] in {"waiting", "draft"}}
    assert len(unsent) == len(done.replayed.unsent) == 2
    for name, rows in was.items():
        if name in ADDED:
            assert now[name][: len(rows)] == rows and len(now[name]) == len(rows) + ADDED[name], name
        elif name == "outbox":
            kept = [row for row in rows if row["key"] not in unsent]
            assert [row for row in now[name] if row["key"] not in unsent] == kept
        elif name != "audit_head":
            assert now[name] == rows, name
    assert {state for key, state in outbox_states(now["outbox"]).items() if key in unsent} == {"withdrawn"}
    assert done.replayed.entries == 7 and done.faults == () and done.strays == 0
    with closing(open_store(elsewhere.database_url)) as store:
        assert [
            one.faults
            for one in verify(store, ArchiveCheck(elsewhere.storage.folder / "archive"), journal_of(elsewhere))
        ] == [()] * 5
        entry = store.entry(1)
        assert entry and entry.result and entry.result.read_by  # the mail was read again
        assert store.unrecalled() == ()
        uncertain = next(row for row in store.outbox() if row.mail.key == "uncertain")
        with pytest.raises(EntryChanged, match="finns inte kvar"):
            store.order(uncertain.id, OutgoingVerb.RESEND, who="x", why="", now=LATER)
        take_in(store, elsewhere, 9)  # a new row gets an id of its own
        assert store.holdings().mails == 8
        assert len(store.waiting()) == 2


def test_what_a_person_did_can_be_undone_afterwards(lived: Config, elsewhere: Config) -> None:
    rebuild(elsewhere, LATER)
    with closing(open_store(elsewhere.database_url)) as store:
        struck = store.entry(3)
        assert struck and struck.state is State.STRUCK
        again = store.undo(3, version=struck.version, who="x", compose=lambda _settlement: (), now=LATER)
        assert again.state is State.REGISTERED
        assert [one.municipality for one in store.decisions_of(3)] == ["0123"]


def test_a_mail_that_is_not_in_the_archive_keeps_its_entry_and_is_named(old: Config) -> None:
    with closing(open_store(old.database_url)) as store:
        (first, _) = store.waiting()
        read = result(document("svar.pdf"), status=Status.FLAGGED)
        was = store.settle(first, conclude=always(read), recommendations=(), compose=nothing, now=NOW)
        write_journal(journal_of(old), store)
    mail_file(old.storage.folder, was.sha256).unlink()
    done = rebuild(old, LATER, over=True)
    assert [entry_id for entry_id, _ in done.recalled.unread] == [first]
    with closing(open_store(old.database_url)) as store:
        entry = store.entry(first)
        assert entry and (entry.state, entry.number) == (State.FLAGGED, was.number)


def test_a_mail_that_came_after_the_last_line_is_taken_in_and_waits_to_be_read(old: Config) -> None:
    with closing(open_store(old.database_url)) as store:
        take_in(store, old, 3)
    done = rebuild(old, LATER, over=True)
    assert (done.replayed.entries, done.strays) == (2, 1)
    with closing(open_store(old.database_url)) as store:
        assert len(store.waiting()) == 3
    assert done.aside and (done.aside / "registrator.sqlite3").exists()


def test_without_a_journal_every_mail_is_read_anew_and_nothing_waits_to_leave(old: Config) -> None:
    journal_of(old).path.unlink()
    done = rebuild(old, LATER, over=True)
    assert (done.by_journal, done.strays) == (False, 2)
    with closing(open_store(old.database_url)) as store:
        assert store.waiting() == ()
        assert {entry.number for entry in store.entries()} == {"2026-000001", "2026-000002"}
        assert {row.state for row in store.outbox()} <= {OutgoingState.WITHDRAWN}
        assert store.check_audit().whole


def test_a_register_that_is_there_is_left_alone(old: Config) -> None:
    before = facts(old.database_url)
    with pytest.raises(StorageError, match="--over"):
        rebuild(old, LATER)
    assert facts(old.database_url) == before


def test_not_beside_a_service_that_runs(old: Config) -> None:
    with alone(old), pytest.raises(AlreadyRunning), alone(old, restoring=True):
        pass


_DIE = """
import datetime as dt, os, signal, sys
from dataclasses import replace
from pathlib import Path
from registrator import rebuilding
from registrator.config import load_config
config = load_config(Path(sys.argv[1]), {})
def die(*_args, **_more):
    os.kill(os.getpid(), signal.SIGKILL)
setattr(rebuilding, sys.argv[2], die)
rebuilding.rebuild(config, dt.datetime(2026, 11, 24, tzinfo=dt.UTC), over=True)
"""


@pytest.mark.parametrize("step", ["recall", "prepare", "renew_journal"])
def test_killed_at_any_step_it_is_begun_again_and_nothing_else_starts_on_half_of_it(
    old: Config, tmp_path: Path, step: str
) -> None:
    run = [sys.executable, "-c", _DIE, str(tmp_path / "config.toml"), step]
    killed = subprocess.run(run, cwd=Path(__file__).parents[2], check=False, env={**os.environ, "PYTHONPATH": "."})
    assert killed.returncode == -signal.SIGKILL
    if step == "renew_journal":
        with pytest.raises(StorageError, match="registrator rebuild --over"), alone(old):
            pass
    done = rebuild(old, LATER, over=True)
    assert done.replayed.entries == 2
    with alone(old), closing(open_store(old.database_url)) as store:
        assert store.holdings().mails == 2


def test_the_new_journal_is_that_of_the_new_register_and_the_old_is_kept(old: Config) -> None:
    rebuild(old, LATER, over=True)
    with closing(open_store(old.database_url)) as store:
        mark = journal_of(old).last()
        assert mark and mark == replace(
            store.journal_end(), changed=mark.changed, tables=mark.tables, unsent=(), sent=()
        )
        renew_journal(journal_of(old), store)
        assert store.journal_agrees(mark)
    assert len(list(old.storage.folder.glob("journal-undanflyttat-*.jsonl"))) == 1
