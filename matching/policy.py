"""What a person must see: the doubts that follow from a decision's own values.

Policy (issue 2): accepted without a person are final decisions of kommunfullmäktige or kommunstyrelsen to adopt or
decline, and clear proposals and postponements, which are recorded as awaiting. Everything else is flagged.
"""

from __future__ import annotations

import datetime as dt

from domain.catalogue import Catalogue
from domain.doubt import Doubt
from domain.evidence import DecisionBody, Outcome

_OUTCOME_DOUBTS = {
    Outcome.ADOPTED_WITH_CONDITIONS: Doubt.CONDITIONS,
    Outcome.PARTLY_ADOPTED: Doubt.PARTLY,
    Outcome.NOTED: Doubt.TAKES_NO_STAND,
    Outcome.STATEMENT: Doubt.TAKES_NO_STAND,
}


def outcome_doubts(outcome: Outcome | None, doubts: tuple[Doubt, ...]) -> tuple[Doubt, ...]:
    """Doubts about what was decided; an unknown outcome always has one."""
    if outcome is None:
        named = {Doubt.OUTCOME_UNCLEAR, Doubt.NO_DECISION, Doubt.DECIDED_BY_REFERENCE} & set(doubts)
        return () if named else (Doubt.OUTCOME_UNCLEAR,)
    return (_OUTCOME_DOUBTS[outcome],) if outcome in _OUTCOME_DOUBTS else ()


def body_doubts(body: DecisionBody | None, *, final: bool) -> tuple[Doubt, ...]:
    """Doubts about who decided. An utskott that decides for itself needs a delegation; its proposals are welcome."""
    if body is None:
        return (Doubt.BODY_UNKNOWN,)
    if body is DecisionBody.COMMITTEE:
        return (Doubt.COMMITTEE_DECISION,)
    if body is DecisionBody.DELEGATE or (body is DecisionBody.SUBCOMMITTEE and final):
        return (Doubt.DELEGATED_DECISION,)
    return ()


def recommendation_doubts(
    diarienummer: str, kommunkod: str | None, meeting: dt.date | None, catalogue: Catalogue
) -> tuple[Doubt, ...]:
    """Doubts from the catalogue: not asked, asked later, or replaced by a later recommendation."""
    known = catalogue.recommendation(diarienummer)
    if known is None:
        return (Doubt.NO_RECOMMENDATION,)
    doubts = []
    if kommunkod and known.addressees and kommunkod not in known.addressees:
        doubts.append(Doubt.NOT_ADDRESSEE)
    if meeting and meeting < known.decided_on:
        doubts.append(Doubt.BEFORE_RECOMMENDATION)
    later = [r for r in catalogue.recommendations if r.supersedes == diarienummer]
    if any(meeting is None or meeting >= r.decided_on for r in later):
        doubts.append(Doubt.SUPERSEDED)
    return tuple(doubts)


def form_doubts(body: DecisionBody | None, paragraf: str | None, meeting: dt.date | None) -> tuple[Doubt, ...]:
    """What an act must have to be told from other acts; delegation decisions have no paragraf."""
    doubts = []
    if meeting is None:
        doubts.append(Doubt.DATE_UNKNOWN)
    if not paragraf and body is not DecisionBody.DELEGATE:
        doubts.append(Doubt.PARAGRAF_UNKNOWN)
    return tuple(doubts)
