"""The register as whoever looks at the audit trail needs it."""

from __future__ import annotations

from typing import Protocol

from domain.auditing import AuditQuestion, ChainCheck, FoundAudit


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
