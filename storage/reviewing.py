"""What a person does with an entry beside deciding it: puts it aside, asks the sender, takes back what was done."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from domain.decision import Decision
from domain.errors import EntryChanged
from domain.outgoing import OutgoingMail, OutgoingState
from domain.ports import Compose
from domain.register import AuditRow, Entry, State
from domain.trail import ASIDE, ASK, TAKE_BACK, UNDO, Aside, last_done
from storage.auditing import log
from storage.codec import decision_from, dumps
from storage.outbox import queue_mails
from storage.overtaking import withdraw_rows
from storage.people import check_version, said_of, standing_rows
from storage.rows import audit_row, entry_of, mail_row
from storage.schema import AuditLogRow, DecisionRow, MailRow
from storage.schema_review import AsideRow
from storage.schema_sending import OutgoingRow
from storage.settling import leave, tell
from storage.verbs import Verbs

_OPEN = (State.FLAGGED.value, State.FAILED.value)
_ASKED_IN_VAIN = "Frågan ställdes inte: den togs tillbaka."


class Reviewing(Verbs):
    def decisions_of(self, entry_id: int) -> tuple[Decision, ...]:
        """As `answers` has them, of one entry alone: it need not read those of a hundred thousand."""
        standing = (
            sa.select(DecisionRow.data)
            .join(MailRow, MailRow.id == DecisionRow.mail_id)
            .where(
                DecisionRow.mail_id == entry_id,
                DecisionRow.replaced_at.is_(None),
                DecisionRow.repeats.is_(None),
                MailRow.state == State.REGISTERED.value,
            )
            .order_by(DecisionRow.id)
        )
        with self._database.reading() as session:
            return tuple(decision_from(data) for data in session.scalars(standing))

    def asides(self) -> tuple[Aside, ...]:
        """Of the entries that need a person those that are put aside, as last said; also when their time has come."""
        lasting = (
            sa.select(AsideRow)
            .join(MailRow, MailRow.id == AsideRow.mail_id)
            .where(AsideRow.ended_at.is_(None), MailRow.state.in_(_OPEN))
            .order_by(AsideRow.id)
        )
        with self._database.reading() as session:
            last = {row.mail_id: _aside(row) for row in session.scalars(lasting)}
        return tuple(last.values())

    def put_aside(
        self, entry_id: int, *, version: int, until: dt.date | None, note: str, who: str, now: dt.datetime
    ) -> Entry:
        with self._database.writing() as session:
            mail = self._open(session, entry_id, version)
            row = AsideRow(
                mail_id=mail.id, until=until.isoformat() if until else None, note=note, who=who, at=now, ended_at=None
            )
            session.add(row)
            session.flush()
            after = {"state": mail.state, "aside": row.id, "until": row.until}
            _note(session, mail, ASIDE, who, note, now, after)
            return entry_of(session, mail)

    def take_back(self, entry_id: int, *, version: int, who: str, now: dt.datetime) -> Entry:
        with self._database.writing() as session:
            mail = self._open(session, entry_id, version)
            mine = sa.update(AsideRow).where(AsideRow.mail_id == mail.id, AsideRow.ended_at.is_(None))
            session.execute(mine.values(ended_at=now))
            _note(session, mail, TAKE_BACK, who, "", now, {"state": mail.state})
            return entry_of(session, mail)

    def ask(self, entry_id: int, *, version: int, mail: OutgoingMail, who: str, reason: str, now: dt.datetime) -> Entry:
        with self._database.writing() as session:
            entry = self._open(session, entry_id, version)
            queue_mails(session, [mail], now)
            row_id = session.scalars(sa.select(OutgoingRow.id).where(OutgoingRow.key == mail.key)).one()
            after = {"state": entry.state, "outgoing": row_id}
            _note(session, entry, ASK, who, reason, now, after, about=f"utgående {row_id}")
            return entry_of(session, entry)

    def undo(self, entry_id: int, *, version: int, who: str, compose: Compose, now: dt.datetime) -> Entry:
        """What stood before stands again, under the rows that it had; nothing is deleted."""
        with self._database.writing() as session:
            mail = mail_row(session, entry_id)
            check_version(mail, version)
            trail = session.scalars(
                sa.select(AuditLogRow).where(AuditLogRow.mail_id == entry_id).order_by(AuditLogRow.id)
            )
            done = last_done([audit_row(row) for row in trail])
            if done is None:
                raise EntryChanged(f"Det finns inget att ångra i mejl {entry_id}.")
            if done.verb in {ASIDE, ASK}:
                _take_back_step(session, json.loads(done.after), now)
                _note(session, mail, UNDO, who, done.verb, now, {"state": mail.state})
                return entry_of(session, mail)
            return _restore(session, mail, done, who=who, compose=compose, now=now)

    def _open(self, session: Session, entry_id: int, version: int) -> MailRow:
        mail = mail_row(session, entry_id)
        check_version(mail, version)
        if mail.state not in _OPEN:
            raise EntryChanged(f"Mejl {entry_id} är redan avgjort.")
        return mail


def _aside(row: AsideRow) -> Aside:
    until = dt.date.fromisoformat(row.until) if row.until else None
    return Aside(entry_id=row.mail_id, until=until, note=row.note, who=row.who, at=row.at)


def _note(
    session: Session,
    mail: MailRow,
    verb: str,
    who: str,
    reason: str,
    now: dt.datetime,
    after: dict[str, Any],
    *,
    about: str = "",
) -> None:
    """A row in the trail of what changes no decision. The version grows: somebody else's open page is out of date."""
    mail.version += 1
    _log(session, mail, verb, who, reason, now, dumps({"state": mail.state}), dumps(after), about=about)
    session.flush()


