"""The orders of a list that no index has: by municipality, decision, sender or state.

They look at every mail of the list, so only a list up to a bound is ordered so: a year's mails about a recommendation
are some hundreds, and reading all of a hundred thousand would take every page seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from domain.evidence import Outcome
from domain.finding import Order, Question
from domain.register import State
from storage.rows import chunks
from storage.schema import DecisionRow, MailRow

MOST_SORTED = 5000

_COLUMNS = (MailRow.id, MailRow.arrived_at, MailRow.sender, MailRow.state)
_OUTCOMES = {outcome.value: place for place, outcome in enumerate(Outcome)}
_STATES = {state.value: place for place, state in enumerate(State)}

_Keys = dict[int, Any]


def sorted_ids(
    session: Session, query: sa.Select[*tuple[Any, ...]], question: Question, *, most: int, corner: int | None = None
) -> list[int] | None:
    """The ids of the mails of `query` in the order asked for, the newest first of those that are alike, and last those
    that have nothing to be ordered by; None when they are more than `most`.

    `corner`, a mail's id, stands among them also when it is no longer one of them: a page begins or ends there.
    """
    rows = session.execute(query.with_only_columns(*_COLUMNS).limit(most + 1)).all()
    if len(rows) > most:
        return None
    if corner is not None and all(row.id != corner for row in rows):
        rows = [*rows, *session.execute(sa.select(*_COLUMNS).where(MailRow.id == corner))]
    keys = _keys(session, rows, question)
    newest_first = sorted(rows, key=lambda row: (row.arrived_at, row.id), reverse=True)
    having = [row.id for row in newest_first if row.id in keys]
    having.sort(key=lambda mail_id: keys[mail_id], reverse=question.descending)
    return having + [row.id for row in newest_first if row.id not in keys]


def _keys(session: Session, rows: Sequence[sa.Row[*tuple[Any, ...]]], question: Question) -> _Keys:
    match question.order:
        case Order.SENDER:
            return {row.id: row.sender.casefold() for row in rows if row.sender}
        case Order.STATE:
            return {row.id: _STATES[row.state] for row in rows}
        case Order.OUTCOME:
            return _decided(session, rows, DecisionRow.outcome, _OUTCOMES)
        case _:
            places = {kommunkod: place for place, kommunkod in enumerate(question.municipalities)}
            return _decided(session, rows, DecisionRow.municipality, places)


def _decided(session: Session, rows: Sequence[sa.Row[*tuple[Any, ...]]], column: Any, places: dict[str, int]) -> _Keys:
    """Of several decisions of a mail the first place; a mail that was laid aside shows no decisions, and has none."""
    found: _Keys = {}
    shown = [row.id for row in rows if row.state != State.IGNORED.value]
    for some in chunks(shown):
        query = sa.select(DecisionRow.mail_id, column)
        for mail_id, value in session.execute(
            query.where(DecisionRow.mail_id.in_(some), DecisionRow.replaced_at.is_(None))
        ):
            place = places.get(value, len(places))
            if place < found.get(mail_id, len(places)):
                found[mail_id] = place
    return found
