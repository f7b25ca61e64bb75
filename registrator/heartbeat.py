"""That work is being done, told to systemd's watchdog: by what the register holds, never by a timer alone.

A thread that hangs commits nothing. Then nothing is told, and systemd starts the service anew.
"""

from __future__ import annotations

import datetime as dt

from outbox import troubles
from registrator.build import House
from registrator.config import Config
from registrator.notifying import ALIVE, notify
from registrator.signs_of_life import allowed_silence, last_work

_TO_TELL = dt.timedelta(minutes=2)
"""For the alarm to leave by mail once its grace is over, and for a check that comes just too late."""


class Heartbeat:
    """Knows what was told, so that each committed sign of life is told once."""

    def __init__(self, house: House) -> None:
        self._told = last_work(house.store.beats())  # of an earlier run: no sign that this one lives

    def tell(self, house: House) -> None:
        """Tell the watchdog, if something has been committed since the last time. A mailbox that does not answer is no
        reason to be silent: the cycle that found it out was committed as well."""
        latest = last_work(house.store.beats())
        if latest is not None and latest != self._told:
            notify(ALIVE)
            self._told = latest


def patience(config: Config) -> str:
    """How long systemd waits for a sign of life, in its own words.

    Longer than the silence that is told of by mail: first a person hears of it, then the service is started anew.
    """
    silence = allowed_silence(config) + troubles.SORTS[troubles.CYCLE].grace + _TO_TELL
    return f"WATCHDOG_USEC={silence // dt.timedelta(microseconds=1)}"
