"""Outgoing mail of more kinds, what came back of it, the operator's troubles, and an audit of more than entries."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

TIME = sa.TIMESTAMP(timezone=True).with_variant(sa.Text(), "sqlite")
STRICT = {"sqlite_strict": True}


def upgrade() -> None:
    with op.batch_alter_table("outbox", table_kwargs=STRICT) as outbox:
        outbox.add_column(sa.Column("entry_id", sa.Integer(), nullable=True))
        outbox.add_column(sa.Column("about", sa.Text(), nullable=False, server_default=sa.text("''")))
        outbox.add_column(sa.Column("bounced_at", TIME, nullable=True))
        outbox.add_column(sa.Column("bounce", sa.Text(), nullable=False, server_default=sa.text("''")))
        outbox.add_column(sa.Column("bounce_entry_id", sa.Integer(), nullable=True))
        outbox.create_foreign_key("fk_outbox_entry_id", "mails", ["entry_id"], ["id"])
        outbox.create_foreign_key("fk_outbox_bounce_entry_id", "mails", ["bounce_entry_id"], ["id"])
    op.create_index("ix_outbox_entry_id", "outbox", ["entry_id"])
    op.create_index("ix_outbox_message_id", "outbox", ["message_id"])
    op.create_index("ix_outbox_kind_created_at", "outbox", ["kind", "created_at"])
    with op.batch_alter_table("audit", table_kwargs=STRICT) as audit:
        audit.alter_column("mail_id", existing_type=sa.Integer(), nullable=True)
        audit.add_column(sa.Column("about", sa.Text(), nullable=False, server_default=sa.text("''")))
    op.create_table(
        "troubles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("begun_at", TIME, nullable=False),
        sa.Column("ended_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_troubles"),
        **STRICT,
    )
    lasting = sa.text("ended_at IS NULL")
    op.create_index(
        "uq_troubles_lasting", "troubles", ["name"], unique=True, sqlite_where=lasting, postgresql_where=lasting
    )
    op.create_index("ix_troubles_ended_at", "troubles", ["ended_at"])
