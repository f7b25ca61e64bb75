"""How much has been read since the service started, for whoever watches how fast that goes."""

from __future__ import annotations

import threading


class Tally:
    """Documents that were read, and the seconds that it took. Any thread may note."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._documents, self._seconds = 0, 0.0

    def note(self, seconds: float) -> None:
        with self._lock:
            self._documents += 1
            self._seconds += seconds

    def so_far(self) -> tuple[int, float]:
        """How many, and for how many seconds."""
        with self._lock:
            return self._documents, self._seconds
