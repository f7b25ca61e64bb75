"""When the register was restored from a backup, and from which moment: until when what is written is held."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

TIME = sa.TIMESTAMP(timezone=True).with_variant(sa.Text(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "restorations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("restored_at", TIME, nullable=False),
        sa.Column("hold_until", TIME, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_restorations"),
        sqlite_strict=True,
    )
