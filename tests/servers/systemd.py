"""What systemd hears of a service: the other end of NOTIFY_SOCKET."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self


class Systemd:
    """Listens on a socket; `heard` are the lines that have come, in order."""

    def __init__(self, folder: Path) -> None:
        self.address = str(folder / "notify")
        self.heard: list[str] = []
        self._wire = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)

    def __enter__(self) -> Self:
        self._wire.bind(self.address)
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self._wire.close()

    def _listen(self) -> None:
        while True:
            try:
                self.heard += self._wire.recv(4096).decode().splitlines()
            except OSError:
                return

    def wait_for(self, line: str, count: int = 1, seconds: float = 60.0) -> None:
        """Until the line has come so often."""
        wait_until(lambda: self.heard.count(line) >= count, f"{line} has not come: {self.heard}", seconds)


def wait_until(true: Callable[[], object], otherwise: str, seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, otherwise
        time.sleep(0.05)
