"""The recommendations that the house knows."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa

from domain.catalogue import Recommendation
from storage.codec import dumps, loads
from storage.schema import RecommendationRow
from storage.verbs import Verbs


class Recommending(Verbs):
    def recommendations(self) -> tuple[Recommendation, ...]:
        """By the date of the board's decision."""
        with self._database.reading() as session:
            rows = session.scalars(
                sa.select(RecommendationRow.data).order_by(RecommendationRow.decided_on, RecommendationRow.diarienummer)
            )
            return tuple(loads(data, Recommendation) for data in rows)

    def put_recommendation(self, recommendation: Recommendation, now: dt.datetime) -> bool:
        data = dumps(recommendation)
        with self._database.writing() as session:
            row = session.get(RecommendationRow, recommendation.diarienummer)
            new = row is None
            if row is None:
                row = RecommendationRow(diarienummer=recommendation.diarienummer)
                session.add(row)
            row.decided_on = recommendation.decided_on.isoformat()
            row.changed_at = now
            row.data = data
            return new
