"""Looking at outgoing mail, and taking it back, joining it, noting that it came back: all but the sending."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa

from domain.outgoing import MailKind, OutboxRow, OutgoingMail, OutgoingState
from storage.outbox import count_changed, queue_mails
from storage.overtaking import withdraw_rows
from storage.prepared import Prepared
from storage.rows import beside, outbox_rows
from storage.schema_sending import OutgoingRow
from storage.verbs import Verbs

_COUNT = sa.func.count().label("number")
_QUEUED_SINCE = (
    sa.select(_COUNT)
    .select_from(OutgoingRow)
    .where(OutgoingRow.kind == sa.bindparam("its_kind"), OutgoingRow.created_at >= sa.bindparam("since"))
)
_SINCE = Prepared(_QUEUED_SINCE, (_COUNT,))
_SINCE_TO = Prepared(_QUEUED_SINCE.where(OutgoingRow.recipient == sa.bindparam("its_recipient")), (_COUNT,))


class Outgoing(Verbs):
    def outbox(
        self,
        states: Sequence[OutgoingState] = (),
        *,
        kinds: Sequence[MailKind] = (),
        limit: int = 200,
        content: bool = True,
    ) -> tuple[OutboxRow, ...]:
        query = sa.select(OutgoingRow).order_by(OutgoingRow.id.desc()).limit(limit)
        if states:
            query = query.where(OutgoingRow.state.in_([state.value for state in states]))
        if kinds:
            column = beside(OutgoingRow.kind) if states else OutgoingRow.kind
            query = query.where(column.in_([kind.value for kind in kinds]))
        with self._database.reading() as session:
            return outbox_rows(session, query, content=content)

    def joinable(self, kinds: Sequence[MailKind]) -> tuple[OutboxRow, ...]:
        """Looked for at each round of sending, so the documents that go with them are left where they are."""
        waiting = (
            sa.select(OutgoingRow)
            .where(
                OutgoingRow.state == OutgoingState.WAITING.value,
                OutgoingRow.attempts == 0,
                OutgoingRow.entry_id.is_not(None),
                OutgoingRow.kind.in_([kind.value for kind in kinds]),
            )
            .order_by(OutgoingRow.id)
        )
        with self._database.reading() as session:
            return outbox_rows(session, waiting, content=False)

    def merge(self, row_ids: Sequence[int], mail: OutgoingMail, now: dt.datetime) -> bool:
        """The rows are withdrawn and say which mail tells it instead. False also when the mail's key is taken."""
        with self._database.writing() as session:
            waiting = sa.select(OutgoingRow.id).where(
                OutgoingRow.id.in_(row_ids), OutgoingRow.state == OutgoingState.WAITING.value
            )
            if len(session.scalars(waiting).all()) != len(set(row_ids)) or not queue_mails(session, [mail], now):
                return False
            joined_to = session.scalars(sa.select(OutgoingRow.id).where(OutgoingRow.key == mail.key)).one()
            withdraw_rows(session, row_ids, f"Samlat i ett mejl: {mail.subject}", joined_to=joined_to)
            return True

    def withdraw(self, row_ids: Sequence[int], why: str) -> int:
        with self._database.writing() as session:
            return withdraw_rows(session, row_ids, why)

    def queued_since(self, since: dt.datetime, *, kind: MailKind, recipient: str = "") -> int:
        question = _SINCE_TO if recipient else _SINCE
        values = {"its_recipient": recipient} if recipient else {}
        with self._database.looking() as transaction:
            row = question.row(transaction, its_kind=kind.value, since=since, **values)
            return int(row["number"]) if row else 0

    def outgoing(self, message_ids: Sequence[str]) -> tuple[OutboxRow, ...]:
        query = (
            sa.select(OutgoingRow)
            .where(OutgoingRow.message_id.in_(list(message_ids)[:_MOST_IDS]))
            .order_by(OutgoingRow.id.desc())
        )
        with self._database.reading() as session:
            return outbox_rows(session, query)

    def bounced(self, row_id: int, *, why: str, entry_id: int, now: dt.datetime) -> bool:
        """A report of what never left (a row that still waits) is not believed."""
        with self._database.writing() as session:
            return bool(
                count_changed(
                    session,
                    sa.update(OutgoingRow)
                    .where(
                        OutgoingRow.id == row_id,
                        OutgoingRow.state.in_([OutgoingState.SENT.value, OutgoingState.UNCERTAIN.value]),
                    )
                    .values(state=OutgoingState.BOUNCED.value, bounced_at=now, bounce=why, bounce_entry_id=entry_id),
                )
            )


_MOST_IDS = 100
"""A References header may name thousands; the last ones are the nearest, and a thread of ours is short."""
