"""A later reading of a mail in place of the machine's earlier one; what a person decided stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import sqlalchemy as sa

from domain.decision import Result
from domain.errors import EntryChanged
from domain.ports import Compose
from domain.register import Entry, State
from domain.trail import NO_VERDICTS, REREAD
from storage.auditing import log
from storage.codec import decision_from, dumps, loads, state_as_json
from storage.numbers import renew_parts
from storage.rows import mail_row
from storage.schema import AuditLogRow, DecisionRow
from storage.settling import STATES, leave, tell, write_decisions
from storage.verbs import Verbs

_MACHINE = "registrator"


class Rereading(Verbs):
    def reread(self, entry_id: int, *, version: int, result: Result, compose: Compose, now: dt.datetime) -> Entry:
        """The earlier decisions stay in the register as replaced."""
        with self._database.writing() as session:
            mail = mail_row(session, entry_id)
            said = sa.select(AuditLogRow.id).where(AuditLogRow.mail_id == entry_id)
            verdicts = said.where(AuditLogRow.verb.not_in(NO_VERDICTS))
            if mail.version != version or mail.state == State.RECEIVED.value or session.scalar(verdicts.limit(1)):
                raise EntryChanged(f"Mejl {entry_id} har ändrats eller avgjorts av en person. Inget skrevs över.")
            replaced = session.scalars(
                sa.select(DecisionRow)
                .where(DecisionRow.mail_id == mail.id, DecisionRow.replaced_at.is_(None))
                .order_by(DecisionRow.id)
            ).all()
            earlier = [decision_from(row.data) for row in replaced]
            before = state_as_json(mail.state, mail.reason, earlier)
            for row in replaced:
                row.replaced_at = now
            renew_parts(session, mail, result.documents, now)
            write_decisions(session, mail, result.decisions, accepted_by="", now=now)
            mail.result = dumps(result)
            leave(session, mail, STATES[result.status], self._reason(result), now)
            after = state_as_json(mail.state, mail.reason, result.decisions)
            log(
                session,
                at=now,
                who=_MACHINE,
                verb=REREAD,
                mail_id=mail.id,
                reason=result.read_by,
                before=before,
                after=after,
            )
            touched = {decision.recommendation for decision in [*earlier, *result.decisions]}
            return tell(session, mail, sorted(touched), compose, now, earlier)

    def read_alike(self, entry_id: int, *, version: int, read_by: str) -> None:
        """Neither the entry's version nor its audit trail grows: nobody decided anything."""
        with self._database.writing() as session:
            mail = mail_row(session, entry_id)
            if mail.version != version:
                raise EntryChanged(f"Mejl {entry_id} har ändrats.")
            if mail.result:
                mail.result = dumps(replace(loads(mail.result, Result), read_by=read_by))
