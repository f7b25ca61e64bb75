"""Inputs whose time grows faster than their length: pieces that mean something, repeated, and twice as often.

For `make fuzz`, never for the suite: it measures. A piece that takes more than three times as long at twice the length,
three times in a row, is told.
"""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from types import FrameType

from tests.fuzz.target import Target

SHORT = 12_000
"""Bytes of the shortest input measured."""
TOO_MUCH = 3.0
"""Times as long at twice the length."""
WORTH_A_LOOK = 0.05
"""Seconds; what is faster than this cannot be told from the machine's own noise."""
PATIENCE = 20
"""Seconds for one input."""


class _TooSlow(Exception):
    pass


def slow_inputs(names: list[str]) -> int:
    from tests.fuzz import TARGETS

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise _TooSlow

    signal.signal(signal.SIGALRM, stop)
    slow = 0
    for target in (TARGETS[name] for name in names or TARGETS):
        found = sorted(_slow(target), reverse=True)
        slow += len(found)
        print(f"{target.name:20} {len(found)} of {sum(1 for _ in _pieces(target))} pieces grow too fast", flush=True)
        for ratio, seconds, form in found[:12]:
            print(f"    x{ratio:.1f}  {seconds:.2f} s at {8 * SHORT} bytes: {form}", flush=True)
    return 1 if slow else 0


def _slow(target: Target) -> Iterator[tuple[float, float, str]]:
    for before, piece, after in _pieces(target):
        times = []
        for times_as_long in (1, 2, 4, 8):
            times.append(_seconds(target, before + piece * (times_as_long * SHORT // len(piece)) + after))
            if times[-1] >= PATIENCE:
                break
        if times[-1] < WORTH_A_LOOK:
            continue
        ratios = [b / max(a, 0.001) for a, b in pairwise(times)]
        if (len(times) < 4 or all(ratio > TOO_MUCH for ratio in ratios[-2:])) and times[-1] > WORTH_A_LOOK:
            yield ratios[-1] if ratios else 99.0, times[-1], f"{before[:60]!r} + {piece[:60]!r} * n + {after[:60]!r}"


def _pieces(target: Target) -> Iterator[tuple[bytes, bytes, bytes]]:
    """(what stands before, what is repeated, what stands after)."""
    for token in target.tokens:
        yield b"", token, b""
        yield target.seeds[0], token, target.seeds[-1]
        yield b"", token + b" ", b"x"
        yield b"", token + b"\n", b"\n"
    for one, two in pairwise(target.tokens):
        yield b"", one + two, b""
        yield one * 2_000, two, b""


def _seconds(target: Target, raw: bytes) -> float:
    signal.alarm(PATIENCE)
    begin = time.process_time()
    try:
        target.check(raw)
    except _TooSlow:
        return float(PATIENCE)
    except AssertionError as error:  # how long it takes is looked at here, not what comes out
        print(f"    {target.name}: {str(error)[:100]}", file=sys.stderr)
    finally:
        signal.alarm(0)
    return time.process_time() - begin
