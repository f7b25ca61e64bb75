"""How long a server that is away is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import MailboxError, MailboxRefused
from ingest import backoff
from ingest.backoff import LONGEST_REFUSED_SECONDS, LONGEST_SECONDS, Backoff, pause


def test_it_doubles_from_a_second_to_a_minute_and_stays_there() -> None:
    assert [pause(failures, 1.0) for failures in (0, 1, 2, 3, 6, 7, 8, 5000)] == [0, 1, 2, 4, 32, 60, 60, 60]


@given(failures=st.integers(1, 10_000), jitter=st.floats(0, 1))
def test_jitter_shortens_it_by_half_at_most(failures: int, jitter: float) -> None:
    assert pause(failures, 1.0) / 2 <= pause(failures, jitter) <= pause(failures, 1.0) <= LONGEST_SECONDS


def test_two_who_lost_the_server_together_do_not_come_back_together() -> None:
    assert pause(5, 0.2) != pause(5, 0.7)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [1000.0]
    monkeypatch.setattr(backoff.time, "monotonic", lambda: now[0])
    return now


def test_a_server_that_is_back_may_be_asked_at_once(clock: list[float]) -> None:
    waiting = Backoff()
    for _ in range(50):
        waiting.failed(MailboxError("Borta."))
    assert LONGEST_SECONDS / 2 <= waiting.left() <= LONGEST_SECONDS
    waiting.well()
    assert waiting.left() == 0
    assert waiting.error is None


def test_time_passes(clock: list[float]) -> None:
    waiting = Backoff()
    waiting.failed(MailboxError("Borta."))
    assert waiting.left() > 0
    clock[0] += 1
    assert waiting.left() == 0


def test_a_refused_sign_in_is_tried_more_seldom(clock: list[float]) -> None:
    waiting = Backoff()
    for _ in range(50):
        waiting.failed(MailboxRefused("Fel lösenord."))
    assert LONGEST_REFUSED_SECONDS / 2 <= waiting.left() <= LONGEST_REFUSED_SECONDS
