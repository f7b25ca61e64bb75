"""Backups: whole while others write, tried, rotated; broken off at any point they leave none that looks whole."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from domain.errors import StorageError
from outbox import troubles
from registrator.backing_up import BEAT, Interrupted, back_up, back_up_daily
from registrator.backup_folder import backups, read_backup
from registrator.build import House, open_house
from registrator.cli import app
from registrator.config import Config
from storage.engine import open_store
from storage.store import SqlStore
from tests.servers.backed_up import NOW, config_file, config_of, damage, mail_file, take_in
from tests.servers.new_register import make_register

pytest_plugins = ["tests.servers.register"]
DAY = dt.timedelta(days=1)


@pytest.fixture
def config(tmp_path: Path, register_url: str) -> Config:
    """With a register on each database in turn."""
    return config_of(tmp_path, register_url)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[tuple[Config, SqlStore, list[str]]]:
    """SQLite, three mails."""
    config = config_of(tmp_path)
    config.storage.folder.mkdir()
    make_register(config.database_url)
    with closing(open_store(config.database_url)) as store:
        yield config, store, [take_in(store, config, number) for number in range(3)]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != ".lock")


def test_a_backup_made_while_mails_come_in_is_whole_and_of_one_moment(
    config: Config, store: SqlStore, tmp_path: Path
) -> None:
    for number in range(5):
        take_in(store, config, number)
    ended = threading.Event()

    def write() -> None:
        number = 5
        while not ended.is_set() and number < 500:
            take_in(store, config, number)
            number += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = back_up(config, tmp_path / "to", NOW)
    finally:
        ended.set()
        writer.join()
    manifest = read_backup(made.path).manifest
    assert manifest == made.manifest
    assert manifest.faults == ()
    assert manifest.mails == manifest.rows["mails"] == manifest.rows["positions"] >= 5
    copied = tmp_path / "restored.sqlite3"
    shutil.copyfile(made.path / "register.sqlite3", copied)
    with closing(open_store(f"sqlite:///{copied}")) as restored:
        rows = dict(restored.mail_hashes())
    kept = {file.stem for file in (made.path / "archive").rglob("*.eml")}
    assert set(rows) == kept
    assert names(made.path) == ["archive", "manifest.json", "register.sqlite3"]


def test_what_is_copied_says_all_that_the_register_says(config: Config, store: SqlStore, tmp_path: Path) -> None:
    take_in(store, config, 1)
    store.raise_trouble("påhittat", "Något med å, ä och ö.", NOW)
    store.beat("poll", NOW)
    made = back_up(config, tmp_path / "to", NOW)
    with closing(open_store(f"sqlite:///{made.path / 'register.sqlite3'}")) as copy:
        assert copy.troubles() == store.troubles()
        assert copy.beats() == store.beats()
        assert copy.entries() == store.entries()


def test_nothing_secret_is_in_it_and_only_its_owner_may_read_it(small: tuple[Config, SqlStore, list[str]]) -> None:
    config = small[0]
    (config.storage.folder / "review.key").write_text("hemlig nyckel", "utf-8")
    made = back_up(config, config.storage.folder.parent / "to", NOW)
    files = [file for file in made.path.rglob("*") if file.is_file()]
    assert len(files) == 5
    assert not any(b"hemlig" in file.read_bytes() for file in files)
    assert made.path.stat().st_mode & 0o077 == 0


def test_an_unchanged_mail_is_one_file_in_all_backups_but_never_the_archives_own(
    small: tuple[Config, SqlStore, list[str]], tmp_path: Path
) -> None:
    config, store, (one, *_) = small
    first = back_up(config, tmp_path / "to", NOW)
    new = take_in(store, config, 9)
    second = back_up(config, tmp_path / "to", NOW + DAY)
    assert mail_file(first.path, one).samefile(mail_file(second.path, one))
    assert not mail_file(second.path, one).samefile(mail_file(config.storage.folder, one))
    assert not mail_file(first.path, new).exists()
    assert mail_file(second.path, new).exists()


def test_a_flipped_bit_in_the_archive_is_named(small: tuple[Config, SqlStore, list[str]], tmp_path: Path) -> None:
    config, _, (_, torn, gone) = small
    damage(mail_file(config.storage.folder, torn))
    mail_file(config.storage.folder, gone).unlink()
    faults = back_up(config, tmp_path / "to", NOW).manifest.faults
    assert any(torn in fault and "skadat" in fault for fault in faults)
    assert any(gone in fault and "saknas" in fault for fault in faults)


def test_what_was_damaged_since_is_named_and_whole_in_the_backup_and_nothing_older_is_removed(
    small: tuple[Config, SqlStore, list[str]], tmp_path: Path
) -> None:
    config, _, (_, torn, _) = small
    config = replace(config, backup=replace(config.backup, keep_daily=1, keep_weekly=0))
    first = back_up(config, tmp_path / "to", NOW)
    damage(mail_file(config.storage.folder, torn))
    second = back_up(config, tmp_path / "to", NOW + DAY)
    (fault,) = second.manifest.faults
    assert torn in fault
    assert mail_file(second.path, torn).read_bytes() == mail_file(first.path, torn).read_bytes()
    assert first.path.exists()


def test_what_is_damaged_in_the_earlier_backup_is_taken_from_the_archive(
    small: tuple[Config, SqlStore, list[str]], tmp_path: Path
) -> None:
    config, _, (_, torn, _) = small
    first = back_up(config, tmp_path / "to", NOW)
    damage(mail_file(first.path, torn))
    second = back_up(config, tmp_path / "to", NOW + DAY)
    assert second.manifest.faults == ()
    assert mail_file(second.path, torn).read_bytes() == mail_file(config.storage.folder, torn).read_bytes()


def test_the_last_of_the_latest_days_and_weeks_are_kept(
    small: tuple[Config, SqlStore, list[str]], tmp_path: Path
) -> None:
    config = small[0]
    for hours in (-24 * 30, -24 * 9, -48, -24, -2, 0):  # the two last on the same day, a Monday
        back_up(config, tmp_path / "to", NOW + dt.timedelta(hours=hours))
    (tmp_path / "to" / "något annat").mkdir()
    kept = [one.manifest.made_at - NOW for one in backups(tmp_path / "to")]
    assert [round(ago.total_seconds() / 3600) for ago in kept] == [-48, -24, 0]
    assert (tmp_path / "to" / "något annat").exists()


def test_asked_to_stop_it_leaves_nothing(small: tuple[Config, SqlStore, list[str]], tmp_path: Path) -> None:
    asked = iter([False, False, True])
    with pytest.raises(Interrupted):
        back_up(small[0], tmp_path / "to", NOW, stopping=lambda: next(asked))
    assert names(tmp_path / "to") == []


_DIE = """
import datetime as dt, os, signal, sys
from pathlib import Path
from registrator import backing_up, backup_folder
from registrator.config import load_config
step = sys.argv[2]
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
def after(work):
    def run(*given, **named):
        work(*given, **named)
        die()
    return run
