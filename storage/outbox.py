"""The outbox as a queue: a conditional UPDATE decides who sends a row.

The statements here run for every mail, so they are made once and run on a bare connection. Only "the dot is reached"
must be on disk before anything else happens; the rest may be lost in a power cut, which then costs a second look at
the row ("may have been sent"), never a mail and never a second copy.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from domain.errors import StorageError
from domain.outgoing import MailKind, OutboxRow, OutgoingMail, OutgoingState, SendStage
from storage.codec import dumps
from storage.held import why_held
from storage.prepared import Prepared, Transaction, within
from storage.rows import outbox_row
from storage.schema_base import Base
from storage.schema_sending import OutgoingContentRow, OutgoingRow, ToldRow
from storage.verbs import Verbs
from storage.waiting_again import stop_overtaken

_WAITING = OutgoingState.WAITING.value
_SENDING = OutgoingState.SENDING.value
_SENT = OutgoingState.SENT.value
_ALARM = MailKind.ALARM.value

_TABLE = Base.metadata.tables[OutgoingRow.__tablename__]
_CONTENT = Base.metadata.tables[OutgoingContentRow.__tablename__]
_COLUMNS = _TABLE.c
_ROW_ID: sa.BindParameter[int] = sa.bindparam("row_id")

_RAW = sa.select(_CONTENT.c.raw).where(_CONTENT.c.outbox_id == _COLUMNS.id).scalar_subquery().label("raw")
_DUE = (
    sa.select(_TABLE)
    .where(_COLUMNS.state == _WAITING, _COLUMNS.next_attempt_at <= sa.bindparam("now"))
    .order_by(_COLUMNS.next_attempt_at, _COLUMNS.id)
    .limit(sa.bindparam("most"))
)
_FIRST = _DUE.with_only_columns(_COLUMNS.id).limit(1).scalar_subquery()
_CLAIM = Prepared(
    sa.update(_TABLE)
    .where(_COLUMNS.id == _FIRST, _COLUMNS.state == _WAITING)
    .values(state=_SENDING, stage=SendStage.NONE.value, attempts=_COLUMNS.attempts + 1),
    (*_COLUMNS, _RAW),
)
_CLAIMED = sa.update(_TABLE).where(_COLUMNS.id == _ROW_ID, _COLUMNS.state == _SENDING)
_REACHES = _CLAIMED.values(stage=sa.bindparam("to_stage"))
_REACHED, _HANDED = Prepared(_REACHES), Prepared(_REACHES.values(handed_at=sa.bindparam("now")))
_IS_SENT = Prepared(
    sa.update(_TABLE)
    .where(_COLUMNS.id == _ROW_ID, _COLUMNS.state != _SENT)
    .values(state=_SENT, sent_at=sa.bindparam("now"), last_error="")
)
_KEY = Prepared(sa.select(_COLUMNS.id).where(_COLUMNS.key == sa.bindparam("its_key")), (_COLUMNS.id,))
_QUEUED = (
    *("key", "kind", "recipient", "subject", "message_id", "state", "stage", "attempts", "next_attempt_at"),
    *("last_error", "created_at", "entry_id", "about", "bounce"),
)
_QUEUE = Prepared(sa.insert(_TABLE), (_COLUMNS.id,), _QUEUED)
_FILL = Prepared(sa.insert(_CONTENT), columns=("outbox_id", "raw"))
_TELL = Prepared(sa.insert(Base.metadata.tables[ToldRow.__tablename__]), columns=("outbox_id", "entry_id", "data"))


class Outbox(Verbs):
    def queue(self, mails: Iterable[OutgoingMail], now: dt.datetime) -> int:
        with self._database.writing() as session:
            return queue_mails(session, mails, now)

    def queued(self, key: str) -> bool:
        with self._database.reading() as session:
            return session.scalar(sa.select(OutgoingRow.id).where(OutgoingRow.key == key)) is not None

    def recover(self, *, resend: bool = False) -> int:
        """How many rows were left claimed. Asked at every round, so it looks before it takes the write lock."""
        with self._database.reading() as session:
            if session.scalar(sa.select(OutgoingRow.id).where(OutgoingRow.state == _SENDING).limit(1)) is None:
                return 0
        why = "Tjänsten stannade medan mejlet lämnades över; det kan ha kommit fram."
        fate: dict[str, str] = {"state": OutgoingState.UNCERTAIN.value, "last_error": why}
        if resend:
            fate = {"state": _WAITING, "last_error": f"{why} Det skickas igen, som after_dot säger."}
        with self._database.writing() as session:
            rows = sa.select(OutgoingRow.id, OutgoingRow.stage).where(OutgoingRow.state == _SENDING)
            left = {row_id: stage == SendStage.DOT.value for row_id, stage in session.execute(rows)}
            claimed = sa.update(OutgoingRow).where(OutgoingRow.state == _SENDING)
            session.execute(claimed.where(OutgoingRow.stage == SendStage.DOT.value).values(fate))
            session.execute(claimed.values(state=_WAITING, stage=SendStage.NONE.value))
            for at_dot in (True, False):
                stop_overtaken(session, [n for n, dot in left.items() if dot is at_dot], maybe_sent=at_dot)
            return len(left)

    def claim(self, now: dt.datetime) -> OutboxRow | None:
        """The mail that has been due for the longest time, counted as one more attempt."""
        with self._database.sending(flushed=False) as transaction:
            return _claim(transaction, now)

    def due(self, now: dt.datetime, *, limit: int = 200) -> tuple[OutboxRow, ...]:
        with self._database.reading() as session:
            return tuple(outbox_row(row) for row in session.execute(_DUE, {"now": now, "most": limit}))

    def reached(self, row_id: int, stage: SendStage, now: dt.datetime | None = None) -> None:
        """Errors: StorageError when the row is not claimed any more, which stops the sending before the stage."""
        statement = _REACHED if now is None else _HANDED
        with self._database.sending(flushed=stage is SendStage.DOT) as transaction:
            changed = statement.run(transaction, row_id=row_id, to_stage=stage.value, now=now)
        if not changed:
            raise StorageError(
                f"Utgående mejl {row_id} är inte längre reserverat för den här sändningen, som avbryts. "
                "Kontrollera att bara en tjänst är igång."
            )

    def sent(self, row_id: int, now: dt.datetime, *, claim_next: bool = False) -> OutboxRow | None:
        """Holds whatever state the row is in: the server's 250 is the truth, a claim only an intention."""
        with self._database.sending(flushed=False) as transaction:
            _IS_SENT.run(transaction, row_id=row_id, now=now)
            return _claim(transaction, now) if claim_next else None

    def postpone(
        self,
        row_id: int,
        *,
        until: dt.datetime,
        error: str,
        stage: SendStage | None = None,
        counted: bool = True,
        maybe_sent: bool = False,
    ) -> None:
        """Does nothing to a row that is not claimed."""
        values: dict[str, Any] = {"state": _WAITING, "next_attempt_at": until, "last_error": error}
        if not counted:
            values["attempts"] = _COLUMNS.attempts - 1
        if stage is not None:
            values["stage"] = stage.value
        with self._database.writing() as session:
            if session.connection().execute(_CLAIMED.values(values), {"row_id": row_id}).rowcount:
                stop_overtaken(session, [row_id], maybe_sent=maybe_sent)

    def park(self, row_id: int, *, state: OutgoingState, error: str, stage: SendStage | None = None) -> None:
        """Does nothing to a row that is not claimed."""
        if state not in {OutgoingState.PARKED, OutgoingState.UNCERTAIN}:
            raise ValueError(f"a mail is not parked as {state}")
        values = {"state": state.value, "last_error": error}
        if stage is not None:
            values["stage"] = stage.value
        with self._database.writing_rows() as connection:
            connection.execute(_CLAIMED.values(values), {"row_id": row_id})

    def hold(self, *, until: dt.datetime, why: str, now: dt.datetime, recipient: str = "", alarms: bool) -> int:
        """Rows that wait for a later attempt of their own keep its time and reason."""
        due = sa.update(_TABLE).where(_COLUMNS.state == _WAITING, _COLUMNS.next_attempt_at <= now)
        due = due.where(_COLUMNS.kind == _ALARM if alarms else _COLUMNS.kind != _ALARM)
        if recipient:
            due = due.where(_COLUMNS.recipient == recipient)
        with self._database.writing_rows(flushed=False) as connection:
            return connection.execute(due.values(next_attempt_at=until, last_error=why)).rowcount

    def held(self, why: str) -> int:
        waiting = sa.select(sa.func.count()).where(_COLUMNS.state == _WAITING, _COLUMNS.last_error == why)
        with self._database.reading() as session:
            return session.scalar(waiting) or 0

    def handed_over(self, since: dt.datetime) -> tuple[tuple[dt.datetime, str, MailKind], ...]:
        handed = (
            sa.select(_COLUMNS.handed_at, _COLUMNS.recipient, _COLUMNS.kind)
            .where(_COLUMNS.handed_at > since)
            .order_by(_COLUMNS.handed_at)
        )
        with self._database.reading() as session:
            return tuple((at, recipient, MailKind(kind)) for at, recipient, kind in session.execute(handed))


