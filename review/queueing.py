"""The order of the queue and what it can be narrowed to. Pure.

What has waited longest comes first, and what a last day to answer is near for: a mail is due a week after it came, or
on the last day of the recommendation that it answers when that is sooner.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.catalogue import Catalogue
from domain.doubt import Doubt
from domain.register import Entry, State
from domain.swedish import DOUBTS
from review.show import local

PATIENCE = dt.timedelta(days=7)
_BY_VALUE = {doubt.value: doubt for doubt in Doubt}


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A mail in the queue. `deadline` is the nearest last day to answer (Swedish date) of what it was read to answer.

    `municipalities` are kommunkoder: of what was read, else the one whose mail domain it came from.
    """

    entry: Entry
    due: dt.date
    deadline: dt.date | None
    doubts: tuple[Doubt, ...]
    recommendations: tuple[str, ...]
    municipalities: tuple[str, ...]

    @property
    def place(self) -> tuple[dt.date, dt.datetime, int]:
        return self.due, self.entry.arrived_at, self.entry.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """What the queue is narrowed to; "" is everything. `doubt` is a Doubt's value."""

    doubt: str = ""
    recommendation: str = ""
    municipality: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Narrowing:
        """From the page's address: "skal", "rekommendation", "kommun"."""
        return cls(
            doubt=asked.get("skal", "") if asked.get("skal") in _BY_VALUE else "",
            recommendation=asked.get("rekommendation", "")[:60],
            municipality=asked.get("kommun", "")[:4],
        )

    @property
    def any(self) -> bool:
        return bool(self.doubt or self.recommendation or self.municipality)

    def holds(self, one: Waiting) -> bool:
        return (
            (not self.doubt or _BY_VALUE[self.doubt] in one.doubts)
            and (not self.recommendation or self.recommendation in one.recommendations)
            and (not self.municipality or self.municipality in one.municipalities)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Something that the queue can be narrowed to, and how many mails would be left."""

    value: str
    text: str
    count: int


def order(entries: Iterable[Entry], catalogue: Catalogue) -> tuple[Waiting, ...]:
    """The queue, most urgent first."""
    deadlines = {r.diarienummer: r.respond_by for r in catalogue.recommendations if r.respond_by and not r.closed_on}
    return tuple(sorted((_waiting(entry, deadlines, catalogue) for entry in entries), key=lambda one: one.place))


def _waiting(entry: Entry, deadlines: Mapping[str, dt.date], catalogue: Catalogue) -> Waiting:
    decisions = entry.result.decisions if entry.result else ()
    recommendations = tuple(dict.fromkeys(d.recommendation for d in decisions))
    deadline = min((deadlines[r] for r in recommendations if r in deadlines), default=None)
    patience = local(entry.arrived_at).date() + PATIENCE
    read = tuple(dict.fromkeys(d.municipality for d in decisions if d.municipality))
    domain = entry.sender.rpartition("@")[2].rstrip(">").lower()
    sender = tuple(m.kommunkod for m in catalogue.municipalities if domain in m.domains)
    return Waiting(
        entry=entry,
        due=min(patience, deadline) if deadline else patience,
        deadline=deadline,
        doubts=entry.result.all_doubts if entry.result else (Doubt.READER_FAILED,) * (entry.state is State.FAILED),
        recommendations=recommendations,
        municipalities=read or sender,
    )


def choices(queue: Sequence[Waiting], catalogue: Catalogue) -> dict[str, tuple[Choice, ...]]:
    """What there is to narrow to, the most frequent reason first."""
    doubts = Counter(doubt for one in queue for doubt in one.doubts)
    recommendations = Counter(r for one in queue for r in one.recommendations)
    municipalities = Counter(m for one in queue for m in one.municipalities)
    titles = {r.diarienummer: r.title for r in catalogue.recommendations}
    names = {m.kommunkod: m.name for m in catalogue.municipalities}
    return {
        "skal": tuple(Choice(value=d.value, text=DOUBTS[d], count=count) for d, count in doubts.most_common()),
        "rekommendation": tuple(
            Choice(value=r, text=f"{r} {titles.get(r, '')}".strip(), count=recommendations[r])
            for r in sorted(recommendations)
        ),
        "kommun": tuple(
            Choice(value=m, text=names.get(m, m), count=municipalities[m])
            for m in sorted(municipalities, key=lambda code: names.get(code, code))
        ),
    }
