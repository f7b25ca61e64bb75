"""The verb that queues the weekly letter."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from domain.outgoing import MailKind, OutboxRow, OutgoingState
from domain.register import State
from outbox import troubles
from outbox.digest import Week, due, week_key
from outbox.letter import NEWS_SHOWN, letter_key, mark_of, weekly_letter
from registrator import reconciling
from registrator.build import House
from registrator.log import get_log
from registrator.settings import WEEKDAYS
from registrator.standings import overviews_of, today

log = get_log("weekly")

MOST_TO_REVIEW = 1000
"""Entries gathered for the letter and its table; it counts them all."""

BOUNCED_FOR = dt.timedelta(days=14)
"""So long a mail that came back is among what the officer must do: nobody settles it by a button."""


def queue_digest(house: House, *, at_once: bool = False) -> bool:
    """Queue the weekly letter when its time has passed this week (or at once); True when it was not there yet."""
    now = house.clock()
    settings = house.config.digest
    key = due(now, WEEKDAYS.index(settings.weekday), settings.time, settings.timezone)
    if at_once:
        key = week_key(now, settings.timezone)
    # Asked every half minute, all week long: gathering a letter from a hundred thousand mails takes a second each time.
    if key is None or house.store.queued(letter_key(house.composer, key)):
        return False
    queued = house.store.queue([weekly_letter(house.composer, week(house, now, key), now)], now)
    if queued:
        log.info("digest_queued", week=key)
    return bool(queued)


def week(house: House, now: dt.datetime, key: str = "") -> Week:
    """All that the letter of the ISO week `key` tells, gathered; without a key, that of `now`."""
    store = house.store
    key = key or week_key(now, house.config.digest.timezone)
    answers = store.answers(evidence=False)
    to_review = store.entries((State.FLAGGED, State.FAILED), limit=MOST_TO_REVIEW)
    gathered = Week(
        key=key,
        told=_told(house, key),
        to_review=to_review,
        overviews=overviews_of(house.catalogue(), answers, to_review, today(house)),
        answers=answers,
        unsent=_unsent(house, now),
        drafts=store.outbox((OutgoingState.DRAFT,), kinds=(MailKind.REMINDER,)),
        counts=tuple(store.counts().items()),
        last_cycle=store.beats().get("poll"),
        holdings=store.holdings(),
        troubles=store.troubles(),
        compared_at=store.beats().get(reconciling.BEAT),
        differences=tuple(
            t for t in store.troubles(since=now - dt.timedelta(days=7)) if t.name == troubles.DISAGREE and t.ended_at
        ),
    )
    # The evidence names the committee that decided, which only the answers told at length say.
    whole = {answer.id: answer for answer in store.with_evidence(gathered.new[:NEWS_SHOWN])}
    return replace(gathered, answers=tuple(whole.get(answer.id, answer) for answer in answers))


def _told(house: House, key: str) -> int:
    """The last answer that the letter before told; 0 when there was none, for then everything is news."""
    letters = house.store.outbox(kinds=(MailKind.DIGEST,), limit=2)
    before = next((row for row in letters if f"/{key}/" not in row.mail.key), None)
    if before is None:
        return 0
    mark = mark_of(before.mail)
    return _told_by_time(house, before) if mark is None else mark


def _told_by_time(house: House, before: OutboxRow) -> int:
    """Of a letter that was written before letters knew which answers they told."""
    earlier = [a for a in house.store.answers(evidence=False) if (a.registered_at or a.arrived_at) < before.created_at]
    return max((answer.id for answer in earlier), default=0)


def _unsent(house: House, now: dt.datetime) -> tuple[OutboxRow, ...]:
    rows = house.store.outbox((OutgoingState.PARKED, OutgoingState.UNCERTAIN, OutgoingState.BOUNCED))
    old = now - BOUNCED_FOR
    return tuple(row for row in rows if row.state is not OutgoingState.BOUNCED or (row.bounced_at or now) > old)
