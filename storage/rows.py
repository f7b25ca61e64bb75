"""Rows to the domain's values. Every function works inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import SimpleNamespace
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from domain.decision import DocumentFate, Result
from domain.errors import StorageError
from domain.outgoing import MailKind, OutboxRow, OutgoingMail, OutgoingState, SendStage
from domain.register import AuditRow, Entry, RegisteredDocument, State
from storage.codec import result_from
from storage.prepared import Prepared, Transaction, within
from storage.schema import AuditLogRow, MailRow
from storage.schema_base import Base
from storage.schema_sending import OutgoingContentRow, OutgoingRow

T = TypeVar("T")

_PARTS, _DOCUMENTS = Base.metadata.tables["parts"], Base.metadata.tables["documents"]
_PART = (
    _PARTS.c.mail_id,
    _DOCUMENTS.c.number,
    *(_PARTS.c[name] for name in ("name", "sha256", "media_type", "fate", "reason")),
)
_NUMBERED = sa.select(*_PART).outerjoin_from(_PARTS, _DOCUMENTS, _DOCUMENTS.c.id == _PARTS.c.document_id)
_PARTS_OF = Prepared(_NUMBERED.where(_PARTS.c.mail_id == sa.bindparam("its_id")).order_by(_PARTS.c.place), _PART)
_MAILS = Base.metadata.tables["mails"]
_MAIL = Prepared(sa.select(_MAILS).where(_MAILS.c.id == sa.bindparam("its_id")), tuple(_MAILS.c))
_PARTS_BY_MAIL = _NUMBERED.where(_PARTS.c.mail_id.in_(sa.bindparam("ids", expanding=True))).order_by(
    _PARTS.c.mail_id, _PARTS.c.place
)

_CHUNK = 500  # below every database's limit of parameters in one statement


def chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]


def beside(column: InstrumentedAttribute[str]) -> sa.ColumnElement[str]:
    """The column for a condition that no index is to be chosen by, where another condition leaves a few rows.

    SQLite has no statistics of ours: of two indexes it took that of the state and read all mails ever sent, for two
    that it had the ids of.
    """
    return column + sa.literal("")


def is_id(number: int) -> bool:
    """Whether it can be a row's id: a greater number from an address would be the database's fault, not "not found"."""
    return 0 < number < 2**31


def mail_row(session: Session, entry_id: int) -> MailRow:
    """Errors: StorageError when there is no such entry."""
    mail = session.get(MailRow, entry_id)
    if mail is None:
        raise no_mail(entry_id)
    return mail


def no_mail(entry_id: int) -> StorageError:
    return StorageError(f"Det finns inget mejl med id {entry_id} i registret.")


def bare_mail(transaction: Transaction, entry_id: int) -> MailRow | None:
    """The row apart from any session, which costs as much as all of SQLite's work on it: nobody writes its changes."""
    row = _MAIL.row(transaction, its_id=entry_id)
    return MailRow(**row) if row else None


def entry_of(session: Session, mail: MailRow) -> Entry:
    return entry_within(within(session), mail)


def entry_within(transaction: Transaction, mail: MailRow, result: Result | None = None) -> Entry:
    """`result` is the mail's, when it is at hand: then it is not read out of its JSON."""
    return _entry(mail, tuple(map(_document, _PARTS_OF.rows(transaction, its_id=mail.id))), result)


def entries_of(session: Session, mails: Sequence[MailRow]) -> tuple[Entry, ...]:
    """In the order given, with their documents."""
    documents: dict[int, list[RegisteredDocument]] = {mail.id: [] for mail in mails}
    for ids in chunks(list(documents)):
        rows = session.execute(_PARTS_BY_MAIL, {"ids": ids}).mappings()
        for part in rows:
            documents[part["mail_id"]].append(_document(part))
    return tuple(_entry(mail, tuple(documents[mail.id])) for mail in mails)


def _document(part: Mapping[Any, Any]) -> RegisteredDocument:
    return RegisteredDocument(
        number=part["number"] or "",
        name=part["name"],
        sha256=part["sha256"],
        media_type=part["media_type"],
        fate=DocumentFate(part["fate"]),
        reason=part["reason"],
    )


def _entry(mail: MailRow, documents: tuple[RegisteredDocument, ...], result: Result | None = None) -> Entry:
    return Entry(
        id=mail.id,
        sha256=mail.sha256,
        arrived_at=mail.arrived_at,
        state=State(mail.state),
        reason=mail.reason,
        attempts=mail.attempts,
        version=mail.version,
        sender=mail.sender,
        subject=mail.subject,
        documents=documents,
        result=result or (None if mail.result is None else result_from(mail.result)),
    )


def audit_row(row: AuditLogRow) -> AuditRow:
    return AuditRow(
        at=row.at,
        who=row.who,
        verb=row.verb,
        entry_id=row.mail_id,
        reason=row.reason,
        before=row.before,
        after=row.after,
        about=row.about,
        id=row.id,
    )


def outbox_rows(session: Session, wanted: sa.Select[OutgoingRow], *, content: bool = True) -> tuple[OutboxRow, ...]:
    """The rows in their order; without `content` their mails' bytes stay where they are, and are b"" here."""
    if not content:
        return tuple(outbox_row(row) for row in session.scalars(wanted))
    whole = wanted.add_columns(OutgoingContentRow.raw).join(
        OutgoingContentRow, OutgoingContentRow.outbox_id == OutgoingRow.id
    )
    return tuple(outbox_row(row, raw) for row, raw in session.execute(whole))


def outbox_row(row: OutgoingRow | sa.Row[Any] | SimpleNamespace, raw: bytes = b"") -> OutboxRow:
    """`row` is of the ORM, or has the same columns; `raw` the bytes of its mail, if asked for."""
    return OutboxRow(
        id=row.id,
        mail=OutgoingMail(
            key=row.key,
            kind=MailKind(row.kind),
            recipient=row.recipient,
            subject=row.subject,
            message_id=row.message_id,
            raw=raw,
            entry_id=row.entry_id,
            about=row.about,
        ),
        state=OutgoingState(row.state),
        stage=SendStage(row.stage),
        attempts=row.attempts,
        next_attempt_at=row.next_attempt_at,
        last_error=row.last_error,
        created_at=row.created_at,
        sent_at=row.sent_at,
        bounced_at=row.bounced_at,
        bounce=row.bounce,
        handed_at=row.handed_at,
        joined_to=row.joined_to,
    )
