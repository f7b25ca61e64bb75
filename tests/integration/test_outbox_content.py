"""The bytes of outgoing mail move to a table of their own, and the disk does not hold them twice."""

from __future__ import annotations

import random
from pathlib import Path

import sqlalchemy as sa
from alembic import command

from domain.outgoing import MailKind, OutgoingState
from storage import migrate
from storage.database import Database
from storage.engine import open_store
from storage.store import SqlStore
from tests.servers.outbox import NOW, a_mail

pytest_plugins = ["tests.servers.register"]

BEFORE = "0007"
BYTES = 40_000
MAILS = 50
NAMES = (
    *("key", "kind", "recipient", "subject", "message_id", "raw"),
    *("state", "stage", "attempts", "next_attempt_at", "last_error", "created_at"),
)


def content(number: int) -> bytes:
    return random.Random(number).randbytes(BYTES)


def register_of_before(url: str) -> None:
    """A register whose mails still hold their bytes themselves."""
    database = Database(url)
    moment = NOW.isoformat(timespec="microseconds") if url.startswith("sqlite") else NOW
    insert = sa.insert(sa.table("outbox", *(sa.column(name) for name in NAMES)))
    with database.changing_schema() as connection:
        config = migrate._config()
        config.attributes["connection"] = connection
        command.upgrade(config, BEFORE)
        for number in range(MAILS):
            texts = dict.fromkeys(("key", "recipient", "subject", "message_id", "last_error"), str(number))
            states = {"kind": "larm", "state": "waiting", "stage": "none", "attempts": 0}
            times = {"next_attempt_at": moment, "created_at": moment}
            connection.execute(insert, {**texts, **states, **times, "raw": content(number)})
    database.close()


def test_each_mail_keeps_its_bytes_when_they_move(empty_url: str) -> None:
    register_of_before(empty_url)
    migrate.migrate(empty_url)
    store = open_store(empty_url)
    kept = {row.mail.key: row.mail.raw for row in store.outbox()}
    claimed = store.claim(NOW)
    store.close()
    assert kept == {str(number): content(number) for number in range(MAILS)}
    assert claimed is not None
    assert claimed.mail.raw == content(int(claimed.mail.key))


def test_the_file_is_no_larger_when_they_have_moved(tmp_path: Path) -> None:
    path = tmp_path / "register.db"
    register_of_before(f"sqlite:///{path}")
    migrate.migrate(f"sqlite:///{path}")
    of_register = [file for file in tmp_path.iterdir() if ".version-" not in file.name]  # not the copy of before
    assert sum(file.stat().st_size for file in of_register) < MAILS * BYTES * 1.5


def test_postgresql_keeps_no_second_copy_either(postgresql_url: str) -> None:
    register_of_before(postgresql_url)
    migrate.migrate(postgresql_url)
    database = Database(postgresql_url)
    with database.reading() as session:
        left = session.scalar(sa.text("SELECT pg_total_relation_size('outbox')"))
    database.close()
    assert left < 200_000  # indexes and pages that are hardly filled; random bytes would not have been pressed together


def test_a_list_leaves_the_bytes_where_they_are(store: SqlStore) -> None:
    store.queue([a_mail(1)], NOW)
    (bare,), (whole,) = store.outbox(content=False), store.outbox((OutgoingState.WAITING,), kinds=(MailKind.SUMMARY,))
    assert (bare.mail.raw, whole.mail.raw) == (b"", a_mail(1).raw)
    assert store.outgoing([a_mail(1).message_id])[0].mail.raw == a_mail(1).raw
