"""Finding mails in the register, a page at a time: the words by the index, the rest by columns that have one too."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from domain.decision import Decision
from domain.finding import Found, FoundMail, NamedNumber, Order, Piece, Question
from domain.register import State
from storage.rows import chunks, is_id
from storage.schema import DecisionRow, DocumentRow, MailRow, PartRow, TextRow
from storage.search_index import WORDS, complete
from storage.search_words import Term, for_fts5, for_tsquery, snippet, terms
from storage.sorting import MOST_SORTED, sorted_ids
from storage.standing import brief_decisions
from storage.verbs import Verbs

_COLUMNS = (MailRow.id, MailRow.arrived_at, MailRow.state, MailRow.reason, MailRow.sender, MailRow.subject)
_FIRST_CHARACTERS = 200_000  # of each document, looked through for the words to show

_MATCH = "search_words MATCH :words"

_Query = sa.Select[*tuple[Any, ...]]


class Searching(Verbs):
    def find(
        self,
        question: Question,
        *,
        limit: int = 50,
        after: int | None = None,
        before: int | None = None,
        count_to: int = 0,
    ) -> Found:
        """The first page, or the one that begins after this mail's id, or ends before it.

        The first page tells how many there are, counted no further than `count_to`. In another order than by arrival
        only a list of MOST_SORTED mails or fewer stands.
        """
        asked = terms(question.words)
        with self._database.reading() as session:
            query = _question(session, question, asked)
            if question.order is Order.ARRIVAL:
                return _by_arrival(session, query, question, limit, after, before, count_to)
            at = after if after is not None else before
            corner = at if at is not None and is_id(at) else None
            ids = sorted_ids(session, query, question, most=MOST_SORTED, corner=corner)
            if ids is not None:
                return _of_sorted(session, ids, asked, limit, after, before)
            by_arrival = replace(question, oldest_first=False)
            found = _by_arrival(session, query, by_arrival, limit, after, before, count_to)
            return replace(found, ordered=False)

    def find_all(self, question: Question, *, most: int) -> Iterator[tuple[FoundMail, ...]]:
        """All of them in the order asked for, up to `most`, some at a time; as the register is at one moment."""
        with self._database.reading() as session:
            query = _question(session, question, terms(question.words))
            ids = None
            if question.order is not Order.ARRIVAL:
                ids = sorted_ids(session, query, question, most=most)
            if ids is None:
                query = _ordered(query, _place(session, question), newest_first=not question.oldest_first)
                ids = list(session.scalars(query.with_only_columns(MailRow.id).limit(most)))
            for some in chunks(ids):
                yield _mails(session, some, ())

    def count(self, question: Question, *, most: int) -> int:
        """How many there are; `most` when there are so many or more."""
        with self._database.reading() as session:
            some = _question(session, question, terms(question.words)).with_only_columns(MailRow.id).limit(most)
            return session.scalar(sa.select(sa.func.count()).select_from(some.subquery())) or 0

    def reindex(self) -> int:
        """Makes the index of words anew from all that is settled; how many mails."""
        with self._database.writing() as session:
            return complete(session, anew=True)

    def with_number(self, number: str) -> tuple[int, ...]:
        """The ids of the mails that hold the document with this registration number, the first to arrive first."""
        holding = (
            sa.select(MailRow.id)
            .join(PartRow, PartRow.mail_id == MailRow.id)
            .join(DocumentRow, DocumentRow.id == PartRow.document_id)
            .where(DocumentRow.number == number)
            .distinct()
            .order_by(MailRow.arrived_at, MailRow.id)
            .add_columns(MailRow.arrived_at)
        )
        with self._database.reading() as session:
            return tuple(session.scalars(holding))

    def mails(self, mail_ids: Sequence[int]) -> tuple[FoundMail, ...]:
        """Those of the ids that are mails, in the order given."""
        with self._database.reading() as session:
            return _mails(session, mail_ids, ())


def _by_arrival(
    session: Session,
    query: _Query,
    question: Question,
    limit: int,
    after: int | None,
    before: int | None,
    count_to: int,
) -> Found:
    asked, place = terms(question.words), _place(session, question)
    at = after if after is not None else before
    if at is None and count_to > limit:
        query = _ordered(query, place, newest_first=not question.oldest_first)
        return _first_page(session, query, asked, limit, count_to)
    corner = session.get(MailRow, at) if at is not None and is_id(at) else None
    if corner is None and at is not None:
        return Found(mails=(), before=False, after=False)
    backwards = before is not None
    newest_first = question.oldest_first is backwards
    if corner is not None:
        query = query.where(_beyond(place, corner, older=newest_first))
    rows = session.execute(_ordered(query, place, newest_first=newest_first).limit(limit + 1)).all()
    more, rows = len(rows) > limit, rows[:limit]
    mails = tuple(_found(session, rows[::-1] if backwards else rows, asked))
    if backwards:
        return Found(mails=mails, before=more, after=True)
    return Found(mails=mails, before=after is not None, after=more)


def _of_sorted(
    session: Session, ids: list[int], asked: tuple[Term, ...], limit: int, after: int | None, before: int | None
) -> Found:
    """A page of a list that is known whole; `after` and `before` as find's."""
    at = after if after is not None else before
    if at is not None and at not in ids:
        return Found(mails=(), before=False, after=False)
    if after is not None:
        start = ids.index(after) + 1
        end = start + limit
    else:
        end = ids.index(before) if before is not None else limit
        start = max(end - limit, 0)
    mails = _mails(session, ids[start:end], asked)
    count = len(ids) if at is None else None
    return Found(mails=mails, before=start > 0, after=end < len(ids), count=count)


