"""What is written anew after a restoration may have been sent before it: such a mail is a draft for a person.

The restored register does not know what left after the backup was made. It reads the mails of that time again and
writes the same answers again, under the same keys; nobody but a person can know whether they have gone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from domain.outgoing import MailKind, OutgoingMail
from storage.prepared import Prepared, within
from storage.schema import MailRow
from storage.schema_sending import RestorationRow

_OF_NO_ENTRY = dt.timedelta(days=1)
"""Letters, reminders and reports whose time passed before the restoration are written within an hour of the start."""

_OF_OLD_ENTRIES = dt.timedelta(days=30)
"""An entry of the backup may have been decided after it by a person, who then decides it once more."""

_LAST = Prepared(sa.select(RestorationRow.id).order_by(RestorationRow.id.desc()).limit(1), (RestorationRow.id,))

Why = Callable[[OutgoingMail], str]


def why_held(session: Session, now: dt.datetime) -> Why:
    """Says of a mail why it is held, in Swedish, "" when it may go. Alarms are never held: they are news of now."""
    row = _LAST.row(within(session))
    last = session.get(RestorationRow, row["id"]) if row else None
    if last is None:
        return lambda _mail: ""
    why = (
        f"Registret återställdes från en kopia från {last.made_at:%Y-%m-%d %H.%M} UTC; mejlet kan ha skickats redan "
        "därefter. Släpp det bara om det inte har kommit fram."
    )
    return lambda mail: why if mail.kind is not MailKind.ALARM and _is_held(session, last, mail, now) else ""


def _is_held(session: Session, last: RestorationRow, mail: OutgoingMail, now: dt.datetime) -> bool:
    entries = {tells.entry_id for tells in mail.tells} | ({mail.entry_id} if mail.entry_id else set())
    if not entries:
        last.hold_until = last.hold_until or now + _OF_NO_ENTRY
        return now < last.hold_until
    earlier = sa.select(MailRow.id).where(MailRow.id.in_(entries), MailRow.arrived_at < last.restored_at)
    if now >= last.restored_at + _OF_OLD_ENTRIES:
        earlier = earlier.where(MailRow.received_at >= last.restored_at)  # fetched again
    return session.scalar(earlier.limit(1)) is not None
