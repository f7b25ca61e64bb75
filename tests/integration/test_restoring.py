"""Restoring: all that the backup holds, nothing sent by itself, nothing removed, and never half of it in use."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from domain.errors import AlreadyRunning, StorageError
from domain.outgoing import MailKind, OutboxRow, OutgoingMail, OutgoingState, SendStage
from ingest.archive_check import ArchiveCheck
from registrator.backing_up import back_up
from registrator.backup_folder import Backup
from registrator.config import Config
from registrator.lock import alone
from registrator.restoring import restore
from registrator.verifying import verify
from storage.engine import open_store
from storage.snapshot import counts
from storage.store import SqlStore
from tests.servers.backed_up import NOW, config_file, config_of, damage, mail_file, take_in
from tests.servers.new_register import make_register

pytest_plugins = ["tests.servers.register"]
LATER = NOW + dt.timedelta(hours=6)


def mail(key: str, *, kind: MailKind = MailKind.SUMMARY, entry_id: int | None = None) -> OutgoingMail:
    return OutgoingMail(
        key=key,
        kind=kind,
        recipient="prov@exempel.se",
        subject=key,
        message_id=f"<{key}@x>",
        raw=b"Subject: x\r\n\r\n",
        entry_id=entry_id,
    )


def rows(store: SqlStore) -> dict[str, OutboxRow]:
    return {row.mail.key: row for row in store.outbox()}


@pytest.fixture
def backup(store: SqlStore, register_url: str, tmp_path: Path) -> Backup:
    """Of each database: three mails; outgoing mail that is sent, about to leave, and waits."""
    config = config_of(tmp_path, register_url)
    for number in range(3):
        take_in(store, config, number)
    for key in ("sent", "leaving"):
        store.queue([mail(key, entry_id=1)], NOW)
        row = store.claim(NOW)
        assert row
        store.reached(row.id, SendStage.DATA)
        if key == "sent":
            store.sent(row.id, NOW)
    store.queue([mail("waits", entry_id=2)], NOW)
    return back_up(config, tmp_path / "to", NOW)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Config:
    """A machine with nothing on it, and either database."""
    folder = tmp_path / "new"
    folder.mkdir()
    return config_of(folder, request.getfixturevalue("postgresql_url") if request.param == "postgresql" else "")


@pytest.fixture
def new(tmp_path: Path) -> Config:
    folder = tmp_path / "new"
    folder.mkdir()
    return config_of(folder)


@pytest.fixture
def old(tmp_path: Path) -> tuple[Config, Backup]:
    """A SQLite register of two mails with a backup that has one of them."""
    config = config_of(tmp_path)
    config.storage.folder.mkdir()
    make_register(config.database_url)
    with closing(open_store(config.database_url)) as store:
        take_in(store, config, 1)
        made = back_up(config, tmp_path / "to", NOW)
        take_in(store, config, 2)
    return config, made


def test_from_either_database_to_either_all_is_there_and_nothing_waits_to_leave(backup: Backup, empty: Config) -> None:
    restored = restore(empty, backup.path, LATER)
    assert (restored.held.drafts, restored.held.uncertain, restored.aside) == (1, 1, None)
    was, now = backup.manifest.rows, counts(empty.database_url)
    assert now == was | {"restorations": 1, "audit": was["audit"] + 1}
    with closing(open_store(empty.database_url)) as store:
        assert [one.faults for one in verify(store, ArchiveCheck(empty.storage.folder / "archive"))] == [()] * 4
        states = {key: row.state for key, row in rows(store).items()}
        assert states == {
            "sent": OutgoingState.SENT,
            "leaving": OutgoingState.UNCERTAIN,
            "waits": OutgoingState.DRAFT,
        }
        assert "kan ha skickats" in rows(store)["waits"].last_error
        assert store.claim(LATER) is None
        take_in(store, empty, 9)  # a new row gets a number of its own
        assert store.holdings().mails == 4


def test_what_is_written_of_the_time_before_is_held_and_what_is_new_goes(
    old: tuple[Config, Backup], new: Config
) -> None:
    restore(new, old[1].path, LATER)
    soon = LATER + dt.timedelta(hours=1)
    with closing(open_store(new.database_url)) as store:
        take_in(store, new, 2, now=soon)  # fetched again; it had arrived before
        take_in(store, new, 3, arrived_at=soon)
        store.queue([mail("again", entry_id=2), mail("new", entry_id=3), mail("letter", kind=MailKind.DIGEST)], soon)
        store.queue([mail("alarm", kind=MailKind.ALARM)], soon)
        days = dt.timedelta(days=1)
        store.queue([mail("next letter", kind=MailKind.DIGEST)], soon + 7 * days)
        store.queue([mail("read late", entry_id=2), mail("corrected", entry_id=1)], soon + 40 * days)
        waiting = {key for key, row in rows(store).items() if row.state is OutgoingState.WAITING}
        assert waiting == {"new", "alarm", "next letter", "corrected"}
        assert "kan ha skickats redan" in rows(store)["again"].last_error


def test_what_is_there_is_moved_aside_and_only_when_asked(old: tuple[Config, Backup]) -> None:
    config, backup = old
    folder = config.storage.folder
    with pytest.raises(StorageError, match="--over"):
        restore(config, backup.path, LATER)
    restored = restore(config, backup.path, LATER, over=True)
    assert restored.aside
    assert restored.aside.parent == folder
    moved = config_of(config.storage.folder.parent, f"sqlite:///{restored.aside}/registrator.sqlite3")
    for where, there, mails in ((moved, restored.aside, 2), (config, folder, 1)):
        with closing(open_store(where.database_url)) as store:
            assert store.holdings().mails == mails
        assert len(list(ArchiveCheck(there / "archive").names())) == mails
    assert not (folder / ".restoring").exists()


def test_it_waits_for_no_service_that_runs(old: tuple[Config, Backup]) -> None:
    config = old[0]
    with alone(config), pytest.raises(AlreadyRunning), alone(config, restoring=True):
        pass


def test_a_backup_that_has_been_damaged_is_refused_and_nothing_is_changed(
    old: tuple[Config, Backup], new: Config
) -> None:
    backup = old[1]
    (sha256,) = ArchiveCheck(backup.path / "archive").names()
    damage(mail_file(backup.path, sha256))
    with pytest.raises(StorageError, match=sha256):
        restore(new, backup.path, LATER)
    damage(backup.path / "register.sqlite3")
    with pytest.raises(StorageError, match=r"Registret i .* är skadat"):
        restore(new, backup.path, LATER)
    assert not new.storage.folder.exists() or list(new.storage.folder.iterdir()) == []


def test_a_server_that_holds_a_register_is_left_alone(
    old: tuple[Config, Backup], tmp_path: Path, postgresql_url: str
) -> None:
    target = config_of(tmp_path, postgresql_url)
    target = replace(target, storage=replace(target.storage, folder=tmp_path / "elsewhere"))
    make_register(postgresql_url)
    with closing(open_store(postgresql_url)) as store:
        take_in(store, target, 7)
        with pytest.raises(StorageError, match="ny, tom databas"):
            restore(target, old[1].path, LATER, over=True)
        assert store.holdings().mails == 1


_DIE = """
import datetime as dt, itertools, os, signal, sys
from pathlib import Path
from registrator import restoring
from registrator.config import load_config
calls, die_at = itertools.count(1), int(sys.argv[3])
really = Path.rename
def rename(self, to):
    if next(calls) == die_at:
        os.kill(os.getpid(), signal.SIGKILL)
    return really(self, to)
Path.rename = rename
config = load_config(Path(sys.argv[1]), {})
now = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)
restoring.restore(config, Path(sys.argv[2]), now, over=True)
"""


@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_killed_between_two_renames_nothing_starts_until_it_is_done_again(
    old: tuple[Config, Backup], tmp_path: Path, step: int
) -> None:
    config, backup = old
    run = [sys.executable, "-c", _DIE, str(config_file(tmp_path)), str(backup.path), str(step)]
    killed = subprocess.run(run, cwd=Path(__file__).parents[2], check=False, env={**os.environ, "PYTHONPATH": "."})
    assert killed.returncode == -signal.SIGKILL
    with pytest.raises(StorageError, match="avbrutits"), alone(config):
        pass
    with alone(config, restoring=True):
        restore(config, backup.path, LATER)
    with alone(config), closing(open_store(config.database_url)) as store:
        assert all(one.well for one in verify(store, ArchiveCheck(config.storage.folder / "archive")))
        assert store.holdings().mails == 1
    saved = {file.stem for file in config.storage.folder.glob("undanflyttat-*/**/*.eml")}
    assert len(saved) == 2, "what was there before is somewhere still"
