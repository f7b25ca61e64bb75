"""What the journal is to hold of the register: entries as they stand, the audit trail, what was sent, the small tables.

A line holds whole rows, under the names of their columns. Of each entry, outgoing mail and small table the last line
counts, so a line may be written once too often and never does harm. Which rows are new is seen by their ids, which
rise in the order of the commits: writers are alone, and nothing that is journaled is ever deleted.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from domain.journal import JournalMark, JournalPage
from domain.outgoing import OutgoingState
from domain.trail import DISPOSE
from storage.rows import chunks
from storage.schema_all import METADATA
from storage.verbs import Verbs

TABLES = METADATA.tables
MAILS, PARTS, DOCUMENTS = TABLES["mails"], TABLES["parts"], TABLES["documents"]
DECISIONS, CORRECTS, ASIDES = TABLES["decisions"], TABLES["corrects"], TABLES["asides"]
AUDIT, OUTBOX, TOLD = TABLES["audit"], TABLES["outbox"], TABLES["told"]
SMALL = tuple(TABLES[name] for name in ("recommendations", "users", "lessons", "restorations"))
DISPOSALS = TABLES["disposals"]
DERIVED = {MAILS.name: {"result"}}
"""Columns that reading the mail again gives."""

OUTGOING_ABOUT = "utgående "
FATES = frozenset({OutgoingState.SENT.value, OutgoingState.WITHDRAWN.value, OutgoingState.BOUNCED.value})
"""States that an outgoing mail leaves only by a person's word, which has its row in the audit trail."""

_PAGE = 500


class Journaling(Verbs):
    def journal_begins(self) -> JournalMark:
        """Where a new journal begins: each entry is written once, and once more if it is read meanwhile."""
        with self._database.reading() as session:
            return JournalMark(part=_last(session.connection(), PARTS.c.id))

    def journal_end(self) -> JournalMark:
        """The last row of each kind that the register has."""
        with self._database.reading() as session:
            connection = session.connection()
            ends = [
                connection.execute(sa.select(table.c.id, proof).order_by(table.c.id.desc()).limit(1)).first() or (0, "")
                for table, proof in ((MAILS, MAILS.c.sha256), (AUDIT, AUDIT.c.hash), (OUTBOX, OUTBOX.c.key))
            ]
            (mail, sha256), (audit, audit_hash), (outgoing, key) = ends
            return JournalMark(
                mail=mail,
                mail_sha256=sha256,
                part=_last(connection, PARTS.c.id),
                audit=audit,
                audit_hash=audit_hash,
                outgoing=outgoing,
                outgoing_key=key,
            )

    def journal_after(self, mark: JournalMark) -> JournalPage:
        """What has come since, at most some hundreds of each kind at a time, as of one moment."""
        with self._database.reading() as session:
            return _Page(session.connection(), mark).made()

    def journal_agrees(self, mark: JournalMark) -> bool:
        """Whether the register has all that the journal has seen of it; an earlier copy of it has not."""
        known = (
            (MAILS, MAILS.c.sha256, mark.mail, mark.mail_sha256),
            (AUDIT, AUDIT.c.hash, mark.audit, mark.audit_hash),
            (OUTBOX, OUTBOX.c.key, mark.outgoing, mark.outgoing_key),
        )
        with self._database.reading() as session:
            connection = session.connection()
            for table, column, row_id, value in known:
                if row_id and connection.scalar(sa.select(column).where(table.c.id == row_id)) != value:
                    return False
            return _last(connection, PARTS.c.id) >= mark.part

    def journal_says_sent(self, mark: JournalMark) -> int:
        """A power cut may have taken back that a mail was sent, which is not flushed by itself; the journal is. How
        many rows were put right."""
        unknown = OUTBOX.c.state.in_([OutgoingState.WAITING.value, OutgoingState.SENDING.value])
        about = sa.literal(OUTGOING_ABOUT) + sa.cast(OUTBOX.c.id, sa.Text)
        spoken = sa.exists().where(AUDIT.c.id > mark.audit, AUDIT.c.about == about)  # a person sends it again
        wrong = sa.select(OUTBOX.c.id).where(OUTBOX.c.id.in_(mark.sent[:_PAGE]), unknown, ~spoken)
        with self._database.reading() as session:
            row_ids = session.scalars(wrong).all()
        if row_ids:
            sent = sa.update(OUTBOX).where(OUTBOX.c.id.in_(row_ids), unknown)
            with self._database.writing() as session:
                session.execute(sent.values(state=OutgoingState.SENT.value, sent_at=OUTBOX.c.handed_at, last_error=""))
        return len(row_ids)


