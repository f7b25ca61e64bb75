"""The register as the one who watches the service needs it."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from domain.register import Trouble


class HealthStore(Protocol):
    """Signs of life, and troubles."""

    def beat(self, name: str, now: dt.datetime) -> None:
        """Note that a job has ended a whole cycle."""

    def beats(self) -> dict[str, dt.datetime]: ...

    def raise_trouble(self, name: str, what: str, now: dt.datetime) -> bool:
        """Note a trouble, or what is now known of one that lasts; True when it begins."""

    def clear_trouble(self, name: str, now: dt.datetime) -> bool:
        """Note that it is over; False when there was none."""

    def troubles(self, *, since: dt.datetime | None = None) -> tuple[Trouble, ...]:
        """Those that last, and those that ended after `since`, oldest first."""

    def open_sessions(self, *, seen_since: dt.datetime, now: dt.datetime) -> int:
        """How many are signed in and have been seen since then."""

    def database_kind(self) -> str:
        """SQLite or PostgreSQL, with its version."""
