"""The clock of an operation."""

from __future__ import annotations

import pytest

from ingest.deadline import Clock


def test_what_is_left_shrinks_and_does_not_begin_anew_with_each_question(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("ingest.deadline.time.monotonic", lambda: now[0])
    clock = Clock(10.0)
    assert clock.left() == 10.0
    now[0] = 107.0
    assert clock.left() == 3.0
    now[0] = 110.0
    with pytest.raises(TimeoutError):
        clock.left()
    clock.restart(5.0)
    assert clock.left() == 5.0
