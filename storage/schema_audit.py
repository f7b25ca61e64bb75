"""The end of the audit trail's chain of hashes; the rows themselves stand in storage.schema."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from storage.schema_base import STRICT, Base


class AuditHeadRow(Base):
    """One row: how many rows the audit trail has, and the hash of the last of them, "" while there is none."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    rows: Mapped[int]
    hash: Mapped[str]

    __table_args__ = (STRICT,)
