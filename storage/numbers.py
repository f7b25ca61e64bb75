"""Registration numbers: one series for each year of arrival, without gaps, never reused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from domain.decision import DocumentFate, DocumentRecord
from domain.mail import SkipReason
from storage.prepared import Prepared, Transaction, within
from storage.schema import MailRow, PartRow
from storage.schema_base import Base

_TABLES = Base.metadata.tables
_DOCUMENTS, _PARTS, _SERIES = _TABLES["documents"], _TABLES["parts"], _TABLES["series"]
_KNOWN = Prepared(
    sa.select(_DOCUMENTS.c.id).where(_DOCUMENTS.c.identity == sa.bindparam("identity")), (_DOCUMENTS.c.id,)
)
_NUMBER = Prepared(sa.insert(_DOCUMENTS), (_DOCUMENTS.c.id,), ("identity", "number", "registered_at"))
_NEXT = Prepared(
    sa.update(_SERIES).where(_SERIES.c.year == sa.bindparam("its_year")).values(last=_SERIES.c.last + 1),
    (_SERIES.c.last,),
)
_FIRST_OF_YEAR = Prepared(sa.insert(_SERIES), columns=("year", "last"))
_ADD_PART = Prepared(sa.insert(_PARTS), columns=[column.name for column in _PARTS.c if column.name != "id"])

_STOCKHOLM = ZoneInfo("Europe/Stockholm")
_UNNUMBERED = {SkipReason.DECORATION.value, SkipReason.SIGNATURE.value, SkipReason.CALENDAR.value}


def register_parts(session: Session, mail: MailRow, records: Sequence[DocumentRecord], now: dt.datetime) -> None:
    """Writes the fate of each part, numbered first, in the mail's order.

    Without anything to number, the mail itself is the document: nothing that came in is without a number.
    """
    numbered = [record for record in records if not _is_furniture(record)] or [mail_itself(mail, DocumentFate.READ)]
    furniture = [record for record in records if _is_furniture(record)]
    transaction = within(session)
    for place, record in enumerate([*numbered, *furniture]):
        _ADD_PART.run(
            transaction,
            mail_id=mail.id,
            place=place,
            document_id=None if _is_furniture(record) else _document(session, mail, place, record, now),
            name=record.name,
            sha256=record.sha256,
            media_type=record.media_type,
            fate=record.fate.value,
            reason=record.reason,
            reader=record.reader,
        )


def renew_parts(session: Session, mail: MailRow, records: Sequence[DocumentRecord], now: dt.datetime) -> None:
    """The fate of each part after another reading. Parts keep place and number; what is found only now comes last."""
    parts = session.scalars(sa.select(PartRow).where(PartRow.mail_id == mail.id).order_by(PartRow.place)).all()
    known = {(part.sha256, part.name): part for part in parts}
    place = parts[-1].place + 1 if parts else 0
    for record in records:
        part = known.get((record.sha256, record.name))
        if part is None:
            part = PartRow(
                mail_id=mail.id,
                place=place,
                document_id=None if _is_furniture(record) else _document(session, mail, place, record, now),
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


def _document(session: Session, mail: MailRow, place: int, record: DocumentRecord, now: dt.datetime) -> int:
    """Its row's id."""
    transaction = within(session)
    # a part that could not be taken out has no bytes to know it by
    identity = record.sha256 or f"{mail.sha256}/{place}"
    document = _KNOWN.row(transaction, identity=identity)
    if document is None:
        number = _next_number(transaction, mail.arrived_at)
        document = _NUMBER.row(transaction, identity=identity, number=number, registered_at=now)
    assert document is not None  # an INSERT returns its row
    return int(document["id"])


def _next_number(transaction: Transaction, arrived_at: dt.datetime) -> str:
    """Part of the caller's transaction, and writers are alone: a rollback gives the number back, so no gap stays."""
    year = arrived_at.astimezone(_STOCKHOLM).year
    given = _NEXT.row(transaction, its_year=year)
    if given is None:
        _FIRST_OF_YEAR.run(transaction, year=year, last=1)
    return f"{year}-{given['last'] if given else 1:06d}"
