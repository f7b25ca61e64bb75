"""Which troubles are told of, and as what."""

from __future__ import annotations

import datetime as dt

import pytest

from domain.register import Trouble
from outbox import troubles
from outbox.alarm import episodes, lasted

NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


def trouble(number: int, begun: float, ended: float | None = None, name: str = troubles.MAILBOX) -> Trouble:
    """Begun and ended so many minutes before NOW."""
    return Trouble(
        id=number,
        name=name,
        what=f"fel {number}",
        begun_at=NOW - dt.timedelta(minutes=begun),
        ended_at=None if ended is None else NOW - dt.timedelta(minutes=ended),
    )


def test_a_single_failed_poll_is_no_alarm() -> None:
    (episode,) = episodes((trouble(1, 1),), NOW)
    assert not episode.worth
    (episode,) = episodes((trouble(1, 60, 58),), NOW)
    assert not episode.worth


def test_a_refused_sign_in_is_told_at_once() -> None:
    (episode,) = episodes((trouble(1, 0, name=troubles.SIGN_IN),), NOW)
    assert episode.worth


def test_a_server_that_comes_and_goes_is_one_trouble() -> None:
    (episode,) = episodes((trouble(1, 60, 50), trouble(2, 45, 30), trouble(3, 22)), NOW)
    assert (episode.id, episode.ended_at, episode.what) == (1, None, "fel 3")
    assert episode.begun_at == NOW - dt.timedelta(minutes=60)


def test_what_comes_back_after_a_calm_is_told_anew() -> None:
    first, second = episodes((trouble(1, 120, 60), trouble(2, 40)), NOW)
    assert (first.id, second.id) == (1, 2)
    assert first.over(NOW)


def test_nothing_is_over_before_it_has_been_calm_for_a_while() -> None:
    (episode,) = episodes((trouble(1, 60, 9),), NOW)
    assert not episode.over(NOW)
    assert episode.over(NOW + dt.timedelta(minutes=1))


def test_troubles_of_different_names_do_not_mix() -> None:
    both = episodes((trouble(1, 60, 50), trouble(2, 49, name=troubles.DISK)), NOW)
    assert [episode.name for episode in both] == [troubles.MAILBOX, troubles.DISK]


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "mindre än en minut"),
        (1, "1 minut"),
        (35, "35 minuter"),
        (60, "1 timme"),
        (200, "3 timmar"),
        (1440, "1 dygn"),
        (1500, "1 dygn och 1 timme"),
        (4320 + 240, "3 dygn och 4 timmar"),
    ],
)
def test_how_long_is_said_as_one_says_it(minutes: int, words: str) -> None:
    assert lasted(dt.timedelta(minutes=minutes)) == words


@pytest.mark.parametrize("name", troubles.SORTS)
def test_every_trouble_says_what_to_do(name: str) -> None:
    sort = troubles.sort_of(name)
    assert sort.do
    assert sort.begins != sort.over
    assert not any(text.endswith(".") for text in (sort.begins, sort.over))
    assert all(text.endswith(".") for text in (*sort.do, sort.meanwhile))
