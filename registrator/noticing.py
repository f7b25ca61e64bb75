"""When staff hear that something must be looked at: the first at once, the rest collected, what is left each morning.

What is flagged while others have just been told of is queued for the next full hour of the office, and then collected
into one mail: a thousand flagged mails in an hour are two mails to each reader.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from domain.finding import Question
from domain.outgoing import MailKind, OutboxRow, OutgoingMail, OutgoingState
from domain.register import Entry, State
from outbox.notice import COLLECTED, collected, notice, readers, reminder, reminder_key
from outbox.office_hours import OfficeHours, waiting_since
from outbox.stockholm import today
from registrator.build import House
from registrator.log import get_log

log = get_log("noticing")

LEEWAY = dt.timedelta(minutes=30)
"""A notice that waits to be collected goes by itself so long after its hour, should nobody collect it. It must not be
due on the hour: the sender would be at it before the collector."""

TO_REVIEW = (State.FLAGGED, State.FAILED)
_MOST = 5000
_MOST_WAITING = 1_000_000


def notices(house: House, entry: Entry, now: dt.datetime) -> Iterable[OutgoingMail]:
    """To each of the staff, of one entry that was flagged: to be sent at once, or to be collected."""
    hours = office_hours(house)

    def not_before(reader: str) -> dt.datetime | None:
        told = house.store.queued_since(hours.last(now), kind=MailKind.NOTICE, recipient=reader)
        return hours.next(now) + LEEWAY if told else None

    return notice(house.composer, entry, now, house.catalogue().recommendations, not_before)


def tell_staff(house: House) -> int:
    """Collect what waits for this hour, and remind of what has waited for days; how many mails were queued."""
    return collect(house) + remind(house)


def collect(house: House) -> int:
    """One mail to each reader in place of those that waited for an hour that has come; how many."""
    now = house.clock()
    by_reader: dict[str, list[OutboxRow]] = defaultdict(list)
    for row in house.store.outbox((OutgoingState.WAITING,), kinds=(MailKind.NOTICE,), limit=_MOST, content=False):
        if row.next_attempt_at > row.created_at and not row.attempts and row.next_attempt_at - LEEWAY <= now:
            by_reader[row.mail.recipient].append(row)
    # What was collected, and waits alone because no server takes mail, is collected already.
    return sum(
        _collect(house, reader, rows, now)
        for reader, rows in by_reader.items()
        if len(rows) > 1 or not rows[0].mail.key.startswith(COLLECTED)
    )


def _collect(house: House, reader: str, rows: list[OutboxRow], now: dt.datetime) -> bool:
    ids = sorted({row.mail.entry_id for row in rows if row.mail.entry_id is not None})
    found = (house.store.entry(entry_id) for entry_id in ids)
    entries = tuple(entry for entry in found if entry and entry.state in TO_REVIEW)
    row_ids = [row.id for row in rows]
    if not entries:
        house.store.withdraw(row_ids, "Mejlet som det berättar om är redan avgjort.")
        return False
    recommendations = house.catalogue().recommendations
    mail = collected(house.composer, entries, now, recommendations, reader=reader, waiting=_waiting(house))
    done = house.store.merge(row_ids, mail, now)
    if done:
        log.info("notices_collected", entries=len(entries), to=reader)
    return done


def remind(house: House) -> int:
    """Each working day, in the morning, to each reader: what has waited for too long; how many mails."""
    now, hours, waiting = house.clock(), office_hours(house), _waiting(house)
    day, days = today(now), house.config.notices.remind_after_days
    if not waiting or not hours.open(now):
        return 0
    untold = [reader for reader in readers(house.composer) if not house.store.queued(reminder_key(day, reader))]
    if not untold:
        return 0
    away = _away(house)
    old = house.store.entries(TO_REVIEW, limit=_MOST, arrived_before=waiting_since(now, days))
    late = tuple(entry for entry in reversed(old) if entry.id not in away)
    if not late:
        return 0
    recommendations = house.catalogue().recommendations
    return house.store.queue(
        (
            reminder(house.composer, late, now, recommendations, reader=reader, day=day, waiting=waiting, days=days)
            for reader in untold
        ),
        now,
    )


def office_hours(house: House) -> OfficeHours:
    return OfficeHours(opens=house.config.notices.opens, closes=house.config.notices.closes)


def _waiting(house: House) -> int:
    return house.store.count(Question(states=TO_REVIEW), most=_MOST_WAITING) - len(_away(house))


def _away(house: House) -> frozenset[int]:
    """Entries that a person has put aside until a day to come. One put aside without a day could be forgotten, so it
    is reminded of like the others."""
    day = today(house.clock())
    return frozenset(aside.entry_id for aside in house.store.asides() if aside.until and aside.lasts(day))
