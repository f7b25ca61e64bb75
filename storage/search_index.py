"""The index that staff search in: one row for each settled mail, with all its words. Derived: it can always be rebuilt.

On SQLite an FTS5 table without content, so that no text is held twice. To take a row out of it, FTS5 must be given the
very words that were put in, whatever has been read or decided since: they are kept packed in `search.said`, a quarter
of their size. On PostgreSQL a tsvector with a GIN index. The tables are made by the migration; no class of the schema
stands for them, for each database has its own.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Session

from domain.register import State
from storage.schema import DecisionRow, DocumentRow, MailRow, PartRow, TextRow
from storage.search_words import as_tsvector, searchable

SEARCH = sa.table("search", sa.column("mail_id", sa.Integer), sa.column("said", sa.LargeBinary))
WORDS = sa.table("search", sa.column("mail_id", sa.Integer), sa.column("words", TSVECTOR))
_AT_ONCE = 50  # mails whose texts are in memory together
_FORGET = sa.text("INSERT INTO search_words (search_words, rowid, said) VALUES ('delete', :mail_id, :said)")
_FORGET_ALL = sa.text("INSERT INTO search_words (search_words) VALUES ('delete-all')")
_LEARN = sa.text("INSERT INTO search_words (rowid, said) VALUES (:mail_id, :said)")


def index_mails(session: Session, mail_ids: Iterable[int]) -> None:
    """Puts the mails in the index as they now are, in the caller's transaction."""
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    ids = sorted(set(mail_ids))
    for start in range(0, len(ids), _AT_ONCE):
        said = _said(session, ids[start : start + _AT_ONCE])
        if on_sqlite:
            _put_fts5(session, said)
        else:
            _put_tsvector(session, said)


def index_text(session: Session, sha256: str) -> None:
    """The same for each settled mail that has this document, whose text has just been kept."""
    settled = MailRow.state != State.RECEIVED.value
    holding = sa.select(PartRow.mail_id).join(MailRow, MailRow.id == PartRow.mail_id)
    index_mails(session, session.scalars(holding.where(PartRow.sha256 == sha256, settled)).all())


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


def _put_fts5(session: Session, said: dict[int, str]) -> None:
    rows = session.execute(sa.select(SEARCH.c.mail_id, SEARCH.c.said).where(SEARCH.c.mail_id.in_(said)))
    before = {mail_id: zlib.decompress(packed).decode() for mail_id, packed in rows}
    changed = {mail_id: words for mail_id, words in said.items() if before.get(mail_id) != words}
    if gone := [{"mail_id": mail_id, "said": before[mail_id]} for mail_id in changed if mail_id in before]:
        session.execute(_FORGET, gone)
        session.execute(sa.delete(SEARCH).where(SEARCH.c.mail_id.in_([one["mail_id"] for one in gone])))
    if changed:
        session.execute(_LEARN, [{"mail_id": mail_id, "said": words} for mail_id, words in changed.items()])
        packed = ((mail_id, zlib.compress(words.encode(), 1)) for mail_id, words in changed.items())
        session.execute(sa.insert(SEARCH), [{"mail_id": mail_id, "said": small} for mail_id, small in packed])


def _put_tsvector(session: Session, said: dict[int, str]) -> None:
    session.execute(sa.delete(WORDS).where(WORDS.c.mail_id.in_(said)))
    for mail_id, words in said.items():
        vector = sa.cast(sa.literal(as_tsvector(words), sa.Text), TSVECTOR)
        session.execute(sa.insert(WORDS).values(mail_id=mail_id, words=vector))


def _said(session: Session, mail_ids: Sequence[int]) -> dict[int, str]:
    """All that can be looked for in each mail: numbers, sender, subject, names, quotes, texts."""
    lines: dict[int, list[str]] = {}
    heads = sa.select(MailRow.id, MailRow.sender, MailRow.subject).where(MailRow.id.in_(mail_ids))
    for mail_id, sender, subject in session.execute(heads):
        lines[mail_id] = [sender, subject]
    parts = (
        sa.select(PartRow.mail_id, DocumentRow.number, PartRow.name, TextRow.text)
        .join(DocumentRow, DocumentRow.id == PartRow.document_id)
        .outerjoin(TextRow, TextRow.sha256 == PartRow.sha256)
        .where(PartRow.mail_id.in_(mail_ids))
        .order_by(PartRow.mail_id, PartRow.place)
    )
    for mail_id, number, name, text in session.execute(parts):
        lines[mail_id] += [number, name, text or ""]
    said = (DecisionRow.mail_id, DecisionRow.recommendation, DecisionRow.diarienummer, DecisionRow.quote)
    stands = sa.select(*said).where(DecisionRow.mail_id.in_(mail_ids), DecisionRow.replaced_at.is_(None))
    for mail_id, recommendation, diarienummer, quote in session.execute(stands.order_by(DecisionRow.id)):
        lines[mail_id] += [recommendation, diarienummer or "", quote]
    return {mail_id: searchable("\n".join(line for line in some if line)) for mail_id, some in lines.items()}
