"""Where each municipality stands on each recommendation: highest body, then latest, the final before the not final."""

from __future__ import annotations

import datetime as dt

from domain.catalogue import Catalogue, Municipality, Recommendation
from domain.decision import StandingKind
from domain.evidence import Outcome
from domain.register import Answer, Overview, Standing
from matching.document import body_rank
from matching.history import is_same_act

_FINAL_KINDS = {
    Outcome.ADOPTED: StandingKind.ADOPTED,
    Outcome.ADOPTED_WITH_CONDITIONS: StandingKind.ADOPTED_WITH_CONDITIONS,
    Outcome.PARTLY_ADOPTED: StandingKind.PARTLY_ADOPTED,
    Outcome.DECLINED: StandingKind.DECLINED,
    Outcome.NOTED: StandingKind.OTHER_ANSWER,
    Outcome.STATEMENT: StandingKind.OTHER_ANSWER,
    Outcome.REFERRED_BACK: StandingKind.AWAITING,
    Outcome.TABLED: StandingKind.AWAITING,
}
_SETTLED = frozenset(
    {
        StandingKind.ADOPTED,
        StandingKind.ADOPTED_WITH_CONDITIONS,
        StandingKind.PARTLY_ADOPTED,
        StandingKind.DECLINED,
        StandingKind.OTHER_ANSWER,
    }
)


def overviews(
    recommendations: tuple[Recommendation, ...],
    catalogue: Catalogue,
    answers: tuple[Answer, ...],
    in_review: frozenset[tuple[str, str]],
    today: dt.date,
) -> tuple[Overview, ...]:
    """One overview per recommendation, its addressees in the catalogue's order.

    `answers` are those that stand (struck ones are not among them); one that repeats another is not counted.
    `in_review` holds (kommunkod, diarienummer) of flagged entries. `today` is a date in Stockholm.
    """
    given: dict[tuple[str | None, str], list[Answer]] = {}
    for answer in answers:
        given.setdefault((answer.decision.municipality, answer.decision.recommendation), []).append(answer)
    return tuple(
        Overview(
            recommendation=recommendation,
            standings=tuple(
                _standing(
                    municipality,
                    recommendation,
                    tuple(given.get((municipality.kommunkod, recommendation.diarienummer), ())),
                    in_review,
                    today,
                )
                for municipality in catalogue.addressees_of(recommendation)
            ),
        )
        for recommendation in recommendations
    )


def _standing(
    municipality: Municipality,
    recommendation: Recommendation,
    answers: tuple[Answer, ...],
    in_review: frozenset[tuple[str, str]],
    today: dt.date,
) -> Standing:
    answer = counting_answer(answers)
    kind = kind_of(answer)
    settled = kind in _SETTLED
    if (municipality.kommunkod, recommendation.diarienummer) in in_review and not settled:
        kind = StandingKind.NEEDS_REVIEW
    late = recommendation.respond_by is not None and today > recommendation.respond_by
    return Standing(municipality=municipality, kind=kind, answer=answer, overdue=late and not settled)


def counting_answer(answers: tuple[Answer, ...]) -> Answer | None:
    """The one that counts among one municipality's answers to one recommendation; None when there is none.

    Of one act (the same paragraf of the same meeting) the last that arrived: whatever it says, it corrects the others.
    """
    own = [a for a in answers if a.decision.repeats is None]
    standing = [a for a in own if not any(_corrects(other, a) for other in own)]
    return max(standing, key=_weight, default=None)


def _corrects(later: Answer, answer: Answer) -> bool:
    """A person has said so, or it speaks of the same act."""
    if later.decision.corrects is not None and later.decision.corrects == answer.number:
        return later.entry_id != answer.entry_id
    return later.arrived_at > answer.arrived_at and is_same_act(later.decision, answer.decision)


def _weight(answer: Answer) -> tuple[bool, int, dt.date, dt.datetime]:
    decision = answer.decision
    return (
        decision.final,
        body_rank(decision.decision_body),
        decision.meeting_date or dt.date.min,
        answer.arrived_at,
    )


def kind_of(answer: Answer | None) -> StandingKind:
    """What one answer means for where its municipality stands."""
    if answer is None:
        return StandingKind.NO_ANSWER
    if not answer.decision.final:
        return StandingKind.AWAITING
    return _FINAL_KINDS[answer.decision.outcome] if answer.decision.outcome else StandingKind.OTHER_ANSWER
