from __future__ import annotations

import datetime as dt

from outbox.retry import next_attempt

NOW = dt.datetime(2026, 11, 23, 6, 0, tzinfo=dt.UTC)


def test_the_waits_grow_and_end_after_almost_five_days() -> None:
    now, waits = NOW, []
    for attempt in range(1, 100):
        again = next_attempt(attempt, now)
        if again is None:
            break
        waits.append(again - now)
        now = again
    assert waits == sorted(waits)
    assert waits[0] == dt.timedelta(minutes=1)
    assert dt.timedelta(days=4) <= now - NOW <= dt.timedelta(days=5)


def test_what_has_been_tried_too_often_is_given_up() -> None:
    assert next_attempt(15, NOW) is None
    assert next_attempt(10_000, NOW) is None
