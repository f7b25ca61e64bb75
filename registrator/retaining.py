"""The verb that disposes (gallrar) once a day of what the configuration says need not be kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from domain.retention import Disposable, Due, months_before
from outbox.stockholm import STOCKHOLM, today
from registrator.build import House
from registrator.journaling import journal_of, renew_journal
from registrator.log import get_log
from registrator.retention_settings import RetentionSettings

log = get_log("retaining")

_BEAT, _RENEWED = "retention", "journal_renewed"
_NOT_BEFORE = dt.time(4)
"""Swedish time: after the night's backup."""

WORDS = {
    Disposable.MAIL: "mejl som ingen person har skrivit (returer, frånvarobesked, utskick)",
    Disposable.OUTGOING: "innehållet i utgående mejl",
    Disposable.SIGN_IN: "loggens rader om inloggningar",
}


def retain_daily(house: House) -> int:
    """Dispose of what is due, when the day's time has come; how many. Errors: StorageError."""
    now, last = house.clock(), house.store.beats().get(_BEAT)
    if now.astimezone(STOCKHOLM).time() < _NOT_BEFORE or (last and today(last) == today(now)):
        return 0
    count = retain(house)
    house.store.beat(_BEAT, now)
    return count


def plan(house: House) -> tuple[Due, ...]:
    """What would be disposed of now, a row for each rule of the configuration; nothing is changed."""
    now = house.clock()
    return tuple(
        house.store.disposable(what, months, months_before(now, months))
        for what, months in _rules(house.config.retention)
    )


def retain(house: House) -> int:
    """Dispose of what is due; how many. Killed anywhere, the next time goes on. Errors: StorageError."""
    now, count = house.clock(), 0
    for what, months in _rules(house.config.retention):
        before, rule = months_before(now, months), rule_of(what, months)
        while not house.stopping.is_set() and (some := house.store.dispose(what, before, rule=rule, now=now)):
            count += some
            log.info("disposed", what=what.value, rows=some, before=before.isoformat())
    forget_disposed(house)
    _renew_journal(house, now)
    return count


def rule_of(what: Disposable, months: int) -> str:
    """The rule in Swedish, as the log keeps it."""
    return f"{WORDS[what]} gallras efter {months} {'månad' if months == 1 else 'månader'}"


def _rules(settings: RetentionSettings) -> Iterator[tuple[Disposable, int]]:
    for what, months in (
        (Disposable.MAIL, settings.ignored_months),
        (Disposable.OUTGOING, settings.outgoing_months),
        (Disposable.SIGN_IN, settings.sign_in_months),
    ):
        if months:
            yield what, months


def forget_disposed(house: House) -> None:
    """No byte of what has been disposed of is left in the archive: after the commit, and each day anew, for a kill may
    have come between, and a mailbox whose numbers have changed gives an old mail once more. Errors: StorageError."""
    for sha256 in house.store.disposed_mails():
        if house.archive.forget(sha256):
            log.info("forgotten", mail=sha256[:12])


def _renew_journal(house: House, now: dt.datetime) -> None:
    """Its earlier lines hold what has been disposed of."""
    last, renewed = house.store.disposed_of(), house.store.beats().get(_RENEWED)
    if last and (renewed is None or renewed < last or last == now):
        renew_journal(journal_of(house.config), house.store)
        house.store.beat(_RENEWED, house.clock())
