"""The ground that all runs on one kind of register share: servers, an undisturbed run, and the progress on file."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import shutil
import subprocess
import threading
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from demo.certificates import Certificates
from registrator.config import load_config
from tests.crash.nursery import Nursery
from tests.crash.oracle import End, Missing, Verdict, end_of, judge
from tests.crash.world import PATIENCE, World, fill, make_world
from tests.servers.dovecot import Dovecot
from tests.servers.postgresql import PostgreSQL
from tests.servers.smtp import SmtpSink

LONG = 10 * PATIENCE
MOULD = "mould"
WEARING = frozenset({"twice", "random"})  # parts with as many deaths as a mail is tried
Case = tuple[str, Callable[[World], bool]]
"""Its name, and what happens before the last run; False: it never came to that."""


class Progress:
    """What was tried, a line of JSON for each case, so that a run that was broken off can be gone on with."""

    def __init__(self, file: Path | None) -> None:
        self._file, self._lock = file, threading.Lock()
        lines = file.read_text("utf-8").splitlines() if file and file.exists() else []
        self.known: dict[str, Any] = {}
        for line in map(json.loads, lines):
            self.known[line["name"]] = line["found"]

    def note(self, name: str, found: Any) -> None:
        self.known[name] = found
        if self._file:
            with self._lock, self._file.open("a", encoding="utf-8") as file:
                file.write(json.dumps({"name": name, "found": found}, ensure_ascii=False) + "\n")


@dataclass(frozen=True, kw_only=True)
class Row:
    """A line of the table."""

    part: str
    database: str
    runs: int
    never: int
    minutes: float
    verdict: Verdict


@dataclass(kw_only=True)
class Ground:
    """Everything that runs need. `undisturbed` is what each is compared with, `passed` the steps that it passed."""

    folder: Path
    certificates: Certificates
    dovecot: Dovecot
    nursery: Nursery
    postgresql: PostgreSQL | None
    jobs: int
    mails: Sequence[tuple[bytes, dt.datetime]]
    progress: Progress
    undisturbed: End = field(init=False)
    passed: list[str] = field(init=False)
    _mould: Path | bool = field(init=False, default=False)

    @property
    def database(self) -> str:
        return "PostgreSQL" if self.postgresql else "SQLite"

    def prepare(self, name: str) -> None:
        """Make a register to copy from, and let one run be undisturbed. `name` tells its steps from those of others."""
        self._make_mould()
        record = self.folder / f"steps {name}"
        with self.world("undisturbed") as world:
            world.run_to_rest(f"record={record}", patience=LONG)
            self.undisturbed = end_of(world)
        key = f"steps of {name} on {self.database}"
        if key not in self.progress.known:
            self.progress.note(key, list(dict.fromkeys(record.read_text().split())))
        self.passed = self.progress.known[key]

    def _make_mould(self) -> None:
        if self._mould:
            return
        if self.postgresql:
            self.postgresql.execute(f"CREATE DATABASE {MOULD}")
        url = self.postgresql.url(MOULD) if self.postgresql else ""
        with SmtpSink(self.certificates, security="starttls") as sink:
            folder = self.folder / "mould"
            world = make_world(folder, self.dovecot.user(), sink, self.nursery, (), database=url, filled=True)
            fill(load_config(world.config_file))
        self._mould = bool(url) or folder / "var" / "registrator.sqlite3"

    @contextlib.contextmanager
    def world(self, name: str) -> Iterator[World]:
        folder = self.folder / name
        with contextlib.ExitStack() as open_things:
            sink = open_things.enter_context(SmtpSink(self.certificates, security="starttls"))
            url = open_things.enter_context(self.postgresql.database(MOULD)) if self.postgresql else ""
            try:
                yield make_world(
                    *(folder, self.dovecot.user(), sink, self.nursery, self.mails),
                    database=url,
                    filled=self._mould,
                )
            finally:
                shutil.rmtree(folder, ignore_errors=True)

    def run(self, part: str, cases: Iterable[Case]) -> Row:
        """Every case in a world of its own, but those that were tried before; says each that is not clean."""
        begun = time.monotonic()
        with ThreadPoolExecutor(self.jobs) as pool:
            tried = list(pool.map(lambda case: self._once(part, case), cases))
        verdicts = [verdict for verdict in tried if verdict]
        return Row(
            part=part,
            database=self.database,
            runs=len(verdicts),
            never=len(tried) - len(verdicts),
            minutes=(time.monotonic() - begun) / 60,
            verdict=Verdict.sum(verdicts),
        )

    def _once(self, part: str, case: Case) -> Verdict | None:
        name, disturb = case
        key = f"{part} {self.database} {name}"
        if key not in self.progress.known:
            verdict = self._try(f"run{threading.get_ident()}-{time.monotonic_ns()}", part, name, disturb)
            self.progress.note(key, verdict.plain if verdict else None)
        found = self.progress.known[key]
        verdict = Verdict.of(found) if found else None
        if verdict and not verdict.clean:
            print(f"  {key}: {verdict!r}", flush=True)
        return verdict

    def _try(self, folder: str, part: str, name: str, disturb: Callable[[World], bool]) -> Verdict | None:
        try:
            with self.world(folder) as world:
                if not disturb(world):
                    return None
                world.run_to_rest(patience=LONG)
                return judge(end_of(world), self.undisturbed, world.injected, wearing=part in WEARING)
        except Missing as missing:
            return replace(Verdict.broken(name), lost=missing.mails)
        except (AssertionError, OSError, subprocess.TimeoutExpired):
            return Verdict.broken(f"{name}: {traceback.format_exc()}")
