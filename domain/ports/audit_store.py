"""The register as whoever looks at the audit trail needs it."""

from __future__ import annotations

from typing import Protocol

from domain.auditing import AuditQuestion, ChainCheck, FoundAudit
from domain.journal import JournalMark, JournalPage


class AuditStore(Protocol):
    """The audit trail and its chain."""

    def find_audit(
        self, question: AuditQuestion, *, limit: int = 50, after: int | None = None, before: int | None = None
    ) -> FoundAudit:
        """Newest first: the first page, or what is older than the row `after`, or the nearest newer than `before`."""

    def audit_people(self, *, accounts: bool = True) -> tuple[str, ...]:
        """Everybody who is in the trail, as it says; without `accounts` not those who have only signed in."""

    def check_audit(self, *, most: int = 100) -> ChainCheck:
        """Walk the trail's whole chain of hashes; the first `most` breaks."""

    def journal_begins(self) -> JournalMark:
        """Where a journal of the whole register begins."""

    def journal_after(self, mark: JournalMark) -> JournalPage:
        """What is to be written in the journal after this mark, a page at a time."""

    def journal_agrees(self, mark: JournalMark) -> bool:
        """Whether the register holds all that the journal has seen of it: False for an earlier copy of it."""

    def journal_says_sent(self, mark: JournalMark) -> int:
        """What the journal says was sent, and a power cut took back, is sent; how many rows were put right."""
