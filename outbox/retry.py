"""When a mail that could not be sent is tried again."""

from __future__ import annotations

import datetime as dt

# After the nth try. In all 4 days and 22 hours, which is what RFC 5321 (4.5.4.1) asks: give up after at least 4-5 days.
# The first waits are short, for greylisting (RFC 6647) and restarts pass in minutes.
_WAITS = (
    *(dt.timedelta(minutes=m) for m in (1, 5, 15, 39)),
    *(dt.timedelta(hours=h) for h in (1, 2, 4, 6, 8, 12, 12, 24, 24, 24)),
)


def next_attempt(attempts: int, now: dt.datetime) -> dt.datetime | None:
    """When to try again after `attempts` tries that failed, the last at `now` (aware); None: give up and park it."""
    if attempts > len(_WAITS):
        return None
    return now + _WAITS[max(attempts, 1) - 1]


def next_connection(away: dt.timedelta, now: dt.datetime) -> dt.datetime:
    """When a server that has been away for so long is tried again: within 1 minute at first, within 15 at last.

    No mail is to blame, so this counts for none and never ends. A login that is refused is asked for ever less often,
    for some servers lock the account.
    """
    return now + min(max(away / 2, _WAITS[0]), _WAITS[2])
