"""The register as whoever disposes of what need not be kept needs it."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from domain.retention import Disposable, Due


class RetentionStore(Protocol):
    """Disposing by rule."""

    def disposable(self, what: Disposable, months: int, before: dt.datetime) -> Due:
        """What was done with before then, and may be disposed of."""

    def dispose(self, what: Disposable, before: dt.datetime, *, rule: str, now: dt.datetime) -> int:
        """Some of it loses its content, with a row in the trail; how many, 0 for nothing more."""

    def disposed_mails(self) -> tuple[str, ...]:
        """SHA-256 of every mail whose bytes are not to be kept any more."""

    def disposed_of(self) -> dt.datetime | None:
        """When anything last was disposed of; None for never."""
