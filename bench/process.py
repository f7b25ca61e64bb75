"""The service as a process of its own, and what any process takes up."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Size:
    """Bytes in memory with all processes below it, and of the process alone open files and threads."""

    memory: float
    files: float
    threads: float

    def __str__(self) -> str:
        return f"{self.memory / 2**20:.0f} MiB, {self.files:.0f} open files, {self.threads:.0f} threads"


def size_of(pid: int) -> Size:
    """Of a process that runs just now. Errors: FileNotFoundError when it does not."""
    return Size(
        memory=sum(proportional(one) for one in (pid, *descendants(pid))),
        files=len(list(Path(f"/proc/{pid}/fd").iterdir())),
        threads=len(list(Path(f"/proc/{pid}/task").iterdir())),
    )


@contextmanager
def running_service(folder: Path, patience: float) -> Iterator[int]:
    """`registrator run` with the folder's config.toml, and its number; told to stop at the end, within the seconds."""
    environment = {**os.environ, "REGISTRATOR_CONFIG": "config.toml"}
    with (folder / "log").open("wb") as log:
        words = [str(Path(sys.executable).with_name("registrator")), "run"]
        process = subprocess.Popen(words, cwd=folder, env=environment, stdout=log, stderr=log)  # noqa: S603
    try:
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(patience)


def proportional(pid: int) -> int:
    """Bytes of memory of a process, shared pages in proportion; 0 when it is gone."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return next(int(line.split()[1]) * 1024 for line in rollup.splitlines() if line.startswith("Pss:"))


def descendants(pid: int) -> list[int]:
    """Its children, and theirs."""
    children = [int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in _children(task)]
    return [*children, *(below for child in children for below in descendants(child))]


def _children(task: Path) -> list[str]:
    try:
        return (task / "children").read_text().split()
    except OSError:
        return []
