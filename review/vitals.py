"""What the pages are told of the service itself: its versions, its disk, and how long silence is well."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Vitals:
    """`silence` is how long the mailbox may go unread before something is wrong; `idle` how long a session may rest.

    `disk_free` and `disk_reserve` are megabytes; `disk_free` is None when the disk cannot be asked. `metrics_from` are
    the addresses and networks that get the metrics. `documents_read` counts from the start, and took `reading_seconds`.
    """

    program: str = ""
    readers: tuple[str, ...] = ()
    mailbox: str = ""
    folders: tuple[str, ...] = ()
    silence: dt.timedelta = dt.timedelta(minutes=30)
    idle: dt.timedelta = dt.timedelta(hours=8)
    disk_free: int | None = None
    disk_reserve: int = 0
    metrics_from: tuple[str, ...] = ("127.0.0.1", "::1")
    documents_read: int = 0
    reading_seconds: float = 0.0
