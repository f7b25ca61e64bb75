"""The bytes of outgoing mail in a table of their own: SQLite writes the whole row anew at each change of its state."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

STRICT = {"sqlite_strict": True}


def upgrade() -> None:
    op.create_table(
        "outbox_content",
        sa.Column("outbox_id", sa.Integer(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("outbox_id", name="pk_outbox_content"),
        sa.ForeignKeyConstraint(["outbox_id"], ["outbox.id"], name="fk_outbox_content_outbox_id"),
        **STRICT,
    )
    op.execute("INSERT INTO outbox_content (outbox_id, raw) SELECT id, raw FROM outbox")
    op.execute("ALTER TABLE outbox DROP COLUMN raw")
    if op.get_bind().dialect.name == "postgresql":
        # A dropped column keeps its bytes until each row is written anew.
        op.execute("ALTER TABLE outbox ALTER COLUMN state TYPE TEXT USING state || ''")
