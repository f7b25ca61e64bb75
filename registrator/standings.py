"""Where everybody stands, as the register has it now."""

from __future__ import annotations

import datetime as dt

from domain.register import Overview, State
from matching.standing import overviews
from registrator.build import House


def today(house: House) -> dt.date:
    """The day it is where the organisation is."""
    return house.clock().astimezone(house.config.digest.timezone).date()


def all_overviews(house: House) -> tuple[Overview, ...]:
    """Where everybody stands on every recommendation, the newest first, with what waits for review."""
    catalogue = house.catalogue()
    recommendations = tuple(sorted(catalogue.recommendations, key=lambda r: r.decided_on, reverse=True))
    waiting = house.store.entries((State.FLAGGED, State.FAILED), limit=10_000)
    in_review = frozenset(
        (decision.municipality, decision.recommendation)
        for entry in waiting
        if entry.result
        for decision in entry.result.decisions
        if decision.municipality
    )
    return overviews(recommendations, catalogue, house.store.answers(), in_review, today(house))
