"""A person's verdicts, and the trail they leave."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from domain.decision import Decision
from domain.errors import EntryChanged
from domain.ports import Compose
from domain.register import AuditRow, Entry, State
from storage.auditing import log
from storage.codec import decision_from, state_as_json
from storage.rows import audit_row, mail_row
from storage.schema import AuditLogRow, DecisionRow, MailRow
from storage.schema_review import CorrectsRow
from storage.settling import leave, tell, write_decisions
from storage.verbs import Verbs


def check_version(mail: MailRow, version: int) -> None:
    """Errors: EntryChanged when the mail is not as the person saw it."""
    if mail.version != version or mail.state == State.RECEIVED.value:
        raise EntryChanged(
            f"Mejl {mail.id} har ändrats sedan du öppnade det. Ladda om sidan och granska det som står där nu."
        )


def standing_rows(session: Session, mail: MailRow) -> list[DecisionRow]:
    """The mail's decisions that nobody has replaced, in order."""
    standing = sa.select(DecisionRow).where(DecisionRow.mail_id == mail.id, DecisionRow.replaced_at.is_(None))
    return list(session.scalars(standing.order_by(DecisionRow.id)))


def put_in_place(
    session: Session, mail: MailRow, decisions: Sequence[Decision], *, who: str, now: dt.datetime
) -> tuple[list[DecisionRow], list[DecisionRow]]:
    """The person's decisions instead of those that stood: the rows that did, and those that now do."""
    earlier = standing_rows(session, mail)
    for row in earlier:
        row.replaced_at = now
    write_decisions(session, mail, decisions, accepted_by=who, now=now)
    rows = standing_rows(session, mail)
    for row, decision in zip(rows, decisions, strict=True):
        if decision.corrects:
            session.add(CorrectsRow(decision_id=row.id, number=decision.corrects))
    return earlier, rows


def said_of(mail: MailRow, rows: Sequence[DecisionRow]) -> str:
    """The mail as the trail has it: its state, and the decisions of these rows."""
    return state_as_json(mail.state, mail.reason, [decision_from(row.data) for row in rows], [row.id for row in rows])


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
            check_version(mail, version)
            earlier, rows = put_in_place(session, mail, decisions, who=who, now=now)
            before = said_of(mail, earlier)
            leave(session, mail, state, reason, now)
            after = said_of(mail, rows)
            log(session, at=now, who=who, verb=verb, mail_id=mail.id, reason=reason, before=before, after=after)
            struck = [decision_from(row.data) for row in earlier]
            touched = {decision.recommendation for decision in [*struck, *decisions]}
            return tell(session, mail, sorted(touched), compose, now, struck)

    def audit(self, entry_id: int) -> tuple[AuditRow, ...]:
        """Oldest first."""
        with self._database.reading() as session:
            rows = session.scalars(
                sa.select(AuditLogRow).where(AuditLogRow.mail_id == entry_id).order_by(AuditLogRow.id)
            )
            return tuple(audit_row(row) for row in rows)
