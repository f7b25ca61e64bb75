"""The register as the one who reads mail needs it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from domain.ports.callbacks import Compose, Conclude
from domain.register import Entry


class ReadingStore(Protocol):
    """How a mail that waits is read and settled."""

    def waiting(self) -> tuple[int, ...]:
        """Entries in RECEIVED, oldest arrival first."""

    def begin(self, entry_id: int) -> int:
        """Count one more attempt at reading, committed before the reading begins; returns the count."""

    def discount(self, entry_id: int) -> None:
        """Take the last attempt back: it was cut short by us (a full disk, a locked register), not by the mail."""

    def describe(self, entry_id: int, *, sender: str, subject: str, message_id: str) -> bool:
        """Keep what the headers say; True when another entry has the same, non-empty Message-ID."""

    def settle(
        self, entry_id: int, *, conclude: Conclude, recommendations: Sequence[str], compose: Compose, now: dt.datetime
    ) -> Entry:
        """Take an entry out of RECEIVED: documents numbered, decisions, state and outgoing mail in one transaction."""

    def fail(self, entry_id: int, *, reason: str, compose: Compose, now: dt.datetime) -> Entry:
        """Take an entry out of RECEIVED to FAILED, with the reason for staff."""
