"""What each mail told of which entry, and which mails became one: a correction must know what its reader last heard."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

STRICT = {"sqlite_strict": True}


def upgrade() -> None:
    with op.batch_alter_table("outbox", table_kwargs=STRICT) as outbox:
        outbox.add_column(sa.Column("joined_to", sa.Integer(), nullable=True))
        outbox.create_foreign_key("fk_outbox_joined_to", "outbox", ["joined_to"], ["id"])
    op.create_index("ix_outbox_joined_to", "outbox", ["joined_to"])
    op.create_table(
        "told",
        sa.Column("outbox_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("outbox_id", "entry_id", name="pk_told"),
        sa.ForeignKeyConstraint(["outbox_id"], ["outbox.id"], name="fk_told_outbox_id"),
        sa.ForeignKeyConstraint(["entry_id"], ["mails.id"], name="fk_told_entry_id"),
        **STRICT,
    )
    op.create_index("ix_told_entry_id", "told", ["entry_id"])
