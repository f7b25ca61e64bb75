"""A person's verdicts, and the trail they leave."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa

from domain.decision import Decision
from domain.errors import EntryChanged
from domain.ports import Compose
from domain.register import AuditRow, Entry, State
from storage.codec import decision_from, state_as_json
from storage.rows import audit_row, mail_row
from storage.schema import AuditLogRow, DecisionRow
from storage.settling import leave, tell, write_decisions
from storage.verbs import Verbs


class People(Verbs):
    def resolve(
        self,
        entry_id: int,
        *,
        version: int,
        decisions: tuple[Decision, ...],
        state: State,
        reason: str,
        who: str,
        verb: str,
        compose: Compose,
        now: dt.datetime,
    ) -> Entry:
        """The person's decisions take the place of those that stood; the earlier stay in the register as replaced."""
        if state is State.RECEIVED:
            raise ValueError("a verdict cannot put a mail back to RECEIVED")
        with self._database.writing() as session:
            mail = mail_row(session, entry_id)
            if mail.version != version or mail.state == State.RECEIVED.value:
                raise EntryChanged(
                    f"Mejl {entry_id} har ändrats sedan du öppnade det. Ladda om sidan och granska det som står där nu."
                )
            replaced = session.scalars(
                sa.select(DecisionRow)
                .where(DecisionRow.mail_id == mail.id, DecisionRow.replaced_at.is_(None))
                .order_by(DecisionRow.id)
            ).all()
            earlier = [decision_from(row.data) for row in replaced]
            before = state_as_json(mail.state, mail.reason, earlier)
            for row in replaced:
                row.replaced_at = now
            write_decisions(session, mail, decisions, accepted_by=who, now=now)
            leave(session, mail, state, reason, now)
            after = state_as_json(mail.state, mail.reason, decisions)
            session.add(
                AuditLogRow(at=now, who=who, verb=verb, mail_id=mail.id, reason=reason, before=before, after=after)
            )
            touched = {decision.recommendation for decision in [*earlier, *decisions]}
            return tell(session, mail, sorted(touched), compose, now, earlier)

    def audit(self, entry_id: int) -> tuple[AuditRow, ...]:
        """Oldest first."""
        with self._database.reading() as session:
            rows = session.scalars(
                sa.select(AuditLogRow).where(AuditLogRow.mail_id == entry_id).order_by(AuditLogRow.id)
            )
            return tuple(audit_row(row) for row in rows)
