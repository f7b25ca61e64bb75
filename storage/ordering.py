"""A person's word on an outgoing mail, and the trail it leaves."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa

from domain.errors import EntryChanged
from domain.outgoing import OUTGOING_VERBS, OutboxRow, OutgoingState, OutgoingVerb, SendStage
from domain.register import AuditRow
from domain.swedish import OUTGOING_STATES
from domain.swedish import OUTGOING_VERBS as WORDS
from storage.auditing import log
from storage.codec import dumps
from storage.gone import is_gone
from storage.rows import audit_row, is_id, outbox_row, outbox_rows
from storage.schema import AuditLogRow
from storage.schema_sending import OutgoingContentRow, OutgoingRow
from storage.verbs import Verbs
from storage.waiting_again import stop_overtaken


class Ordering(Verbs):
    def outgoing_row(self, row_id: int) -> OutboxRow | None:
        if not is_id(row_id):
            return None
        with self._database.reading() as session:
            return next(iter(outbox_rows(session, sa.select(OutgoingRow).where(OutgoingRow.id == row_id))), None)

    def order(self, row_id: int, verb: OutgoingVerb, *, who: str, why: str, now: dt.datetime) -> OutboxRow:
        """The state is asked anew under the write lock, so that two people cannot both send the same mail."""
        allowed, state = OUTGOING_VERBS[verb]
        with self._database.writing() as session:
            row = session.get(OutgoingRow, row_id)
            if row is None:
                raise EntryChanged(f"Det finns inget utgående mejl {row_id}. »registrator outbox list« visar alla.")
            earlier = OutgoingState(row.state)
            if earlier not in allowed:
                possible = ", ".join(OUTGOING_STATES[s] for s in OutgoingState if s in allowed)
                raise EntryChanged(
                    f"Utgående mejl {row_id} är i läget »{OUTGOING_STATES[earlier]}«, och »{WORDS[verb]}« går bara "
                    f"från: {possible}. Inget är ändrat."
                )
            raw = session.get_one(OutgoingContentRow, row_id).raw
            if state is OutgoingState.WAITING and is_gone(raw):
                raise EntryChanged(f"Innehållet i utgående mejl {row_id} finns inte kvar, så det kan inte skickas.")
            before = dumps({"state": row.state, "error": row.last_error})
            row.state, row.last_error = state.value, why if state is OutgoingState.WITHDRAWN else ""
            if state is OutgoingState.WAITING:
                row.stage, row.attempts = SendStage.NONE.value, 0
                # a draft keeps the time before which it must not go, unless that has passed
                row.next_attempt_at = max(now, row.next_attempt_at) if verb is OutgoingVerb.RELEASE else now
                session.flush()
                stop_overtaken(session, [row_id])
                session.refresh(row)
            if state is OutgoingState.SENT:
                row.sent_at = row.handed_at or now
            after = dumps({"state": row.state, "error": row.last_error})
            log(session, at=now, who=who, verb=verb.value, reason=why, before=before, after=after, about=_about(row_id))
            return outbox_row(row, raw)

    def outgoing_audit(self, row_id: int) -> tuple[AuditRow, ...]:
        """Oldest first."""
        trail = sa.select(AuditLogRow).where(AuditLogRow.about == _about(row_id)).order_by(AuditLogRow.id)
        with self._database.reading() as session:
            return tuple(audit_row(row) for row in session.scalars(trail))


def _about(row_id: int) -> str:
    return f"utgående {row_id}"