def _claim(transaction: Transaction, now: dt.datetime) -> OutboxRow | None:
    row = _CLAIM.row(transaction, now=now)
    return None if row is None else outbox_row(SimpleNamespace(**row), row["raw"])


def queue_mails(session: Session, mails: Iterable[OutgoingMail], now: dt.datetime) -> int:
    """Adds those whose key is new, within the caller's transaction; how many."""
    wanted: dict[str, OutgoingMail] = {}
    for mail in mails:
        wanted.setdefault(mail.key, mail)
    transaction = within(session)
    for key in list(wanted):
        if _KEY.row(transaction, its_key=key):
            del wanted[key]
    why = why_held(session, now) if wanted else None
    for mail in wanted.values():
        _add(transaction, mail, now, why(mail) if why else "")
    return len(wanted)


def _add(transaction: Transaction, mail: OutgoingMail, now: dt.datetime, held: str) -> None:
    row = _QUEUE.row(
        transaction,
        key=mail.key,
        kind=mail.kind.value,
        recipient=mail.recipient,
        subject=mail.subject,
        message_id=mail.message_id,
        state=OutgoingState.DRAFT.value if mail.draft or held else _WAITING,
        stage=SendStage.NONE.value,
        attempts=0,
        next_attempt_at=mail.not_before or now,
        last_error=held,
        created_at=now,
        entry_id=mail.entry_id,
        about=mail.about,
        bounce="",
    )
    assert row is not None  # an INSERT returns its row
    _FILL.run(transaction, outbox_id=row["id"], raw=mail.raw)
    for tells in mail.tells:
        _TELL.run(transaction, outbox_id=row["id"], entry_id=tells.entry_id, data=dumps(tells))


def count_changed(session: Session, statement: sa.Update) -> int:
    """How many rows the statement changed."""
    done = session.execute(statement)
    assert isinstance(done, CursorResult)  # what an UPDATE gives; narrows the type only
    return done.rowcount
