"""When the verbs run, and nothing else. The door to APScheduler."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

from domain.errors import RegistratorError
from registrator import backing_up, closing, jobs, journaling, noticing, reminding, retaining, sending, watching, weekly
from registrator.build import House
from registrator.dead_man import DeadMan
from registrator.heartbeat import Heartbeat
from registrator.log import get_log
from registrator.reconciling import reconcile

log = get_log("schedule")

ASK_SECONDS = 30
"""How often it is asked whether a letter, a reminder or an alarm is due. Its key, not this timer, makes it go once."""

JOURNAL_SECONDS = 10
"""So much of what people decide can be lost with the database, at most."""

MINUTE, HOUR = 60, 3600


def start(house: House) -> Callable[[], None]:
    """Begin to run the verbs; returns the function that ends it, after the verb that is running."""
    # A late or overlong run is never skipped for good: misfire_grace_time=None runs it late, coalesce runs it once.
    scheduler = BackgroundScheduler(
        timezone=dt.UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    )
    config = house.config
    for name, verb, seconds in (
        ("send", sending.send_outbox, config.smtp.send_seconds),
        ("digest", weekly.queue_digest, ASK_SECONDS),
        ("reports", closing.queue_reports, HOUR),
        ("reminders", reminding.remind, HOUR),
        ("notices", noticing.tell_staff, ASK_SECONDS),
        ("watch", watching.watch, ASK_SECONDS),
        ("backup", backing_up.back_up_daily, ASK_SECONDS),
        ("journal", journaling.keep_journal, JOURNAL_SECONDS),
        ("retention", retaining.retain_daily, HOUR),
        ("heartbeat", Heartbeat(house).tell, min(ASK_SECONDS, config.imap.poll_seconds)),
        ("ping", DeadMan(house).ping, MINUTE),
    ):
        scheduler.add_job(
            _told(name, verb, house), IntervalTrigger(seconds=seconds), id=name, next_run_time=dt.datetime.now(dt.UTC)
        )
    scheduler.start()
    end_cycles = _start_cycles(house)

    def end() -> None:
        end_cycles()
        scheduler.shutdown(wait=True)

    return end


def _start_cycles(house: House) -> Callable[[], None]:
    """A cycle at every poll, and as soon as the mailbox tells of news; returns the function that ends it.

    One thread of its own, so that there are never two beside one another, and news that comes while a cycle runs begins
    another one: a timer of APScheduler that is asked to run while it runs skips that run.
    """
    news, ending = threading.Event(), threading.Event()
    run, seconds = _told("cycle", cycle, house), house.config.imap.poll_seconds

    def cycles() -> None:
        while True:
            news.clear()
            if ending.is_set():
                return
            due = time.monotonic() + seconds
            run()
            news.wait(max(0.0, due - time.monotonic()))

    def failed(folder: str, error: Exception) -> None:
        log.warning("not_listening", folder=folder, error=str(error))

    deafen = house.mailbox.listen(house.config.imap.places, news.set, failed) if house.config.imap.idle else None
    thread = threading.Thread(target=cycles, name="cycle")
    thread.start()

    def end() -> None:
        ending.set()
        news.set()
        if deafen:
            deafen()
        thread.join()

    return end


def cycle(house: House) -> None:
    """Take in, read, acknowledge, and compare once a day. What is taken in is read also while the mailbox is away."""
    try:
        watching.poll(house)
    finally:
        jobs.read_waiting(house)
    watching.acknowledge(house)
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
