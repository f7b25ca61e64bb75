"""The index that staff search in: one row for each settled mail, with all its words. Derived: it can always be rebuilt.

On SQLite an FTS5 table without content, so that no text is held twice. To take a row out of it, FTS5 must be given the
very words that were put in, whatever has been read or decided since: they are kept packed in `search.said`, a quarter
of their size. On PostgreSQL a tsvector with a GIN index. The tables are made by the migration; no class of the schema
stands for them, for each database has its own.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Session

from domain.register import State
from storage.prepared import Prepared, Transaction, within
from storage.schema import MailRow
from storage.schema_base import Base
from storage.search_words import as_tsvector, searchable

SEARCH = sa.table("search", sa.column("mail_id", sa.Integer), sa.column("said", sa.LargeBinary))
WORDS = sa.table("search", sa.column("mail_id", sa.Integer), sa.column("words", TSVECTOR))
_FORGET = "INSERT INTO search_words (search_words, rowid, said) VALUES ('delete', ?, ?)"
_FORGET_ALL = sa.text("INSERT INTO search_words (search_words) VALUES ('delete-all')")
_LEARN = "INSERT INTO search_words (rowid, said) VALUES (?, ?)"

_TABLES = Base.metadata.tables
_MAILS, _PARTS, _DOCUMENTS = _TABLES["mails"].c, _TABLES["parts"].c, _TABLES["documents"].c
_TEXTS, _DECISIONS = _TABLES["texts"].c, _TABLES["decisions"].c
_ITS_ID: sa.BindParameter[int] = sa.bindparam("its_id")
_SAID_BEFORE = Prepared(sa.select(SEARCH.c.said).where(SEARCH.c.mail_id == _ITS_ID), (SEARCH.c.said,))
_SAYS = (_MAILS.sender, _MAILS.subject)
_HEAD = Prepared(sa.select(*_SAYS).where(_MAILS.id == _ITS_ID), _SAYS)
_HELD = (_DOCUMENTS.number, _PARTS.name, _TEXTS.text)
_HOLDS = Prepared(
    sa.select(*_HELD)
    .select_from(_TABLES["parts"])
    .join(_TABLES["documents"], _DOCUMENTS.id == _PARTS.document_id)
    .outerjoin(_TABLES["texts"], _TEXTS.sha256 == _PARTS.sha256)
    .where(_PARTS.mail_id == _ITS_ID)
    .order_by(_PARTS.place),
    _HELD,
)
_STOOD = (_DECISIONS.recommendation, _DECISIONS.diarienummer, _DECISIONS.quote)
_STANDS = Prepared(
    sa.select(*_STOOD).where(_DECISIONS.mail_id == _ITS_ID, _DECISIONS.replaced_at.is_(None)).order_by(_DECISIONS.id),
    _STOOD,
)


def index_mails(session: Session, mail_ids: Iterable[int]) -> None:
    """Puts the mails in the index as they now are, in the caller's transaction."""
    session.flush()
    index_rows(within(session), mail_ids)


def index_rows(transaction: Transaction, mail_ids: Iterable[int]) -> None:
    put = _put_fts5 if transaction.dialect.name == "sqlite" else _put_tsvector
    for mail_id in sorted(set(mail_ids)):
        words = _said(transaction, mail_id)
        if words is not None:
            put(transaction, mail_id, words)


def complete(session: Session, *, anew: bool = False) -> int:
    """Indexes every settled mail that is not in the index, `anew` all of them; how many."""
    if anew:
        if session.get_bind().dialect.name == "sqlite":
            session.execute(_FORGET_ALL)
        session.execute(sa.delete(SEARCH))
    missing = (
        sa.select(MailRow.id)
        .where(MailRow.state != State.RECEIVED.value, MailRow.id.not_in(sa.select(SEARCH.c.mail_id)))
        .order_by(MailRow.id)
    )
    mail_ids = session.scalars(missing).all()
    index_mails(session, mail_ids)
    return len(mail_ids)


def _put_fts5(transaction: Transaction, mail_id: int, words: str) -> None:
    row = _SAID_BEFORE.row(transaction, its_id=mail_id)
    before = zlib.decompress(row["said"]).decode() if row else None
    if before == words:
        return
    if before is not None:
        transaction.run(_FORGET, (mail_id, before))
        transaction.run("DELETE FROM search WHERE mail_id = ?", (mail_id,))
    transaction.run(_LEARN, (mail_id, words))
    transaction.run("INSERT INTO search (mail_id, said) VALUES (?, ?)", (mail_id, zlib.compress(words.encode(), 1)))


def _put_tsvector(transaction: Transaction, mail_id: int, words: str) -> None:
    transaction.run("DELETE FROM search WHERE mail_id = %s", (mail_id,))
    vector = as_tsvector(words)
    transaction.run("INSERT INTO search (mail_id, words) VALUES (%s, CAST(%s AS TSVECTOR))", (mail_id, vector))


def _said(transaction: Transaction, mail_id: int) -> str | None:
    """All that can be looked for in the mail: numbers, sender, subject, names, quotes, texts. None without a mail."""
    head = _HEAD.row(transaction, its_id=mail_id)
    if head is None:
        return None
    rows = (head, *_HOLDS.rows(transaction, its_id=mail_id), *_STANDS.rows(transaction, its_id=mail_id))
    return searchable("\n".join(line for row in rows for line in row.values() if line))
