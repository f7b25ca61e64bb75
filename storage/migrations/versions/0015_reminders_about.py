"""The reminders of what a mail answers are found at once: for each mail all were read that were ever sent."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

REMINDER = sa.text("kind = 'påminnelse'")


def upgrade() -> None:
    op.create_index("ix_outbox_reminder", "outbox", ["about"], sqlite_where=REMINDER, postgresql_where=REMINDER)
