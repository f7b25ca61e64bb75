"""Before the service begins: does the register hold what the journal has seen of it?

Somebody may have put yesterday's copy of the database back by hand, or a disk may have given back an old state. Going
on as if nothing had happened would read and answer a day's mail once more, give its numbers to others, and lose what
people decided. What the journal has seen is put back, and what may have been sent waits for a person.
"""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from dataclasses import dataclass

from domain.errors import StorageError
from domain.journal import JournalMark
from outbox import troubles
from registrator.build import House
from registrator.config import Config
from registrator.journal import Journal
from registrator.journaling import journal_of, keep_journal, renew_journal
from registrator.log import get_log
from registrator.recalling import recall
from storage.engine import open_store
from storage.replaying import Replayed, holds, replay
from storage.restoring import Held, hold_at

log = get_log("catching_up")

WHO = "registrator"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaughtUp:
    """A register that was behind its journal. `replayed` is None when it is another one, which the journal cannot
    bring forward: then the journal was set aside and begun anew."""

    since: dt.datetime
    replayed: Replayed | None
    held: Held


def catch_up(house: House) -> CaughtUp | None:
    """Compare register and journal, and put right what differs; None when nothing was behind. Whoever calls holds the
    service's lock, and nothing else has begun. Errors: StorageError also for a damaged file, DiskFull."""
    _require_whole(house.config)
    journal = journal_of(house.config)
    mark = journal.last()
    if mark is None:  # the first start with a journal: the job writes it, which takes its time in a large register
        return None
    if house.store.journal_agrees(mark):
        if healed := house.store.journal_says_sent(mark):
            log.warning("sent_after_all", rows=healed)
        with closing(open_store(house.config.database_url)) as store:
            if store.unrecalled():  # an earlier start was broken off while it read them
                recall(house, store)
        return None
    done = _bring_forward(house, journal)
    _tell(house, done)
    return done


def _require_whole(config: Config) -> None:
    """A damaged file gets worse with every change, and what is read out of it is not what was written."""
    with closing(open_store(config.database_url)) as store:
        faults = store.file_faults()
    if faults:
        raise StorageError(
            f"Databasen {config.database_file} är skadad ({faults[0]}). Tjänsten startar inte, och inget är ändrat. "
            "Kör »registrator restore KOPIA --over« med den senaste säkerhetskopian, eller »registrator rebuild "
            "--over«, som bygger upp registret ur mejlarkivet och journalen."
        )


def _bring_forward(house: House, journal: Journal) -> CaughtUp:
    now, config = house.clock(), house.config
    since = max(house.store.beats().values(), default=now)
    faults: list[str] = []
    replayed = None
    if holds(journal.read(faults), _end(config)):
        replayed = replay(config.database_url, lambda: journal.read(faults))
    held = hold_at(
        config.database_url,
        since,
        now,
        who=WHO,
        verb="catch_up",
        since=f"Registret var äldre än journalen, från {since:%Y-%m-%d %H.%M} UTC",
    )
    with closing(open_store(config.database_url)) as store:
        if replayed:
            recall(house, store)
            keep_journal(house)
        else:
            renew_journal(journal, store, aside=journal.path.with_name(f"journal-{now:%Y-%m-%dT%H%M%SZ}.jsonl"))
    for fault in dict.fromkeys(faults):
        log.error("journal_damaged", fault=fault)
    return CaughtUp(since=since, replayed=replayed, held=held)


def _end(config: Config) -> JournalMark:
    with closing(open_store(config.database_url)) as store:
        return store.journal_end()


def _tell(house: House, done: CaughtUp) -> None:
    words = told(done)
    log.error("register_was_behind", what=words)
    house.store.raise_trouble(troubles.BEHIND, words, house.clock())
    house.store.clear_trouble(troubles.BEHIND, house.clock())


def told(done: CaughtUp) -> str:
    """What was found and done, in Swedish."""
    begins = f"Databasen var ett äldre läge, från {done.since:%Y-%m-%d %H.%M} UTC, än journalen."
    drafts = (
        f"{done.held.drafts} utgående mejl som väntade är nu utkast, och det som skrivs om mejl från tiden före "
        "starten blir också utkast: det kan ha skickats redan."
    )
    if done.replayed is None:
        return (
            f"{begins} Den hör inte ihop med journalen, så det som hände därefter är inte tillbaka; journalen ligger "
            f"kvar under ett annat namn. {drafts}"
        )
    lost = len(done.replayed.unsent)
    unsent = f" {lost} utgående mejl hade inte skickats, och deras innehåll är borta." if lost else ""
    return f"{begins} Det som hände därefter är hämtat ur journalen.{unsent} {drafts}"
