"""Granskning: to the staff, when something was flagged or could not be read.

The first is told at once; what follows is collected, and a morning mail reminds of what has waited for days.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from domain.catalogue import Recommendation
from domain.outgoing import MailKind, OutgoingMail
from domain.register import Entry
from outbox.compose import Composer, distinct
from outbox.views import EntryView

MOST_SHOWN = 20
"""Entries in one mail; the page shows them all."""

_KIND = MailKind.NOTICE
COLLECTED = f"{_KIND.value}/samlat/"
"""How the keys of collected notices begin."""


def readers(composer: Composer) -> tuple[str, ...]:
    """Each of the staff once."""
    return distinct(composer.organisation.staff)


def notice(
    composer: Composer,
    entry: Entry,
    now: dt.datetime,
    recommendations: tuple[Recommendation, ...] = (),
    not_before: Callable[[str], dt.datetime | None] = lambda _reader: None,
) -> tuple[OutgoingMail, ...]:
    """To each of the staff, `not_before` the time that it gives for her: an entry that was flagged, or not read."""
    prefix = f"{_KIND.value}/{entry.id}/{entry.version}"
    return tuple(
        _single(composer, f"{prefix}/{reader}", entry, now, recommendations, reader, not_before(reader))
        for reader in readers(composer)
    )


def collected(
    composer: Composer,
    entries: tuple[Entry, ...],
    now: dt.datetime,
    recommendations: tuple[Recommendation, ...] = (),
    *,
    reader: str,
    waiting: int,
) -> OutgoingMail:
    """To one of the staff: what was flagged since the last mail, in order. `waiting`: how many there are in all."""
    key = f"{COLLECTED}{now:%Y-%m-%dT%H:%M:%SZ}/{reader}"
    if len(entries) == 1:
        return _single(composer, key, entries[0], now, recommendations, reader)
    subject = f"{len(entries)} mejl att granska"
    lead = "Det här har kommit in sedan förra mejlet och behöver en människa."
    return _list(composer, key, subject, lead, entries, now, recommendations, reader, waiting)


def reminder_key(day: dt.date, reader: str) -> str:
    """The key of the morning mail of that day, so that it goes once."""
    return f"{_KIND.value}/kvar/{day.isoformat()}/{reader}"


def reminder(
    composer: Composer,
    entries: tuple[Entry, ...],
    now: dt.datetime,
    recommendations: tuple[Recommendation, ...] = (),
    *,
    reader: str,
    day: dt.date,
    waiting: int,
    days: int,
) -> OutgoingMail:
    """To one of the staff: what has waited for more than `days` working days, the oldest first."""
    mails = "1 mejl" if len(entries) == 1 else f"{len(entries)} mejl"
    subject = f"Kvar att granska: {mails} har väntat mer än {_number(days)} arbetsdag{'' if days == 1 else 'ar'}"
    lead = "Det äldsta står först. Ett svar som ingen har granskat räknas inte."
    key = reminder_key(day, reader)
    return _list(composer, key, subject, lead, entries, now, recommendations, reader, waiting)


def _single(
    composer: Composer,
    key: str,
    entry: Entry,
    now: dt.datetime,
    recommendations: tuple[Recommendation, ...],
    reader: str,
    not_before: dt.datetime | None = None,
) -> OutgoingMail:
    view = composer.words((), recommendations).entry(entry)
    values = {"subject": _subject(view), "entry": view}
    return composer.mail(key, _KIND, reader, "notice", values, now, entry_id=entry.id, not_before=not_before)


def _list(
    composer: Composer,
    key: str,
    subject: str,
    lead: str,
    entries: tuple[Entry, ...],
    now: dt.datetime,
    recommendations: tuple[Recommendation, ...],
    reader: str,
    waiting: int,
) -> OutgoingMail:
    words = composer.words((), recommendations)
    values = {
        "subject": subject,
        "lead": lead,
        "entries": tuple(words.entry(entry) for entry in entries[:MOST_SHOWN]),
        "count": len(entries),
        "waiting": max(waiting, len(entries)),
        "link": f"{composer.organisation.review_url}/",
    }
    return composer.mail(key, _KIND, reader, "notices", values, now)


def _subject(entry: EntryView) -> str:
    verb = "Kunde inte läsas" if entry.failed else "Att granska"
    more = f" (+{len(entry.reasons) - 1})" if len(entry.reasons) > 1 else ""
    return f"{verb}, {entry.who}: {entry.reasons[0].rstrip('.')}{more}"


def _number(count: int) -> str:
    return {1: "en", 2: "två", 3: "tre", 4: "fyra", 5: "fem"}.get(count, str(count))
