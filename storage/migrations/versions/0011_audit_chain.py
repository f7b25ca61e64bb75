"""Each row of the audit trail gets a hash that covers the row before it; and what the log is filtered by, an index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.auditing import HEAD, hash_of
from storage.types import UtcTime

revision = "0011"
down_revision = "0010"

STRICT = {"sqlite_strict": True}
AUDIT = sa.table(
    "audit",
    sa.column("id", sa.Integer()),
    sa.column("at", UtcTime()),
    *(sa.column(name, sa.Text()) for name in ("who", "verb", "reason", "before", "after", "about", "hash")),
    sa.column("mail_id", sa.Integer()),
)
WINDOW = 500


def upgrade() -> None:
    with op.batch_alter_table("audit", table_kwargs=STRICT) as audit:
        audit.add_column(sa.Column("hash", sa.Text(), nullable=False, server_default=sa.text("''")))
    head = op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_head"),
        **STRICT,
    )
    op.execute(head.insert().values(id=HEAD, **_chain(op.get_bind())))
    with op.batch_alter_table("audit", table_kwargs=STRICT) as audit:
        # a row without its hash must not get in by being forgotten
        audit.alter_column("hash", existing_type=sa.Text(), existing_nullable=False, server_default=None)
    for columns in (["who", "id"], ["verb", "id"], ["at"], ["about"]):
        op.create_index(f"ix_audit_{'_'.join(columns)}", "audit", columns)


def _chain(connection: sa.Connection) -> dict[str, object]:
    """Chain the rows that there are, some at a time; what the head says."""
    last, rows, previous = 0, 0, ""
    while True:
        query = sa.select(AUDIT).where(AUDIT.c.id > last).order_by(AUDIT.c.id).limit(WINDOW)
        window = connection.execute(query).mappings().all()
        if not window:
            return {"rows": rows, "hash": previous}
        for row in window:
            said = {name: row[name] for name in row if name not in {"id", "hash"}}
            previous = hash_of(previous, said)  # type: ignore[arg-type]
            connection.execute(sa.update(AUDIT).where(AUDIT.c.id == row["id"]).values(hash=previous))
        last, rows = window[-1]["id"], rows + len(window)
