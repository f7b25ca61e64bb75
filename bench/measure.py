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


def against(
    pairs: Mapping[str, tuple[Callable[[], object], Callable[[], object]]],
    rounds: int,
    clock: Callable[[], float] = time.process_time,
) -> dict[str, tuple[float, float]]:
    """For each pair the median seconds of its first work, and how many times as much the second takes: the median over
    the rounds, in each of which the two are done one after the other."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in pairs}
    for _ in range(rounds):
        for name, (first, second) in pairs.items():
            times = [clock()]
            for work in (first, second):
                work()
                times.append(clock())
            taken[name].append((times[1] - times[0], times[2] - times[1]))
    return {
        name: (statistics.median(a for a, _ in each), statistics.median(b / a for a, b in each))
        for name, each in taken.items()
    }


def say(what: str, value: float, *, target: str, well: bool, unit: str = "") -> bool:
    """One line of the table; whether the target is met."""
    print(f"{'ok ' if well else 'BAD'} {what:<64}{value:>9.2f}{unit:<3} target {target}")
    return well


def pdf_attachment(content: bytes) -> Attachment:
    kind = "application/pdf"
    sha256 = hashlib.sha256(content).hexdigest()
    return Attachment(name="a.pdf", media_type=kind, declared_type=kind, content=content, sha256=sha256)
