"""What was on its way, or with a person, is to wait again; what has been overtaken meanwhile must not.

A row that may have left counts as told, so a verdict at that moment queues a correction beside it. If the row does not
leave after all (451 from the server, a crash before the dot, a person's new attempt), it would follow the correction,
and "har antagit" would be the last word. It is withdrawn instead. Its reader then gets the correction of what she never
got, which is harmless: it says what stands.

Whether it is overtaken is asked of the outbox each time and not marked: a verdict that is taken back withdraws its
corrections, and then what is on its way holds again.
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from domain.outgoing import MailKind, OutgoingState
from domain.register import State
from storage.schema import DecisionRow, MailRow
from storage.schema_sending import OutgoingRow, ToldRow

OVERTAKEN = "Mejlet som det berättar om har avgjorts på nytt."
ANSWERED = "Kommunen har svarat."
_LETTER = (
    "Brevet berättar om flera svar, och ett av dem har rättats sedan det skrevs. Det skickas inte; "
    "`registrator recommendation partner DNR --so-far` skickar vad som nu gäller."
)
_WAITING, _WITHDRAWN = OutgoingState.WAITING.value, OutgoingState.WITHDRAWN.value


def stop_overtaken(session: Session, row_ids: Sequence[int], *, maybe_sent: bool = False) -> None:
    """Those of the rows that wait again, and that something newer has overtaken, are withdrawn, within the transaction.

    A joined mail is taken apart, so that what it says of other entries is told. A letter of many answers that never
    was parts is parked, for a person. With `maybe_sent` they are UNCERTAIN: they may have left before.
    """
    mine = sa.select(OutgoingRow.id).where(OutgoingRow.id.in_(row_ids), OutgoingRow.state == _WAITING)
    stale = session.scalars(mine.where(sa.or_(_corrected(), _decided()))).all()
    if maybe_sent:
        _put(session, stale, OutgoingState.UNCERTAIN)
        return
    letters = session.scalars(mine.where(OutgoingRow.id.in_(stale), _is_whole())).all() if stale else ()
    _put(session, letters, OutgoingState.PARKED, _LETTER)
    gone = [row_id for row_id in stale if row_id not in letters]
    _put(session, gone, OutgoingState.WITHDRAWN, OVERTAKEN)
    _put(session, session.scalars(mine.where(_answered())).all(), OutgoingState.WITHDRAWN, ANSWERED)
    if gone:
        take_apart(session, gone)


def take_apart(session: Session, row_ids: Sequence[int]) -> None:
    """The parts of these mails, which are withdrawn, wait as before they were joined, each by itself."""
    parts = session.scalars(sa.select(OutgoingRow.id).where(OutgoingRow.joined_to.in_(row_ids))).all()
    if parts:
        fate = {"state": _WAITING, "joined_to": None, "last_error": ""}
        session.execute(sa.update(OutgoingRow).where(OutgoingRow.id.in_(parts)).values(fate))
        stop_overtaken(session, parts)


def _put(session: Session, row_ids: Sequence[int], state: OutgoingState, why: str = "") -> None:
    if row_ids:
        fate = {"state": state.value} | ({"last_error": why} if why else {})
        session.execute(sa.update(OutgoingRow).where(OutgoingRow.id.in_(row_ids)).values(fate))


def _corrected() -> sa.ColumnElement[bool]:
    """A later mail to the same reader corrects what it says of an entry, or says the same thing anew."""
    later = aliased(OutgoingRow)
    return sa.exists().where(
        later.id > OutgoingRow.id,
        later.recipient == OutgoingRow.recipient,
        later.state != _WITHDRAWN,
        ToldRow.outbox_id == OutgoingRow.id,
        later.entry_id == ToldRow.entry_id,
        sa.or_(
            later.kind == MailKind.CORRECTION.value,
            # to a reader whose mail came back, for whom it is news
            sa.and_(later.kind == OutgoingRow.kind, later.about == OutgoingRow.about),
        ),
    )


def _decided() -> sa.ColumnElement[bool]:
    """It asks of an entry that somebody has decided by now."""
    settled = (State.REGISTERED.value, State.IGNORED.value, State.STRUCK.value)
    return sa.and_(
        OutgoingRow.kind.in_([MailKind.NOTICE.value, MailKind.QUESTION.value]),
        sa.exists().where(MailRow.id == OutgoingRow.entry_id, MailRow.state.in_(settled)),
    )


def _answered() -> sa.ColumnElement[bool]:
    """A reminder of what has been answered since it was drafted."""
    return sa.and_(
        OutgoingRow.kind == MailKind.REMINDER.value,
        sa.exists().where(
            DecisionRow.recommendation + "/" + DecisionRow.municipality == OutgoingRow.about,
            DecisionRow.noted_at > OutgoingRow.created_at,
            DecisionRow.replaced_at.is_(None),
            MailRow.id == DecisionRow.mail_id,
            MailRow.state == State.REGISTERED.value,
        ),
    )


def _is_whole() -> sa.ColumnElement[bool]:
    """A letter to the partner of all that is decided so far, or at the end: no mails of single answers stand for it."""
    part = aliased(OutgoingRow)
    return sa.and_(
        OutgoingRow.kind == MailKind.PARTNER.value,
        OutgoingRow.entry_id.is_(None),
        ~sa.exists().where(part.joined_to == OutgoingRow.id),
    )
