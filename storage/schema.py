"""The tables of the register. A change in any schema module needs a migration; a test compares the two.

Nothing is ever deleted: a decision that a person replaces gets `replaced_at`, a mail that has left the mailbox keeps
its row.
"""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema_base import STRICT, Base
from storage.types import BigNumber


class MailRow(Base):
    """One mail; `result` is the machine's reading as JSON, kept as it was also after a person decided otherwise."""

    __tablename__ = "mails"

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(unique=True)
    size: Mapped[int] = mapped_column(BigNumber)
    arrived_at: Mapped[dt.datetime]
    received_at: Mapped[dt.datetime]
    settled_at: Mapped[dt.datetime | None]
    state: Mapped[str]
    reason: Mapped[str]
    attempts: Mapped[int]
    version: Mapped[int]
    sender: Mapped[str]
    subject: Mapped[str]
    message_id: Mapped[str]
    result: Mapped[str | None]

    __table_args__ = (
        sa.Index(None, "state", "arrived_at", "id"),
        sa.Index(None, "arrived_at", "id"),
        sa.Index(None, "message_id"),
        STRICT,
    )


class PositionRow(Base):
    """Where a mail lay; `mail_id` is NULL when the mailbox lost it before it could be fetched."""

    __tablename__ = "positions"

    id: Mapped[int] = mapped_column(primary_key=True)
    folder: Mapped[str]
    uidvalidity: Mapped[int] = mapped_column(BigNumber)
    uid: Mapped[int] = mapped_column(BigNumber)
    mail_id: Mapped[int | None] = mapped_column(sa.ForeignKey("mails.id"))
    noted_at: Mapped[dt.datetime]
    acknowledged: Mapped[int]  # 0 or 1

    __table_args__ = (
        sa.UniqueConstraint("folder", "uidvalidity", "uid"),
        sa.Index(
            "ix_positions_unacknowledged",
            "folder",
            "uidvalidity",
            "uid",
            sqlite_where=sa.text("acknowledged = 0"),
            postgresql_where=sa.text("acknowledged = 0"),
        ),
        sa.Index(None, "mail_id"),
        STRICT,
    )


class MarkRow(Base):
    """Up to which UID every mail of a folder is committed or known to be gone."""

    __tablename__ = "marks"

    folder: Mapped[str] = mapped_column(primary_key=True)
    uidvalidity: Mapped[int] = mapped_column(BigNumber, primary_key=True)
    uid: Mapped[int] = mapped_column(BigNumber)

    __table_args__ = (STRICT,)


class SeriesRow(Base):
    """The last registration number given in a year of arrival (Stockholm time)."""

    __tablename__ = "series"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]

    __table_args__ = (STRICT,)


class DocumentRow(Base):
    """A registered document. `identity` is the SHA-256 of its bytes, or mail and place where there are no bytes."""

    __tablename__ = "documents"

    id: Mapped[int] = mapped_column(primary_key=True)
    identity: Mapped[str] = mapped_column(unique=True)
    number: Mapped[str] = mapped_column(unique=True)
    registered_at: Mapped[dt.datetime]

    __table_args__ = (STRICT,)


class PartRow(Base):
    """A part of a mail, as it was sent there; `document_id` is NULL for what gets no number (logos, signatures)."""

    __tablename__ = "parts"

    id: Mapped[int] = mapped_column(primary_key=True)
    mail_id: Mapped[int] = mapped_column(sa.ForeignKey("mails.id"))
    place: Mapped[int]
    document_id: Mapped[int | None] = mapped_column(sa.ForeignKey("documents.id"))
    name: Mapped[str]
    sha256: Mapped[str]
    media_type: Mapped[str]
    fate: Mapped[str]
    reason: Mapped[str]
    reader: Mapped[str]

    __table_args__ = (
        sa.UniqueConstraint("mail_id", "place"),
        sa.Index(None, "document_id"),
        sa.Index(None, "sha256"),
        STRICT,
    )


