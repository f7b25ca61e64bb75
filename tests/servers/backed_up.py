"""A configuration and a register with some mails in its archive, for what makes and restores backups."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from domain.mail import MailPosition
from ingest.archive import FileArchive
from registrator.config import Config, load_config
from storage.store import SqlStore

NOW = dt.datetime(2026, 11, 23, 3, 30, tzinfo=dt.UTC)
_CONFIG = """
[imap]
host = "localhost"
username = "u"
password = "mycket-hemligt"
[smtp]
host = "localhost"
username = "u"
password = "mycket-hemligt"
[trust]
authserv_ids = ["mx.ksl.se"]
[backup]
folder = "backups"
keep_daily = 3
keep_weekly = 2
"""


def config_file(folder: Path) -> Path:
    file = folder / "config.toml"
    file.write_text(_CONFIG, "utf-8")
    return file


def config_of(folder: Path, url: str = "") -> Config:
    """A service with everything in this folder; its register at `url`, SQLite beside the archive without one."""
    config = load_config(config_file(folder), {})
    return replace(config, storage=replace(config.storage, database=url))


def take_in(
    store: SqlStore, config: Config, number: int, arrived_at: dt.datetime = NOW, now: dt.datetime | None = None
) -> str:
    """A mail into archive and register, as the service does it, when it arrived or `now`; its SHA-256."""
    raw = f"From: a@botkyrka.se\r\nSubject: Nr {number}\r\nMessage-ID: <{number}@x>\r\n\r\nHej {number}\r\n".encode()
    sha256 = FileArchive(config.storage.folder / "archive").keep(raw)
    position = MailPosition(folder="INBOX", uidvalidity=1, uid=number)
    store.receive(sha256=sha256, size=len(raw), position=position, arrived_at=arrived_at, now=now or arrived_at)
    return sha256


def mail_file(root: Path, sha256: str) -> Path:
    return root / "archive" / "raw" / sha256[:2] / f"{sha256}.eml"


def damage(file: Path) -> None:
    """Flip one bit of the last byte, as a disk does."""
    raw = bytearray(file.read_bytes())
    raw[-1] ^= 1
    file.chmod(0o600)
    file.write_bytes(bytes(raw))
