"""The register's recommendations."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from domain.catalogue import Recommendation
from domain.register import AuditRow


class CatalogueStore(Protocol):
    """The recommendations."""

    def recommendations(self) -> tuple[Recommendation, ...]: ...

    def put_recommendation(
        self, recommendation: Recommendation, now: dt.datetime, *, who: str = "", verb: str = "", why: str = ""
    ) -> bool:
        """Add, or replace one of the same diarienummer; True when it was new. With `who` there is an audit row."""

    def recommendation_audit(self, diarienummer: str) -> tuple[AuditRow, ...]:
        """What people have done with it, oldest first."""
