"""The answers that stand in the register.

The weekly letter and the overviews look at all of them, ten thousand and more, so what they need lies in columns:
reading each decision from its JSON took many times as long. The evidence is read only for those who show it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from domain.decision import Decision
from domain.evidence import DecisionBody, Outcome
from domain.register import Answer, State
from storage.codec import decision_from
from storage.prepared import Prepared, within
from storage.rows import chunks
from storage.schema import DecisionRow, MailRow
from storage.schema_review import CorrectsRow

_BRIEF = (
    DecisionRow.id,
    DecisionRow.mail_id,
    DecisionRow.number,
    DecisionRow.accepted_by,
    DecisionRow.noted_at,
    MailRow.arrived_at,
    DecisionRow.municipality,
    DecisionRow.recommendation,
    DecisionRow.outcome,
    DecisionRow.final,
    DecisionRow.body,
    DecisionRow.paragraf,
    DecisionRow.meeting_date,
    DecisionRow.diarienummer,
    DecisionRow.attachment,
    DecisionRow.document_sha256,
    DecisionRow.page,
    DecisionRow.quote,
    CorrectsRow.number.label("corrects"),
)
_OUTCOMES = {outcome.value: outcome for outcome in Outcome}
_BODIES = {body.value: body for body in DecisionBody}


def _valid(query: sa.Select[*tuple[Any, ...]]) -> sa.Select[*tuple[Any, ...]]:
    query = query.outerjoin(CorrectsRow, CorrectsRow.decision_id == DecisionRow.id)
    return query.join(MailRow, MailRow.id == DecisionRow.mail_id).where(
        MailRow.state == State.REGISTERED.value, DecisionRow.replaced_at.is_(None)
    )


_ITS = DecisionRow.recommendation == sa.bindparam("its_recommendation")
_FIRSTS_OF = Prepared(_valid(sa.select(*_BRIEF)).where(DecisionRow.repeats.is_(None), _ITS), _BRIEF)
_COPY = (DecisionRow.repeats, DecisionRow.recommendation, DecisionRow.municipality)
_COPIES = sa.select(*_COPY).distinct().where(DecisionRow.repeats.is_not(None), DecisionRow.replaced_at.is_(None))
_COPIES_OF = Prepared(_COPIES.where(_ITS), _COPY)
_DATA_OF = sa.select(DecisionRow.id, DecisionRow.data).where(DecisionRow.id.in_(sa.bindparam("ids", expanding=True)))

_Question = tuple[str, str, str | None]
"""Number of the document, recommendation, municipality: what a copy repeats."""


def standing_answers(
    session: Session, recommendations: Sequence[str] | None, *, evidence: bool = True
) -> tuple[Answer, ...]:
    """Decisions of registered mails that repeat no other and were not replaced, by arrival; all when None.

    Of copies whose first was struck (a person dismissed the earlier mail as the double), the first that is left stands.
    Without `evidence` a decision has neither evidence nor doubts.
    """
    if recommendations is not None and not recommendations:
        return ()
    if recommendations is None:
        firsts = _valid(sa.select(*_BRIEF)).where(DecisionRow.repeats.is_(None))
        rows: list[Any] = list(session.connection().execute(firsts))  # rows, no objects
    else:
        rows = _of_each(session, _FIRSTS_OF, recommendations)
    rows += _orphans(session, recommendations, {(row.number, row.recommendation, row.municipality) for row in rows})
    rows.sort(key=lambda row: (row.arrived_at, row.mail_id, row.id))
    standing = tuple(map(_brief, rows))
    return tuple(add_evidence(session, standing)) if evidence else standing


def _of_each(session: Session, question: Prepared, recommendations: Sequence[str]) -> list[Any]:
    """One after the other, as every mail asks: a statement of several would have to be written each time."""
    session.flush()
    transaction = within(session)
    return [
        SimpleNamespace(**row)
        for recommendation in dict.fromkeys(recommendations)
        for row in question.rows(transaction, its_recommendation=recommendation)
    ]


def answers_of(session: Session, mail_ids: Sequence[int]) -> tuple[Answer, ...]:
    """Those of the standing answers, by arrival and without evidence, that these mails hold.

    Whether a copy stands is decided by the other answers to its recommendation: they are read, and no others.
    """
    mine = sa.select(DecisionRow.recommendation).where(
        DecisionRow.mail_id.in_(mail_ids), DecisionRow.replaced_at.is_(None)
    )
    asked = sorted(set(session.scalars(mine)))
    return tuple(a for a in standing_answers(session, asked, evidence=False) if a.entry_id in mail_ids)


def _orphans(session: Session, recommendations: Sequence[str] | None, told: set[_Question]) -> list[Any]:
    """Copies that stand because what they repeat does not any more: the first of each, by arrival."""
    if recommendations is None:
        copies: list[Any] = list(session.execute(_COPIES))
    else:
        copies = _of_each(session, _COPIES_OF, recommendations)
    asked = ((row.repeats or "", row.recommendation, row.municipality) for row in copies)
    lost = {question for question in asked if question not in told}
    found: dict[_Question, sa.Row[*tuple[Any, ...]]] = {}
    for numbers in chunks(sorted({number for number, _, _ in lost})):
        rows = _valid(sa.select(*_BRIEF, DecisionRow.repeats)).where(DecisionRow.repeats.in_(numbers))
        for row in session.execute(rows.order_by(MailRow.arrived_at, MailRow.id, DecisionRow.id)):
            if (question := (row.repeats, row.recommendation, row.municipality)) in lost:
                found.setdefault(question, row)
    return list(found.values())


def _brief(row: Any) -> Answer:
    """Of a row of SQLAlchemy's, or of `_of_each`: both have the columns in the order of `_BRIEF`."""
    row = vars(row).values() if isinstance(row, SimpleNamespace) else row
    row_id, mail_id, number, accepted_by, noted_at, arrived_at, municipality, recommendation, *decided = row
    outcome, final, body, paragraf, meeting_date, diarienummer, *where = decided
    attachment, document_sha256, page, quote, corrects, *_ = where
    return Answer(
        id=row_id,
        entry_id=mail_id,
        number=number,
        arrived_at=arrived_at,
        accepted_by=accepted_by,
        registered_at=noted_at,
        decision=Decision(
            municipality=municipality,
            recommendation=recommendation,
            outcome=_OUTCOMES[outcome] if outcome else None,
            final=bool(final),
            decision_body=_BODIES[body] if body else None,
            paragraf=paragraf,
            meeting_date=dt.date.fromisoformat(meeting_date) if meeting_date else None,
            diarienummer=diarienummer,
            attachment=attachment,
            document_sha256=document_sha256,
            page=page,
            quote=quote,
            corrects=corrects,
        ),
    )


