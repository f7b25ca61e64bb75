"""Fuzzes for as long as it is told: `python -m tests.fuzz [MINUTES] [TARGET ...]`; `... growth` looks for slow inputs.

Each target gets its share of the time, with inputs that were never tried before. What breaks one is made as small as it
goes and kept in corpus/TARGET/, where the test suite finds it. Exit 1 when something broke.
"""

from __future__ import annotations

import hashlib
import sys
import time
import traceback

from hypothesis import HealthCheck, given, settings

from tests.fuzz import TARGETS
from tests.fuzz.growth import slow_inputs
from tests.fuzz.target import Target
from tests.fuzz.test_fuzz import CORPUS

BATCH = 300
"""Inputs between two looks at the clock."""


def fuzz(target: Target, seconds: float) -> tuple[int, bytes | None, str]:
    """How many inputs were tried, and the smallest that broke it, with why."""
    tried, last = 0, b""

    @settings(
        max_examples=BATCH, database=None, deadline=None, suppress_health_check=list(HealthCheck), derandomize=False
    )
    @given(target.inputs())
    def hold(raw: bytes) -> None:
        nonlocal tried, last
        tried += 1
        last = raw
        target.check(raw)

    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            hold()
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            # Hypothesis runs the smallest one last, before it tells.
            return tried, last, "".join(traceback.format_exception(error)[-6:])
    return tried, None, ""


def keep(target: Target, raw: bytes) -> str:
    folder = CORPUS / target.name
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / hashlib.sha256(raw).hexdigest()[:12]
    path.write_bytes(raw)
    return f"{target.name}/{path.name}"


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["growth"]:
        return slow_inputs(arguments[1:])
    minutes = float(arguments.pop(0)) if arguments and arguments[0].replace(".", "").isdigit() else 10.0
    chosen = [TARGETS[name] for name in arguments or TARGETS]
    broken = 0
    for target in chosen:
        tried, raw, why = fuzz(target, minutes * 60 / len(chosen))
        print(f"{target.name:20} {tried:>8} inputs  {'broken' if raw is not None else 'well'}", flush=True)
        if raw is not None:
            broken += 1
            print(f"kept as corpus/{keep(target, raw)}: {raw[:300]!r}\n{why}", flush=True)
    print(f"broken: {broken} of {len(chosen)}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
