"""The real daemon, whose mailbox never comes back once a file is there: `python -m tests.e2e.wedged CONFIG FILE`.

No server can do that to us, for every operation has its deadline; a fault of our own could.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from registrator import log, service
from registrator.build import House, open_house
from registrator.config import Config, load_config


class Wedged:
    def __init__(self, inner: Any, file: Path) -> None:
        self._inner, self._file = inner, file

    def __getattr__(self, verb: str) -> Any:
        return getattr(self._inner, verb)

    @contextmanager
    def open(self, folder: str) -> Iterator[Any]:
        while self._file.exists():
            time.sleep(0.05)
        with self._inner.open(folder) as opened:
            yield opened


def main(config_file: str, file: str) -> None:
    @contextmanager
    def wedged_house(config: Config, *, upgrade: bool = False) -> Iterator[House]:
        with open_house(config, upgrade=upgrade) as house:
            yield replace(house, mailbox=Wedged(house.mailbox, Path(file)))

    service.open_house = wedged_house
    log.set_up("text", "info")
    service.run(load_config(Path(config_file)))


if __name__ == "__main__":
    main(*sys.argv[1:])
