"""The crash proof, whole: `make crash`, or `python -m tests.crash [--part PART ...] [--every N] [--database KIND]`.

steps   SIGKILL at every durable step of an undisturbed run, a new start, and again until nothing waits
twice   the same, and twice more while it recovers
looks   every folder that a power cut may leave of an undisturbed run is looked at: nothing is there by half
power   the power is cut before the Nth call that changes the disk or flushes it; of the rest any part stays
disk    the Nth call that writes to the disk fails, N counting up until nothing fails: I/O error, or full for a while
random  thousands of mails, and kills at random moments

Each run is compared by the oracle with one that nothing disturbed. `--every N` takes each Nth case only, and power
without it each 19th call; `--resume FILE` writes down what was tried, and goes on where that file ends. Ends with 1
when a mail was lost, doubled or came to something else.
"""

from __future__ import annotations

import argparse
import contextlib
import logging
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import structlog

from demo.certificates import make_certificates
from tests.crash.disks import disks
from tests.crash.ground import Ground, Progress, Row
from tests.crash.nursery import Nursery
from tests.crash.oracle import SORTS, Verdict
from tests.crash.parts import at_random, disk, many_mails, steps, twice
from tests.crash.power_part import looks, power
from tests.crash.world import FEW, samples
from tests.servers.dovecot import Dovecot
from tests.servers.postgresql import PostgreSQL, binaries

PARTS = {"steps": steps, "twice": twice, "looks": looks, "power": power, "disk": disk, "random": at_random}
ON_SQLITE_ONLY = {"looks", "power", "disk"}  # PostgreSQL's server writes, not the daemon
EVERY = {"power": 19}  # all would take the best part of a day; `looks` sees each folder that a cut may leave
MAILS = 2000


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m tests.crash", description=(__doc__ or "").splitlines()[0])
    options.add_argument("--part", choices=PARTS, action="append")
    options.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    options.add_argument("--every", type=int)
    options.add_argument("--mails", type=int, default=MAILS)
    options.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options.add_argument("--resume", type=Path, default=None)
    given = options.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))  # ours, not the daemons'
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # aiosmtpd tells of each connection that a kill cut
    rows: list[Row] = []
    with contextlib.ExitStack() as open_things:
        for ground in _grounds(given, open_things):
            for part in given.part or PARTS:
                if part in ON_SQLITE_ONLY and ground.postgresql:
                    continue
                alike = {"looks": "disk", "power": "disk", "disk": "disk", "random": "random"}.get(part, "steps")
                ground.mails = {"disk": samples(FEW), "random": many_mails(given.mails)}.get(alike, samples())
                ground.prepare(alike)
                rows.append(PARTS[part](ground, given.every or EVERY.get(part, 1)))
                print(_line(rows[-1]), flush=True)
    return _tell(rows)


def _grounds(given: argparse.Namespace, open_things: contextlib.ExitStack) -> Iterator[Ground]:
    folder = Path(open_things.enter_context(tempfile.TemporaryDirectory(prefix="crash-")))
    certificates = make_certificates(folder)
    dovecot = open_things.enter_context(Dovecot(certificates))
    nursery = open_things.enter_context(Nursery(*disks(folder)))
    servers: list[PostgreSQL | None] = [] if given.database == "postgresql" else [None]
    if given.database != "sqlite" and (found := binaries()):
        server = PostgreSQL(found)
        open_things.callback(server.close)
        servers.append(server)
    for number, postgresql in enumerate(servers):
        yield Ground(
            folder=folder / str(number),
            certificates=certificates,
            dovecot=dovecot,
            nursery=nursery,
            postgresql=postgresql,
            jobs=given.jobs,
            mails=samples(),
            progress=Progress(given.resume),
        )


def _line(row: Row) -> str:
    counts = "".join(f"{len(getattr(row.verdict, name)):>12}" for name in SORTS)
    return (
        f"{row.part:<8} {row.database:<11}{row.runs:>6}{row.never:>7}{row.verdict.ok:>9}{counts}{row.minutes:>9.1f} min"
    )


def _tell(rows: list[Row]) -> int:
    total = Verdict.sum([row.verdict for row in rows])
    print(f"\n{'part':<8} {'register':<11}{'runs':>6}{'never':>7}{'ok':>9}" + "".join(f"{name:>12}" for name in SORTS))
    for row in rows:
        print(_line(row))
    print(f"ok: {total.ok}, unexpected: {len(total.unexpected)}")
    print(f"lost: {len(total.lost)}, doubled: {len(total.doubled)}, ambiguous: {len(total.ambiguous)}")
    return 0 if total.clean else 1


if __name__ == "__main__":
    sys.exit(main())
