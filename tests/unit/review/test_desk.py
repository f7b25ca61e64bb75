"""The queue's order."""

from __future__ import annotations

from domain.register import State
from tests.fakes.review_desk import DeskBuilder, entry


def test_the_queue_is_by_arrival_and_holds_what_failed_too_beyond_one_window() -> None:
    builder = DeskBuilder()
    for number in range(1, 451):
        state = State.FAILED if number % 3 == 0 else State.FLAGGED
        builder.add(entry(number, subject="Svar", sender="a@solna.se", state=state, days=number))
    builder.add(entry(451, subject="Klar", sender="a@solna.se", state=State.REGISTERED, days=1))
    desk, _ = builder.desk()
    assert [one.id for one in desk.waiting()] == list(range(450, 0, -1))
    assert desk.waiting_count() == 450


def test_after_a_verdict_comes_the_next_in_the_queue_and_after_the_last_the_oldest() -> None:
    builder = DeskBuilder()
    oldest, middle, newest = (
        builder.add(entry(n, subject="Svar", sender="a@solna.se", state=State.FLAGGED, days=days))
        for n, days in ((7, 9), (3, 5), (9, 1))
    )
    desk, store = builder.desk()
    assert desk.next_after(oldest) == middle
    assert desk.next_after(newest) == oldest
    store.by_id = {oldest.id: oldest}
    assert desk.next_after(oldest) is None
