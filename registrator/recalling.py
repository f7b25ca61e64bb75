"""What reading a mail gives, had again from the archive for entries that a journal has brought back."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from domain.errors import StorageError
from domain.register import Entry
from registrator.build import House
from registrator.log import get_log
from registrator.rereading import Rereading, again
from registrator.workers import AHEAD
from storage.settling import STATES
from storage.store import SqlStore

log = get_log("recalling")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """How many mails were read again; which of them today's program would put in another state by itself; and which
    could not be read, with the reason in Swedish. What stands in the register is the same for all of them."""

    read: int
    differing: tuple[int, ...]
    unread: tuple[tuple[int, str], ...]


def recall(house: House, store: SqlStore, on_mail: Callable[[], None] = lambda: None) -> Recalled:
    """Read every settled mail whose reading is lost, several at a time, and keep what it gives beside what stands.

    Safe to repeat: what has been recalled is not read again. Errors: StorageError.
    """
    read, differing, unread = 0, [], []
    for entry, found in _readings(house, store.unrecalled()):
        on_mail()
        if found.result is None:
            unread.append((entry.id, found.fault))
            continue
        store.recall(entry.id, found.result)
        read += 1
        if not found.by_person and STATES[found.result.status] is not entry.state:
            differing.append(entry.id)
    log.info("recalled", mails=read, differing=len(differing), unread=len(unread))
    return Recalled(read=read, differing=tuple(differing), unread=tuple(unread))


def _readings(house: House, entry_ids: Sequence[int]) -> Iterator[tuple[Entry, Rereading]]:
    """Each entry with what it would come to, in the order given."""
    workers = house.config.reading.parallel
    queue, hand = deque(entry_ids), deque[tuple[Entry, Future[Rereading]]]()
    with ThreadPoolExecutor(workers, thread_name_prefix="recalling") as pool:
        while queue or hand:
            while queue and len(hand) < AHEAD * workers:
                if entry := house.store.entry(queue.popleft()):
                    hand.append((entry, pool.submit(_read, house, entry)))
            if hand:
                entry, future = hand.popleft()
                yield entry, future.result()


def _read(house: House, entry: Entry) -> Rereading:
    try:
        return again(house, entry)
    except StorageError:
        raise
    except Exception as error:  # a mail that our code cannot read any more is named, and the others go on
        log.error("recalling_failed", entry=entry.id, exc_info=error)
        return Rereading(entry=entry, result=None, fault=f"Läsningen misslyckades ({type(error).__name__}).")
