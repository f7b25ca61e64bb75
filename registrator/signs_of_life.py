"""What shows that the service works: which jobs' ends count, and how long none may come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from registrator.config import Config

PROGRESS = "progress"
"""A step within a long round of reading."""

_SIGNS = ("poll", "read", PROGRESS)


def last_work(beats: Mapping[str, dt.datetime]) -> dt.datetime | None:
    """When work was last committed: a visit to the mailbox, a round of reading, or a step within a long one."""
    return max((beats[name] for name in _SIGNS if name in beats), default=None)


def allowed_silence(config: Config) -> dt.timedelta:
    """How long no mail may be fetched or read before the service stands still."""
    return max(dt.timedelta(minutes=config.operator.silent_minutes), 3 * dt.timedelta(seconds=config.imap.poll_seconds))
