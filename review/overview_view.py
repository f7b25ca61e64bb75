"""One recommendation as the overview shows it: who stands where, who is silent, who is awaited, the answers over time.
Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.decision import StandingKind
from domain.evidence import DecisionBody, Outcome
from domain.register import Answer, Overview, Standing
from review.plot import Plot, plot
from review.show import in_swedish_order, local

_CONDITIONAL = (StandingKind.ADOPTED_WITH_CONDITIONS, StandingKind.PARTLY_ADOPTED)
_LOWER = (DecisionBody.SUBCOMMITTEE, DecisionBody.COMMITTEE)
ASSEMBLY = "kommunfullmäktige"
EXECUTIVE = "kommunstyrelsen"
POSTPONED = "nytt beslut efter bordläggning eller återremiss"
OTHER = "slutligt beslut"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """`answered` is how many have answered for good, of all that are asked. `awaited` goes by what is waited for.

    `conditions` are the words of the decision of those who did not simply adopt, by kommunkod.
    """

    overview: Overview
    counts: tuple[tuple[StandingKind, int], ...]
    answered: int
    silent: tuple[str, ...]
    awaited: tuple[tuple[str, tuple[str, ...]], ...]
    conditions: Mapping[str, str]
    days_left: int | None
    plot: Plot

    @property
    def asked(self) -> int:
        return len(self.overview.standings)


def card(overview: Overview, answers: Sequence[Answer], today: dt.date) -> Card:
    """`answers` are all that stand to this recommendation; `today` is the Swedish date."""
    recommendation = overview.recommendation
    standings = overview.standings
    first = first_final_days(answers)
    asked = {standing.municipality.kommunkod for standing in standings}
    days = [day for kommunkod, day in first.items() if kommunkod in asked]
    ends = recommendation.closed_on or today
    return Card(
        overview=overview,
        counts=tuple((kind, count) for kind in StandingKind if (count := overview.count(kind))),
        answered=len(days),
        silent=_names(s for s in standings if s.kind is StandingKind.NO_ANSWER),
        awaited=_awaited(standings),
        conditions={
            s.municipality.kommunkod: s.answer.decision.quote for s in standings if s.kind in _CONDITIONAL and s.answer
        },
        days_left=(recommendation.respond_by - today).days if recommendation.respond_by else None,
        plot=plot(
            begins=recommendation.decided_on,
            deadline=recommendation.respond_by,
            ends=ends,
            answered=days,
            asked=len(standings),
            today=today,
        ),
    )


def first_final_days(answers: Sequence[Answer]) -> dict[str, dt.date]:
    """The Swedish day on which each municipality's first final answer arrived, by kommunkod."""
    days: dict[str, dt.date] = {}
    for answer in sorted(answers, key=lambda a: a.arrived_at):
        if answer.decision.final and answer.decision.municipality:
            days.setdefault(answer.decision.municipality, local(answer.arrived_at).date())
    return days


def awaited_by(answer: Answer) -> str:
    """What follows on an answer that is not final."""
    decision = answer.decision
    if decision.outcome in {Outcome.TABLED, Outcome.REFERRED_BACK}:
        return POSTPONED
    if decision.decision_body is DecisionBody.EXECUTIVE:
        return ASSEMBLY
    return EXECUTIVE if decision.decision_body in _LOWER else OTHER


def _awaited(standings: Sequence[Standing]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    waiting = [s for s in standings if s.kind is StandingKind.AWAITING and s.answer]
    found = {
        what: _names(s for s in waiting if s.answer and awaited_by(s.answer) == what)
        for what in (ASSEMBLY, EXECUTIVE, POSTPONED, OTHER)
    }
    return tuple((what, names) for what, names in found.items() if names)


def _names(standings: Iterable[Standing]) -> tuple[str, ...]:
    return tuple(sorted((s.municipality.name for s in standings), key=in_swedish_order))
