"""The power is cut before the Nth call that changes the disk or flushes it: the fifth part of the crash proof."""

from __future__ import annotations

import hashlib
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from domain.errors import RegistratorError
from ingest.archive_check import ArchiveCheck
from registrator.journal import JOURNAL, Journal
from registrator.verifying import verify
from storage.database import Database
from storage.engine import doubts_in_words
from storage.store import SqlStore
from tests.crash.disk_log import Disk, Tree, put, read_log
from tests.crash.ground import LONG, Case, Ground, Row
from tests.crash.oracle import Missing, Verdict
from tests.crash.power import cut, distinct
from tests.crash.world import FLAG, World

QUIET_SECONDS = 2.5  # without a mail at the SMTP server: the run is told to end
KEY = "review.key"
MAY_WAIT = {"Arkivets mejl i registret"}
"""What `verify` tells of a mail that is kept and not yet registered: it is fetched again."""


def power(ground: Ground, every: int) -> Row:
    """The power is cut before the Nth call, and the daemon goes on with each kind of folder that this may leave."""
    key = "power cuts"
    if key not in ground.progress.known:
        with ground.world("recorded") as world:
            disk, calls = recorded(world)
        ground.progress.note(key, [(at, kind) for at in range(1, calls + 1) for kind, _ in distinct(disk, at - 1)])
    cuts = ground.progress.known[key]
    print(f"  a power cut may leave {len(cuts)} folders of an undisturbed run", flush=True)
    return ground.run("power", [cutting(at, kind) for at, kind in cuts if at % every == 0])


def looks(ground: Ground, every: int) -> Row:
    """The same folders of one run, looked at without going on: nothing is there by half. In minutes, not in hours."""
    begun = time.monotonic()
    with ground.world("recorded") as world:
        disk, calls = recorded(world)
    faults, looked = [], 0
    with glass() as look:
        for at in range(every, calls + 1, every):
            for kind, left in distinct(disk, at - 1):
                looked += 1
                try:
                    look.registered(left)
                except (AssertionError, RegistratorError) as fault:
                    faults.append(f"call {at:04} {kind}: {fault}")
                    print(f"  {faults[-1]}", flush=True)
    verdict = replace(Verdict.broken(""), ok=looked - len(faults), unexpected=frozenset(faults))
    minutes = (time.monotonic() - begun) / 60
    return Row(part="looks", database=ground.database, runs=looked, never=0, minutes=minutes, verdict=verdict)


def recorded(world: World, at: int = 0) -> tuple[Disk, int]:
    """What a run did to the disk until the power was cut before that call (0: never), and how many calls it made.

    Nobody else opens the register meanwhile: what another connection did to its files would not be on record.
    """
    folder, log = world.config.storage.folder.resolve(), world.config_file.parent / "disk.log"
    disk = Disk(folder)
    environment = {"RECORD_FOLDER": str(folder), "RECORD_LOG": str(log), "RECORD_CUT": str(at)}
    with world.daemon("-", environment) as process:
        end, seen, since, told = time.monotonic() + LONG, 0, 0.0, False
        while process.poll() is None:
            assert time.monotonic() < end, world.log
            if len(world.sink.messages) != seen:
                seen, since = len(world.sink.messages), time.monotonic()
            elif seen and not told and time.monotonic() - since > QUIET_SECONDS:
                process.send_signal(signal.SIGTERM)
                told = True
            time.sleep(0.02)
        assert process.returncode in {0, -signal.SIGKILL}, world.log
    calls = read_log(log, folder)
    disk.play(calls)
    return disk, len(calls)


def cutting(at: int, kind: str) -> Case:
    """The power is cut before that call, and this kind of folder is left."""

    def disturb(world: World) -> bool:
        disk, calls = recorded(world, at)
        if calls < at - 1:
            return False
        left = cut(disk, kind)
        with glass() as look:
            if missing := marked(world) - look.registered(left):
                raise Missing(missing)
        put(left, world.config.storage.folder)
        return True

    return f"call {at:04} {kind}", disturb


def marked(world: World) -> set[str]:
    """The mails that the mailbox says are registered, by SHA-256."""
    found = set()
    with world.mailbox.colleague("INBOX") as client:
        _, answers = client.uid("SEARCH", "KEYWORD", FLAG)
        for uid in answers[0].split():
            _, parts = client.uid("FETCH", uid, "(BODY.PEEK[])")
            found.add(hashlib.sha256(parts[0][1]).hexdigest())
    return found


class Glass:
    """Looks at what power cuts left, one folder after the other; `folder` is its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        # not open_store: it compares the tables with the migrations, which takes longer than all else here
        self._database = Database(f"sqlite:///{folder}/registrator.sqlite3")
        self._store = SqlStore(self._database, doubts_in_words)

    def registered(self, left: Tree) -> set[str]:
        """The mails that are registered, by SHA-256. AssertionError: half of something is there."""
        put(left, self._folder)
        try:
            faults = list(self._faults())
            assert not faults, faults
            return {sha256 for sha256, _ in self._store.mail_hashes()}
        finally:
            self._database.close()

    def _faults(self) -> Iterator[str]:
        for one in verify(self._store, ArchiveCheck(self._folder / "archive")):
            if not one.well and one.what not in MAY_WAIT:
                yield f"{one.what}: {one.found} {one.faults}"
        journal, broken = Journal(self._folder / JOURNAL), list[str]()
        if (mark := journal.last()) and not self._store.journal_agrees(mark):
            yield "the journal knows what the register does not"
        for _ in journal.read(broken):
            pass
        yield from broken
        key = self._folder / KEY
        if key.exists() and (written := key.read_bytes()) and not any(written):
            yield "the key that signs cookies is one that anybody can guess"


@contextmanager
def glass() -> Iterator[Glass]:
    with tempfile.TemporaryDirectory(prefix="cut-") as folder:
        yield Glass(Path(folder))
