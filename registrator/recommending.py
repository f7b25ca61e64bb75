"""Recommendations as the staff's pages handle them: read, closed, opened again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from domain import swedish
from domain.catalogue import Catalogue, Recommendation
from domain.document import ReadingFailure
from domain.errors import RegistratorError
from parsers.recommendation_text import RecommendationFields, read_recommendation
from registrator import closing
from registrator.build import House
from registrator.catalogue import recommendation_faults
from registrator.understand import lone_attachment


@dataclass(frozen=True, slots=True)
class HouseRecommending:
    """Implements `review.recommending.Recommending`."""

    house: House

    def read(self, name: str, content: bytes) -> RecommendationFields:
        text = self.house.reader.read(lone_attachment(name, content))
        if isinstance(text, ReadingFailure):
            raise RegistratorError(f"Filen går inte att läsa: {swedish.FAILURES[text.kind]}")
        return read_recommendation(text)

    def faults(self, recommendation: Recommendation, catalogue: Catalogue) -> tuple[str, ...]:
        return recommendation_faults(recommendation, catalogue)

    def close(self, diarienummer: str, on: dt.date, *, who: str, why: str) -> None:
        closing.close(self.house, diarienummer, on, who=who, why=why)

    def reopen(self, diarienummer: str, *, who: str, why: str) -> None:
        closing.reopen(self.house, diarienummer, who=who, why=why)

    def tell_so_far(self, diarienummer: str) -> int:
        return closing.tell_so_far(self.house, diarienummer)
