"""The outbox: the database is the queue, and a conditional UPDATE decides who sends a row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from domain.errors import StorageError
from domain.outgoing import OutboxRow, OutgoingMail, OutgoingState, SendStage
from storage.rows import chunks, outbox_row
from storage.schema import OutgoingRow
from storage.verbs import Verbs

_WAITING = OutgoingState.WAITING.value
_SENDING = OutgoingState.SENDING.value


class Outbox(Verbs):
    def queue(self, mails: Iterable[OutgoingMail], now: dt.datetime) -> int:
        with self._database.writing() as session:
            return queue_mails(session, mails, now)

    def queued(self, key: str) -> bool:
        with self._database.reading() as session:
            return session.scalar(sa.select(OutgoingRow.id).where(OutgoingRow.key == key)) is not None

    def recover(self) -> int:
        """How many rows were left claimed."""
        with self._database.writing() as session:
            claimed = sa.update(OutgoingRow).where(OutgoingRow.state == _SENDING)
            uncertain = count_changed(
                session,
                claimed.where(OutgoingRow.stage == SendStage.DOT.value).values(
                    state=OutgoingState.UNCERTAIN.value,
                    last_error="Tjänsten stannade medan mejlet lämnades över; det kan ha kommit fram.",
                ),
            )
            return uncertain + count_changed(session, claimed.values(state=_WAITING, stage=SendStage.NONE.value))

    def claim(self, now: dt.datetime) -> OutboxRow | None:
        """The mail that has been due for the longest time, counted as one more attempt."""
        due = (
            sa.select(OutgoingRow.id)
            .where(OutgoingRow.state == _WAITING, OutgoingRow.next_attempt_at <= now)
            .order_by(OutgoingRow.next_attempt_at, OutgoingRow.id)
            .limit(1)
        )
        with self._database.writing() as session:
            while (row_id := session.scalar(due)) is not None:
                won = count_changed(
                    session,
                    sa.update(OutgoingRow)
                    .where(OutgoingRow.id == row_id, OutgoingRow.state == _WAITING)
                    .values(state=_SENDING, stage=SendStage.NONE.value, attempts=OutgoingRow.attempts + 1),
                )
                if won:
                    return outbox_row(session.get_one(OutgoingRow, row_id))
        return None

    def reached(self, row_id: int, stage: SendStage) -> None:
        """Errors: StorageError when the row is not claimed any more, which stops the sending before the stage."""
        if not self._change_claimed(row_id, {"stage": stage.value}):
            raise StorageError(
                f"Utgående mejl {row_id} är inte längre reserverat för den här sändningen, som avbryts. "
                "Kontrollera att bara en tjänst är igång."
            )

    def sent(self, row_id: int, now: dt.datetime) -> None:
        """Holds whatever state the row is in: the server's 250 is the truth, a claim only an intention."""
        with self._database.writing() as session:
            session.execute(
                sa.update(OutgoingRow)
                .where(OutgoingRow.id == row_id, OutgoingRow.state != OutgoingState.SENT.value)
                .values(state=OutgoingState.SENT.value, sent_at=now, last_error="")
            )

    def postpone(self, row_id: int, *, until: dt.datetime, error: str) -> None:
        """Does nothing to a row that is not claimed."""
        self._change_claimed(row_id, {"state": _WAITING, "next_attempt_at": until, "last_error": error})

    def park(self, row_id: int, *, state: OutgoingState, error: str) -> None:
        """Does nothing to a row that is not claimed."""
        if state not in {OutgoingState.PARKED, OutgoingState.UNCERTAIN}:
            raise ValueError(f"a mail is not parked as {state}")
        self._change_claimed(row_id, {"state": state.value, "last_error": error})

    def _change_claimed(self, row_id: int, values: dict[str, object]) -> bool:
        """Whether the row was still claimed, and so has changed."""
        with self._database.writing() as session:
            claimed = sa.update(OutgoingRow).where(OutgoingRow.id == row_id, OutgoingRow.state == _SENDING)
            return count_changed(session, claimed.values(values)) == 1


def queue_mails(session: Session, mails: Iterable[OutgoingMail], now: dt.datetime) -> int:
    """Adds those whose key is new, within the caller's transaction; how many."""
    wanted: dict[str, OutgoingMail] = {}
    for mail in mails:
        wanted.setdefault(mail.key, mail)
    for keys in chunks(list(wanted)):
        for key in session.scalars(sa.select(OutgoingRow.key).where(OutgoingRow.key.in_(keys))).all():
            del wanted[key]
    for mail in wanted.values():
        session.add(
            OutgoingRow(
                key=mail.key,
                kind=mail.kind.value,
                recipient=mail.recipient,
                subject=mail.subject,
                message_id=mail.message_id,
                raw=mail.raw,
                state=OutgoingState.DRAFT.value if mail.draft else _WAITING,
                stage=SendStage.NONE.value,
                attempts=0,
                next_attempt_at=mail.not_before or now,
                last_error="",
                created_at=now,
                entry_id=mail.entry_id,
                about=mail.about,
            )
        )
    session.flush()
    return len(wanted)


def count_changed(session: Session, statement: sa.Update) -> int:
    """How many rows the statement changed."""
    done = session.execute(statement)
    assert isinstance(done, CursorResult)  # what an UPDATE gives; narrows the type only
    return done.rowcount
