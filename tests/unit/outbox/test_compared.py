"""What the weekly letter says of the nightly comparison of mailbox and register."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from domain.register import Trouble
from outbox.health import health
from outbox.troubles import DISAGREE
from registrator.previews.values import NOW, week

GAP = Trouble(
    id=1,
    name=DISAGREE,
    what="I mappen INBOX låg 2 mejl som registret saknade; alla är nu hämtade.",
    begun_at=NOW - dt.timedelta(days=2),
    ended_at=NOW - dt.timedelta(days=2),
)


def test_a_week_without_differences_says_when_they_agreed() -> None:
    assert health(week(), NOW).endswith(
        "Brevlåda och register jämfördes senast 2015-06-01 kl. 03.00 och stämde överens."
    )


def test_what_differed_and_is_put_right_is_told() -> None:
    told = health(week(differences=(GAP,)), NOW)
    assert "Vid jämförelsen 2015-05-30 kl. 07.00: I mappen INBOX låg 2 mejl som registret saknade" in told
    assert told.endswith("stämde därefter överens.")


def test_what_still_differs_is_not_called_agreement() -> None:
    told = health(week(troubles=(replace(GAP, ended_at=None),)), NOW)
    assert told.endswith("stämde då inte överens.")


def test_a_comparison_that_has_not_been_made_for_days_is_told_of() -> None:
    told = health(week(compared_at=NOW - dt.timedelta(days=3)), NOW)
    assert "be den som driftar se efter" in told
    assert "stämde" not in told


def test_a_new_register_has_not_been_compared() -> None:
    assert health(week(compared_at=None), NOW).endswith("Brevlåda och register har inte jämförts än.")