class TextRow(Base):
    """What a document was last read to: its text for searching, places and doubts in `layout` as JSON.

    `version` is that of the reader; `sought` is "" when every page was read with care, else what was looked for.
    """

    __tablename__ = "texts"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    media_type: Mapped[str]
    version: Mapped[str]
    sought: Mapped[str]
    read_at: Mapped[dt.datetime]
    text: Mapped[str]
    layout: Mapped[str]

    __table_args__ = (STRICT,)


_FIRST = sa.text("repeats IS NULL AND replaced_at IS NULL")
_COPY = sa.text("repeats IS NOT NULL AND replaced_at IS NULL")


class DecisionRow(Base):
    """One decision read in a mail, or given by a person; `data` is the whole Decision as JSON.

    What lists and counts need stands in columns as well, before `data`: SQLite reads a row from its beginning.
    """

    __tablename__ = "decisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    mail_id: Mapped[int] = mapped_column(sa.ForeignKey("mails.id"))
    number: Mapped[str]
    recommendation: Mapped[str]
    municipality: Mapped[str | None]
    repeats: Mapped[str | None]
    accepted_by: Mapped[str]
    noted_at: Mapped[dt.datetime]
    replaced_at: Mapped[dt.datetime | None]
    outcome: Mapped[str | None]
    final: Mapped[int] = mapped_column(server_default=sa.text("0"))  # 0 or 1
    body: Mapped[str | None]
    paragraf: Mapped[str | None]
    meeting_date: Mapped[str | None]  # ISO
    diarienummer: Mapped[str | None]
    attachment: Mapped[str] = mapped_column(server_default=sa.text("''"))
    document_sha256: Mapped[str] = mapped_column(server_default=sa.text("''"))
    page: Mapped[int | None]
    quote: Mapped[str] = mapped_column(server_default=sa.text("''"))
    data: Mapped[str]

    __table_args__ = (
        sa.Index(None, "mail_id"),
        sa.Index(None, "recommendation", "municipality"),
        # What the register is filtered by, so that no filter reads the rows themselves.
        sa.Index("ix_decisions_sought", "municipality", "recommendation", "outcome", "replaced_at", "mail_id"),
        # All that stand, and all copies, without reading past the long rows of the others.
        sa.Index("ix_decisions_first", "mail_id", sqlite_where=_FIRST, postgresql_where=_FIRST),
        sa.Index(
            "ix_decisions_copy",
            "repeats",
            "recommendation",
            "municipality",
            sqlite_where=_COPY,
            postgresql_where=_COPY,
        ),
        STRICT,
    )


class AuditLogRow(Base):
    """Who did what, when, to an entry or to `about` something else ("utgående 17"). Rows are only ever added, and by
    storage.auditing alone, which knows what `hash` covers."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime]
    who: Mapped[str]
    verb: Mapped[str]
    mail_id: Mapped[int | None] = mapped_column(sa.ForeignKey("mails.id"))
    reason: Mapped[str]
    before: Mapped[str]
    after: Mapped[str]
    about: Mapped[str] = mapped_column(server_default=sa.text("''"))
    hash: Mapped[str]

    __table_args__ = (
        sa.Index(None, "mail_id"),
        sa.Index(None, "who", "id"),
        sa.Index(None, "verb", "id"),
        sa.Index(None, "at"),
        sa.Index(None, "about"),
        STRICT,
    )


class RecommendationRow(Base):
    """What the board recommended; dates as ISO text, `data` the whole Recommendation as JSON."""

    __tablename__ = "recommendations"

    diarienummer: Mapped[str] = mapped_column(primary_key=True)
    decided_on: Mapped[str]
    changed_at: Mapped[dt.datetime]
    data: Mapped[str]

    __table_args__ = (STRICT,)


class BeatRow(Base):
    """When a job last ended a whole cycle."""

    __tablename__ = "beats"

    name: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime]

    __table_args__ = (STRICT,)


class TroubleRow(Base):
    """What the operator must put right; one row from when a trouble begins until it ends."""

    __tablename__ = "troubles"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    what: Mapped[str]
    begun_at: Mapped[dt.datetime]
    ended_at: Mapped[dt.datetime | None]

    __table_args__ = (
        sa.Index(
            "uq_troubles_lasting",
            "name",
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        ),
        sa.Index(None, "ended_at"),
        STRICT,
    )
