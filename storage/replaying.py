"""The journal read back into a register: an empty one, or one that lacks the end of what the journal has seen.

Rows get the ids that they had, so that the audit trail, whose hashes cover them, is the same row for row. What reading
a mail gives (its result, its texts, its place in the index of words) is not here: see registrator.recalling.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from domain.journal import JournalMark
from domain.outgoing import OutgoingState
from storage.database import Database
from storage.gone import gone
from storage.journaling import (
    ASIDES,
    AUDIT,
    CORRECTS,
    DECISIONS,
    DISPOSALS,
    DOCUMENTS,
    MAILS,
    OUTBOX,
    PARTS,
    SMALL,
    TABLES,
    TOLD,
)
from storage.restoring import count_on
from storage.types import UtcTime

Line = Mapping[str, Any]
Row = Mapping[str, Any]

CONTENT, HEAD, SERIES = TABLES["outbox_content"], TABLES["audit_head"], TABLES["series"]
_LOST = (
    "Innehållet finns inte kvar: registret har byggts upp på nytt. Att mejlet har funnits, och vad som hände med det, "
    "står kvar."
)
_UNSENT = frozenset(one.value for one in (OutgoingState.WAITING, OutgoingState.DRAFT, OutgoingState.PARKED))
_NEVER_SENT = "Registret byggdes upp på nytt innan mejlet hade skickats, och innehållet finns inte kvar."
_MAYBE_SENT = "Registret byggdes upp på nytt; mejlet lämnades just över och kan ha kommit fram."


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsent:
    """A mail of ours that had not left, and whose content is gone."""

    row_id: int
    recipient: str
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """How many entries and rows of the audit trail came from the journal, and what cannot be sent any more."""

    entries: int
    audit: int
    unsent: tuple[Unsent, ...]


def replay(url: str, read: Callable[[], Iterable[Line]]) -> Replayed:
    """Put what the journal says in the register at `url`, in one transaction. `read` gives its lines, from the first,
    each time. Errors: StorageError, and then nothing is changed."""
    database = Database(url)
    latest: dict[tuple[str, object], int] = {}
    for place, line in enumerate(read()):
        latest[_key(line)] = place
    wanted = set(latest.values())
    del latest
    try:
        with database.changing_schema() as connection:
            replaying = _Replaying(connection)
            for place, line in enumerate(read()):
                if place in wanted:
                    replaying.take(line)
            return replaying.finished()
    finally:
        database.close()


def _key(line: Line) -> tuple[str, object]:
    """Of the lines with the same, the last counts."""
    return line["kind"], line["name"] if line["kind"] == "table" else line["row"]["id"]


class _Replaying:
    """The rows of one journal into one register. What refers to a later line waits until the end."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._audit: list[Row] = []
        self._outgoing: list[Line] = []
        self._entries = 0

    def take(self, line: Line) -> None:
        if line["kind"] == "table":
            table = TABLES[line["name"]]
            if table in {*SMALL, DISPOSALS}:
                for row in line["rows"]:
                    self._put(table, row)
        elif line["kind"] == "entry":
            self._entry(line)
        elif line["kind"] == "audit":
            self._audit.append(line["row"])
        elif line["kind"] == "outgoing":
            self._outgoing.append(line)

    def finished(self) -> Replayed:
        unsent = [one for line in self._outgoing if (one := self._outgoing_mail(line))]
        for line in self._outgoing:
            if line["row"]["joined_to"]:
                joined = sa.update(OUTBOX).where(OUTBOX.c.id == line["row"]["id"])
                self._connection.execute(joined.values(joined_to=line["row"]["joined_to"]))
        trail = self._trail()
        self._series()
        if self._connection.dialect.name == "postgresql":
            count_on(self._connection)
        return Replayed(entries=self._entries, audit=trail, unsent=tuple(unsent))

    def _entry(self, line: Line) -> None:
        """All of it in the place of what the register has of it."""
        mail_id = line["row"]["id"]
        mine = sa.select(DECISIONS.c.id).where(DECISIONS.c.mail_id == mail_id)
        self._connection.execute(sa.delete(CORRECTS).where(CORRECTS.c.decision_id.in_(mine)))
        for table in (PARTS, DECISIONS, ASIDES):
            self._connection.execute(sa.delete(table).where(table.c.mail_id == mail_id))
        self._put(MAILS, line["row"])
        for table in (DOCUMENTS, PARTS, DECISIONS, CORRECTS, ASIDES):
            for row in line[table.name]:
                self._put(table, row)
        self._entries += 1

    def _outgoing_mail(self, line: Line) -> Unsent | None:
        row = dict(line["row"]) | {"joined_to": None}
        has = self._connection.scalar(sa.select(CONTENT.c.outbox_id).where(CONTENT.c.outbox_id == row["id"]))
        lost = not has and row["state"] in _UNSENT
        if lost:
            row |= {"state": OutgoingState.WITHDRAWN.value, "last_error": _NEVER_SENT}
        elif row["state"] == OutgoingState.SENDING.value:
            row |= {"state": OutgoingState.UNCERTAIN.value, "last_error": _MAYBE_SENT}
        self._put(OUTBOX, row)
        if not has:
            self._connection.execute(sa.insert(CONTENT).values(outbox_id=row["id"], raw=gone(row["subject"], _LOST)))
        for told in line["told"]:
            self._put(TOLD, told)
        return Unsent(row_id=row["id"], recipient=row["recipient"], subject=row["subject"]) if lost else None

    def _trail(self) -> int:
        last = self._connection.scalar(sa.select(sa.func.max(AUDIT.c.id))) or 0
        new = sorted((row for row in self._audit if row["id"] > last), key=lambda row: int(row["id"]))
        for row in new:
            self._put(AUDIT, row)
        if new:
            rows = self._connection.scalar(sa.select(sa.func.count()).select_from(AUDIT))
            self._connection.execute(sa.update(HEAD).values(rows=rows, hash=new[-1]["hash"]))
        return len(new)

    def _series(self) -> None:
        """The next number of a year follows on the highest that was given."""
        year = sa.func.substr(DOCUMENTS.c.number, sa.literal_column("1"), sa.literal_column("4"))
        for begins, number in self._connection.execute(sa.select(year, sa.func.max(DOCUMENTS.c.number)).group_by(year)):
            self._put(SERIES, {"year": int(begins), "last": int(number.partition("-")[2])})

    def _put(self, table: sa.Table, row: Row) -> None:
        values = {name: _value(table.c[name], value) for name, value in row.items() if name in table.c}
        key = [column == values[column.name] for column in table.primary_key.columns]
        others = {name: value for name, value in values.items() if not table.c[name].primary_key}
        known = self._connection.execute(sa.select(sa.literal(1)).select_from(table).where(*key)).first()
        if known is None:
            self._connection.execute(sa.insert(table).values(values))
        elif others:
            self._connection.execute(sa.update(table).where(*key).values(others))


def _value(column: sa.Column[Any], value: object) -> object:
    return dt.datetime.fromisoformat(value) if isinstance(column.type, UtcTime) and isinstance(value, str) else value


def holds(read: Iterable[Line], end: JournalMark) -> bool:
    """Whether the journal has seen the last rows of a register: then the register is an earlier state of the same."""
    missing = {
        (kind, row_id, proof)
        for kind, row_id, proof in (
            ("entry", end.mail, end.mail_sha256),
            ("audit", end.audit, end.audit_hash),
            ("outgoing", end.outgoing, end.outgoing_key),
        )
        if row_id
    }
    proofs = {"entry": "sha256", "audit": "hash", "outgoing": "key"}
    for line in read:
        if missing and line["kind"] in proofs:
            missing.discard((line["kind"], line["row"]["id"], line["row"][proofs[line["kind"]]]))
    return not missing
