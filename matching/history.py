"""What a new result means beside what is already registered: the same act again, lawful growth, or a contradiction."""

from __future__ import annotations

import dataclasses

from domain.decision import Decision, Result, Status
from domain.doubt import Doubt
from domain.evidence import Outcome
from domain.register import Answer
from matching.document import body_rank

_POSTPONED = frozenset({Outcome.REFERRED_BACK, Outcome.TABLED})


def conclude(result: Result, earlier: tuple[Answer, ...]) -> Result:
    """The result to keep, given the answers registered before it for the same recommendations. Pure.

    An act is (municipality, recommendation, body, meeting date, paragraf). The same act with the same outcome only
    repeats. A proposal followed by a decision, a postponement followed by anything, and a higher body that decides as
    the lower did are growth. Any other final answer that says something else contradicts, and a person must see it.
    """
    decisions = tuple(_beside(decision, earlier) for decision in result.decisions)
    notes = [
        f"{d.recommendation} § {d.paragraf}: är samma beslut som {d.repeats}"
        for d in decisions
        if d.repeats and d not in result.decisions
    ]
    notes += [note for decision in decisions for note in _clashes(decision, earlier)]
    changed = dataclasses.replace(result, decisions=decisions, notes=(*result.notes, *notes))
    if changed.status is Status.REGISTERED and changed.all_doubts:
        return dataclasses.replace(changed, status=Status.FLAGGED)
    return changed


def _beside(decision: Decision, earlier: tuple[Answer, ...]) -> Decision:
    before = tuple(a for a in earlier if _same_question(a.decision, decision))
    twins = tuple(a for a in before if is_same_act(a.decision, decision))
    for twin in twins:
        if twin.decision.outcome is decision.outcome and twin.decision.final == decision.final:
            return dataclasses.replace(decision, repeats=twin.decision.repeats or twin.number)
    if twins or any(_contradicts(a.decision, decision) for a in before):
        return dataclasses.replace(decision, doubts=tuple(dict.fromkeys((*decision.doubts, Doubt.CONTRADICTS))))
    return decision


def _clashes(decision: Decision, earlier: tuple[Answer, ...]) -> list[str]:
    """Which registered answers a decision goes against, in Swedish."""
    if Doubt.CONTRADICTS not in decision.doubts:
        return []
    where = f"{decision.recommendation} § {decision.paragraf}"
    return [
        f"{where}: är samma paragraf som {a.number} men säger något annat"
        if is_same_act(a.decision, decision)
        else f"{where}: säger något annat än {a.number}"
        for a in earlier
        if _same_question(a.decision, decision)
        and (is_same_act(a.decision, decision) or _contradicts(a.decision, decision))
    ]


def _same_question(one: Decision, other: Decision) -> bool:
    return one.municipality == other.municipality and one.recommendation == other.recommendation


def is_same_act(one: Decision, other: Decision) -> bool:
    """The same paragraf of the same meeting, whatever file it came in."""
    known = one.municipality and one.meeting_date and one.paragraf
    return bool(known) and all(
        getattr(one, name) == getattr(other, name)
        for name in ("municipality", "recommendation", "decision_body", "meeting_date", "paragraf")
    )


def _contradicts(before: Decision, now: Decision) -> bool:
    """Whether two answers of one municipality cannot both stand as they are."""
    if before.outcome is None or now.outcome is None:
        return False
    if not before.final:
        return _postponed_after(before, now)
    if not now.final:
        return _reopens(before, now)
    # Equal outcomes: a higher body confirms, and the same body deciding twice is odd but says nothing new.
    return before.outcome is not now.outcome


def _postponed_after(before: Decision, now: Decision) -> bool:
    """A proposal or postponement binds nobody, so what follows is growth; a decision older than the postponement by the
    same or a higher body is not: the matter was taken up again."""
    if not now.final or before.outcome not in _POSTPONED or before.meeting_date is None or now.meeting_date is None:
        return False
    return now.meeting_date < before.meeting_date and body_rank(now.decision_body) <= body_rank(before.decision_body)


def _reopens(before: Decision, now: Decision) -> bool:
    """A proposal after a final decision: harmless when it is older or from below and says the same."""
    if before.meeting_date and now.meeting_date and now.meeting_date <= before.meeting_date:
        return False
    return now.outcome is not before.outcome
