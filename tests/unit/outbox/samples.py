"""Invented answers to the real recommendation, for the tests of what we write: those that the previews show."""

from __future__ import annotations

from registrator.previews.values import (
    ARRIVED,
    DECISION,
    DNR,
    DOCUMENT,
    EVERY_KIND,
    NOW,
    ORGANISATION,
    PROPOSAL,
    RECOMMENDATION,
    answer,
    entry,
    flagged,
    municipality,
    overview,
    unsent,
    week,
)

__all__ = [
    "ARRIVED",
    "DECISION",
    "DNR",
    "DOCUMENT",
    "EVERY_KIND",
    "NOW",
    "ORGANISATION",
    "PROPOSAL",
    "RECOMMENDATION",
    "answer",
    "entry",
    "flagged",
    "municipality",
    "overview",
    "unsent",
    "week",
]
