"""A register from a backup made fit to work again: nothing goes out by itself, and the trail says what happened."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from domain.errors import StorageError
from domain.outgoing import OutgoingState, SendStage
from storage.auditing import log
from storage.copying import flush
from storage.database import Database
from storage.failures import told
from storage.migrate import migrate
from storage.outbox import count_changed
from storage.schema import MailRow
from storage.schema_all import METADATA
from storage.schema_sending import OutgoingRow, RestorationRow
from storage.search_index import SEARCH, complete
from storage.snapshot import copy_all

_WHO = "registrator restore"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """How many outgoing mails became drafts, and how many may have been sent."""

    drafts: int
    uncertain: int


def prepare(
    file: Path, *, made_at: dt.datetime, now: dt.datetime, who: str = _WHO, verb: str = "restore", since: str = ""
) -> Held:
    """Bring the copied register in `file` to this program's form, and hold what it was about to send, as `hold`.

    One file is left, on disk. Errors: StorageError, SchemaTooNew.
    """
    url = f"sqlite:///{file}"
    migrate(url, copy=False)
    database = Database(url)
    try:
        with database.writing() as session:
            held = hold(session, made_at, now, who=who, verb=verb, since=since)
        with told(str(file)), database.engine.connect() as connection:
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            driver.execute("PRAGMA journal_mode = DELETE")
    finally:
        database.close()
    flush(file)
    return held


def hold(
    session: Session, made_at: dt.datetime, now: dt.datetime, *, who: str = _WHO, verb: str = "restore", since: str = ""
) -> Held:
    """What the register was about to send at `made_at` waits for a person, and so does what is written anew of the time
    until `now`; the trail says so. `since` is how it came to be so, in Swedish, without a full stop."""
    since = since or f"Registret återställdes från en kopia från {made_at:%Y-%m-%d %H.%M} UTC"
    sending = sa.update(OutgoingRow).where(OutgoingRow.state == OutgoingState.SENDING.value)
    uncertain = {"state": OutgoingState.UNCERTAIN.value, "last_error": f"{since}, när mejlet just lämnades över."}
    waiting = sa.update(OutgoingRow).where(OutgoingRow.state == OutgoingState.WAITING.value)
    drafted = {
        "state": OutgoingState.DRAFT.value,
        "stage": SendStage.NONE.value,
        "last_error": f"{since}, där mejlet väntade; det kan ha skickats därefter.",
    }
    held = Held(
        uncertain=count_changed(session, sending.values(uncertain)),
        drafts=count_changed(session, waiting.values(drafted)),
    )
    session.add(RestorationRow(made_at=made_at, restored_at=now, hold_until=None))
    log(session, at=now, who=who, verb=verb, reason=f"{since}.", about="registret")
    return held


def hold_at(url: str, made_at: dt.datetime, now: dt.datetime, *, who: str, verb: str, since: str) -> Held:
    """As `hold`, in the register at `url`. Errors: StorageError."""
    database = Database(url)
    try:
        with database.writing() as session:
            return hold(session, made_at, now, who=who, verb=verb, since=since)
    finally:
        database.close()


def is_empty(url: str) -> bool:
    """Whether there is no register at the server's `url`, or one that has never had a mail. Errors: StorageError."""
    database = Database(url)
    try:
        with database.reading() as session:
            if not sa.inspect(session.connection()).has_table(MailRow.__tablename__):
                return True
            return session.scalar(sa.select(MailRow.id).limit(1)) is None
    finally:
        database.close()


def pour(file: Path, url: str) -> None:
    """All of the register in `file` into the PostgreSQL database at `url`, in place of what is there; one transaction.

    Errors: StorageError, and then nothing is changed.
    """
    migrate(url)
    source, target = Database(f"sqlite:///{file}"), Database(url)
    try:
        with source.reading() as read, told(target.where), target.engine.connect() as connection:
            if connection.dialect.name != "postgresql":
                raise StorageError(f"{target.where} är ingen databas på en server.")
            with connection.begin():
                connection.execute(sa.delete(SEARCH))  # it refers to the mails, and is made anew below
                copy_all(read.connection(), connection)
                count_on(connection)
        with target.writing() as session:
            complete(session, anew=True)
    finally:
        source.close()
        target.close()


def count_on(connection: Connection) -> None:
    """The next row gets the number after the last: rows that were copied have not moved the server's counters."""
    for table in METADATA.sorted_tables:
        keys = list(table.primary_key.columns)
        name = connection.scalar(sa.select(sa.func.pg_get_serial_sequence(table.name, keys[0].name)))
        if name and (last := connection.scalar(sa.select(sa.func.max(keys[0])))):
            connection.execute(sa.select(sa.func.setval(name, last)))
