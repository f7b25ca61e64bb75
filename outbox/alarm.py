"""Larm: to the operator, when a trouble begins, each day that it lasts, and when it is over. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from domain.outgoing import MailKind, OutgoingMail
from domain.register import Trouble
from outbox import message
from outbox.compose import Composer, distinct
from outbox.safe import foreign
from outbox.troubles import Sort, sort_of

CALM = dt.timedelta(minutes=10)
"""What ends and begins anew within this is one and the same, so that a server that comes and goes is told of once."""

DAY = dt.timedelta(days=1)
_NEVER = dt.timedelta(days=30)
_WHAT_LIMIT = 700


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """A trouble with its relapses. `id` is the first one's; `worth`: it lasts, or lasted, longer than its grace."""

    id: int
    name: str
    what: str
    begun_at: dt.datetime
    ended_at: dt.datetime | None
    worth: bool

    @property
    def sort(self) -> Sort:
        return sort_of(self.name)

    def over(self, now: dt.datetime) -> bool:
        """It has ended, and does not seem to come back."""
        return self.ended_at is not None and now - self.ended_at >= CALM

    def days(self, now: dt.datetime) -> int:
        """For how many whole days it has lasted."""
        return (now - self.begun_at) // DAY


def episodes(troubles: tuple[Trouble, ...], now: dt.datetime) -> tuple[Episode, ...]:
    """The troubles, oldest first, with each relapse joined to what it is a relapse of."""
    latest: dict[str, Episode] = {}
    done: list[Episode] = []
    for trouble in troubles:
        lasted = (trouble.ended_at or now) - trouble.begun_at
        worth = lasted >= sort_of(trouble.name).grace
        before = latest.get(trouble.name)
        if before and before.ended_at and trouble.begun_at - before.ended_at < CALM:
            latest[trouble.name] = replace(
                before, what=trouble.what, ended_at=trouble.ended_at, worth=before.worth or worth
            )
            continue
        if before:
            done.append(before)
        latest[trouble.name] = Episode(
            id=trouble.id,
            name=trouble.name,
            what=trouble.what,
            begun_at=trouble.begun_at,
            ended_at=trouble.ended_at,
            worth=worth,
        )
    return tuple(sorted((*done, *latest.values()), key=lambda episode: episode.id))


def readers(composer: Composer) -> tuple[str, ...]:
    """Each operator once; the staff when none is named."""
    return distinct(composer.organisation.operators or composer.organisation.staff)


def begun_key(episode: Episode, reader: str) -> str:
    return f"{MailKind.ALARM.value}/{episode.id}/borjan/{reader}"


def daily_key(episode: Episode, day: int, reader: str) -> str:
    return f"{MailKind.ALARM.value}/{episode.id}/dag-{day}/{reader}"


def over_key(episode: Episode, reader: str) -> str:
    return f"{MailKind.ALARM.value}/{episode.id}/slut/{reader}"


def begun(composer: Composer, episode: Episode, reader: str, now: dt.datetime) -> OutgoingMail:
    """It has begun. Where no mail can tell of it while it lasts, this one waits to be joined with its end."""
    subject = f"Larm: {_lower(episode.sort.begins)}"
    not_before = now + _NEVER if episode.sort.mute else None
    return _mail(composer, begun_key(episode, reader), subject, episode, reader, now, not_before=not_before)


def daily(composer: Composer, episode: Episode, reader: str, now: dt.datetime) -> OutgoingMail:
    """It lasts since so many days."""
    day = episode.days(now)
    subject = f"Larm, {'1 dygn' if day == 1 else f'{day} dygn'}: {_lower(episode.sort.begins)}"
    return _mail(composer, daily_key(episode, day, reader), subject, episode, reader, now, threaded=True)


def over(composer: Composer, episode: Episode, reader: str, now: dt.datetime, *, told: bool) -> OutgoingMail:
    """It is over; says also what it was. `told`: its beginning was told, so this one stands in that thread."""
    subject = f"Löst: {_lower(episode.sort.over)}"
    return _mail(composer, over_key(episode, reader), subject, episode, reader, now, threaded=told)


def _mail(
    composer: Composer,
    key: str,
    subject: str,
    episode: Episode,
    reader: str,
    now: dt.datetime,
    *,
    threaded: bool = False,
    not_before: dt.datetime | None = None,
) -> OutgoingMail:
    first = message.message_id(begun_key(episode, reader), composer.organisation.mailbox)
    values = {
        "subject": subject,
        "news": episode.sort.over if episode.ended_at else episode.sort.begins,
        "was": episode.sort.begins,
        "what": foreign(episode.what, _WHAT_LIMIT),
        "do": episode.sort.do,
        "meanwhile": episode.sort.meanwhile,
        "begun_at": episode.begun_at,
        "ended_at": episode.ended_at,
        "lasted": lasted((episode.ended_at or now) - episode.begun_at),
        "link": f"{composer.organisation.review_url}/utskick",
    }
    return composer.mail(
        key,
        MailKind.ALARM,
        reader,
        "alarm",
        values,
        now,
        about=episode.name,
        not_before=not_before,
        in_reply_to=first if threaded else "",
    )


def lasted(span: dt.timedelta) -> str:
    """How long, as one says it: "35 minuter", "3 timmar", "2 dygn och 4 timmar"."""
    minutes = max(int(span.total_seconds()) // 60, 0)
    days, hours = minutes // 1440, minutes // 60 % 24
    if days:
        return f"{days} dygn och {_plural(hours, 'timme', 'timmar')}" if hours else f"{days} dygn"
    if hours:
        return _plural(hours, "timme", "timmar")
    return _plural(minutes, "minut", "minuter") if minutes else "mindre än en minut"


def _plural(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
