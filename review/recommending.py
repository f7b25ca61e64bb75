"""What the pages of recommendations ask of the shell: reading a paper, and what follows when one ends."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from domain.catalogue import Catalogue, Recommendation
from parsers.recommendation_text import RecommendationFields

UPLOAD_PATH = "/rekommendationer/las"
UPLOAD_LIMIT = 10_000_000
"""Bytes of a form with a file; a recommendation with appendices is a tenth of it."""


class Recommending(Protocol):
    """Each error is a RegistratorError with a Swedish sentence for the person."""

    def read(self, name: str, content: bytes) -> RecommendationFields:
        """What the paper says; it is read in the reader's own process."""

    def faults(self, recommendation: Recommendation, catalogue: Catalogue) -> tuple[str, ...]:
        """What contradicts itself or the catalogue."""

    def close(self, diarienummer: str, on: dt.date, *, who: str, why: str) -> None:
        """No more answers are waited for; the summary is queued."""

    def reopen(self, diarienummer: str, *, who: str, why: str) -> None: ...

    def tell_so_far(self, diarienummer: str) -> int:
        """The partner is told what has been decided already; how many mails were queued."""
