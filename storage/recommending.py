"""The recommendations that the house knows."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa

from domain.catalogue import Recommendation
from domain.register import AuditRow
from storage.auditing import log
from storage.codec import dumps, recommendation_from
from storage.prepared import Prepared
from storage.rows import audit_row
from storage.schema import AuditLogRow, RecommendationRow
from storage.schema_base import Base
from storage.verbs import Verbs

_TABLE = Base.metadata.tables[RecommendationRow.__tablename__].c
_ALL = Prepared(sa.select(_TABLE.data).order_by(_TABLE.decided_on, _TABLE.diarienummer), (_TABLE.data,))


class Recommending(Verbs):
    def recommendations(self) -> tuple[Recommendation, ...]:
        """By the date of the board's decision."""
        with self._database.looking() as transaction:
            return tuple(recommendation_from(row["data"]) for row in _ALL.rows(transaction))

    def put_recommendation(
        self, recommendation: Recommendation, now: dt.datetime, *, who: str = "", verb: str = "", why: str = ""
    ) -> bool:
        data = dumps(recommendation)
        with self._database.writing() as session:
            row = session.get(RecommendationRow, recommendation.diarienummer)
            new = row is None
            if row is None:
                row = RecommendationRow(diarienummer=recommendation.diarienummer)
                session.add(row)
            row.decided_on = recommendation.decided_on.isoformat()
            row.changed_at = now
            before, row.data = row.data or "{}", data
            if who:
                about = _about(recommendation.diarienummer)
                log(session, at=now, who=who, verb=verb, reason=why, before=before, after=data, about=about)
            return new

    def recommendation_audit(self, diarienummer: str) -> tuple[AuditRow, ...]:
        """Oldest first."""
        trail = sa.select(AuditLogRow).where(AuditLogRow.about == _about(diarienummer)).order_by(AuditLogRow.id)
        with self._database.reading() as session:
            return tuple(audit_row(row) for row in session.scalars(trail))


def _about(diarienummer: str) -> str:
    return f"rekommendation {diarienummer}"