def _mails(session: Session, mail_ids: Sequence[int], asked: tuple[Term, ...]) -> tuple[FoundMail, ...]:
    rows = session.execute(sa.select(*_COLUMNS).where(MailRow.id.in_(mail_ids))).all()
    found = {mail.id: mail for mail in _found(session, rows, asked)}
    return tuple(found[mail_id] for mail_id in mail_ids if mail_id in found)


def _first_page(session: Session, query: _Query, asked: tuple[Term, ...], limit: int, count_to: int) -> Found:
    """The ids of many and the rows of some: the index is asked once for both."""
    ids = session.scalars(query.with_only_columns(MailRow.id).limit(count_to)).all()
    return Found(mails=_mails(session, ids[:limit], asked), before=False, after=len(ids) > limit, count=len(ids))


def _question(session: Session, question: Question, asked: tuple[Term, ...]) -> _Query:
    query: _Query = sa.select(*_COLUMNS)
    if question.words.strip():
        query = _saying(session, query, asked) if asked else query.where(sa.false())
    if question.states:
        query = query.where(MailRow.state.in_([state.value for state in question.states]))
    if question.since is not None:
        query = query.where(MailRow.arrived_at >= question.since)
    if question.until is not None:
        query = query.where(MailRow.arrived_at < question.until)
    decided = _decided(question)
    return query if decided is None else query.where(MailRow.id.in_(decided))


def _saying(session: Session, query: _Query, asked: tuple[Term, ...]) -> _Query:
    if _on_sqlite(session):
        # the plus keeps SQLite from asking the index anew for each mail
        hit = sa.and_(MailRow.id == sa.literal_column("+search_words.rowid", sa.Integer), sa.text(_MATCH))
        return query.join(sa.table("search_words"), hit).params(words=for_fts5(asked))
    sought = sa.cast(sa.literal(for_tsquery(asked), sa.Text), TSQUERY)
    return query.where(MailRow.id.in_(sa.select(WORDS.c.mail_id).where(WORDS.c.words.op("@@")(sought))))


def _on_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def _decided(question: Question) -> sa.Select[int] | None:
    asked = []
    if question.municipality:
        asked.append(DecisionRow.municipality == question.municipality)
    if question.recommendation:
        asked.append(DecisionRow.recommendation == question.recommendation)
    if question.outcome is not None:
        asked.append(DecisionRow.outcome == question.outcome.value)
    if not asked:
        return None
    return sa.select(DecisionRow.mail_id).where(*asked, DecisionRow.replaced_at.is_(None))


def _place(session: Session, question: Question) -> tuple[sa.ColumnElement[Any], ...]:
    """What the mails are ordered by. Those found by words by their ids, the order in which they were taken in, which
    the index gives without looking at all of its hits: a word of every text is found as fast as a rare one."""
    if not terms(question.words):
        return MailRow.arrived_at, MailRow.id  # type: ignore[return-value]
    return (sa.literal_column("search_words.rowid", sa.Integer) if _on_sqlite(session) else MailRow.id,)  # type: ignore[return-value]


def _beyond(place: tuple[sa.ColumnElement[Any], ...], corner: MailRow, *, older: bool) -> sa.ColumnElement[bool]:
    if len(place) == 1:
        return place[0] < corner.id if older else place[0] > corner.id
    here = sa.tuple_(sa.literal(corner.arrived_at, MailRow.arrived_at.type), sa.literal(corner.id))
    return sa.tuple_(*place) < here if older else sa.tuple_(*place) > here


def _ordered(query: _Query, place: tuple[sa.ColumnElement[Any], ...], *, newest_first: bool) -> _Query:
    return query.order_by(*(column.desc() if newest_first else column for column in place))


def _found(session: Session, rows: Sequence[sa.Row[*tuple[Any, ...]]], asked: tuple[Term, ...]) -> Iterator[FoundMail]:
    ids = [row.id for row in rows]
    documents: dict[int, list[NamedNumber]] = {mail_id: [] for mail_id in ids}
    decisions: dict[int, list[Decision]] = {mail_id: [] for mail_id in ids}
    for some in chunks(ids):
        for mail_id, number, name, given_at in session.execute(_numbers(some)):
            documents[mail_id].append(NamedNumber(number=number, name=name, given_at=given_at))
        for mail_id, decision in brief_decisions(session, some):
            decisions[mail_id].append(decision)
    for row in rows:
        mail = FoundMail(
            id=row.id,
            arrived_at=row.arrived_at,
            state=State(row.state),
            reason=row.reason,
            sender=row.sender,
            subject=row.subject,
            documents=tuple(documents[row.id]),
            decisions=tuple(decisions[row.id]),
        )
        yield replace(mail, snippet=_snippet(session, row.id, asked)) if asked else mail


def _numbers(mail_ids: Sequence[int]) -> sa.Select[int, str, str, dt.datetime]:
    return (
        sa.select(PartRow.mail_id, DocumentRow.number, PartRow.name, DocumentRow.registered_at)
        .join(DocumentRow, DocumentRow.id == PartRow.document_id)
        .where(PartRow.mail_id.in_(mail_ids))
        .order_by(PartRow.mail_id, PartRow.place)
    )


def _snippet(session: Session, mail_id: int, asked: tuple[Term, ...]) -> tuple[Piece, ...]:
    texts = (
        sa.select(sa.func.substr(TextRow.text, 1, _FIRST_CHARACTERS))
        .join(PartRow, PartRow.sha256 == TextRow.sha256)
        .where(PartRow.mail_id == mail_id)
        .order_by(PartRow.place)
    )
    shown = (snippet(text, asked) for text in session.scalars(texts))
    return next(filter(None, shown), ())
