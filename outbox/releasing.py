"""A person's word on drafted reminders, for the page and the command line alike: checked anew, then recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from domain.errors import EntryChanged
from domain.outgoing import MailKind, OutboxRow, OutgoingVerb
from domain.ports import Store
from domain.register import Overview
from outbox.reminder import obstacle
from outbox.stockholm import today


def release(
    store: Store, row: OutboxRow, overviews: Sequence[Overview], *, who: str, why: str, now: dt.datetime
) -> str:
    """Release a draft, unless what has happened since forbids it: then why, as a sentence; "" when it goes.

    What will not change any more takes the draft back. Drafts of other kinds have nothing to be checked. A mail that
    comes between the check and the release withdraws the reminder as it withdraws the draft.
    """
    found = obstacle(row.mail, overviews, today(now)) if row.mail.kind is MailKind.REMINDER else None
    if found is not None:
        if found.lasting:
            store.withdraw([row.id], found.why)
        return found.why
    try:
        store.order(row.id, OutgoingVerb.RELEASE, who=who, why=why, now=now)
    except EntryChanged as changed:
        return str(changed)
    return ""


def discard(store: Store, row: OutboxRow, *, who: str, why: str, now: dt.datetime) -> str:
    """Never send it; why that could not be done, or ""."""
    try:
        store.order(row.id, OutgoingVerb.WITHDRAW, who=who, why=why, now=now)
    except EntryChanged as changed:
        return str(changed)
    return ""
