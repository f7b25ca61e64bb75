"""Reading a mail and taking it out of RECEIVED, with everything that follows from it in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from domain.decision import Decision, DocumentFate, Result, Status
from domain.ports import Compose, Conclude
from domain.register import Answer, Entry, Settlement, State
from storage.codec import dumps
from storage.numbers import mail_itself, register_parts
from storage.outbox import queue_mails
from storage.overtaking import overtake
from storage.prepared import Prepared, within
from storage.rows import bare_mail, entry_of, entry_within, mail_row, no_mail
from storage.schema import MailRow
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

_LOST = "\ufffd"
"""In place of what no database can hold: where it stands, the result may say something else than its JSON."""

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
_LEAVES = ("state", "reason", "settled_at", "version", "result")
_LEAVE = Prepared(sa.update(_TABLE).where(_THE_MAIL).values({name: sa.bindparam(f"its_{name}") for name in _LEAVES}))

_PARTS, _DOCUMENTS = Base.metadata.tables["parts"], Base.metadata.tables["documents"]
_DECISIONS = Base.metadata.tables["decisions"]
_NUMBERED = Prepared(
    sa.select(_PARTS.c.sha256, _DOCUMENTS.c.number)
    .join_from(_PARTS, _DOCUMENTS, _DOCUMENTS.c.id == _PARTS.c.document_id)
    .where(_PARTS.c.mail_id == sa.bindparam("its_id"))
    .order_by(_PARTS.c.place),
    (_PARTS.c.sha256, _DOCUMENTS.c.number),
)
_DECIDE = Prepared(
    sa.insert(_DECISIONS), columns=[column.name for column in _DECISIONS.c if column.name not in {"id", "replaced_at"}]
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
        with self._database.sending(flushed=False) as transaction:
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
        with self._database.sending(flushed=False) as transaction:
            if not _DESCRIBE.run(transaction, mail_id=entry_id, **{f"its_{name}": one for name, one in said.items()}):
                raise no_mail(entry_id)
            return bool(message_id) and _TWIN.row(transaction, mail_id=entry_id, its_message_id=message_id) is not None

    def settle(
        self, entry_id: int, *, conclude: Conclude, recommendations: Sequence[str], compose: Compose, now: dt.datetime
    ) -> Entry:
        """Changes nothing, and calls neither function, when the entry is settled already."""
        with self._database.writing() as session:
            mail = _the_mail(session, entry_id)
            if mail.state != State.RECEIVED.value:
                return entry_of(session, mail)
            before = standing_answers(session, recommendations)
            result = conclude(before)
            register_parts(session, mail, result.documents, now)
            write_decisions(session, mail, result.decisions, accepted_by="", now=now)
            mail.result = dumps(result)
            known = result if _LOST not in mail.result else None
            _leave(session, mail, STATES[result.status], self._reason(result), now)
            touched = sorted({*recommendations, *(decision.recommendation for decision in result.decisions)})
            # what is not registered answers nothing yet
            same = result.status is not Status.REGISTERED and touched == sorted(set(recommendations))
            return tell(session, mail, touched, compose, now, answers=before if same else None, result=known)

    def fail(self, entry_id: int, *, reason: str, compose: Compose, now: dt.datetime) -> Entry:
        """The mail itself gets the number. Changes nothing when the entry is settled already."""
        with self._database.writing() as session:
            mail = _the_mail(session, entry_id)
            if mail.state != State.RECEIVED.value:
                return entry_of(session, mail)
            register_parts(session, mail, (mail_itself(mail, DocumentFate.FAILED),), now)
            _leave(session, mail, State.FAILED, reason, now)
            return tell(session, mail, (), compose, now)


def _the_mail(session: Session, entry_id: int) -> MailRow:
    """Apart from the session: `_leave` writes it. Errors: StorageError when there is no such entry."""
    mail = bare_mail(within(session), entry_id)
    if mail is None:
        raise no_mail(entry_id)
    return mail


def _leave(session: Session, mail: MailRow, state: State, reason: str, now: dt.datetime) -> None:
    """`leave` for a row that is no part of the session."""
    leave(session, mail, state, reason, now)
    _LEAVE.run(within(session), mail_id=mail.id, **{f"its_{name}": getattr(mail, name) for name in _LEAVES})


def write_decisions(
    session: Session, mail: MailRow, decisions: Sequence[Decision], *, accepted_by: str, now: dt.datetime
) -> None:
    """Each under the number of the document that holds it, or of the mail's first when it stands in none."""
    if not decisions:
        return
    transaction = within(session)
    numbered = _NUMBERED.rows(transaction, its_id=mail.id)
    numbers: dict[str, str] = {}
    for row in numbered:
        numbers.setdefault(row["sha256"], row["number"])
    first = numbered[0]["number"]
    for decision in decisions:  # one by one: ids rise in the order given
        _DECIDE.run(
            transaction,
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
    answers: tuple[Answer, ...] | None = None,
    result: Result | None = None,
) -> Entry:
    """Queues what is to be said of the entry as it now is; takes back what was to be said of it as it was.

    `answers` are those that stand for `touched`, and `result` the mail's, where they are at hand.
    """
    index_mails(session, [mail.id])
    entry = entry_within(within(session), mail, result)
    answers = standing_answers(session, touched) if answers is None else answers
    decisions = [answer.decision for answer in answers if answer.entry_id == mail.id]
    told = overtake(session, mail.id, [f"{d.recommendation}/{d.municipality}" for d in decisions])
    settlement = Settlement(entry=entry, answers=answers, struck=tuple(struck), told=told)
    queue_mails(session, compose(settlement), now)
    return entry
