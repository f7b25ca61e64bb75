"""What has been disposed of (gallrat): that it was here, never what it said."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema_base import STRICT, Base


class DisposalRow(Base):
    """The content of a mail ("mail"), of a mail of ours ("outgoing") or of a row about signing in ("audit") is gone.

    `row_id` is its own, `hash` what shows that a copy found somewhere is the same: of a mail its SHA-256, which keeps
    it from coming in again, of a mail of ours that of its bytes, of a row of the trail its hash in the chain.
    """

    __tablename__ = "disposals"

    kind: Mapped[str] = mapped_column(primary_key=True)
    row_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    hash: Mapped[str]
    rule: Mapped[str]
    at: Mapped[dt.datetime]

    __table_args__ = (sa.Index(None, "hash"), STRICT)
