"""When the verbs run, and nothing else. The door to APScheduler."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

from domain.errors import RegistratorError
from registrator import backing_up, closing, jobs, noticing, reminding, sending, watching, weekly
from registrator.build import House
from registrator.dead_man import DeadMan
from registrator.heartbeat import Heartbeat
from registrator.log import get_log
from registrator.reconciling import reconcile

log = get_log("schedule")

ASK_SECONDS = 30
"""How often it is asked whether a letter, a reminder or an alarm is due. Its key, not this timer, makes it go once."""

MINUTE, HOUR = 60, 3600


def start(house: House) -> Callable[[], None]:
    """Begin to run the verbs; returns the function that ends it, after the verb that is running."""
    # A late or overlong run is never skipped for good: misfire_grace_time=None runs it late, coalesce runs it once.
    scheduler = BackgroundScheduler(
        timezone=dt.UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    )
    config = house.config
    for name, verb, seconds in (
        ("cycle", cycle, config.imap.poll_seconds),
        ("send", sending.send_outbox, config.smtp.send_seconds),
        ("digest", weekly.queue_digest, ASK_SECONDS),
        ("reports", closing.queue_reports, HOUR),
        ("reminders", reminding.remind, HOUR),
        ("notices", noticing.tell_staff, ASK_SECONDS),
        ("watch", watching.watch, ASK_SECONDS),
        ("backup", backing_up.back_up_daily, ASK_SECONDS),
        ("heartbeat", Heartbeat(house).tell, min(ASK_SECONDS, config.imap.poll_seconds)),
        ("ping", DeadMan(house).ping, MINUTE),
    ):
        scheduler.add_job(
            _told(name, verb, house), IntervalTrigger(seconds=seconds), id=name, next_run_time=dt.datetime.now(dt.UTC)
        )
    scheduler.start()
    return lambda: scheduler.shutdown(wait=True)


def cycle(house: House) -> None:
    """Take in, read, acknowledge, and compare once a day. What is taken in is read also while the mailbox is away."""
    try:
        watching.poll(house)
    finally:
        jobs.read_waiting(house)
    jobs.acknowledge(house)
    reconcile(house)


def _told(name: str, verb: Callable[[House], object], house: House) -> Callable[[], None]:
    """A verb that never ends the schedule: what goes wrong is logged, and tried again the next time."""

    def run() -> None:
        try:
            verb(house)
        except RegistratorError as error:
            log.error("job_failed", job=name, error=str(error))
        except Exception:
            log.exception("job_failed", job=name)

    return run
