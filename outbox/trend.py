"""How the answers to a recommendation have come in, week by week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from domain.register import Answer, Overview
from outbox.digest import SETTLED
from outbox.stockholm import STOCKHOLM

WEEKS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """How many had answered for good at a moment; `label` is "v. 23" or "nu"."""

    label: str
    count: int


def trend(overview: Overview, answers: Iterable[Answer], now: dt.datetime) -> tuple[Bar, ...]:
    """One bar for the end of each of the weeks before, the last for now (aware); empty when nothing has changed.

    `answers` are those that stand to the recommendation. Each municipality counts from its first final answer.
    """
    settled = {s.municipality.kommunkod for s in overview.standings if s.kind in SETTLED}
    since: dict[str, dt.datetime] = {}
    for answer in answers:
        kommunkod = answer.decision.municipality
        if kommunkod in settled and answer.decision.final:
            at = answer.registered_at or answer.arrived_at
            since[kommunkod] = min(at, since.get(kommunkod, at))
    moments = [now - dt.timedelta(weeks=back) for back in range(WEEKS - 1, 0, -1)]
    counts = [sum(at <= moment for at in since.values()) for moment in moments]
    if not counts or counts[0] == len(settled):
        return ()
    labels = [f"v. {moment.astimezone(STOCKHOLM).isocalendar().week}" for moment in moments]
    pairs = zip((*labels, "nu"), (*counts, len(settled)), strict=True)
    return tuple(Bar(label=label, count=count) for label, count in pairs)
