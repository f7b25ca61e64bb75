"""Every bench, each in a process of its own; the exit code says whether all targets are met: `make bench`."""

from __future__ import annotations

import subprocess
import sys

BENCHES = (
    "bench.reading",
    "bench.understanding",
    "bench.ocr",
    "bench.memory",
    "bench.daemon_memory",
    "bench.digest",
    "bench.sending",
    "bench.backlog",
    "bench.growth",
    "bench.arrival",
    "bench.idle_cycle",
    "bench.review",
)


def main() -> int:
    codes = [subprocess.run([sys.executable, "-m", name], check=False).returncode for name in BENCHES]  # noqa: S603
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
