"""What shows that the service works: which jobs' ends count, and how long none may come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from registrator.config import Config

PROGRESS = "progress"
"""A step within a long round of reading."""

ASKED = "asked"
"""The first visit to the mailbox that was begun since the last one that got anywhere."""

_SIGNS = ("poll", "read", PROGRESS)


def last_work(beats: Mapping[str, dt.datetime]) -> dt.datetime | None:
    """When work was last committed: a visit to the mailbox, a round of reading, or a step within a long one."""
    return max((beats[name] for name in _SIGNS if name in beats), default=None)


def allowed_silence(config: Config) -> dt.timedelta:
    """How long no mail may be fetched or read before the service stands still."""
    return max(dt.timedelta(minutes=config.operator.silent_minutes), 3 * dt.timedelta(seconds=config.imap.poll_seconds))


def last_visit(beats: Mapping[str, dt.datetime]) -> dt.datetime | None:
    """When the mailbox last gave all it had to give, or work on what it gave went on."""
    return max((beats[name] for name in ("poll", PROGRESS) if name in beats), default=None)


def asked_in_vain(beats: Mapping[str, dt.datetime]) -> dt.datetime | None:
    """Since when the mailbox is asked, and no visit gets anywhere; None when the last one did."""
    asked, visited = beats.get(ASKED), last_visit(beats)
    return asked if asked and (visited is None or asked > visited) else None
