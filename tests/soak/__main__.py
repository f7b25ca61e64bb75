"""A day of faults: `make soak`, or `python -m tests.soak [--hours H] [--rate R] [--seed S]`.

The real daemon, whose clock runs R times as fast, gets mail for so many simulated hours, and a fault at every simulated
minute; then it runs to rest, and an oracle compares it with a run of the same mails without a fault. Ends with 1 when a
mail was lost, doubled or came to something else, or an alarm was missed or still stands.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import logging
import random
import sys
import tempfile
import time
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog

from demo.certificates import Certificates, make_certificates
from tests.crash.disks import disks
from tests.crash.nursery import Nursery
from tests.servers.dovecot import Dovecot
from tests.soak.measure import rate_here
from tests.soak.report import Outcome, soak

HOURS, SEED = 24.0, 2015
ENDS = dt.datetime(2015, 6, 22, 12, tzinfo=ZoneInfo("Europe/Stockholm"))
"""A Monday: the night's backup and comparison, and the weekly letter of seven o'clock, lie in every longer run."""


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m tests.soak", description=(__doc__ or "").splitlines()[0])
    options.add_argument("--hours", type=float, default=HOURS, help="simulated")
    options.add_argument(
        "--rate", type=float, default=0.0, help="simulated seconds in a real one; else as fast as fits"
    )
    options.add_argument("--seed", type=int, default=SEED, help="of the dice")
    options.add_argument("--keep", type=Path, default=None, help="a new folder that is left there")
    given = options.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))  # ours, not the daemon's
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # aiosmtpd tells of each connection that was cut
    began = time.monotonic()
    with contextlib.ExitStack() as stack:
        folder = given.keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="soak-")))
        folder.mkdir(parents=True, exist_ok=True)
        certificates = make_certificates(folder)
        dovecot = stack.enter_context(Dovecot(certificates))
        nursery = stack.enter_context(Nursery(*disks(folder)))
        minutes = round(given.hours * 60)
        starts = ENDS - dt.timedelta(minutes=minutes)
        rate = given.rate or _fitting(folder / "measure", certificates, dovecot, nursery)
        outcome = soak(folder, minutes, starts, rate, random.Random(given.seed), certificates, dovecot, nursery, _say)
    return _tell(outcome, time.monotonic() - began)


def _fitting(folder: Path, certificates: Certificates, dovecot: Dovecot, nursery: Nursery) -> float:
    rate, took = rate_here(folder, certificates, dovecot, nursery)
    _say(f"a start takes {took:.2f} s here, so {rate:.0f} simulated seconds pass in a real one")
    return rate


def _say(line: str) -> None:
    print(f"  {line}", flush=True)


def _tell(outcome: Outcome, seconds: float) -> int:
    print(f"\n{'fault':<40}{'times':>7}")
    for name, times in sorted(outcome.faults.items()):
        idle = outcome.idle[name]
        print(f"{name:<40}{times:>7}" + (f"  ({idle} found no mail to strike)" if idle else ""))
    print(f"{'all':<40}{outcome.faults.total():>7}\n")
    for line in (*outcome.facts, f"{seconds / 60:.1f} real minutes"):
        print(line)
    for sort, names in outcome.wrong.items():
        for name in sorted(names)[:20]:
            print(f"{sort}: {name}")
    verdict = outcome.verdict
    print(f"unexpected: {len(verdict.unexpected)}, alarms missed: {len(outcome.alarms.missed)}")
    print(
        f"lost: {len(verdict.lost)}, doubled: {len(verdict.doubled)}, ambiguous: {len(verdict.ambiguous)}, "
        f"alarms standing: {len(outcome.alarms.standing)}"
    )
    return 0 if outcome.clean else 1


if __name__ == "__main__":
    sys.exit(main())
