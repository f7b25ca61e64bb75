"""The tables of what is sent."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema_base import STRICT, Base

IS_REMINDER = "kind = 'påminnelse'"
"""As the index of reminders has it; a query must say the same in its text, for an index of some rows alone."""


class OutgoingRow(Base):
    """A mail to send, rendered; the key is what makes it go once."""

    __tablename__ = "outbox"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    recipient: Mapped[str]
    subject: Mapped[str]
    message_id: Mapped[str]
    state: Mapped[str]
    stage: Mapped[str]
    attempts: Mapped[int]
    next_attempt_at: Mapped[dt.datetime]
    last_error: Mapped[str]
    created_at: Mapped[dt.datetime]
    sent_at: Mapped[dt.datetime | None]
    entry_id: Mapped[int | None] = mapped_column(sa.ForeignKey("mails.id"))
    about: Mapped[str] = mapped_column(server_default=sa.text("''"))
    bounced_at: Mapped[dt.datetime | None]
    bounce: Mapped[str] = mapped_column(server_default=sa.text("''"))
    bounce_entry_id: Mapped[int | None] = mapped_column(sa.ForeignKey("mails.id"))
    handed_at: Mapped[dt.datetime | None]
    joined_to: Mapped[int | None] = mapped_column(sa.ForeignKey("outbox.id"))  # the mail that tells it instead

    __table_args__ = (
        sa.Index(None, "state", "next_attempt_at", "id"),
        sa.Index(None, "entry_id"),
        sa.Index(None, "message_id"),
        sa.Index(None, "kind", "created_at"),
        sa.Index(None, "handed_at"),
        sa.Index(None, "joined_to"),
        sa.Index(
            "ix_outbox_reminder", "about", sqlite_where=sa.text(IS_REMINDER), postgresql_where=sa.text(IS_REMINDER)
        ),
        STRICT,
    )


class OutgoingContentRow(Base):
    """The bytes of a mail, apart from its state: SQLite writes a whole row anew at each change, however long it is."""

    __tablename__ = "outbox_content"

    outbox_id: Mapped[int] = mapped_column(sa.ForeignKey("outbox.id"), primary_key=True, autoincrement=False)
    raw: Mapped[bytes] = mapped_column(sa.LargeBinary)

    __table_args__ = (STRICT,)


class ToldRow(Base):
    """What a mail says of an entry: `data` is a `Tells` as JSON."""

    __tablename__ = "told"

    outbox_id: Mapped[int] = mapped_column(sa.ForeignKey("outbox.id"), primary_key=True, autoincrement=False)
    entry_id: Mapped[int] = mapped_column(sa.ForeignKey("mails.id"), primary_key=True, autoincrement=False)
    data: Mapped[str]

    __table_args__ = (sa.Index(None, "entry_id"), STRICT)


class RestorationRow(Base):
    """A restoration from a backup: what was sent between `made_at` and `restored_at` is not known any more.

    `hold_until` is set when the first mail that is about no entry is written after it: see storage.held.
    """

    __tablename__ = "restorations"

    id: Mapped[int] = mapped_column(primary_key=True)
    made_at: Mapped[dt.datetime]
    restored_at: Mapped[dt.datetime]
    hold_until: Mapped[dt.datetime | None]

    __table_args__ = (STRICT,)
