"""What the archive gives again to a register that has lost it: mails without an entry, and what reading them gives."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa

from domain.decision import DocumentFate, Result
from domain.register import State
from domain.retention import Disposable
from storage.codec import dumps
from storage.rows import mail_row
from storage.schema import MailRow, PartRow
from storage.schema_retention import DisposalRow
from storage.search_index import index_mails
from storage.verbs import Verbs


class Recalling(Verbs):
    def receive_again(self, *, sha256: str, size: int, arrived_at: dt.datetime, now: dt.datetime) -> None:
        """A mail of the archive whose place in the mailbox is not known; the poll that finds it there notes it."""
        with self._database.writing() as session:
            if session.scalar(sa.select(MailRow.id).where(MailRow.sha256 == sha256)) is None:
                session.add(
                    MailRow(
                        sha256=sha256,
                        size=size,
                        arrived_at=arrived_at,
                        received_at=now,
                        state=State.RECEIVED.value,
                        reason="",
                        attempts=0,
                        version=1,
                        sender="",
                        subject="",
                        message_id="",
                    )
                )

    def unrecalled(self) -> tuple[int, ...]:
        """Settled mails whose reading is not in the register any more, oldest first; not those that cannot be read."""
        disposed = sa.select(DisposalRow.row_id).where(DisposalRow.kind == Disposable.MAIL.value)
        given_up = sa.select(PartRow.id).where(
            PartRow.mail_id == MailRow.id, PartRow.name == "", PartRow.fate == DocumentFate.FAILED.value
        )
        lost = sa.select(MailRow.id).where(
            MailRow.result.is_(None),
            MailRow.state.not_in([State.RECEIVED.value, State.FAILED.value]),
            MailRow.id.not_in(disposed),
            ~given_up.exists(),
        )
        with self._database.reading() as session:
            return tuple(session.scalars(lost.order_by(MailRow.arrived_at, MailRow.id)))

    def recall(self, entry_id: int, result: Result) -> None:
        """Keep the machine's reading of a mail beside what stands of it, which stays as it is."""
        with self._database.writing() as session:
            mail = mail_row(session, entry_id)
            mail.result = mail.result or dumps(result)
            session.flush()
            index_mails(session, [entry_id])
