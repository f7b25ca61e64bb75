"""The weekly letter: when it is due and what it is about. What it says is composed elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from domain.decision import StandingKind
from domain.outgoing import OutboxRow
from domain.register import Answer, Entry, Holdings, Overview, State, Trouble
from outbox.stockholm import STOCKHOLM
from outbox.working_days import next_working_day

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

    `told` is the id of the last answer that earlier letters told: ids rise in the order of the commits, where times
    taken before a commit need not. `to_review` are the entries FLAGGED or FAILED, `answers` all that stand in the
    register, `unsent` the outbox rows PARKED, UNCERTAIN or lately BOUNCED, `drafts` the reminders to be released,
    `counts` of all entries by state, `last_cycle` the last whole poll, if any. `troubles` last still; `compared_at` is
    when mailbox and register were last compared, `differences` what that has shown this week and is put right.
    """

    key: str  # "2026-W48"
    told: int
    to_review: tuple[Entry, ...]
    overviews: tuple[Overview, ...]
    answers: tuple[Answer, ...]
    unsent: tuple[OutboxRow, ...]
    counts: tuple[tuple[State, int], ...]
    last_cycle: dt.datetime | None
    drafts: tuple[OutboxRow, ...] = ()
    holdings: Holdings | None = None
    troubles: tuple[Trouble, ...] = ()
    compared_at: dt.datetime | None = None
    differences: tuple[Trouble, ...] = ()

    @property
    def new(self) -> tuple[Answer, ...]:
        """Answers that no earlier letter told, oldest first; no repeats."""
        fresh = (a for a in self.answers if a.decision.repeats is None and a.id > self.told)
        return tuple(sorted(fresh, key=lambda a: a.id))

    @property
    def mark(self) -> int:
        """The id of the last answer that has been told when this letter is."""
        return max((a.id for a in self.answers), default=self.told)

    @property
    def open(self) -> tuple[Overview, ...]:
        """Recommendations whose answers are still waited for."""
        return tuple(o for o in self.overviews if o.recommendation.closed_on is None)

    @property
    def closed(self) -> tuple[Overview, ...]:
        """The others, the latest closed first."""
        ended = (o for o in self.overviews if o.recommendation.closed_on is not None)
        return tuple(sorted(ended, key=lambda o: o.recommendation.closed_on or dt.date.min, reverse=True))

    @property
    def waiting(self) -> int:
        """How many entries a person must look at; `to_review` may hold only a page of them."""
        counted = sum(n for state, n in self.counts if state in (State.FLAGGED, State.FAILED))
        return max(counted, len(self.to_review))

    def near(self, today: dt.date) -> tuple[Overview, ...]:
        """Open recommendations with answers missing whose last day is at most NEAR_DAYS away, soonest first."""
        dated = ((o.recommendation.respond_by, o) for o in self.open if o.count(*SETTLED) < len(o.standings))
        near = [(d, o) for d, o in dated if d is not None and 0 <= (d - today).days <= NEAR_DAYS]
        return tuple(o for _, o in sorted(near, key=lambda pair: pair[0]))

    def quiet(self, today: dt.date) -> bool:
        """Whether nothing is new and nothing waits for anybody."""
        return not (self.new or self.waiting or self.unsent or self.drafts or self.near(today))


def week_key(now: dt.datetime, zone: ZoneInfo = STOCKHOLM) -> str:
    """The ISO week of an aware time, as the clock on the wall in `zone` has it: "2026-W48"."""
    year, week, _ = now.astimezone(zone).isocalendar()
    return f"{year}-W{week:02d}"


def moment(key: str, weekday: int, at: dt.time, zone: ZoneInfo) -> dt.datetime:
    """When the letter of the ISO week `key` is to go, in UTC. `weekday` is 0 for Monday, `at` wall-clock time.

    On the next working day when offices are closed on that one: the Tuesday after Easter Monday.
    """
    year, week = key.split("-W")
    day = next_working_day(dt.date.fromisocalendar(int(year), int(week), weekday + 1))
    return dt.datetime.combine(day, at, tzinfo=zone).astimezone(dt.UTC)


def due(now: dt.datetime, weekday: int, at: dt.time, zone: ZoneInfo) -> str | None:
    """The key of the letter that is to be there by now, else None. `now` is aware; arguments as for `moment`.

    A week that the service slept through altogether is not sent afterwards: the next letter covers it. Only a letter
    that holidays moved into the next week (a Friday's, by Good Friday) is still due there, until that week's own is.
    """
    today = week_key(now, zone)
    for key in _this_and_the_last(now, zone):
        at_last = moment(key, weekday, at, zone)
        if at_last <= now and week_key(at_last, zone) == today:
            return key
    return None


def _this_and_the_last(now: dt.datetime, zone: ZoneInfo) -> Iterator[str]:
    yield week_key(now, zone)
    yield week_key(now.astimezone(zone) - dt.timedelta(days=7), zone)
