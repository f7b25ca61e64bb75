"""Registration numbers: one series for each year of arrival, without gaps, never reused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from domain.decision import DocumentFate, DocumentRecord
from domain.mail import SkipReason
from storage.schema import DocumentRow, MailRow, PartRow, SeriesRow

_STOCKHOLM = ZoneInfo("Europe/Stockholm")
_UNNUMBERED = {SkipReason.DECORATION.value, SkipReason.SIGNATURE.value, SkipReason.CALENDAR.value}


def register_parts(session: Session, mail: MailRow, records: Sequence[DocumentRecord], now: dt.datetime) -> None:
    """Writes the fate of each part, numbered first, in the mail's order.

    Without anything to number, the mail itself is the document: nothing that came in is without a number.
    """
    numbered = [record for record in records if not _is_furniture(record)] or [mail_itself(mail, DocumentFate.READ)]
    furniture = [record for record in records if _is_furniture(record)]
    for place, record in enumerate([*numbered, *furniture]):
        document = None if _is_furniture(record) else _document(session, mail, place, record, now)
        session.add(
            PartRow(
                mail_id=mail.id,
                place=place,
                document_id=document.id if document else None,
                name=record.name,
                sha256=record.sha256,
                media_type=record.media_type,
                fate=record.fate.value,
                reason=record.reason,
                reader=record.reader,
            )
        )
    session.flush()


def renew_parts(session: Session, mail: MailRow, records: Sequence[DocumentRecord], now: dt.datetime) -> None:
    """The fate of each part after another reading. Parts keep place and number; what is found only now comes last."""
    parts = session.scalars(sa.select(PartRow).where(PartRow.mail_id == mail.id).order_by(PartRow.place)).all()
    known = {(part.sha256, part.name): part for part in parts}
    place = parts[-1].place + 1 if parts else 0
    for record in records:
        part = known.get((record.sha256, record.name))
        if part is None:
            document = None if _is_furniture(record) else _document(session, mail, place, record, now)
            part = PartRow(
                mail_id=mail.id,
                place=place,
                document_id=document.id if document else None,
                name=record.name,
                sha256=record.sha256,
            )
            session.add(part)
            place += 1
        part.media_type, part.fate, part.reason, part.reader = (
            record.media_type,
            record.fate.value,
            record.reason,
            record.reader,
        )
    session.flush()


def mail_itself(mail: MailRow, fate: DocumentFate) -> DocumentRecord:
    return DocumentRecord(name="", media_type="message/rfc822", sha256=mail.sha256, fate=fate, reason="", reader="")


def _is_furniture(record: DocumentRecord) -> bool:
    return record.fate is DocumentFate.SKIPPED and record.reason in _UNNUMBERED


def _document(session: Session, mail: MailRow, place: int, record: DocumentRecord, now: dt.datetime) -> DocumentRow:
    # a part that could not be taken out has no bytes to know it by
    identity = record.sha256 or f"{mail.sha256}/{place}"
    document = session.scalar(sa.select(DocumentRow).where(DocumentRow.identity == identity))
    if document is None:
        document = DocumentRow(identity=identity, number=_next_number(session, mail.arrived_at), registered_at=now)
        session.add(document)
        session.flush()
    return document


def _next_number(session: Session, arrived_at: dt.datetime) -> str:
    """Part of the caller's transaction, and writers are alone: a rollback gives the number back, so no gap stays."""
    year = arrived_at.astimezone(_STOCKHOLM).year
    series = session.get(SeriesRow, year)
    if series is None:
        series = SeriesRow(year=year, last=0)
        session.add(series)
    series.last += 1
    return f"{year}-{series.last:06d}"
