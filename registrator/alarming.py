"""The mails that tell the operator of troubles: each thing once, over restarts too, for the keys are in the outbox."""

from __future__ import annotations

import datetime as dt

from domain.outgoing import OutboxRow, OutgoingState
from outbox import alarm
from outbox.alarm import Episode
from outbox.message import message_id
from registrator.build import House
from registrator.log import get_log

log = get_log("alarming")

LOOK_BACK = dt.timedelta(days=7)
"""A trouble that ended while the service was down is still told of, when it starts again within this."""

_MOST_DAYS = 60


def tell_operator(house: House) -> int:
    """Queue what there is to tell of the troubles as they are now; how many mails."""
    now, told = house.clock(), 0
    for episode in alarm.episodes(house.store.troubles(since=now - LOOK_BACK), now):
        if episode.worth:
            told += sum(_tell(house, episode, reader, now) for reader in alarm.readers(house.composer))
    return told


def _tell(house: House, episode: Episode, reader: str, now: dt.datetime) -> bool:
    rows = _rows(house, episode, reader, now)
    if alarm.over_key(episode, reader) in rows:
        return False
    unsent = [row.id for row in rows.values() if row.state is OutgoingState.WAITING]
    if episode.ended_at is None:
        return _tell_that_it_lasts(house, episode, reader, now, rows, waits=bool(unsent))
    if not episode.over(now):
        return False
    told = any(row.state is not OutgoingState.WAITING for row in rows.values())
    mail = alarm.over(house.composer, episode, reader, now, told=told)
    # What could not be told while it lasted is told here, with its end.
    done = house.store.merge(unsent, mail, now) if unsent else bool(house.store.queue([mail], now))
    if done:
        log.info("alarm_over", trouble=episode.name, to=reader)
    return done


def _tell_that_it_lasts(
    house: House, episode: Episode, reader: str, now: dt.datetime, rows: dict[str, OutboxRow], *, waits: bool
) -> bool:
    if alarm.begun_key(episode, reader) not in rows:
        log.error("alarm", trouble=episode.name, to=reader, what=episode.what)
        return bool(house.store.queue([alarm.begun(house.composer, episode, reader, now)], now))
    day = episode.days(now)
    if day < 1 or waits or alarm.daily_key(episode, day, reader) in rows:
        return False
    log.error("alarm_lasts", trouble=episode.name, to=reader, days=day, what=episode.what)
    return bool(house.store.queue([alarm.daily(house.composer, episode, reader, now)], now))


def _rows(house: House, episode: Episode, reader: str, now: dt.datetime) -> dict[str, OutboxRow]:
    """The mails about the episode to this reader that are in the outbox, by key."""
    days = range(max(1, episode.days(now) - _MOST_DAYS), episode.days(now) + 1)
    keys = (
        alarm.begun_key(episode, reader),
        alarm.over_key(episode, reader),
        *(alarm.daily_key(episode, day, reader) for day in days),
    )
    mailbox = house.composer.organisation.mailbox
    return {row.mail.key: row for row in house.store.outgoing([message_id(key, mailbox) for key in keys])}
