"""What is asked of the register in an address: "/register?sok=trygg*&kommun=0127&fran=2026-01-01". Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from domain.evidence import Outcome
from domain.finding import Order, Question
from domain.register import State
from review.show import STOCKHOLM

_LONGEST = 300
_FIRST = dt.date.min + dt.timedelta(days=1)
NAMES = ("sok", "lage", "kommun", "rek", "utfall", "fran", "till", "ordning")
ORDERS = {
    "kommun": Order.MUNICIPALITY,
    "beslut": Order.OUTCOME,
    "avsandare": Order.SENDER,
    "lage": Order.STATE,
}
"""What a list can be ordered by beside time; "-kommun" begins at the other end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The question, what was typed in each field, and what is wrong with a field. A faulty field asks nothing."""

    question: Question
    fields: dict[str, str]
    faults: dict[str, str]

    @property
    def narrowed(self) -> bool:
        """Whether anything but the order is asked for."""
        return any(value for name, value in self.fields.items() if name != "ordning")

    @property
    def sorted_by(self) -> str:
        """The column that orders the list: "tid", or a name of ORDERS."""
        return next((name for name, order in ORDERS.items() if order is self.question.order), "tid")

    @property
    def rising(self) -> bool:
        """Whether that column's first value (its oldest time) stands first."""
        return self.question.oldest_first if self.sorted_by == "tid" else not self.question.descending

    def sort(self, column: str) -> str:
        """The same question as an address's query, ordered by a column; the other way when it is so ordered already."""
        again = column == self.sorted_by
        if column == "tid":
            return self.query(ordning="aldst" if again and not self.rising else "")
        return self.query(ordning=f"-{column}" if again and self.rising else column)

    def query(self, **more: object) -> str:
        """The same question as an address's query, with `more` in it."""
        return as_query({**self.fields, **more})


def as_query(fields: Mapping[str, object]) -> str:
    """Fields as they stand in an address, "?..." or "" when none has a value; what is None or "" is left out."""
    found = urlencode({name: value for name, value in fields.items() if value not in {None, ""}})
    return f"?{found}" if found else ""


def asked_of(args: Mapping[str, str], municipalities: Sequence[str] = ()) -> Asked:
    """From an address's fields; whatever stands there is no error. `municipalities`: kommunkoder in their order."""
    fields = {name: args.get(name, "")[:_LONGEST].strip() for name in NAMES}
    faults: dict[str, str] = {}
    since, until = (day_of(fields[name], name, faults) for name in ("fran", "till"))
    if since and until and since > until:
        faults["till"] = "Slutdagen ligger före den första dagen."
    question = Question(
        words=fields["sok"],
        states=tuple(state for state in State if state.value == fields["lage"]),
        municipality=fields["kommun"],
        recommendation=fields["rek"],
        outcome=next((outcome for outcome in Outcome if outcome.value == fields["utfall"]), None),
        since=midnight(since) if since else None,
        until=midnight(until + dt.timedelta(days=1)) if until and until < dt.date.max else None,
        oldest_first=fields["ordning"] == "aldst",
        order=ORDERS.get(fields["ordning"].removeprefix("-"), Order.ARRIVAL),
        descending=fields["ordning"].startswith("-"),
        municipalities=tuple(municipalities),
    )
    return Asked(question=question, fields=fields, faults=faults)


def day_of(typed: str, name: str, faults: dict[str, str]) -> dt.date | None:
    """The day that was typed in the field `name`; None for none, and for what is none, with its fault."""
    try:
        return dt.date.fromisoformat(typed) if typed else None
    except ValueError:
        faults[name] = f"»{typed[:40]}« är ingen dag. Skriv år-månad-dag, till exempel 2026-03-01."
        return None


def midnight(day: dt.date) -> dt.datetime:
    """When the day begins in Sweden; of the very first day, whose midnight lies before all time in UTC, the second."""
    return dt.datetime.combine(max(day, _FIRST), dt.time(), STOCKHOLM)
