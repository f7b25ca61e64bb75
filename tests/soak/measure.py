"""How fast a day may run on this machine: a start of the service must not take up the minute that it is to live."""

from __future__ import annotations

import datetime as dt
import random
import signal
import time
from pathlib import Path
from statistics import median

from demo.certificates import Certificates
from tests.crash.nursery import Nursery
from tests.servers.dovecot import Dovecot
from tests.soak.keeper import AGAIN_SECONDS
from tests.soak.pace import Pace
from tests.soak.scene import Scene, scene

FASTEST, SLOWEST = 75.0, 20.0
"""A day in 19 minutes; and in 72, for a machine that is busy with other things."""

SHARE = 0.5
"""Of a simulated minute that a start may take. A real one takes two of sixty seconds: a day of five hours."""

STARTS, PATIENCE = 5, 60.0


def rate_here(folder: Path, certificates: Certificates, dovecot: Dovecot, nursery: Nursery) -> tuple[float, float]:
    """Simulated seconds in a real one, and the real seconds of a start by which they were chosen."""
    pace = Pace.starting(dt.datetime(2015, 6, 22, tzinfo=dt.UTC), FASTEST)
    with scene(folder, pace, random.Random(0), certificates, dovecot, nursery) as world:
        _started(world, 1)  # makes the register, which no other start does
        took = median(_seconds_of_a_start(world, number) for number in range(2, STARTS + 2))
    return max(SLOWEST, min(FASTEST, 60 * SHARE / took)), took


def _seconds_of_a_start(world: Scene, number: int) -> float:
    world.keeper.send(signal.SIGKILL)
    began = time.monotonic() + AGAIN_SECONDS
    _started(world, number)
    return time.monotonic() - began


def _started(world: Scene, times: int) -> None:
    end = time.monotonic() + PATIENCE
    while world.log.count("event=started") < times:
        assert time.monotonic() < end, world.log
        time.sleep(0.01)
