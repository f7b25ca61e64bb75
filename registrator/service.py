"""The daemon: start, run until told to stop, stop cleanly. On one screen."""

from __future__ import annotations

import signal
from types import FrameType

from registrator import schedule
from registrator.build import House, open_house
from registrator.catching_up import catch_up
from registrator.config import Config
from registrator.journaling import keep_journal
from registrator.lock import alone
from registrator.log import get_log
from registrator.review_page import review_page
from registrator.sending import recover

log = get_log("service")


def run(config: Config) -> None:
    """Run until SIGTERM or SIGINT. Errors: AlreadyRunning, StorageError; a server that is away is waited for."""
    with alone(config), open_house(config, upgrade=True) as house:
        stop_on_signal(house)
        catch_up(house)
        healed = recover(house)
        with review_page(house) as url:
            log.info("started", review=url, healed=healed)
            stop = schedule.start(house)
            house.stopping.wait()
            log.info("stopping")
            stop()
        keep_journal(house)
    log.info("stopped")


def stop_on_signal(house: House) -> None:
    """SIGTERM and SIGINT end the verb that runs after the mail that it has in hand, then the service."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        house.stopping.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
