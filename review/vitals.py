"""What the pages are told of the service itself: its versions, its disk, and how long silence is well."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Vitals:
    """`silence` is how long the mailbox may go unread before something is wrong; `idle` how long a session may rest.

    `disk_free` and `disk_reserve` are megabytes; `disk_free` is None when the disk cannot be asked.
    """

    program: str = ""
    readers: tuple[str, ...] = ()
    mailbox: str = ""
    folders: tuple[str, ...] = ()
    silence: dt.timedelta = dt.timedelta(minutes=30)
    idle: dt.timedelta = dt.timedelta(hours=8)
    disk_free: int | None = None
    disk_reserve: int = 0
