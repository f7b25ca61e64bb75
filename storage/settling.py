"""Reading a mail and taking it out of RECEIVED, with everything that follows from it in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from domain.decision import Decision, DocumentFate, Status
from domain.ports import Compose, Conclude
from domain.register import Entry, Settlement, State
from storage.codec import dumps
from storage.numbers import mail_itself, register_parts
from storage.outbox import queue_mails
from storage.overtaking import overtake
from storage.prepared import Prepared
from storage.rows import entry_of, mail_row, no_mail
from storage.schema import DecisionRow, DocumentRow, MailRow, PartRow
from storage.schema_base import Base
from storage.search_index import index_mails
from storage.standing import said, standing_answers
from storage.verbs import Verbs

STATES = {
    Status.REGISTERED: State.REGISTERED,
    Status.FLAGGED: State.FLAGGED,
    Status.IGNORED: State.IGNORED,
}
# A 210 kB Subject exists; an index row of PostgreSQL holds 2,704 bytes, a character has up to four.
_LONGEST_TEXT = 2000
_LONGEST_MESSAGE_ID = 600

_TABLE = Base.metadata.tables[MailRow.__tablename__]
_MAILS = _TABLE.c
_THE_MAIL = _MAILS.id == sa.bindparam("mail_id")
_BEGIN = Prepared(
    sa.update(_TABLE).where(_THE_MAIL, _MAILS.state == State.RECEIVED.value).values(attempts=_MAILS.attempts + 1),
    (_MAILS.attempts,),
)
_BEGUN = Prepared(sa.select(_MAILS.attempts).where(_THE_MAIL), (_MAILS.attempts,))
_DESCRIBE = Prepared(
    sa.update(_TABLE)
    .where(_THE_MAIL)
    .values({name: sa.bindparam(f"its_{name}") for name in ("sender", "subject", "message_id")})
)
_TWIN = Prepared(
    sa.select(_MAILS.id)
    .where(_MAILS.message_id == sa.bindparam("its_message_id"), _MAILS.id != sa.bindparam("mail_id"))
    .limit(1),
    (_MAILS.id,),
)


class Settling(Verbs):
    def waiting(self) -> tuple[int, ...]:
        with self._database.reading() as session:
            return tuple(
                session.scalars(
                    sa.select(MailRow.id)
                    .where(MailRow.state == State.RECEIVED.value)
                    .order_by(MailRow.arrived_at, MailRow.id)
                )
            )

    def begin(self, entry_id: int) -> int:
        """The count does not grow any more once the entry is settled."""
        with self._database.sending() as transaction:
            begun = _BEGIN.row(transaction, mail_id=entry_id) or _BEGUN.row(transaction, mail_id=entry_id)
        if begun is None:
            raise no_mail(entry_id)
        return int(begun["attempts"])

    def discount(self, entry_id: int) -> None:
        with self._database.writing() as session:
            mail = mail_row(session, entry_id)
            if mail.state == State.RECEIVED.value and mail.attempts:
                mail.attempts -= 1

    def describe(self, entry_id: int, *, sender: str, subject: str, message_id: str) -> bool:
        """Texts longer than anybody reads are cut."""
        message_id = message_id[:_LONGEST_MESSAGE_ID]
        said = {"sender": sender[:_LONGEST_TEXT], "subject": subject[:_LONGEST_TEXT], "message_id": message_id}
        with self._database.sending() as transaction:
            if not _DESCRIBE.run(transaction, mail_id=entry_id, **{f"its_{name}": one for name, one in said.items()}):
                raise no_mail(entry_id)
            return bool(message_id) and _TWIN.row(transaction, mail_id=entry_id, its_message_id=message_id) is not None

    def settle(
        self, entry_id: int, *, conclude: Conclude, recommendations: Sequence[str], compose: Compose, now: dt.datetime
    ) -> Entry:
        """Changes nothing, and calls neither function, when the entry is settled already."""
        with self._database.writing() as session:
            mail = mail_row(session, entry_id)
            if mail.state != State.RECEIVED.value:
                return entry_of(session, mail)
            result = conclude(standing_answers(session, recommendations))
            register_parts(session, mail, result.documents, now)
            write_decisions(session, mail, result.decisions, accepted_by="", now=now)
            mail.result = dumps(result)
            touched = {*recommendations, *(decision.recommendation for decision in result.decisions)}
            leave(session, mail, STATES[result.status], self._reason(result), now)
            return tell(session, mail, sorted(touched), compose, now)

    def fail(self, entry_id: int, *, reason: str, compose: Compose, now: dt.datetime) -> Entry:
        """The mail itself gets the number. Changes nothing when the entry is settled already."""
        with self._database.writing() as session:
            mail = mail_row(session, entry_id)
            if mail.state != State.RECEIVED.value:
                return entry_of(session, mail)
            register_parts(session, mail, (mail_itself(mail, DocumentFate.FAILED),), now)
            leave(session, mail, State.FAILED, reason, now)
            return tell(session, mail, (), compose, now)


def write_decisions(
    session: Session, mail: MailRow, decisions: Sequence[Decision], *, accepted_by: str, now: dt.datetime
) -> None:
    """Each under the number of the document that holds it, or of the mail's first when it stands in none."""
    numbered = session.execute(
        sa.select(PartRow.sha256, DocumentRow.number)
        .join(DocumentRow, DocumentRow.id == PartRow.document_id)
        .where(PartRow.mail_id == mail.id)
        .order_by(PartRow.place)
    ).all()
    numbers: dict[str, str] = {}
    for sha256, number in numbered:
        numbers.setdefault(sha256, number)
    first = numbered[0].number
    for decision in decisions:
        session.add(
            DecisionRow(
                mail_id=mail.id,
                number=numbers.get(decision.document_sha256, first),
                recommendation=decision.recommendation,
                municipality=decision.municipality,
                repeats=decision.repeats,
                accepted_by=accepted_by,
                noted_at=now,
                data=dumps(decision),
                **said(decision),
            )
        )
        session.flush()  # one by one: ids rise in the order given


def leave(session: Session, mail: MailRow, state: State, reason: str, now: dt.datetime) -> None:
    """Puts the mail in its next state."""
    mail.state = state.value
    mail.reason = reason
    mail.settled_at = now
    mail.version += 1
    session.flush()


def tell(
    session: Session,
    mail: MailRow,
    touched: Sequence[str],
    compose: Compose,
    now: dt.datetime,
    struck: Sequence[Decision] = (),
) -> Entry:
    """Queues what is to be said of the entry as it now is; takes back what was to be said of it as it was."""
    index_mails(session, [mail.id])
    entry = entry_of(session, mail)
    answers = standing_answers(session, touched)
    decisions = [answer.decision for answer in answers if answer.entry_id == mail.id]
    told = overtake(session, mail.id, [f"{d.recommendation}/{d.municipality}" for d in decisions])
    settlement = Settlement(entry=entry, answers=answers, struck=tuple(struck), told=told)
    queue_mails(session, compose(settlement), now)
    return entry
