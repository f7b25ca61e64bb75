"""The one place that writes the audit trail, and the chain of hashes that shows whether anything but this has.

Each row's hash covers the hash of the row before it and all that the row says, so a row that is changed, removed or
put in between breaks the chain there. The head, in a table of its own, says how many rows there are and which hash is
the last, so that nothing can be cut off the end either. Who may write to the database can make a whole new chain: kept
somewhere else (a backup, a printout of `registrator verify`), the head shows that too.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from typing import TypedDict

import sqlalchemy as sa
from sqlalchemy.orm import Session

from domain.auditing import AuditQuestion, ChainBreak, ChainCheck, FoundAudit
from domain.retention import Disposable
from storage.rows import audit_row
from storage.schema import AuditLogRow
from storage.schema_audit import AuditHeadRow
from storage.schema_retention import DisposalRow
from storage.types import harmless
from storage.verbs import Verbs

HEAD = 1
ACCOUNT = "konto "
"""What `about` begins with in the rows of an account."""

_WINDOW = 500

EMPTIED = "gallrad"
"""What stands for the name in a row whose content has been disposed of."""

_EMPTIED = sa.select(DisposalRow.row_id, DisposalRow.hash).where(DisposalRow.kind == Disposable.SIGN_IN.value)
"""Rows whose content has been disposed of, and the hash that they had: it holds the chain together. What they said
cannot be checked any more; which rows they are is said in a row of the trail that can."""


def log(
    session: Session,
    *,
    at: dt.datetime,
    who: str,
    verb: str,
    mail_id: int | None = None,
    reason: str = "",
    before: str = "",
    after: str = "",
    about: str = "",
) -> None:
    """Add a row, in the transaction of what it tells of.

    Write transactions run one at a time (see storage.database), so nobody else can add the next row meanwhile.
    """
    said = Said(at=at, who=who, verb=verb, mail_id=mail_id, reason=reason, before=before, after=after, about=about)
    head = session.get_one(AuditHeadRow, HEAD)
    head.hash, head.rows = hash_of(head.hash, said), head.rows + 1
    session.add(AuditLogRow(**said, hash=head.hash))


class Said(TypedDict):
    """All that a row says."""

    at: dt.datetime
    who: str
    verb: str
    mail_id: int | None
    reason: str
    before: str
    after: str
    about: str


def hash_of(previous: str, said: Said) -> str:
    """A row's hash, in hex, from that of the row before ("" for the first) and what it says.

    It is the same on both databases, and for ever: rows of many years ago are checked by it too.
    """
    texts = [harmless(text) for text in (said["who"], said["verb"], said["reason"], said["about"])]
    at = said["at"].astimezone(dt.UTC).isoformat(timespec="microseconds")
    states = [harmless(said["before"]), harmless(said["after"])]
    content = json.dumps([at, said["mail_id"], *texts, *states], ensure_ascii=False)
    return hashlib.sha256(f"{previous}\n{content}".encode()).hexdigest()


def said_by(row: AuditLogRow) -> Said:
    return Said(
        at=row.at,
        who=row.who,
        verb=row.verb,
        mail_id=row.mail_id,
        reason=row.reason,
        before=row.before,
        after=row.after,
        about=row.about,
    )


class Auditing(Verbs):
    def check_audit(self, *, most: int = 100) -> ChainCheck:
        """Walk the whole chain, some rows at a time; the first `most` breaks. Nothing is changed."""
        breaks: list[ChainBreak] = []
        previous, last_id, rows = "", 0, 0
        with self._database.reading() as session:
            head = session.execute(sa.select(AuditHeadRow.rows, AuditHeadRow.hash)).first()
            emptied = dict(session.execute(_EMPTIED).all())
            for row in _all_rows(session):
                was = emptied.get(row.id) if row.who == EMPTIED else None
                if row.hash != (was or hash_of(previous, said_by(row))) and len(breaks) < most:
                    breaks.append(ChainBreak(row_id=row.id, after=last_id))
                previous, last_id, rows = row.hash, row.id, rows + 1
        expected, ending = head or (0, "")
        return ChainCheck(
            rows=rows,
            head=ending,
            expected_rows=expected,
            ends_rightly=(rows, previous) == (expected, ending),
            breaks=tuple(breaks),
        )

    def find_audit(
        self, question: AuditQuestion, *, limit: int = 50, after: int | None = None, before: int | None = None
    ) -> FoundAudit:
        query = _asked(question).limit(limit + 1)
        backwards = after is None and before is not None
        if after is not None:
            query = query.where(AuditLogRow.id < after)
        elif before is not None:
            query = query.where(AuditLogRow.id > before)
        query = query.order_by(AuditLogRow.id if backwards else AuditLogRow.id.desc())
        with self._database.reading() as session:
            rows = tuple(audit_row(row) for row in session.scalars(query))
        more, rows = len(rows) > limit, rows[:limit]
        if backwards:
            return FoundAudit(rows=rows[::-1], before=more, after=True)
        return FoundAudit(rows=rows, before=after is not None, after=more)

    def audit_people(self, *, accounts: bool = True) -> tuple[str, ...]:
        query = sa.select(AuditLogRow.who).distinct().order_by(AuditLogRow.who)
        if not accounts:
            query = query.where(AuditLogRow.about.not_like(f"{ACCOUNT}%"))
        with self._database.reading() as session:
            return tuple(session.scalars(query))


def _asked(question: AuditQuestion) -> sa.Select[AuditLogRow]:
    query = sa.select(AuditLogRow)
    if question.who:
        query = query.where(AuditLogRow.who == question.who)
    if question.verb:
        query = query.where(AuditLogRow.verb == question.verb)
    if question.entries is not None:
        query = query.where(AuditLogRow.mail_id.in_(question.entries))
    if not question.accounts:
        query = query.where(AuditLogRow.about.not_like(f"{ACCOUNT}%"))
    if question.about:
        query = query.where(AuditLogRow.about == question.about)
    if question.since is not None:
        query = query.where(AuditLogRow.at >= question.since)
    if question.before is not None:
        query = query.where(AuditLogRow.at < question.before)
    return query


def _all_rows(session: Session) -> Iterator[AuditLogRow]:
    last = 0
    while True:
        window = session.scalars(
            sa.select(AuditLogRow).where(AuditLogRow.id > last).order_by(AuditLogRow.id).limit(_WINDOW)
        ).all()
        if not window:
            return
        yield from window
        last = window[-1].id
        session.expunge_all()
