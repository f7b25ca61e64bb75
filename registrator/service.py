"""The daemon: start, run until told to stop, stop cleanly. On one screen."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from types import FrameType

from domain.errors import RegistratorError
from parsers.first_use import compile_all
from registrator import schedule
from registrator.build import House, open_house
from registrator.catching_up import catch_up
from registrator.config import Config
from registrator.draining import drain
from registrator.heartbeat import patience
from registrator.journaling import keep_journal_at_end
from registrator.lock import alone
from registrator.log import get_log
from registrator.notifying import READY, RELOADING, STOPPING, notify
from registrator.one_heap import share_one_heap
from registrator.orders import Order, Orders
from registrator.reloading import Reloading
from registrator.review_page import review_page
from registrator.sending import recover

log = get_log("service")


def run(config: Config, read: Callable[[], Config] | None = None) -> None:
    """Run until SIGTERM or SIGINT; at SIGHUP take into use what `read` gives (default: the same configuration).

    Errors: AlreadyRunning, StorageError, ConfigError; a server that is away is waited for.
    """
    share_one_heap()
    orders, reloading = Orders(), Reloading(config, read or (lambda: config))
    with alone(config):
        compile_all()  # the first mail is not to wait for it
        while not orders.ending:
            try:
                _serve(reloading, orders)
            except RegistratorError as error:
                if not reloading.fall_back(error):
                    raise
                if reloading.untried:
                    orders.repeat(Order.RELOAD)
    log.info("stopped")


def _serve(reloading: Reloading, orders: Orders) -> None:
    """Everything once, from opening to closing: until the service ends or a new configuration comes into use."""
    with open_house(reloading.config, upgrade=True) as house:
        catch_up(house)
        healed = recover(house)
        with review_page(house) as url:
            reloading.in_use(house)
            stop = schedule.start(house)
            log.info("started", review=url, healed=healed)
            notify(READY, patience(house.config))
            while orders.next() is Order.RELOAD and not reloading.look(house):
                pass
            log.info("stopping" if orders.ending else "reloading")
            notify(STOPPING if orders.ending else f"{RELOADING}\nMONOTONIC_USEC={time.monotonic_ns() // 1000}")
            drain(house, stop, orders)
        keep_journal_at_end(house)


def stop_on_signal(house: House) -> None:
    """SIGTERM and SIGINT end the verb that runs after the mail that it has in hand."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        house.stopping.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
