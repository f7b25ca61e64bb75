"""What systemd is to the daemon: starts it, and starts it anew however it ended."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from bench.process import Size, size_of
from tests.crash.nursery import Nursery

AGAIN_SECONDS = 0.1


class Keeper:
    """`with Keeper(...) as keeper: keeper.send(signal.SIGKILL)`. `ends` counts exit statuses, as Popen gives them.

    `lives` are the real seconds from each start to its end.
    """

    def __init__(
        self, nursery: Nursery, module: str, arguments: Sequence[str], environment: Mapping[str, str], log: Path
    ) -> None:
        self.ends: Counter[int] = Counter()
        self.lives: list[float] = []
        self._start = (nursery, module, arguments, environment, log)
        self._pid, self._ending, self._lock = 0, threading.Event(), threading.Lock()
        self._thread = threading.Thread(target=self._keep, name="keeper", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._ending.set()
        self.send(signal.SIGKILL)
        self._thread.join()

    def send(self, number: signal.Signals) -> None:
        """Nothing when it is not running just now."""
        with self._lock:
            if self._pid:
                with contextlib.suppress(ProcessLookupError):  # it has ended, and its keeper is not told yet
                    os.kill(self._pid, number)

    def stop(self) -> int:
        """End it as systemd does, for good; its exit status."""
        before = Counter(self.ends)
        self._ending.set()
        self.send(signal.SIGTERM)
        self._thread.join()
        return next(iter(self.ends - before))

    def size(self) -> Size:
        """Of the daemon that runs just now."""
        return size_of(self._pid)

    def _keep(self) -> None:
        nursery, module, arguments, environment, log = self._start
        while not self._ending.is_set():
            with log.open("ab") as file:
                child = nursery.start(module, arguments, file.fileno(), environment)
            with self._lock:
                self._pid = child.pid
            if self._ending.is_set():
                self.send(signal.SIGKILL)
            began = time.monotonic()
            code = child.wait()
            self.lives.append(time.monotonic() - began)
            with self._lock:
                self._pid = 0
            self.ends[code] += 1
            self._ending.wait(AGAIN_SECONDS)
