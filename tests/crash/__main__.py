"""The crash proof, whole: `make crash`, or `python -m tests.crash [--part PART ...] [--every N] [--database KIND]`.

steps   SIGKILL at every durable step of an undisturbed run, a new start, and again until nothing waits
twice   the same, and once more while it recovers
disk    the Nth call that writes to the disk fails, N counting up until nothing fails: I/O error, or full for a while
random  thousands of mails, and kills at random moments

Each run is compared by the oracle with one that nothing disturbed. `--every N` takes each Nth case only. Ends with 1
when a mail was lost, doubled or came to something else.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import itertools
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from email.message import EmailMessage
from pathlib import Path

from demo.certificates import Certificates, make_certificates
from tests.crash.oracle import End, Verdict, end_of, judge
from tests.crash.world import MONDAY, World, make_world, samples
from tests.servers.dovecot import Dovecot
from tests.servers.postgresql import PostgreSQL, binaries
from tests.servers.smtp import SmtpSink

PARTS = ("steps", "twice", "disk", "random")
RECOVERY = (
    *("store.receive:1:before", "store.begin:1:after", "store.settle:1:after", "store.claim:1:after"),
    *("store.reached[dot]:1:before", "store.sent:1:after"),
)
EIO, ENOSPC = 5, 28
FULL_FOR = 60  # calls
MAILS, BUSY_SECONDS = 2000, (2.0, 9.0)
SEED = 2015
_ONE_AT_A_TIME = threading.Lock()  # Alembic's context is one for the whole process
Case = tuple[str, Callable[[World], bool]]  # its name, and what happens before the last run; False: it never came


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What all runs of one register's kind share."""

    folder: Path
    certificates: Certificates
    dovecot: Dovecot
    postgresql: PostgreSQL | None
    jobs: int
    mails: Sequence[tuple[bytes, dt.datetime]]

    @contextlib.contextmanager
    def world(self, name: str) -> Iterator[World]:
        folder = self.folder / name
        with contextlib.ExitStack() as open_things:
            sink = open_things.enter_context(SmtpSink(self.certificates, security="starttls"))
            url = open_things.enter_context(self.postgresql.database()) if self.postgresql else ""
            user = self.dovecot.user()
            try:
                with _ONE_AT_A_TIME:
                    world = make_world(folder, user, sink, self.mails, database=url)
                yield world
            finally:
                shutil.rmtree(folder, ignore_errors=True)

    def undisturbed(self, record: Path) -> End:
        with self.world("undisturbed") as world:
            world.run_to_rest(f"record={record}", patience=1200)
            return end_of(world)

    def run(self, title: str, cases: Iterable[Case], undisturbed: End) -> Verdict:
        """Every case in a world of its own; says each that is not clean, and the sum."""
        with ThreadPoolExecutor(self.jobs) as pool:
            tried = list(pool.map(lambda numbered: self._run(*numbered, undisturbed), enumerate(cases)))
        total = _sum([verdict for verdict in tried if verdict])
        never = sum(verdict is None for verdict in tried)
        kind = "PostgreSQL" if self.postgresql else "SQLite"
        print(f"{title:<8} {kind:<11} {len(tried) - never:>5} runs, {never} never came to it: {total}", flush=True)
        return total

    def _run(self, number: int, case: Case, undisturbed: End) -> Verdict | None:
        name, disturb = case
        try:
            with self.world(f"run{number}") as world:
                if not disturb(world):
                    return None
                world.run_to_rest(patience=1200)
                verdict = judge(end_of(world), undisturbed, world.injected)
        except (AssertionError, subprocess.TimeoutExpired) as fault:
            print(f"  {name}: {fault}", flush=True)
            return Verdict.broken(name)
        if not verdict.clean:
            print(f"  {name}: {verdict!r}", flush=True)
        return verdict


def _sum(verdicts: Sequence[Verdict]) -> Verdict:
    def all_of(sort: str) -> frozenset[str]:
        return frozenset(f"{n}/{x}" for n, verdict in enumerate(verdicts) for x in getattr(verdict, sort))

    sorts = {sort: all_of(sort) for sort in ("lost", "doubled", "unexpected", "ambiguous")}
    return Verdict(ok=sum(verdict.ok for verdict in verdicts), **sorts)


def steps(ground: Ground, undisturbed: End, record: Path, every: int) -> Verdict:
    passed = list(dict.fromkeys(record.read_text().split()))
    cases = ((step, _dying_at(step)) for step in passed[::every])
    return ground.run("steps", cases, undisturbed)


def _dying_at(*steps: str) -> Callable[[World], bool]:
    def disturb(world: World) -> bool:
        came = [world.killed_at(step) for step in steps]
        return any(came)

    return disturb


