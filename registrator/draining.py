"""Ending the work in time, whatever hangs: a server that does not answer, a scan that takes minutes."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType

from registrator.build import House
from registrator.log import get_log
from registrator.orders import Order, Orders

log = get_log("service")

GENTLE = 8.0
"""Seconds for the verbs to end what they have in hand: a mail that is read, a mail that is sent."""

LAST = 25.0
"""Seconds after which the process ends in the middle of whatever still hangs. Every step of the work may be killed
(tests/crash); this is the same."""


def drain(house: House, stop: Callable[[], None], orders: Orders) -> None:
    """Ask the verbs to stop, and wait for them. `stop` returns when they have ended.

    For the end of the service what takes longer than GENTLE is broken off, or at once when asked a second time. For a
    new configuration there is no hurry.
    """
    house.stopping.set()
    work = threading.Thread(target=stop, name="drain", daemon=True)
    work.start()
    ends = time.monotonic() + GENTLE if _last_way_out(orders) else None
    again = False
    while work.is_alive():
        order = orders.next(0.1)
        again = again or order is Order.RELOAD
        if order is Order.END:
            ends = time.monotonic() + GENTLE if ends is None and _last_way_out(orders) else time.monotonic()
        if ends is not None and time.monotonic() >= ends:
            log.warning("work_broken_off")
            house.break_off()
            break
    work.join()
    if again:  # the file has changed once more meanwhile
        orders.repeat(Order.RELOAD)


def _last_way_out(orders: Orders) -> bool:
    """Whether the service ends; then it ends in time, whatever comes."""
    if orders.ending:
        signal.signal(signal.SIGALRM, _end_now)
        signal.setitimer(signal.ITIMER_REAL, LAST)
    return orders.ending


def _end_now(_number: int, _frame: FrameType | None) -> None:
    log.warning("stopped_in_the_middle", after_seconds=LAST)
    sys.stderr.flush()
    os._exit(0)
