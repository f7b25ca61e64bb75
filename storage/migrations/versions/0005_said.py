"""What a decision says, in columns: lists and counts need not read its JSON."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

STRICT = {"sqlite_strict": True}
TEXTS = ("outcome", "body", "paragraf", "meeting_date", "diarienummer")
EMPTY = ("attachment", "document_sha256", "quote")


def upgrade() -> None:
    # SQLite reads a row from its beginning, so they come before the long JSON; PostgreSQL keeps long values apart.
    file = op.get_bind().dialect.name == "sqlite"
    place = "data" if file else None
    with op.batch_alter_table("decisions", table_kwargs=STRICT, recreate="always" if file else "never") as decisions:
        for name in TEXTS:
            decisions.add_column(sa.Column(name, sa.Text(), nullable=True), insert_before=place)
        for name in EMPTY:
            empty = sa.Column(name, sa.Text(), nullable=False, server_default=sa.text("''"))
            decisions.add_column(empty, insert_before=place)
        decisions.add_column(sa.Column("page", sa.Integer(), nullable=True), insert_before=place)
        final = sa.Column("final", sa.Integer(), nullable=False, server_default=sa.text("0"))
        decisions.add_column(final, insert_before=place)
    first, copy = (sa.text(f"repeats IS {what} AND replaced_at IS NULL") for what in ("NULL", "NOT NULL"))
    op.create_index("ix_decisions_first", "decisions", ["mail_id"], sqlite_where=first, postgresql_where=first)
    copied = ["repeats", "recommendation", "municipality"]
    op.create_index("ix_decisions_copy", "decisions", copied, sqlite_where=copy, postgresql_where=copy)
    _fill()


def _fill() -> None:
    """As the decisions' own JSON has it; the names there are those of today's fields."""
    names = ("id", *TEXTS, *EMPTY, "page", "final", "data")
    table = sa.table("decisions", *(sa.column(name) for name in names))
    connection = op.get_bind()
    for row_id, data in connection.execute(sa.select(table.c.id, table.c.data)).all():
        decision = json.loads(data)
        values = {name: decision[name] for name in (*TEXTS, *EMPTY, "page") if name != "body"}
        values |= {"body": decision["decision_body"], "final": int(decision["final"])}
        connection.execute(sa.update(table).where(table.c.id == row_id).values(values))
