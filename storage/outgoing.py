"""Looking at outgoing mail, and taking it back, joining it, noting that it came back: all but the sending."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from domain.outgoing import TELLS_OF_ENTRY, MailKind, OutboxRow, OutgoingMail, OutgoingState
from storage.outbox import count_changed, queue_mails
from storage.rows import outbox_row
from storage.schema import OutgoingRow
from storage.verbs import Verbs

_UNSENT = (OutgoingState.DRAFT.value, OutgoingState.WAITING.value, OutgoingState.PARKED.value)
_MAYBE_SENT = (
    OutgoingState.SENDING.value,
    OutgoingState.SENT.value,
    OutgoingState.UNCERTAIN.value,
    OutgoingState.BOUNCED.value,
)


class Outgoing(Verbs):
    def outbox(
        self, states: Sequence[OutgoingState] = (), *, kinds: Sequence[MailKind] = (), limit: int = 200
    ) -> tuple[OutboxRow, ...]:
        query = sa.select(OutgoingRow).order_by(OutgoingRow.id.desc()).limit(limit)
        if states:
            query = query.where(OutgoingRow.state.in_([state.value for state in states]))
        if kinds:
            query = query.where(OutgoingRow.kind.in_([kind.value for kind in kinds]))
        with self._database.reading() as session:
            return tuple(outbox_row(row) for row in session.scalars(query))

    def merge(self, row_ids: Sequence[int], mail: OutgoingMail, now: dt.datetime) -> bool:
        """The rows are withdrawn and say which mail tells it instead."""
        with self._database.writing() as session:
            waiting = sa.select(OutgoingRow.id).where(
                OutgoingRow.id.in_(row_ids), OutgoingRow.state == OutgoingState.WAITING.value
            )
            if len(session.scalars(waiting).all()) != len(set(row_ids)):
                return False
            queue_mails(session, [mail], now)
            _withdraw(session, row_ids, f"Samlat i ett mejl: {mail.subject}")
            return True

    def withdraw(self, row_ids: Sequence[int], why: str) -> int:
        with self._database.writing() as session:
            return _withdraw(session, row_ids, why)

    def queued_since(self, since: dt.datetime, *, kind: MailKind, recipient: str = "") -> int:
        query = sa.select(sa.func.count()).where(OutgoingRow.kind == kind.value, OutgoingRow.created_at >= since)
        if recipient:
            query = query.where(OutgoingRow.recipient == recipient)
        with self._database.reading() as session:
            return session.scalar(query) or 0

    def outgoing(self, message_ids: Sequence[str]) -> tuple[OutboxRow, ...]:
        query = (
            sa.select(OutgoingRow)
            .where(OutgoingRow.message_id.in_(list(message_ids)[:_MOST_IDS]))
            .order_by(OutgoingRow.id.desc())
        )
        with self._database.reading() as session:
            return tuple(outbox_row(row) for row in session.scalars(query))

    def bounced(self, row_id: int, *, why: str, entry_id: int, now: dt.datetime) -> bool:
        """A report of what never left (a row that still waits) is not believed."""
        with self._database.writing() as session:
            return bool(
                count_changed(
                    session,
                    sa.update(OutgoingRow)
                    .where(
                        OutgoingRow.id == row_id,
                        OutgoingRow.state.in_([OutgoingState.SENT.value, OutgoingState.UNCERTAIN.value]),
                    )
                    .values(state=OutgoingState.BOUNCED.value, bounced_at=now, bounce=why, bounce_entry_id=entry_id),
                )
            )


_MOST_IDS = 100
"""A References header may name thousands; the last ones are the nearest, and a thread of ours is short."""


def overtake(session: Session, entry_id: int, about: Sequence[str]) -> tuple[OutboxRow, ...]:
    """An entry has been decided: mails of its earlier state, and reminders `about` what it answers, that have not left
    are withdrawn; those that have, or may have, are given back, oldest first."""
    of_entry = sa.select(OutgoingRow).where(
        OutgoingRow.entry_id == entry_id, OutgoingRow.kind.in_([kind.value for kind in TELLS_OF_ENTRY])
    )
    unsent = session.scalars(of_entry.where(OutgoingRow.state.in_(_UNSENT))).all()
    _withdraw(session, [row.id for row in unsent], "Mejlet som det berättar om har avgjorts på nytt.")
    if about:
        reminders = sa.select(OutgoingRow.id).where(
            OutgoingRow.kind == MailKind.REMINDER.value,
            OutgoingRow.about.in_(about),
            OutgoingRow.state.in_(_UNSENT),
        )
        _withdraw(session, session.scalars(reminders).all(), "Kommunen har svarat.")
    told = session.scalars(of_entry.where(OutgoingRow.state.in_(_MAYBE_SENT)).order_by(OutgoingRow.id))
    return tuple(outbox_row(row) for row in told)


def _withdraw(session: Session, row_ids: Sequence[int], why: str) -> int:
    if not row_ids:
        return 0
    return count_changed(
        session,
        sa.update(OutgoingRow)
        .where(OutgoingRow.id.in_(row_ids), OutgoingRow.state.in_(_UNSENT))
        .values(state=OutgoingState.WITHDRAWN.value, last_error=why),
    )