def twice(ground: Ground, undisturbed: End, record: Path, every: int) -> Verdict:
    passed = list(dict.fromkeys(record.read_text().split()))
    pairs = list(itertools.product(passed[::7], RECOVERY))[::every]
    return ground.run("twice", ((" + ".join(pair), _dying_at(*pair)) for pair in pairs), undisturbed)


def disk(ground: Ground, undisturbed: End, _record: Path, every: int) -> Verdict:
    library = ground.folder / "failing_disk.so"
    source = Path(__file__).with_name("failing_disk.c")
    subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-o", library, source, "-ldl"], check=True)

    def failing(at: int, calls: int, errno: int) -> Callable[[World], bool]:
        def disturb(world: World) -> bool:
            count = world.config_file.parent / "count"
            world.run_to_rest(
                may_refuse=True,
                environment={
                    **os.environ,
                    "LD_PRELOAD": str(library),
                    "FAIL_FOLDER": str(world.config.storage.folder),
                    "FAIL_AT": str(at),
                    "FAIL_CALLS": str(calls),
                    "FAIL_ERRNO": str(errno),
                    "FAIL_COUNT": str(count),
                },
            )
            if not counts:
                counts.append(int(count.read_text()))
            return True

        return disturb

    counts: list[int] = []
    with ground.world("counting") as world:
        failing(0, 0, 0)(world)
    print(f"  {counts[0]} calls write to the disk in an undisturbed run", flush=True)
    kinds = (("I/O error", 1, EIO), ("disk full", FULL_FOR, ENOSPC))
    cases = (
        (f"{name} at call {at}", failing(at, calls, errno))
        for at in range(1, counts[0] + 1, every)
        for name, calls, errno in kinds
    )
    return ground.run("disk", cases, undisturbed)


def at_random(ground: Ground, undisturbed: End) -> Verdict:
    dice = random.Random(SEED)

    def disturb(world: World) -> bool:
        kills = 0
        while not world.all_taken_in():
            world.run_for(dice.uniform(*BUSY_SECONDS))
            kills += 1
        for _ in range(5):
            world.run_for(dice.uniform(*BUSY_SECONDS))
        print(f"  {kills + 5} kills over {len(world.injected)} mails", flush=True)
        return True

    return ground.run("random", [("random", disturb)], undisturbed)


def many_mails(number: int) -> list[tuple[bytes, dt.datetime]]:
    """Small mails with a text each of its own, and among them those with extracts."""
    made = list(samples())
    for n in range(number - len(made)):
        mail = EmailMessage()
        mail["From"], mail["To"] = f"Registrator {n} <registrator{n}@botkyrka.se>", "registrator@ksl.se"
        mail["Subject"], mail["Message-ID"] = f"Fråga {n} om rekommendationen", f"<fraga-{n}@botkyrka.se>"
        mail.set_content(f"Hej!\n\nVi har en fråga, nummer {n}, om rekommendationen. Hör av er.\n")
        made.append((mail.as_bytes(), MONDAY - dt.timedelta(hours=2, seconds=number - n)))
    return made


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__.splitlines()[0])
    options.add_argument("--part", choices=PARTS, action="append")
    options.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    options.add_argument("--every", type=int, default=1)
    options.add_argument("--mails", type=int, default=MAILS)
    options.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    given = options.parse_args()
    parts = given.part or PARTS
    verdicts = []
    with contextlib.ExitStack() as open_things:
        folder = Path(open_things.enter_context(tempfile.TemporaryDirectory(prefix="crash-")))
        certificates = make_certificates(folder)
        dovecot = open_things.enter_context(Dovecot(certificates))
        servers: list[PostgreSQL | None] = []
        if given.database != "postgresql":
            servers.append(None)
        if given.database != "sqlite" and (found := binaries()):
            server = PostgreSQL(found)
            open_things.callback(server.close)
            servers.append(server)
        for postgresql in servers:
            ground = Ground(
                folder=folder,
                certificates=certificates,
                dovecot=dovecot,
                postgresql=postgresql,
                jobs=given.jobs,
                mails=samples(),
            )
            record = folder / f"steps-{bool(postgresql)}"
            undisturbed = ground.undisturbed(record)
            for name, part in (("steps", steps), ("twice", twice), ("disk", disk)):
                if name in parts and not (name == "disk" and postgresql):  # its server writes, not the daemon
                    verdicts.append(part(ground, undisturbed, record, given.every))
            if "random" in parts:
                ground = replace(ground, mails=many_mails(given.mails))
                verdicts.append(at_random(ground, ground.undisturbed(folder / "unused")))
    total = _sum(verdicts)
    print(f"ok: {total.ok}, unexpected: {len(total.unexpected)}")
    print(f"lost: {len(total.lost)}, doubled: {len(total.doubled)}, ambiguous: {len(total.ambiguous)}")
    return 0 if total.clean else 1


if __name__ == "__main__":
    sys.exit(main())