def brief_decisions(session: Session, mail_ids: Sequence[int]) -> Iterator[tuple[int, Decision]]:
    """The decisions of these mails that were not replaced, copies too, without evidence; each with its mail's id."""
    query = sa.select(*_BRIEF, DecisionRow.repeats).join(MailRow, MailRow.id == DecisionRow.mail_id)
    query = query.outerjoin(CorrectsRow, CorrectsRow.decision_id == DecisionRow.id)
    query = query.where(DecisionRow.mail_id.in_(mail_ids), DecisionRow.replaced_at.is_(None))
    for row in session.connection().execute(query.order_by(DecisionRow.mail_id, DecisionRow.id)):
        yield row.mail_id, replace(_brief(row).decision, repeats=row.repeats)


def add_evidence(session: Session, answers: Sequence[Answer]) -> Iterator[Answer]:
    """The answers with all that their decisions say."""
    for some in chunks(answers):
        ids = [answer.id for answer in some]
        rows = session.connection().execute(_DATA_OF, {"ids": ids})
        whole = {row_id: decision_from(data) for row_id, data in rows}
        yield from (replace(answer, decision=replace(whole[answer.id], repeats=None)) for answer in some)


def said(decision: Decision) -> dict[str, Any]:
    """The columns of a decision that are read without its JSON."""
    return {
        "outcome": decision.outcome.value if decision.outcome else None,
        "final": int(decision.final),
        "body": decision.decision_body.value if decision.decision_body else None,
        "paragraf": decision.paragraf,
        "meeting_date": decision.meeting_date.isoformat() if decision.meeting_date else None,
        "diarienummer": decision.diarienummer,
        "attachment": decision.attachment,
        "document_sha256": decision.document_sha256,
        "page": decision.page,
        "quote": decision.quote,
    }
