"""The answers that stand in the register.

The weekly letter and the overviews look at all of them, ten thousand and more, so what they need lies in columns:
reading each decision from its JSON took many times as long. The evidence is read only for those who show it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from domain.decision import Decision
from domain.evidence import DecisionBody, Outcome
from domain.register import Answer, State
from storage.codec import decision_from
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
    firsts = _valid(sa.select(*_BRIEF), recommendations).where(DecisionRow.repeats.is_(None))
    rows: list[sa.Row[*tuple[Any, ...]]] = list(session.connection().execute(firsts))  # rows, no objects
    rows += _orphans(session, recommendations, {(row.number, row.recommendation, row.municipality) for row in rows})
    rows.sort(key=lambda row: (row.arrived_at, row.mail_id, row.id))
    standing = tuple(map(_brief, rows))
    return tuple(add_evidence(session, standing)) if evidence else standing


def answers_of(session: Session, mail_ids: Sequence[int]) -> tuple[Answer, ...]:
    """Those of the standing answers, by arrival and without evidence, that these mails hold.

    Whether a copy stands is decided by the other answers to its recommendation: they are read, and no others.
    """
    mine = sa.select(DecisionRow.recommendation).where(
        DecisionRow.mail_id.in_(mail_ids), DecisionRow.replaced_at.is_(None)
    )
    asked = sorted(set(session.scalars(mine)))
    return tuple(a for a in standing_answers(session, asked, evidence=False) if a.entry_id in mail_ids)


def _valid(query: sa.Select[*tuple[Any, ...]], recommendations: Sequence[str] | None) -> sa.Select[*tuple[Any, ...]]:
    query = query.outerjoin(CorrectsRow, CorrectsRow.decision_id == DecisionRow.id)
    query = query.join(MailRow, MailRow.id == DecisionRow.mail_id).where(
        MailRow.state == State.REGISTERED.value, DecisionRow.replaced_at.is_(None)
    )
    return query if recommendations is None else query.where(DecisionRow.recommendation.in_(set(recommendations)))


def _orphans(
    session: Session, recommendations: Sequence[str] | None, told: set[_Question]
) -> list[sa.Row[*tuple[Any, ...]]]:
    """Copies that stand because what they repeat does not any more: the first of each, by arrival."""
    copies = sa.select(DecisionRow.repeats, DecisionRow.recommendation, DecisionRow.municipality).distinct()
    copies = copies.where(DecisionRow.repeats.is_not(None), DecisionRow.replaced_at.is_(None))
    if recommendations is not None:
        copies = copies.where(DecisionRow.recommendation.in_(set(recommendations)))
    lost = {question for row in session.execute(copies) if (question := (row[0] or "", row[1], row[2])) not in told}
    found: dict[_Question, sa.Row[*tuple[Any, ...]]] = {}
    for numbers in chunks(sorted({number for number, _, _ in lost})):
        rows = _valid(sa.select(*_BRIEF, DecisionRow.repeats), recommendations)
        rows = rows.where(DecisionRow.repeats.in_(numbers))
        for row in session.execute(rows.order_by(MailRow.arrived_at, MailRow.id, DecisionRow.id)):
            if (question := (row.repeats, row.recommendation, row.municipality)) in lost:
                found.setdefault(question, row)
    return list(found.values())


def _brief(row: Sequence[Any]) -> Answer:
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
        query = sa.select(DecisionRow.id, DecisionRow.data).where(DecisionRow.id.in_(ids))
        whole = {row_id: decision_from(data) for row_id, data in session.execute(query)}
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
