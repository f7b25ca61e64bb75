"""The register as the one who takes mail in needs it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from domain.mail import MailPosition


class ReceivingStore(Protocol):
    """What is known of the mailbox, and how a mail is committed."""

    def mark(self, folder: str, uidvalidity: int) -> int:
        """The UID up to which every mail of the folder is committed or known to be gone; 0 at first."""

    def renumbered(self, folder: str, uidvalidity: int) -> bool:
        """Whether the folder is known under another UIDVALIDITY and not under this one."""

    def forget_numbers(self, folder: str, uidvalidity: int) -> None:
        """The folder's UIDs are given anew under the same UIDVALIDITY: none of them is known, and the mark is 0.

        Where the mails once lay stays on record, under a UIDVALIDITY below 0, which no server gives.
        """

    def unknown(self, folder: str, uidvalidity: int, uids: Sequence[int]) -> tuple[int, ...]:
        """Those of the UIDs that are not committed yet."""

    def receive(
        self, *, sha256: str, size: int, position: MailPosition, arrived_at: dt.datetime, now: dt.datetime
    ) -> int:
        """Commit a kept mail and where it lay; returns its entry. The same bytes again: the same entry."""

    def gone(self, position: MailPosition, now: dt.datetime) -> None:
        """Note that the mailbox no longer has this UID, so that the mark may pass it."""

    def advance(self, folder: str, uidvalidity: int, uid: int) -> None:
        """Raise the mark; the caller has shown that everything up to `uid` is committed or gone."""

    def to_acknowledge(self, folder: str, uidvalidity: int) -> tuple[int, ...]:
        """UIDs whose mail is settled (not RECEIVED) and that have not been acknowledged."""

    def acknowledged(self, folder: str, uidvalidity: int, uids: Sequence[int]) -> None: ...
