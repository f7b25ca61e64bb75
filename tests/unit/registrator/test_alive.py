"""Whether the service works, in a sentence and an exit code."""

from __future__ import annotations

import datetime as dt

import pytest

from registrator.commands.alive import state_of

NOW = dt.datetime(2015, 6, 8, 8, tzinfo=dt.UTC)
ALLOWED = dt.timedelta(minutes=30)


@pytest.mark.parametrize(
    ("silent", "well", "words"),
    [
        (None, False, "Tjänsten har inte arbetat än."),
        (dt.timedelta(minutes=30), True, "Tjänsten arbetar; senast klar med något 2015-06-08 09:30."),
        (dt.timedelta(minutes=31), False, "Tjänsten står stilla sedan 2015-06-08 09:29."),
    ],
)
def test_it_works_when_something_was_committed_lately(silent: dt.timedelta | None, well: bool, words: str) -> None:
    latest = None if silent is None else NOW - silent
    assert state_of(latest, ALLOWED, NOW) == (words, well)
