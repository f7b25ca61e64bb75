"""Outgoing mails for staff to look through: a page at a time, and those that tell of one entry."""

from __future__ import annotations

import sqlalchemy as sa

from domain.finding import FoundOutgoing, OutboxQuestion
from domain.outgoing import OutboxRow, OutgoingState
from storage.rows import outbox_rows
from storage.schema_sending import OutgoingRow, ToldRow
from storage.verbs import Verbs

_MOST_OF_ENTRY = 100


class OutboxPages(Verbs):
    def find_outgoing(
        self, question: OutboxQuestion, *, limit: int = 50, after: int | None = None, before: int | None = None
    ) -> FoundOutgoing:
        """Newest first: the first page, or those older than the row `after`, or the nearest newer than `before`."""
        query = sa.select(OutgoingRow).limit(limit + 1)
        if question.states:
            query = query.where(OutgoingRow.state.in_([state.value for state in question.states]))
        if question.kinds:
            query = query.where(OutgoingRow.kind.in_([kind.value for kind in question.kinds]))
        for word in question.words.lower().split():
            said = sa.func.lower(OutgoingRow.recipient + " " + OutgoingRow.subject)
            # SQLite's lower() leaves Å Ä Ö as they are: "Österåker" is found by "österåker" only so
            ways = (word,) if word[0].isascii() else (word, word[0].upper() + word[1:])
            query = query.where(sa.or_(*(said.contains(way, autoescape=True) for way in ways)))
        if after is not None:
            query = query.where(OutgoingRow.id < after)
        elif before is not None:
            query = query.where(OutgoingRow.id > before)
        backwards = after is None and before is not None
        query = query.order_by(OutgoingRow.id if backwards else OutgoingRow.id.desc())
        with self._database.reading() as session:
            rows = outbox_rows(session, query, content=False)
        more, rows = len(rows) > limit, rows[:limit]
        if backwards:
            return FoundOutgoing(rows=rows[::-1], before=more, after=True)
        return FoundOutgoing(rows=rows, before=after is not None, after=more)

    def outgoing_counts(self) -> dict[OutgoingState, int]:
        """Every state has its count, also when it is 0."""
        with self._database.reading() as session:
            found = session.execute(sa.select(OutgoingRow.state, sa.func.count()).group_by(OutgoingRow.state)).all()
        counted = {OutgoingState(state): count for state, count in found}
        return {state: counted.get(state, 0) for state in OutgoingState}

    def outgoing_of(self, entry_id: int) -> tuple[OutboxRow, ...]:
        """The mails that tell of this entry, alone or among others, oldest first; without their bytes."""
        telling = sa.select(ToldRow.outbox_id).where(ToldRow.entry_id == entry_id)
        joined = sa.select(OutgoingRow.joined_to).where(
            OutgoingRow.entry_id == entry_id, OutgoingRow.joined_to.is_not(None)
        )
        query = (
            sa.select(OutgoingRow)
            .where(sa.or_(OutgoingRow.entry_id == entry_id, OutgoingRow.id.in_(telling), OutgoingRow.id.in_(joined)))
            .order_by(OutgoingRow.id)
            .limit(_MOST_OF_ENTRY)
        )
        with self._database.reading() as session:
            return outbox_rows(session, query, content=False)
