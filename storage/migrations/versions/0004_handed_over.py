"""When an outgoing mail was handed over, which the brake counts by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

TIME = sa.TIMESTAMP(timezone=True).with_variant(sa.Text(), "sqlite")


def upgrade() -> None:
    op.add_column("outbox", sa.Column("handed_at", TIME, nullable=True))
    op.create_index("ix_outbox_handed_at", "outbox", ["handed_at"])
    op.execute("UPDATE outbox SET handed_at = sent_at")
