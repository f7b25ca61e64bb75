"""The verb that drafts reminders, and takes back those that have been overtaken."""

from __future__ import annotations

import datetime as dt

from domain.outgoing import MailKind, OutboxRow, OutgoingState
from domain.register import Overview
from outbox import releasing
from outbox.reminder import Reminding, due_reminders, obstacle, reminder
from outbox.working_days import next_working_day
from registrator.build import House
from registrator.log import get_log
from registrator.standings import all_overviews, today

log = get_log("reminding")

OFFICE_OPENS = dt.time(8)
"""When an automatic reminder goes, in the organisation's time, on a working day."""

_UNSENT = (OutgoingState.DRAFT, OutgoingState.WAITING)
_GONE = (OutgoingState.SENT, OutgoingState.UNCERTAIN)
_MOST = 10_000


def remind(house: House) -> int:
    """Draft what is due (or queue it, with [reminders] automatic), and withdraw what is not true any more; how many
    were drafted. Safe to repeat: a reminder has a key, and one that a person has discarded does not come back."""
    overviews = all_overviews(house)
    rows = house.store.outbox(kinds=(MailKind.REMINDER,), limit=_MOST)
    _sweep(house, rows, overviews)
    settings = house.config.reminders
    known = {row.mail.key for row in rows}
    drafted = 0
    for reminding in due_reminders(
        overviews, today(house), days_before=settings.days_before, days_after=settings.days_after
    ):
        if reminding.key in known:
            continue
        if not reminding.address:
            log.warning("nowhere_to_remind", municipality=reminding.standing.municipality.name)
            continue
        drafted += _draft(house, reminding, rows, overviews)
    if drafted:
        log.info("reminders_drafted", drafted=drafted, automatic=settings.automatic)
    return drafted


def release(house: House, row: OutboxRow, *, who: str, why: str = "") -> str:
    """Release a draft if it still may go; why not, or ""."""
    return releasing.release(house.store, row, all_overviews(house), who=who, why=why, now=house.clock())


def _sweep(house: House, rows: tuple[OutboxRow, ...], overviews: tuple[Overview, ...]) -> None:
    """Drafts that a mail under review stands against may be right again; what waits to be sent must not go."""
    for row in rows:
        if row.state not in _UNSENT:
            continue
        found = obstacle(row.mail, overviews, today(house))
        if found is not None and (found.lasting or row.state is OutgoingState.WAITING):
            house.store.withdraw([row.id], found.why)
            log.info("reminder_withdrawn", row=row.id, reason=found.why)


def _draft(house: House, reminding: Reminding, rows: tuple[OutboxRow, ...], overviews: tuple[Overview, ...]) -> int:
    now, automatic = house.clock(), house.config.reminders.automatic
    before = [row for row in reversed(rows) if row.mail.about == reminding.about]
    mail = reminder(
        house.composer,
        reminding,
        tuple(o.recommendation for o in overviews),
        now,
        not_before=_opening(house) if automatic else None,
        draft=not automatic,
        earlier=[row for row in before if row.state in _GONE],
    )
    queued = house.store.queue([mail], now)
    if queued:
        house.store.withdraw([row.id for row in before if row.state in _UNSENT], "Ersatt av en senare påminnelse.")
    return queued


def _opening(house: House) -> dt.datetime:
    """Now, or when offices open next."""
    now = house.clock().astimezone(house.config.digest.timezone)
    opens = dt.datetime.combine(next_working_day(now.date()), OFFICE_OPENS, tzinfo=now.tzinfo)
    return max(opens, now).astimezone(dt.UTC)
