"""How the benches measure and tell: medians of rounds taken in turn, so that a busy moment strikes all alike."""

from __future__ import annotations

import hashlib
import statistics
import time
from collections.abc import Callable, Mapping

from domain.mail import Attachment


def medians(
    works: Mapping[str, Callable[[], object]], rounds: int, clock: Callable[[], float] = time.perf_counter
) -> dict[str, float]:
    """Seconds for each work: the median of so many rounds, in each of which all are done once.

    `clock` is time.process_time for work that only computes: what else the machine does then costs nothing.
    """
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            start = clock()
            work()
            taken[name].append(clock() - start)
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


def say(what: str, value: float, *, target: str, well: bool, unit: str = "") -> bool:
    """One line of the table; whether the target is met."""
    print(f"{'ok ' if well else 'BAD'} {what:<64}{value:>9.2f}{unit:<3} target {target}")
    return well


def pdf_attachment(content: bytes) -> Attachment:
    kind = "application/pdf"
    sha256 = hashlib.sha256(content).hexdigest()
    return Attachment(name="a.pdf", media_type=kind, declared_type=kind, content=content, sha256=sha256)
