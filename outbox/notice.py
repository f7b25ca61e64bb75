"""Granskning: to the staff, when something was flagged or could not be read."""

from __future__ import annotations

import datetime as dt

from domain.catalogue import Recommendation
from domain.outgoing import MailKind, OutgoingMail
from domain.register import Entry
from outbox.compose import Composer, distinct
from outbox.views import EntryView


def notice(
    composer: Composer, entry: Entry, now: dt.datetime, recommendations: tuple[Recommendation, ...] = ()
) -> tuple[OutgoingMail, ...]:
    """To each of the staff: an entry that was flagged, or that could not be read."""
    view = composer.words((), recommendations).entry(entry)
    values = {"subject": _subject(view), "entry": view}
    kind = MailKind.NOTICE
    return tuple(
        composer.mail(
            f"{kind.value}/{entry.id}/{entry.version}/{reader}", kind, reader, "notice", values, now, entry_id=entry.id
        )
        for reader in distinct(composer.organisation.staff)
    )


def _subject(entry: EntryView) -> str:
    verb = "Kunde inte läsas" if entry.failed else "Att granska"
    more = f" (+{len(entry.reasons) - 1})" if len(entry.reasons) > 1 else ""
    return f"{verb}, {entry.who}: {entry.reasons[0].rstrip('.')}{more}"
