"""Waiting mails read several at a time, each with a child process of its own, and settled in the order of arrival."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from domain.register import Entry
from registrator.build import House
from registrator.pipeline import Attempt, attempt_reading, conclude_attempt, drop_attempt, read_entry

AHEAD = 2
"""Mails in hand for each worker, so that one long document at the head of the queue leaves no worker idle."""


def read_in_order(house: House, entry_ids: Sequence[int]) -> Iterator[Entry | None]:
    """Each mail's entry once it is settled, None when it is left waiting. Errors: StorageError.

    Registration numbers are given when a mail is settled, so they follow the order of arrival however long each
    document takes. A mail that was tried before is read alone: should it take the whole process down again, that
    counts against no other.
    """
    workers = house.config.reading.parallel
    queue, hand = deque(entry_ids), deque[Future[Attempt]]()
    with ThreadPoolExecutor(workers, thread_name_prefix="reading") as pool:
        try:
            while queue or hand:
                if house.stopping.is_set():
                    queue.clear()
                while queue and len(hand) < AHEAD * workers and not _tried_before(house, queue[0]):
                    hand.append(pool.submit(attempt_reading, house, queue.popleft()))
                if hand:
                    yield conclude_attempt(house, hand.popleft().result())
                elif queue:
                    yield read_entry(house, queue.popleft())
        finally:
            for future in hand:  # cut short, as by a full disk
                if not future.cancel() and not future.exception():
                    drop_attempt(house, future.result())


def _tried_before(house: House, entry_id: int) -> bool:
    entry = house.store.entry(entry_id)
    return entry is not None and entry.attempts > 0
