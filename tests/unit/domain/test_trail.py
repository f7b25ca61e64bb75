"""What »ångra« would take back."""

from __future__ import annotations

import datetime as dt

import pytest

from domain.register import AuditRow
from domain.trail import last_done

NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


def row(verb: str) -> AuditRow:
    return AuditRow(at=NOW, who="Test", verb=verb, entry_id=1, reason="", before="", after="")


@pytest.mark.parametrize(
    ("verbs", "last"),
    [
        ("", None),
        ("accept", "accept"),
        ("accept dismiss", "dismiss"),
        ("accept dismiss undo", "accept"),
        ("accept dismiss undo undo", None),
        ("accept undo dismiss", "dismiss"),
        ("aside accept undo", "aside"),
        ("aside take_back", None),
        ("dismiss undo aside ask take_back", "ask"),
        ("accept reread", None),
        ("reread", None),
        ("undo", None),
    ],
)
def test_the_last_thing_done_and_not_taken_back(verbs: str, last: str | None) -> None:
    found = last_done([row(verb) for verb in verbs.split()])
    assert (found.verb if found else None) == last
