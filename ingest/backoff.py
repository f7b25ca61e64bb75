"""How long to leave a server alone that is away: ever longer, never for long, and never in step with others."""

from __future__ import annotations

import random
import threading
import time

from domain.errors import MailboxError, MailboxRefused

FIRST_SECONDS = 1.0
LONGEST_SECONDS = 60.0
"""A server that is back is noticed within a minute."""

LONGEST_REFUSED_SECONDS = 300.0
"""After a refused sign-in: time alone seldom heals it, and many servers lock an account that knocks too often."""


def pause(failures: int, jitter: float, longest: float = LONGEST_SECONDS) -> float:
    """Seconds to wait after so many failures in a row: doubled for each, at most `longest`.

    `jitter` from 0 to 1 chooses within the upper half of it: several who lost a server together do not come together.
    """
    if failures < 1:
        return 0.0
    whole = min(longest, FIRST_SECONDS * 2.0 ** min(failures - 1, 30))
    return whole * (1 + jitter) / 2


class Backoff:
    """When a server may be tried again. Used by several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._failures = 0
        self._next = 0.0
        self.error: MailboxError | None = None  # the last, None when the last try went well

    def failed(self, error: MailboxError) -> None:
        """A try came to this."""
        longest = LONGEST_REFUSED_SECONDS if isinstance(error, MailboxRefused) else LONGEST_SECONDS
        with self._lock:
            self._failures += 1
            self._next = time.monotonic() + pause(self._failures, random.random(), longest)  # noqa: S311
            self.error = error

    def well(self) -> None:
        """A try went well: the next may come at once."""
        with self._lock:
            self._failures, self._next, self.error = 0, 0.0, None

    def left(self) -> float:
        """Seconds until the next try, 0 when it may come now."""
        with self._lock:
            return max(0.0, self._next - time.monotonic())
