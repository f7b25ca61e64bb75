"""What staff have taught the service."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema_base import STRICT, Base

_LASTING = sa.text("revoked_at IS NULL")


class LessonRow(Base):
    """A lesson (see domain.learning), which holds until `revoked_at`."""

    __tablename__ = "lessons"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    said: Mapped[str]
    meaning: Mapped[str]
    municipality: Mapped[str | None]
    who: Mapped[str]
    at: Mapped[dt.datetime]
    revoked_at: Mapped[dt.datetime | None]

    __table_args__ = (
        sa.Index("ix_lessons_lasting", "id", sqlite_where=_LASTING, postgresql_where=_LASTING),
        STRICT,
    )
