"""A recommendation's form: what it refuses before anything is kept."""

from __future__ import annotations

import dataclasses

import pytest

from review.recommendation_form import checked, fields_of
from tests.fakes.review_desk import CATALOGUE

KNOWN = CATALOGUE.recommendations[0]
BOX = "registrator@ksl.se"


@pytest.mark.parametrize("name", ["decided_on", "respond_by"])
@pytest.mark.parametrize("day", ["0015-03-19", "9999-12-31"])
def test_a_year_that_is_a_slip_of_the_hand_is_told_at_its_field(name: str, day: str) -> None:
    filled = fields_of(KNOWN, CATALOGUE)
    decided_on, respond_by = (day if name == one else getattr(filled, one) for one in ("decided_on", "respond_by"))
    fields = dataclasses.replace(filled, decided_on=decided_on, respond_by=respond_by)
    made, faults = checked(fields, KNOWN, CATALOGUE, BOX)
    assert made is None
    assert faults[name] == "Det året hör ingen rekommendation till. Skriv året med fyra siffror."


def test_a_form_sent_back_untouched_changes_nothing() -> None:
    made, faults = checked(fields_of(KNOWN, CATALOGUE), KNOWN, CATALOGUE, BOX)
    assert (made, faults) == (KNOWN, {})