class _Page:
    """One page: each kind's new rows, and of what kind the rest of the page is told by them."""

    def __init__(self, connection: Connection, mark: JournalMark) -> None:
        self._connection, self._mark, self._after, self._more = connection, mark, mark, False

    def made(self) -> JournalPage:
        audit = self._new(AUDIT)
        mails, parts = self._new(MAILS, MAILS.c.id, MAILS.c.sha256), self._new(PARTS, PARTS.c.id, PARTS.c.mail_id)
        touched = {row["id"] for row in mails}
        # what is not reached yet is written when it is
        reached = touched | {row["mail_id"] for row in (*parts, *audit) if (row["mail_id"] or 0) <= self._mark.mail}
        outgoing = self._new(OUTBOX, OUTBOX.c.id, OUTBOX.c.key)
        lines = [*self._small(audit), *self._entries(sorted(reached - {None})), *(_line("audit", row) for row in audit)]
        lines += self._sending([row["id"] for row in outgoing], audit)
        for rows, name, proof, column in (
            (mails, "mail", "mail_sha256", "sha256"),
            (audit, "audit", "audit_hash", "hash"),
            (outgoing, "outgoing", "outgoing_key", "key"),
        ):
            if rows:
                self._after = replace(self._after, **{name: rows[-1]["id"], proof: rows[-1][column]})
        if parts:
            self._after = replace(self._after, part=parts[-1]["id"])
        return JournalPage(lines=tuple(lines), mark=self._after, more=self._more)

    def _new(self, table: sa.Table, *columns: sa.Column[Any]) -> list[dict[str, Any]]:
        last = {MAILS: "mail", PARTS: "part", AUDIT: "audit", OUTBOX: "outgoing"}[table]
        query = sa.select(*(columns or (table,))).where(table.c.id > getattr(self._mark, last))
        rows = [dict(row) for row in self._connection.execute(query.order_by(table.c.id).limit(_PAGE)).mappings()]
        self._more = self._more or len(rows) == _PAGE
        return rows

    def _entries(self, mail_ids: Sequence[int]) -> Iterator[str]:
        for some in chunks(mail_ids):
            of = {
                table.name: _by(self._rows(table, table.c.mail_id.in_(some)), "mail_id")
                for table in (PARTS, DECISIONS, ASIDES)
            }
            numbered = [row["document_id"] for rows in of["parts"].values() for row in rows if row["document_id"]]
            documents = {
                row["id"]: row for ids in chunks(numbered) for row in self._rows(DOCUMENTS, DOCUMENTS.c.id.in_(ids))
            }
            decided = [row["id"] for rows in of["decisions"].values() for row in rows]
            corrects = {
                row["decision_id"]: row
                for ids in chunks(decided)
                for row in self._rows(CORRECTS, CORRECTS.c.decision_id.in_(ids))
            }
            for mail in self._rows(MAILS, MAILS.c.id.in_(some)):
                parts, decisions = (of[name].get(mail["id"], []) for name in ("parts", "decisions"))
                yield _line(
                    "entry",
                    mail,
                    parts=parts,
                    documents=[documents[row["document_id"]] for row in parts if row["document_id"]],
                    decisions=decisions,
                    corrects=[corrects[row["id"]] for row in decisions if row["id"] in corrects],
                    asides=of["asides"].get(mail["id"], []),
                )

    def _sending(self, new: Sequence[int], audit: Iterable[Mapping[str, Any]]) -> Iterator[str]:
        """Mails that are new, whose fate is sealed since, or of which a person has said something."""
        spoken = {
            int(n) for row in audit if (n := row["about"].removeprefix(OUTGOING_ABOUT)) != row["about"] and n.isdigit()
        }
        before = {n for first, last in self._mark.unsent for n in range(first, last + 1)}
        unsent, sent, changed = set(), [], {*new, *spoken}
        for some in chunks(sorted(before | changed)):
            for row_id, state in self._connection.execute(
                sa.select(OUTBOX.c.id, OUTBOX.c.state).where(OUTBOX.c.id.in_(some))
            ):
                if state not in FATES:
                    unsent.add(row_id)
                elif row_id in before:
                    changed.add(row_id)
                if state == OutgoingState.SENT.value and row_id in changed:
                    sent.append(row_id)
        self._after = replace(self._after, unsent=ranges(unsent), sent=tuple(sent) or self._mark.sent)
        for some in chunks(sorted(changed)):
            told = _by(self._rows(TOLD, TOLD.c.outbox_id.in_(some)), "outbox_id")
            for row in self._rows(OUTBOX, OUTBOX.c.id.in_(some)):
                yield _line("outgoing", row, told=told.get(row["id"], []))

    def _small(self, audit: Sequence[Mapping[str, Any]]) -> Iterator[str]:
        """Whole: they are short, and change seldom. Every change of them leaves its row in the trail, but for a
        recommendation that is added from a file."""
        put = self._connection.scalar(sa.select(sa.func.max(TABLES["recommendations"].c.changed_at)))
        changed = put.isoformat() if put else ""
        self._after = replace(self._after, changed=changed)
        if not audit and changed == self._mark.changed:
            return
        digests = dict(self._mark.tables)
        for table in (*SMALL, *([DISPOSALS] if any(row["verb"] == DISPOSE for row in audit) else [])):
            rows = [_plain(row) for row in self._rows(table, sa.true())]
            line = json.dumps({"kind": "table", "name": table.name, "rows": rows}, ensure_ascii=False)
            digest = hashlib.sha256(line.encode()).hexdigest()[:16]
            if digest != digests.get(table.name):
                digests[table.name] = digest
                yield line
        self._after = replace(self._after, tables=tuple(sorted(digests.items())))

    def _keyed(self, key: sa.Column[int], values: Sequence[int]) -> dict[int, dict[str, Any]]:
        rows = (row for some in chunks(sorted(set(values))) for row in self._rows(key.table, key.in_(some)))
        return {row[key.name]: row for row in rows}

    def _rows(self, table: sa.Table, condition: sa.ColumnElement[bool]) -> list[dict[str, Any]]:
        columns = [column for column in table.columns if column.name not in DERIVED.get(table.name, ())]
        query = sa.select(*columns).where(condition).order_by(*table.primary_key.columns)
        return [dict(row) for row in self._connection.execute(query).mappings()]


def _last(connection: Connection, column: sa.Column[int]) -> int:
    return connection.scalar(sa.select(sa.func.max(column))) or 0


def _by(rows: Iterable[dict[str, Any]], name: str) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row[name], []).append(row)
    return found


def _line(kind: str, row: Mapping[str, Any], **more: Sequence[Mapping[str, Any]]) -> str:
    others = {name: [_plain(one) for one in rows] for name, rows in more.items()}
    return json.dumps({"kind": kind, "row": _plain(row), **others}, ensure_ascii=False)


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, dt.datetime) else value for name, value in row.items()}


def ranges(numbers: set[int]) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return tuple(found)