def _log(
    session: Session,
    mail: MailRow,
    verb: str,
    who: str,
    reason: str,
    now: dt.datetime,
    before: str,
    after: str,
    *,
    about: str = "",
) -> None:
    log(
        session,
        at=now,
        who=who,
        verb=verb,
        mail_id=mail.id,
        reason=reason,
        before=before,
        after=after,
        about=about,
    )


def _take_back_step(session: Session, done: dict[str, Any], now: dt.datetime) -> None:
    """The entry is put aside no more, or the question is not asked. Errors: EntryChanged when it has left already."""
    if row_id := done.get("aside"):
        session.execute(sa.update(AsideRow).where(AsideRow.id == row_id).values(ended_at=now))
    if (row_id := done.get("outgoing")) and not withdraw_rows(session, [row_id], _ASKED_IN_VAIN):
        row = session.get(OutgoingRow, row_id)
        if row is None or row.state != OutgoingState.WITHDRAWN.value:
            raise EntryChanged("Frågan har redan skickats, så den går inte att ångra.")


def _restore(session: Session, mail: MailRow, done: AuditRow, *, who: str, compose: Compose, now: dt.datetime) -> Entry:
    """As it was before the verdict `done`: its state, its reason, its decisions."""
    before = json.loads(done.before)
    struck = standing_rows(session, mail)
    again = session.scalars(
        sa.select(DecisionRow)
        .where(DecisionRow.mail_id == mail.id, DecisionRow.id.in_(before.get("rows", [])))
        .order_by(DecisionRow.id)
    ).all()
    if len(again) != len(before["decisions"]):
        raise EntryChanged(f"Mejl {mail.id} avgjordes av en äldre version av programmet. Rätta det i stället.")
    earlier = said_of(mail, struck)
    for row in struck:
        row.replaced_at = now
    for row in again:
        row.replaced_at = None
    leave(session, mail, State(before["state"]), before["reason"], now)
    _log(session, mail, UNDO, who, done.verb, now, earlier, said_of(mail, again))
    gone = [decision_from(row.data) for row in struck]
    touched = {decision_from(row.data).recommendation for row in [*struck, *again]}
    return tell(session, mail, sorted(touched), compose, now, gone)
