"""Rows to the domain's values. Every function works inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from domain.decision import DocumentFate
from domain.errors import StorageError
from domain.outgoing import MailKind, OutboxRow, OutgoingMail, OutgoingState, SendStage
from domain.register import AuditRow, Entry, RegisteredDocument, State
from storage.codec import result_from
from storage.schema import AuditLogRow, DocumentRow, MailRow, PartRow
from storage.schema_sending import OutgoingContentRow, OutgoingRow

T = TypeVar("T")

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


def entry_of(session: Session, mail: MailRow) -> Entry:
    return entries_of(session, [mail])[0]


def entries_of(session: Session, mails: Sequence[MailRow]) -> tuple[Entry, ...]:
    """In the order given, with their documents."""
    documents: dict[int, list[RegisteredDocument]] = {mail.id: [] for mail in mails}
    for ids in chunks(list(documents)):
        for part, number in session.execute(
            sa.select(PartRow, DocumentRow.number)
            .outerjoin(DocumentRow, DocumentRow.id == PartRow.document_id)
            .where(PartRow.mail_id.in_(ids))
            .order_by(PartRow.mail_id, PartRow.place)
        ):
            documents[part.mail_id].append(_document(part, number or ""))
    return tuple(_entry(mail, tuple(documents[mail.id])) for mail in mails)


def _document(part: PartRow, number: str) -> RegisteredDocument:
    return RegisteredDocument(
        number=number,
        name=part.name,
        sha256=part.sha256,
        media_type=part.media_type,
        fate=DocumentFate(part.fate),
        reason=part.reason,
    )


def _entry(mail: MailRow, documents: tuple[RegisteredDocument, ...]) -> Entry:
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
        result=None if mail.result is None else result_from(mail.result),
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
