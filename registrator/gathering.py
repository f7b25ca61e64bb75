"""The verb that joins waiting mails: several that would go to the same reader at about the same time become one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from domain.catalogue import PartnerPace, Recommendation
from domain.outgoing import MailKind, OutboxRow, OutgoingMail
from domain.register import Answer, Entry, Overview
from matching.standing import overviews
from outbox import partner, summary
from outbox.digest import moment, week_key
from registrator.build import House
from registrator.enclosing import documents_of
from registrator.log import get_log
from registrator.settings import WEEKDAYS
from registrator.standings import today

log = get_log("gathering")

MOST = 8
"""Entries that one mail tells of: its HTML stays below what Gmail shows uncut, and a bad address costs no more."""

GRACE = dt.timedelta(hours=1)
"""What is to become part of a weekly letter goes by itself only when nobody has joined it for so long."""


def weekly_moment(house: House, now: dt.datetime) -> dt.datetime:
    """Not before when a notice of a weekly pace goes by itself: the next weekly time, and some grace."""
    settings = house.config.digest
    weeks = (week_key(now + dt.timedelta(days=7 * n), settings.timezone) for n in range(-1, 4))
    times = (moment(key, WEEKDAYS.index(settings.weekday), settings.time, settings.timezone) for key in weeks)
    return min(time for time in times if time > now) + GRACE


def attach_limit(house: House) -> int:
    """How many bytes of documents go with a summary."""
    return round(house.config.summary.attach_mb * 1_000_000)


def at_once(house: House) -> House:
    """A house whose mails wait for no company: for a round by hand, after which nobody looks at the outbox."""
    return replace(house, config=replace(house.config, summary=replace(house.config.summary, collect_seconds=0)))


def join_waiting(house: House) -> int:
    """Join what waits, when some of it is due; how many mails became fewer. Errors: StorageError.

    A mail that is decided anew or sent meanwhile makes its group fail as a whole: the next round tries again.
    """
    now, gone = house.clock(), 0
    rows = house.store.joinable((MailKind.SUMMARY, MailKind.PARTNER))
    for some in _groups(house, rows, now) if rows else ():
        mail = _joined(house, some, now)
        if mail and house.store.merge([row.id for row in some], mail, now):
            log.info("joined", mails=len(some), to=mail.recipient, kind=mail.kind.value)
            gone += len(some)
    return gone


def _groups(house: House, rows: Sequence[OutboxRow], now: dt.datetime) -> Iterator[list[OutboxRow]]:
    """What becomes one mail each: of one kind, to one reader, about one recommendation if the kind has one."""
    catalogue = house.catalogue()
    for (kind, _, about), group in groupby(sorted(rows, key=_whose), key=_whose):
        found = catalogue.recommendation(about)
        weekly = kind == MailKind.PARTNER.value and found and partner.pace(found) is PartnerPace.WEEKLY
        ripe = list(group)
        if weekly:
            ripe = [row for row in ripe if row.next_attempt_at - GRACE <= now]
        elif not any(row.next_attempt_at <= now for row in ripe):
            continue
        least = 1 if weekly else 2  # a weekly letter of one is a weekly letter, with the week in its key
        chunks = (ripe[start : start + MOST] for start in range(0, len(ripe), MOST))
        yield from (chunk for chunk in chunks if len(chunk) >= least)


def _whose(row: OutboxRow) -> tuple[str, str, str]:
    return row.mail.kind.value, row.mail.recipient, row.mail.about


def _joined(house: House, rows: Sequence[OutboxRow], now: dt.datetime) -> OutgoingMail | None:
    """The one mail in place of these, written anew from the register; None when it has moved on meanwhile."""
    first = rows[0].mail
    entries = [e for row in rows if row.mail.entry_id and (e := house.store.entry(row.mail.entry_id))]
    ids = {entry.id for entry in entries}
    concerned = sorted({answer.decision.recommendation for answer in house.store.answers_of(sorted(ids))})
    answers = house.store.answers(concerned)
    if len(entries) != len(rows) or not ids <= {a.entry_id for a in answers}:
        return None
    catalogue = house.catalogue()
    about = tuple(r for r in catalogue.recommendations if r.diarienummer in concerned)
    standings = overviews(about, catalogue, answers, frozenset(), today(house))
    if first.kind is MailKind.PARTNER:
        return _notice(house, first, entries, answers, standings, now)
    parts = tuple(summary.Part(entry=e, answers=answers, documents=documents_of(house, e)) for e in entries)
    terms = summary.Terms(limit=attach_limit(house))
    return summary.joined(house.composer, first.recipient, parts, standings, catalogue.recommendations, now, terms)


def _notice(
    house: House,
    first: OutgoingMail,
    entries: Sequence[Entry],
    answers: tuple[Answer, ...],
    standings: tuple[Overview, ...],
    now: dt.datetime,
) -> OutgoingMail | None:
    overview = next((o for o in standings if o.recommendation.diarienummer == first.about), None)
    if overview is None:
        return None
    parts = tuple(partner.Part(entry=e, answers=answers) for e in entries)
    if not all(part.news(overview.recommendation) for part in parts):
        return None
    week = _week(house, overview.recommendation, now)
    return partner.letter(house.composer, first.recipient, parts, overview, now, week=week)


def _week(house: House, recommendation: Recommendation, now: dt.datetime) -> str:
    weekly = partner.pace(recommendation) is PartnerPace.WEEKLY
    return week_key(now, house.config.digest.timezone) if weekly else ""
