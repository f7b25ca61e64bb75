"""How the service is, in the few lines that end the weekly letter."""

from __future__ import annotations

import datetime as dt

from domain.register import Holdings, State
from outbox.digest import Week
from outbox.safe import foreign
from outbox.stockholm import clock
from outbox.troubles import DISAGREE

_KEPT: dict[State, str] = {
    State.RECEIVED: "mottagna men inte lästa",
    State.REGISTERED: "registrerade",
    State.FLAGGED: "att granska",
    State.IGNORED: "lagda åt sidan",
    State.FAILED: "som inte kunde läsas",
    State.STRUCK: "makulerade",
}
_MOST_TROUBLES = 5
_LATE = dt.timedelta(days=2)
"""Mailbox and register are compared every night; one night may be missed while the mailbox is away."""


def health(week: Week, now: dt.datetime) -> str:
    """The last cycle, what the register holds, and whether the mailbox has the same, as a few sentences."""
    cycle = f"Brevlådan lästes senast {clock(week.last_cycle)}" if week.last_cycle else "Brevlådan har inte lästs än"
    counts = dict(week.counts)
    kept = sum(counts.values())
    shares = ", ".join(f"{counts[state]} {_KEPT[state]}" for state in State if counts.get(state))
    held = f"{cycle}. I registret finns {kept} mejl{f': {shares}' if shares else ''}."
    return " ".join((held, *(_against_mailbox(week.holdings) if week.holdings else ()), *_compared(week, now)))


def troubles(week: Week) -> tuple[str, ...]:
    """What the operator has not put right yet, a sentence each, the oldest first."""
    told = tuple(f"Sedan {clock(t.begun_at)}: {foreign(t.what, 300)}" for t in week.troubles[:_MOST_TROUBLES])
    more = len(week.troubles) - len(told)
    return (*told, f"Och {more} fel till.") if more else told


def _compared(week: Week, now: dt.datetime) -> tuple[str, ...]:
    """What the nightly comparison came to; what still differs stands among the troubles."""
    if week.compared_at is None:
        return ("Brevlåda och register har inte jämförts än.",)
    found = [f"Vid jämförelsen {clock(t.begun_at)}: {foreign(t.what, 300)}" for t in week.differences]
    last = f"Brevlåda och register jämfördes senast {clock(week.compared_at)}"
    if now - week.compared_at > _LATE:
        return (*found, f"{last}, fast det ska göras varje natt; be den som driftar se efter.")
    if any(t.name == DISAGREE for t in week.troubles):
        return (*found, f"{last} och stämde då inte överens.")
    return (*found, f"{last} och stämde{' därefter' if found else ''} överens.")


def _against_mailbox(holdings: Holdings) -> tuple[str, ...]:
    lines = []
    if holdings.fetched:
        copies = holdings.fetched - holdings.placed
        same = f", {copies} av dem exakta kopior" if copies else ""
        lines.append(f"Ur brevlådan är {holdings.fetched} mejl hämtade{same}.")
    if holdings.gone:
        lines.append(f"{holdings.gone} försvann ur brevlådan innan de kunde hämtas.")
    if strays := holdings.mails - holdings.placed:
        lines.append(f"{strays} mejl i registret har aldrig legat i brevlådan; be den som driftar se efter.")
    if holdings.unread_since:
        lines.append(f"Det äldsta olästa kom {clock(holdings.unread_since)}.")
    return tuple(lines)
