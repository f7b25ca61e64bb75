"""The trail of an entry: which of its rows are verdicts, which can be taken back, and what is put aside for a while."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from domain.register import AuditRow

UNDO = "undo"
ASIDE = "aside"  # out of the queue for a while
TAKE_BACK = "take_back"  # and back again, before its time
ASK = "ask"  # a question to the sender is drafted
REREAD = "reread"  # the machine's own
LEARN, UNLEARN = "learn", "unlearn"  # of no entry: what staff teach the service
DISPOSE = "dispose"  # the service's own, by a rule of the configuration: what was kept is kept no more (gallring)

NO_VERDICTS = frozenset({ASIDE, TAKE_BACK, ASK, REREAD, DISPOSE})
"""Verbs that decide nothing about what an entry says; every other verb of the trail is a person's verdict."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """An entry that a person has put aside: it leaves the queue until the Swedish date `until`; None: until it is
    taken back. `at` is aware UTC."""

    entry_id: int
    until: dt.date | None
    note: str
    who: str
    at: dt.datetime

    def lasts(self, today: dt.date) -> bool:
        """Whether it is still out of the queue on this Swedish date."""
        return self.until is None or today < self.until


def last_done(trail: Sequence[AuditRow]) -> AuditRow | None:
    """What »ångra« would take back: the last thing a person did to the entry and has not taken back; None for nothing.

    `trail` is the entry's, oldest first. Behind a later reading by the machine nothing can be taken back: what stood
    then was read in another way; nor behind a disposal.
    """
    done: list[AuditRow] = []
    for row in trail:
        if row.verb in {REREAD, DISPOSE}:
            done.clear()
        elif row.verb == UNDO:
            done = done[:-1]
        elif row.verb == TAKE_BACK:
            done = [one for one in done if one.verb != ASIDE]
        else:
            done.append(row)
    return done[-1] if done else None
