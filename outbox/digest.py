"""The weekly letter: when it is due and what it is about. What it says is composed elsewhere."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from domain.decision import StandingKind
from domain.outgoing import OutboxRow
from domain.register import Answer, Entry, Overview, State
from outbox.stockholm import STOCKHOLM

NEAR_DAYS = 14  # a deadline this near is something to act on
SETTLED = (
    StandingKind.ADOPTED,
    StandingKind.ADOPTED_WITH_CONDITIONS,
    StandingKind.PARTLY_ADOPTED,
    StandingKind.DECLINED,
    StandingKind.OTHER_ANSWER,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """All that the letter needs. Times are aware.

    `since` is when the letter before was composed (the `created_at` of its outbox row); without one, a week before
    `moment()`. `to_review` are the entries FLAGGED or FAILED, `answers` all that stand in the register, `unsent` the
    outbox rows PARKED or UNCERTAIN, `counts` of all entries by state, `last_cycle` the last whole poll, if any.
    """

    key: str  # "2026-W48"
    since: dt.datetime
    to_review: tuple[Entry, ...]
    overviews: tuple[Overview, ...]
    answers: tuple[Answer, ...]
    unsent: tuple[OutboxRow, ...]
    counts: tuple[tuple[State, int], ...]
    last_cycle: dt.datetime | None

    @property
    def new(self) -> tuple[Answer, ...]:
        """Answers that have come to stand in the register since the last letter, oldest first; no repeats."""
        fresh = (a for a in self.answers if a.decision.repeats is None and _registered_at(a) >= self.since)
        return tuple(sorted(fresh, key=_registered_at))

    @property
    def waiting(self) -> int:
        """How many entries a person must look at; `to_review` may hold only a page of them."""
        counted = sum(n for state, n in self.counts if state in (State.FLAGGED, State.FAILED))
        return max(counted, len(self.to_review))

    def near(self, today: dt.date) -> tuple[Overview, ...]:
        """Recommendations with answers missing whose last day is at most NEAR_DAYS away, soonest first."""
        dated = ((o.recommendation.respond_by, o) for o in self.overviews if o.count(*SETTLED) < len(o.standings))
        near = [(d, o) for d, o in dated if d is not None and 0 <= (d - today).days <= NEAR_DAYS]
        return tuple(o for _, o in sorted(near, key=lambda pair: pair[0]))

    def quiet(self, today: dt.date) -> bool:
        """Whether nothing is new and nothing waits for anybody."""
        return not (self.new or self.waiting or self.unsent or self.near(today))


def _registered_at(answer: Answer) -> dt.datetime:
    return answer.registered_at or answer.arrived_at


def week_key(now: dt.datetime, zone: ZoneInfo = STOCKHOLM) -> str:
    """The ISO week of an aware time, as the clock on the wall in `zone` has it: "2026-W48"."""
    year, week, _ = now.astimezone(zone).isocalendar()
    return f"{year}-W{week:02d}"


def moment(key: str, weekday: int, at: dt.time, zone: ZoneInfo) -> dt.datetime:
    """When the letter of the ISO week `key` is to go, in UTC. `weekday` is 0 for Monday, `at` wall-clock time.

    A time that the clock skips in March counts as an hour later, one that it shows twice in October as the first.
    """
    year, week = key.split("-W")
    day = dt.date.fromisocalendar(int(year), int(week), weekday + 1)
    return dt.datetime.combine(day, at, tzinfo=zone).astimezone(dt.UTC)


def due(now: dt.datetime, weekday: int, at: dt.time, zone: ZoneInfo) -> str | None:
    """The key of this ISO week once its time has passed, else None. `now` is aware; arguments as for `moment`.

    A week that the service slept through altogether is not sent afterwards: the next letter covers it.
    """
    key = week_key(now, zone)
    return key if now >= moment(key, weekday, at, zone) else None
