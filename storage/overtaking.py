"""An entry is decided anew: what was to be said of it as it was is taken back, what has been said is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from domain.outgoing import TELLS_OF_ENTRY, MailKind, OutboxRow, OutgoingState, Tells
from storage.codec import loads
from storage.outbox import count_changed
from storage.prepared import Prepared, within
from storage.rows import beside, outbox_row
from storage.schema_sending import IS_REMINDER, OutgoingRow, ToldRow
from storage.waiting_again import ANSWERED, OVERTAKEN, take_apart

_UNSENT = (OutgoingState.DRAFT.value, OutgoingState.WAITING.value, OutgoingState.PARKED.value)
_MAYBE_SENT = (
    OutgoingState.SENDING.value,
    OutgoingState.SENT.value,
    OutgoingState.UNCERTAIN.value,
    OutgoingState.BOUNCED.value,
)

_OUTBOX, _TOLD = OutgoingRow.__table__.c, ToldRow.__table__.c
_OF_ENTRY = Prepared(sa.select(_OUTBOX.id).where(_OUTBOX.entry_id == sa.bindparam("its_id")).limit(1), (_OUTBOX.id,))
_TOLD_OF = Prepared(
    sa.select(_TOLD.outbox_id).where(_TOLD.entry_id == sa.bindparam("its_id")).limit(1), (_TOLD.outbox_id,)
)
_REMINDERS = Prepared(
    sa.select(_OUTBOX.id).where(sa.text(IS_REMINDER), _OUTBOX.about == sa.bindparam("its_about")),
    (_OUTBOX.id,),
)


def overtake(session: Session, entry_id: int, about: Sequence[str]) -> tuple[OutboxRow, ...]:
    """Mails of the entry's earlier state, and reminders `about` what it answers, that have not left are withdrawn.

    Those that have left, or may have, are given back, oldest first, with what they tell of this entry; should one not
    leave after all, storage.waiting_again stops it. A joined mail that waits is taken apart: what it says of other
    entries waits again, each by itself.
    """
    session.flush()
    transaction = within(session)
    for one in about:
        withdraw_rows(session, [row["id"] for row in _REMINDERS.rows(transaction, its_about=one)], ANSWERED)
    if not _OF_ENTRY.rows(transaction, its_id=entry_id) and not _TOLD_OF.rows(transaction, its_id=entry_id):
        return ()  # a mail that is settled for the first time
    of_entry = sa.select(OutgoingRow.id).where(OutgoingRow.entry_id == entry_id)
    _take_apart(session, entry_id)
    kinds = of_entry.where(OutgoingRow.kind.in_([kind.value for kind in TELLS_OF_ENTRY]))
    # a receipt that claims nothing holds whatever is decided; it tells of no decisions
    claims = of_entry.where(OutgoingRow.kind == MailKind.RECEIPT.value, OutgoingRow.id.in_(_telling_of(entry_id)))
    for stale in (kinds, claims):
        withdraw_rows(session, session.scalars(stale).all(), OVERTAKEN)
    return _told(session, entry_id, kinds)


def withdraw_rows(session: Session, row_ids: Sequence[int], why: str, *, joined_to: int | None = None) -> int:
    """Those of the rows that have not left; how many. `joined_to` is the mail that tells it instead."""
    if not row_ids:
        return 0
    return count_changed(
        session,
        sa.update(OutgoingRow)
        .where(OutgoingRow.id.in_(row_ids), beside(OutgoingRow.state).in_(_UNSENT))
        .values(state=OutgoingState.WITHDRAWN.value, last_error=why, joined_to=joined_to),
    )


def _telling_of(entry_id: int) -> sa.Select[int]:
    return sa.select(ToldRow.outbox_id).where(ToldRow.entry_id == entry_id)


def _take_apart(session: Session, entry_id: int) -> None:
    """The joined mails that wait and hold something of the entry are withdrawn; their parts wait as before."""
    joined = sa.select(OutgoingRow.joined_to).where(
        OutgoingRow.entry_id == entry_id,
        OutgoingRow.state == OutgoingState.WITHDRAWN.value,
        OutgoingRow.joined_to.is_not(None),
    )
    if not (joined_to := session.scalars(joined).all()):
        return
    unsent = sa.select(OutgoingRow.id).where(OutgoingRow.id.in_(joined_to), beside(OutgoingRow.state).in_(_UNSENT))
    if not (row_ids := session.scalars(unsent).all()):
        return
    withdraw_rows(session, row_ids, OVERTAKEN)
    take_apart(session, row_ids)


def _told(session: Session, entry_id: int, kinds: sa.Select[int]) -> tuple[OutboxRow, ...]:
    row_ids = {*session.scalars(kinds), *session.scalars(_telling_of(entry_id))}
    if not row_ids:
        return ()
    rows = session.scalars(
        sa.select(OutgoingRow)
        .where(OutgoingRow.id.in_(row_ids), beside(OutgoingRow.state).in_(_MAYBE_SENT))
        .order_by(OutgoingRow.id)
    )
    said = sa.select(ToldRow.outbox_id, ToldRow.data).where(ToldRow.entry_id == entry_id)
    tells = {row_id: (loads(data, Tells),) for row_id, data in session.execute(said)}
    told = (outbox_row(row) for row in rows)
    return tuple(replace(row, mail=replace(row.mail, tells=tells.get(row.id, ()))) for row in told)
