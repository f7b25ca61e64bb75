"""Two daemons never work with one register, wherever their folders are."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from domain.errors import AlreadyRunning
from registrator.config import Config, load_config
from registrator.lock import alone


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
