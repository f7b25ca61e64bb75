"""What a power cut leaves of what was written and not flushed: it may be anything, so each kind of it is made.

Flushed is a file whose fsync or fdatasync has come back, and a name whose folder's has. That a disk keeps more in order
than that, as most do, is nothing to rely on (Pillai et al., "All File Systems Are Not Created Equal", OSDI 2014).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

from tests.crash.disk_log import Bytes, Change, Disk, Made, Names, Tree

LOCK = "registrator.lock"
SECTOR, PAGE = 512, 4096
_LOST, _TORN = 0.4, 0.2  # how often the dice take a change, or half of it

Left = Sequence[Change | None]
"""What is left of each change that was not flushed."""


def _nothing(changes: Sequence[Change]) -> Left:
    return [None for _ in changes]


def _names(changes: Sequence[Change]) -> Left:
    """Names and sizes, but no bytes: a new file is full of zeros."""
    return [one if isinstance(one, Names) else _size(one) for one in changes]


def _bytes(changes: Sequence[Change]) -> Left:
    """Bytes, but no names: a new file is not there, a removed one is."""
    return [one if isinstance(one, Bytes) else None for one in changes]


def _late(changes: Sequence[Change]) -> Left:
    """The latter half of the changes, but not the former."""
    return [None if n < len(changes) // 2 else one for n, one in enumerate(changes)]


def _head(changes: Sequence[Change]) -> Left:
    """All, but of the last bytes the former half only, up to a sector's border."""
    return _torn(changes, SECTOR, 0)


def _tail(changes: Sequence[Change]) -> Left:
    """All, but of the last bytes the latter half only, from a page's border."""
    return _torn(changes, PAGE, 1)


def _torn(changes: Sequence[Change], border: int, half: int) -> Left:
    last = max((n for n, one in enumerate(changes) if isinstance(one, Bytes) and one.data), default=-1)
    left: list[Change | None] = list(changes)
    if last >= 0:
        left[last] = _halves(changes[last], border)[half]
    return left


def _by_dice(changes: Sequence[Change]) -> Left:
    """Some changes, and halves of some; the same whenever as many are asked for."""
    dice = random.Random(len(changes))
    left: list[Change | None] = []
    for one in changes:
        roll = dice.random()
        if roll < _LOST:
            left.append(None)
        elif roll < _LOST + _TORN and isinstance(one, Bytes) and one.data:
            left.append(dice.choice(_halves(one, SECTOR)))
        else:
            left.append(one)
    return left


KINDS: dict[str, Callable[[Sequence[Change]], Left]] = {
    "nothing": _nothing,
    "names": _names,
    "bytes": _bytes,
    "late": _late,
    "head": _head,
    "tail": _tail,
    "dice": _by_dice,
}


def _size(change: Bytes) -> Bytes:
    """Makes the file as long."""
    return change if change.data is None else Bytes(change.file, change.place + len(change.data), b"")


def _halves(change: Change, border: int) -> tuple[Change | None, Change | None]:
    """Torn at the border of the disk nearest to its middle; what crosses none is there whole, or not at all."""
    assert isinstance(change, Bytes) and change.data is not None
    middle = change.place + len(change.data) // 2
    at = round(middle / border) * border - change.place
    if not 0 < at < len(change.data):
        return None, change
    return (
        Bytes(change.file, change.place, change.data[:at]),
        Bytes(change.file, change.place + at, change.data[at:]),
    )


def cut(disk: Disk, kind: str, after: int | None = None) -> Tree:
    """The folder that a power cut leaves after so many calls (None: all that were played)."""
    made = [one for one in disk.made if after is None or one.at <= after]
    left = iter(KINDS[kind]([one.change for one in made if not _safe(one, after)]))
    changes = [one.change if _safe(one, after) else next(left) for one in made]
    return disk.tree(one for one in changes if one)


def distinct(disk: Disk, after: int) -> Iterator[tuple[str, Tree]]:
    """Each kind that leaves another folder than the kinds before it; a lock dies with the machine."""
    seen: list[Tree] = []
    for kind in KINDS:
        tree = {path: data for path, data in cut(disk, kind, after).items() if path != LOCK}
        if tree not in seen:
            seen.append(tree)
            yield kind, tree


def _safe(made: Made, after: int | None) -> bool:
    return made.safe_at is not None and (after is None or made.safe_at <= after)
