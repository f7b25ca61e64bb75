"""The real daemon, but its clock runs fast and its waits are as much shorter: `python -m tests.soak.hasty CONFIG PACE
LOW`.

What goes by the clock (back-off of outgoing mail, collecting, hourly notices, backup and comparison at night, the
weekly letter, the grace of alarms) needs nothing more; what waits in real seconds is divided by the pace. While the
file LOW is there, the disk seems to be nearly full.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

from domain.errors import RegistratorError
from ingest import backoff, idle
from registrator import build, log, schedule, service, watching
from registrator.build import House, build_composer, open_house
from registrator.config import Config, load_config
from storage import database
from tests.crash import mortal
from tests.soak.pace import Pace

SHORTEST_SECONDS = 1.0  # for what a busy machine must be given time for
_NEARLY_FULL = SimpleNamespace(free=1_000_000)


def _shorten(rate: float) -> None:
    for module, names in (
        (schedule, ("ASK_SECONDS", "JOURNAL_SECONDS", "MINUTE", "HOUR")),
        (backoff, ("FIRST_SECONDS", "LONGEST_SECONDS", "LONGEST_REFUSED_SECONDS")),
        (idle, ("LONGEST_SECONDS", "RENEW_SECONDS", "GAP_SECONDS")),
    ):
        for name in names:
            setattr(module, name, getattr(module, name) / rate)
    backoff.pause.__defaults__ = (backoff.LONGEST_SECONDS,)
    database._LOCK_WAIT_SECONDS = max(SHORTEST_SECONDS, database._LOCK_WAIT_SECONDS / rate)  # type: ignore[assignment]


def main(config_file: str, words: str, low: str) -> None:
    pace = Pace.of(words)
    _shorten(pace.rate)
    build.utc_now = pace.now

    @contextmanager
    def hasty_house(config: Config, *, upgrade: bool = False) -> Iterator[House]:
        with open_house(config, upgrade=upgrade) as house:
            yield replace(house, clock=pace.now, composer=build_composer(config, mortal._TEMPLATES))

    def disk_usage(path: Path) -> object:
        return _NEARLY_FULL if Path(low).exists() else shutil.disk_usage(path)

    service.open_house = hasty_house
    watching.shutil = SimpleNamespace(disk_usage=disk_usage)  # type: ignore[assignment]
    log.set_up("text", "info")
    try:
        service.run(load_config(Path(config_file)))
    except RegistratorError as error:
        print(error, file=sys.stderr)
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main(*sys.argv[1:])
