"""Where everybody stands, as the register has it now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from domain.catalogue import Catalogue
from domain.register import Answer, Entry, Overview, State
from matching.standing import overviews
from matching.waiting import may_answer
from registrator.build import House


def today(house: House) -> dt.date:
    """The day it is where the organisation is."""
    return house.clock().astimezone(house.config.digest.timezone).date()


def all_overviews(house: House) -> tuple[Overview, ...]:
    """Where everybody stands on every recommendation, the newest first, with what waits for review.

    The answers in it have no evidence.
    """
    waiting = house.store.entries((State.FLAGGED, State.FAILED), limit=10_000)
    return overviews_of(house.catalogue(), house.store.answers(evidence=False), waiting, today(house))


def open_overviews(house: House) -> tuple[Overview, ...]:
    """The same of the recommendations that are not closed, and reading no more than those: for the staff's pages."""
    catalogue = house.catalogue()
    newest = sorted(catalogue.recommendations, key=lambda r: r.decided_on, reverse=True)
    still_open = tuple(r for r in newest if r.closed_on is None)
    asked = [r.diarienummer for r in still_open]
    answers = house.store.answers(asked, evidence=False)
    in_review = house.store.in_review(asked) | may_answer(house.store.undecided(), catalogue)
    return overviews(still_open, catalogue, answers, in_review, today(house))


def overviews_of(
    catalogue: Catalogue, answers: tuple[Answer, ...], waiting: Sequence[Entry], day: dt.date
) -> tuple[Overview, ...]:
    """The same, of what has been gathered; `waiting` are the entries that a person must look at."""
    recommendations = tuple(sorted(catalogue.recommendations, key=lambda r: r.decided_on, reverse=True))
    return overviews(recommendations, catalogue, answers, may_answer(waiting, catalogue), day)