if step == "first mail":
    backing_up.copy_flushed = after(backing_up.copy_flushed)
elif step == "trial":
    backing_up.verify = die
elif step == "manifest":
    Path.rename = die
elif step == "removal":
    backup_folder.shutil.rmtree = lambda path, **_: die() if "2026-11-22" in str(path) else None
else:
    backing_up.snapshot = after(backing_up.snapshot)
now = dt.datetime(2026, 11, 23, 3, 30, tzinfo=dt.UTC)
config = load_config(Path(sys.argv[1]), {})
backing_up.back_up(config, config.backup.folder, now)
"""


@pytest.mark.parametrize("step", ["snapshot", "first mail", "trial", "manifest", "removal"])
def test_killed_at_any_step_it_leaves_no_half_backup_and_the_next_one_clears_up(
    small: tuple[Config, SqlStore, list[str]], step: str, tmp_path: Path
) -> None:
    config, store, _ = small
    folder = config.backup.folder
    assert folder
    text = config_file(tmp_path).read_text("utf-8").replace("keep_daily = 3", "keep_daily = 1")
    (tmp_path / "config.toml").write_text(text.replace("keep_weekly = 2", "keep_weekly = 0"), "utf-8")
    back_up(config, folder, NOW - DAY)
    take_in(store, config, 99)
    run = [sys.executable, "-c", _DIE, str(tmp_path / "config.toml"), step]
    killed = subprocess.run(run, cwd=Path(__file__).parents[2], check=False, env={**os.environ, "PYTHONPATH": "."})
    assert killed.returncode == -signal.SIGKILL
    there = backups(folder)
    assert [one.manifest.made_at for one in there] == [NOW if step == "removal" else NOW - DAY]
    assert len([name for name in names(folder) if name.endswith(".unfinished")]) == 1
    made = back_up(config, folder, NOW + DAY)
    assert made.manifest.faults == ()
    assert names(folder) == sorted(one.path.name for one in backups(folder))


def test_a_folder_that_is_no_whole_backup_is_refused(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"format": 1}', "utf-8")
    with pytest.raises(StorageError, match="ingen hel säkerhetskopia"):
        read_backup(tmp_path)
    (tmp_path / "manifest.json").write_text('{"format": 99}', "utf-8")
    with pytest.raises(StorageError, match="senare version"):
        read_backup(tmp_path)


@pytest.fixture
def house(small: tuple[Config, SqlStore, list[str]]) -> Iterator[House]:
    with open_house(small[0]) as opened:
        yield opened


def test_the_service_makes_one_a_night_and_tells_when_it_cannot(house: House, tmp_path: Path) -> None:
    def at(hours: float) -> House:
        return replace(house, clock=lambda: NOW + dt.timedelta(hours=hours))

    assert back_up_daily(at(-3)) is None, "03.30 minus 3 h UTC is 01.30 in Sweden, before the time"
    assert back_up_daily(at(0))
    assert house.store.beats()[BEAT] == NOW
    assert back_up_daily(at(5)) is None
    (tmp_path / "backups").rename(tmp_path / "away")
    (tmp_path / "backups").write_text("i vägen", "utf-8")
    assert back_up_daily(at(24)) is None
    (trouble,) = house.store.troubles()
    assert trouble.name == troubles.BACKUP
    (tmp_path / "backups").unlink()
    assert back_up_daily(at(24.5)) is None, "it is tried again after an hour"
    assert back_up_daily(at(25.1))
    assert house.store.troubles() == ()


def test_a_backup_older_than_two_days_is_a_trouble(house: House) -> None:
    house.store.beat(BEAT, NOW)
    late = replace(house, clock=lambda: NOW + dt.timedelta(hours=69.5))  # the third night, before the time
    assert back_up_daily(late) is None
    (trouble,) = house.store.troubles()
    assert "2026-11-23 kl. 04.30" in trouble.what


def test_the_command_says_what_it_made_and_ends_with_one_when_something_is_damaged(
    small: tuple[Config, SqlStore, list[str]], tmp_path: Path
) -> None:
    config, store, (torn, *_) = small
    run, file = CliRunner().invoke, str(tmp_path / "config.toml")
    made = run(app, ["backup", "--config", file])
    assert made.exit_code == 0, made.output
    assert "Säkerhetskopian är gjord och provad" in made.output
    assert BEAT in store.beats()
    damage(mail_file(config.storage.folder, torn))
    told = run(app, ["backup", "--config", file, "--to", str(tmp_path / "disk"), "--json"])
    assert told.exit_code == 1
    assert any(torn in fault for fault in json.loads(told.stdout)["faults"])
