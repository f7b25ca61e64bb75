"""The tables of what staff do in the review beside deciding."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema_base import STRICT, Base

_LASTING = sa.text("ended_at IS NULL")


class AsideRow(Base):
    """An entry out of the queue until a Swedish date (ISO), or until somebody takes it back: then it has ended."""

    __tablename__ = "asides"

    id: Mapped[int] = mapped_column(primary_key=True)
    mail_id: Mapped[int] = mapped_column(sa.ForeignKey("mails.id"))
    until: Mapped[str | None]
    note: Mapped[str]
    who: Mapped[str]
    at: Mapped[dt.datetime]
    ended_at: Mapped[dt.datetime | None]

    __table_args__ = (
        sa.Index("ix_asides_lasting", "mail_id", "id", sqlite_where=_LASTING, postgresql_where=_LASTING),
        STRICT,
    )


class CorrectsRow(Base):
    """A decision that a person has linked as the correction of an earlier answer, by that one's number."""

    __tablename__ = "corrects"

    decision_id: Mapped[int] = mapped_column(sa.ForeignKey("decisions.id"), primary_key=True, autoincrement=False)
    number: Mapped[str]

    __table_args__ = (STRICT,)
