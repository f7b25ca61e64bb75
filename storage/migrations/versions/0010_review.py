"""What is put aside in the review, and which answers correct which."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

TIME = sa.TIMESTAMP(timezone=True).with_variant(sa.Text(), "sqlite")
STRICT = {"sqlite_strict": True}


def upgrade() -> None:
    op.create_table(
        "asides",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("ended_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_asides"),
        sa.ForeignKeyConstraint(["mail_id"], ["mails.id"], name="fk_asides_mail_id"),
        **STRICT,
    )
    lasting = sa.text("ended_at IS NULL")
    op.create_index("ix_asides_lasting", "asides", ["mail_id", "id"], sqlite_where=lasting, postgresql_where=lasting)
    op.create_table(
        "corrects",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("decision_id", name="pk_corrects"),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name="fk_corrects_decision_id"),
        **STRICT,
    )
