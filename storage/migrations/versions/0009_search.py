"""The index that staff search in; it is filled after the migrations, by `storage.search_index`."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    sought = ["municipality", "recommendation", "outcome", "replaced_at", "mail_id"]
    op.create_index("ix_decisions_sought", "decisions", sought)
    # the documents are looked for by hash when a text is kept
    op.create_index("ix_parts_sha256", "parts", ["sha256"])
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TABLE search (mail_id INTEGER NOT NULL CONSTRAINT pk_search PRIMARY KEY, said BLOB NOT NULL, "
            "CONSTRAINT fk_search_mail_id FOREIGN KEY(mail_id) REFERENCES mails (id)) STRICT"
        )
        op.execute(
            "CREATE VIRTUAL TABLE search_words USING fts5"
            "(said, content='', prefix='2 3', tokenize='unicode61 remove_diacritics 0')"
        )
        return
    op.execute(
        "CREATE TABLE search (mail_id INTEGER NOT NULL CONSTRAINT pk_search PRIMARY KEY, words TSVECTOR NOT NULL, "
        "CONSTRAINT fk_search_mail_id FOREIGN KEY(mail_id) REFERENCES mails (id))"
    )
    op.execute("CREATE INDEX ix_search_words ON search USING gin (words)")
