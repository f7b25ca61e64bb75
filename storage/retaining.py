"""Disposing (gallring): what a rule of the configuration names loses its content; row, number and hash stay."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from domain.access import AccountVerb
from domain.outgoing import OutgoingState
from domain.register import State
from domain.retention import Disposable, Due
from domain.trail import DISPOSE
from storage.auditing import ACCOUNT, EMPTIED, log
from storage.codec import dumps
from storage.gone import gone, is_gone
from storage.schema import AuditLogRow, DecisionRow, MailRow, PartRow, TextRow
from storage.schema_retention import DisposalRow
from storage.schema_sending import OutgoingContentRow, OutgoingRow
from storage.search_index import index_mails
from storage.verbs import Verbs

_WHO = "registrator"
_AT_ONCE = 200
_SIGNING = [
    verb.value
    for verb in (AccountVerb.SIGNED_IN, AccountVerb.FAILED, AccountVerb.SIGNED_OUT, AccountVerb.SIGNED_OUT_EVERYWHERE)
]
_ENDED = [state.value for state in (OutgoingState.SENT, OutgoingState.WITHDRAWN, OutgoingState.BOUNCED)]


class Retaining(Verbs):
    def disposable(self, what: Disposable, months: int, before: dt.datetime) -> Due:
        """What would be disposed of; nothing is changed."""
        column = {
            Disposable.MAIL: MailRow.settled_at,
            Disposable.OUTGOING: OutgoingRow.created_at,
            Disposable.SIGN_IN: AuditLogRow.at,
        }[what]
        wanted = _DUE[what](before).with_only_columns(sa.func.count(), sa.func.min(column), sa.func.max(column))
        with self._database.reading() as session:
            count, oldest, newest = session.execute(wanted.order_by(None)).one()
        return Due(what=what, months=months, count=count, oldest=oldest, newest=newest)

    def dispose(self, what: Disposable, before: dt.datetime, *, rule: str, now: dt.datetime) -> int:
        """Some of what is due, oldest first, in one transaction; how many, 0 for nothing more. `rule` in Swedish."""
        with self._database.writing() as session:
            ids = session.scalars(_DUE[what](before).limit(_AT_ONCE)).all()
            if ids:
                _DISPOSE[what](session, ids, rule, now)
            return len(ids)

    def disposed_mails(self) -> tuple[str, ...]:
        """SHA-256 of each: its bytes are not to lie in the archive any more."""
        mails = (
            sa.select(DisposalRow.hash).where(DisposalRow.kind == Disposable.MAIL.value).order_by(DisposalRow.row_id)
        )
        with self._database.reading() as session:
            return tuple(session.scalars(mails.order_by(DisposalRow.row_id)))

    def disposed_of(self) -> dt.datetime | None:
        """When anything last was; None for never."""
        with self._database.reading() as session:
            return session.scalar(sa.select(sa.func.max(DisposalRow.at)))


def _not_yet(what: Disposable, row_id: sa.orm.InstrumentedAttribute[int]) -> sa.ColumnElement[bool]:
    done = sa.select(DisposalRow.row_id).where(DisposalRow.kind == what.value, DisposalRow.row_id == row_id)
    return ~done.exists()


def _mails(before: dt.datetime) -> sa.Select[int]:
    """In which nothing was ever decided: by the machine, nor by a person, who then leaves a row in the trail."""
    return (
        sa.select(MailRow.id)
        .where(
            MailRow.state == State.IGNORED.value,
            MailRow.settled_at < before,
            ~sa.exists().where(DecisionRow.mail_id == MailRow.id),
            ~sa.exists().where(AuditLogRow.mail_id == MailRow.id),
            _not_yet(Disposable.MAIL, MailRow.id),
        )
        .order_by(MailRow.settled_at, MailRow.id)
    )


def _outgoing(before: dt.datetime) -> sa.Select[int]:
    return (
        sa.select(OutgoingRow.id)
        .where(
            OutgoingRow.state.in_(_ENDED),
            OutgoingRow.created_at < before,
            _not_yet(Disposable.OUTGOING, OutgoingRow.id),
        )
        .order_by(OutgoingRow.created_at, OutgoingRow.id)
    )


def _sign_ins(before: dt.datetime) -> sa.Select[int]:
    return (
        sa.select(AuditLogRow.id)
        .where(
            AuditLogRow.verb.in_(_SIGNING),
            AuditLogRow.about.like(f"{ACCOUNT}%"),
            AuditLogRow.at < before,
            _not_yet(Disposable.SIGN_IN, AuditLogRow.id),
        )
        .order_by(AuditLogRow.id)
    )


def _dispose_mails(session: Session, ids: Sequence[int], rule: str, now: dt.datetime) -> None:
    for mail in session.scalars(sa.select(MailRow).where(MailRow.id.in_(ids))).all():
        parts = session.scalars(sa.select(PartRow).where(PartRow.mail_id == mail.id)).all()
        for part in parts:
            shared = sa.select(PartRow.id).where(PartRow.sha256 == part.sha256, PartRow.mail_id != mail.id)
            if session.scalar(shared.limit(1)) is None:
                session.execute(sa.delete(TextRow).where(TextRow.sha256 == part.sha256))
            part.name = ""
        mail.sender = mail.subject = mail.message_id = ""
        mail.result, mail.reason = None, f"Gallrat {now:%Y-%m-%d}: {rule}."
        mail.version += 1
        _note(session, Disposable.MAIL, mail.id, mail.sha256, rule, now, mail_id=mail.id)
    session.flush()
    index_mails(session, ids)


def _dispose_outgoing(session: Session, ids: Sequence[int], rule: str, now: dt.datetime) -> None:
    rows = sa.select(OutgoingRow, OutgoingContentRow).join(
        OutgoingContentRow, OutgoingContentRow.outbox_id == OutgoingRow.id
    )
    for row, content in session.execute(rows.where(OutgoingRow.id.in_(ids))).all():
        found = hashlib.sha256(content.raw).hexdigest()
        if not is_gone(content.raw):
            content.raw = gone(row.subject, f"Innehållet är gallrat {now:%Y-%m-%d}: {rule}.")
        _note(session, Disposable.OUTGOING, row.id, found, rule, now, about=f"utgående {row.id}")


def _dispose_sign_ins(session: Session, ids: Sequence[int], rule: str, now: dt.datetime) -> None:
    """The row keeps its time, its verb and its place in the chain; see storage.auditing for what is then checked."""
    for row in session.scalars(sa.select(AuditLogRow).where(AuditLogRow.id.in_(ids))).all():
        row.who, row.reason, row.before, row.after, row.about = EMPTIED, "", "", "", f"{ACCOUNT}gallrat"
        session.add(_disposal(Disposable.SIGN_IN, row.id, row.hash, rule, now))
    said = {"rows": list(ids)}
    log(session, at=now, who=_WHO, verb=DISPOSE, reason=rule, after=dumps(said), about=f"{ACCOUNT}gallrat")


def _note(
    session: Session, what: Disposable, row_id: int, found: str, rule: str, now: dt.datetime, **about: Any
) -> None:
    session.add(_disposal(what, row_id, found, rule, now))
    log(session, at=now, who=_WHO, verb=DISPOSE, reason=rule, after=dumps({"hash": found}), **about)


def _disposal(what: Disposable, row_id: int, found: str, rule: str, now: dt.datetime) -> DisposalRow:
    return DisposalRow(kind=what.value, row_id=row_id, hash=found, rule=rule, at=now)


_DUE = {Disposable.MAIL: _mails, Disposable.OUTGOING: _outgoing, Disposable.SIGN_IN: _sign_ins}
_DISPOSE = {
    Disposable.MAIL: _dispose_mails,
    Disposable.OUTGOING: _dispose_outgoing,
    Disposable.SIGN_IN: _dispose_sign_ins,
}
