"""What the weekly letter costs with a large register: 100,000 mails and 10,400 answers."""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from bench.large_register import CONFIG, MAILS, NOW, fill
from bench.measure import medians, say
from domain.outgoing import MailKind
from registrator import log, weekly
from registrator.build import House, open_house
from registrator.config import load_config

ROUNDS = 5
LIMIT = 1.0


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "config.toml").write_text(CONFIG, "utf-8")
        config = load_config(folder / "config.toml", {})
        log.set_up("text", "error")
        with open_house(config, upgrade=True) as opened:
            house = replace(opened, clock=lambda: NOW)
            fill(house, config.database_url)
            return 0 if _measured(house) else 1


def _measured(house: House) -> bool:
    """The gathering, and all until the letter lies in the outbox; each round is another week."""
    weeks = iter(range(ROUNDS))

    def queue() -> None:
        week = dt.timedelta(weeks=next(weeks))
        assert weekly.queue_digest(replace(house, clock=lambda: NOW + week))

    def gather() -> None:
        weekly.week(house, NOW)

    taken = medians({"gather": gather, "queue": queue}, ROUNDS, clock=time.process_time)
    size = len(house.store.outbox(kinds=(MailKind.DIGEST,), limit=1)[0].mail.raw)
    what = f"digest of {MAILS} mails, {taken['gather']:.2f} s to gather, {size / 1e6:.1f} MB"
    return say(what, taken["queue"], target=f"< {LIMIT}", well=taken["queue"] < LIMIT, unit=" s")


if __name__ == "__main__":
    sys.exit(main())
