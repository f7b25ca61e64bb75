"""The register as it began: mails, positions, documents, decisions, audit, recommendations, outbox, beats."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# written out here and not imported: a migration must go on meaning what it meant
TIME = sa.TIMESTAMP(timezone=True).with_variant(sa.Text(), "sqlite")
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _mails()
    _documents()
    _decisions()
    _outbox()


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=null)


def _mails() -> None:
    op.create_table(
        "mails",
        sa.Column("id", sa.Integer(), nullable=False),
        _text("sha256"),
        sa.Column("size", BIG, nullable=False),
        sa.Column("arrived_at", TIME, nullable=False),
        sa.Column("received_at", TIME, nullable=False),
        sa.Column("settled_at", TIME, nullable=True),
        _text("state"),
        _text("reason"),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _text("sender"),
        _text("subject"),
        _text("message_id"),
        _text("result", null=True),
        sa.PrimaryKeyConstraint("id", name="pk_mails"),
        sa.UniqueConstraint("sha256", name="uq_mails_sha256"),
        sqlite_strict=True,
    )
    op.create_index("ix_mails_state_arrived_at_id", "mails", ["state", "arrived_at", "id"])
    op.create_index("ix_mails_arrived_at_id", "mails", ["arrived_at", "id"])
    op.create_index("ix_mails_message_id", "mails", ["message_id"])
    op.create_table(
        "positions",
        sa.Column("id", sa.Integer(), nullable=False),
        _text("folder"),
        sa.Column("uidvalidity", BIG, nullable=False),
        sa.Column("uid", BIG, nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=True),
        sa.Column("noted_at", TIME, nullable=False),
        sa.Column("acknowledged", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_positions"),
        sa.ForeignKeyConstraint(["mail_id"], ["mails.id"], name="fk_positions_mail_id"),
        sa.UniqueConstraint("folder", "uidvalidity", "uid", name="uq_positions_folder_uidvalidity_uid"),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_positions_unacknowledged",
        "positions",
        ["folder", "uidvalidity", "uid"],
        sqlite_where=sa.text("acknowledged = 0"),
        postgresql_where=sa.text("acknowledged = 0"),
    )
    op.create_index("ix_positions_mail_id", "positions", ["mail_id"])
    op.create_table(
        "marks",
        _text("folder"),
        sa.Column("uidvalidity", BIG, nullable=False),
        sa.Column("uid", BIG, nullable=False),
        sa.PrimaryKeyConstraint("folder", "uidvalidity", name="pk_marks"),
        sqlite_strict=True,
    )


def _documents() -> None:
    op.create_table(
        "series",
        sa.Column("year", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name="pk_series"),
        sqlite_strict=True,
    )
    op.create_table(
        "documents",
        sa.Column("id", sa.Integer(), nullable=False),
        _text("identity"),
        _text("number"),
        sa.Column("registered_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
        sa.UniqueConstraint("identity", name="uq_documents_identity"),
        sa.UniqueConstraint("number", name="uq_documents_number"),
        sqlite_strict=True,
    )
    op.create_table(
        "parts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        _text("name"),
        _text("sha256"),
        _text("media_type"),
        _text("fate"),
        _text("reason"),
        _text("reader"),
        sa.PrimaryKeyConstraint("id", name="pk_parts"),
        sa.ForeignKeyConstraint(["mail_id"], ["mails.id"], name="fk_parts_mail_id"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_parts_document_id"),
        sa.UniqueConstraint("mail_id", "place", name="uq_parts_mail_id_place"),
        sqlite_strict=True,
    )
    op.create_index("ix_parts_document_id", "parts", ["document_id"])


def _decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=False),
        _text("number"),
        _text("recommendation"),
        _text("municipality", null=True),
        _text("repeats", null=True),
        _text("accepted_by"),
        sa.Column("noted_at", TIME, nullable=False),
        sa.Column("replaced_at", TIME, nullable=True),
        _text("data"),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
        sa.ForeignKeyConstraint(["mail_id"], ["mails.id"], name="fk_decisions_mail_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_decisions_mail_id", "decisions", ["mail_id"])
    op.create_index("ix_decisions_recommendation_municipality", "decisions", ["recommendation", "municipality"])
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        _text("who"),
        _text("verb"),
        sa.Column("mail_id", sa.Integer(), nullable=False),
        _text("reason"),
        _text("before"),
        _text("after"),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
        sa.ForeignKeyConstraint(["mail_id"], ["mails.id"], name="fk_audit_mail_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_audit_mail_id", "audit", ["mail_id"])
    op.create_table(
        "recommendations",
        _text("diarienummer"),
        _text("decided_on"),
        sa.Column("changed_at", TIME, nullable=False),
        _text("data"),
        sa.PrimaryKeyConstraint("diarienummer", name="pk_recommendations"),
        sqlite_strict=True,
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        _text("key"),
        _text("kind"),
        _text("recipient"),
        _text("subject"),
        _text("message_id"),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        _text("state"),
        _text("stage"),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", TIME, nullable=False),
        _text("last_error"),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("sent_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("key", name="uq_outbox_key"),
        sqlite_strict=True,
    )
    op.create_index("ix_outbox_state_next_attempt_at_id", "outbox", ["state", "next_attempt_at", "id"])
    op.create_table(
        "beats",
        _text("name"),
        sa.Column("at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_beats"),
        sqlite_strict=True,
    )
