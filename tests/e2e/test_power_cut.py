"""The power is cut while the daemon writes: what was not flushed is there, or not, or by half. Scenario 2.

A bounded part of the crash proof; `make crash` cuts before every call that changes the disk.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.certificates import Certificates
from domain.journal import JournalMark
from registrator.journal import JOURNAL, Journal
from tests.crash.disk_log import Call, Disk, put, read_log, tree_of
from tests.crash.disks import disks
from tests.crash.ground import Ground, Progress
from tests.crash.nursery import ROOT, Nursery
from tests.crash.power import KINDS, cut, distinct
from tests.crash.power_part import cutting, glass, recorded
from tests.crash.world import FEW, samples
from tests.servers.dovecot import Dovecot

pytestmark = pytest.mark.skipif(not shutil.which("cc"), reason="needs a C compiler: apt-get install gcc libc6-dev")

EACH = 3  # of the flushes, this one's folders are looked at
WRITER = """
import os, sys
flushed = sys.argv[1] == "flushed"
with open("new", "wb") as file:
    file.write(b"new" * 1000)
    file.flush()
    flushed and os.fsync(file.fileno())
os.replace("new", "kept")
folder = os.open(".", os.O_RDONLY)
flushed and os.fsync(folder)
"""
KEEPER = """
import os, sys
from pathlib import Path
from ingest.archive import FileArchive
from registrator.lock import sole_daemon
folder = Path.cwd() / "lib" / "registrator"
if sys.argv[1] != "nothing":
    (folder / "archive" / "raw").mkdir(parents=True)
with sole_daemon(folder):
    FileArchive(folder / "archive").keep(b"Subject: x")
"""
BATCHES, LINES = 4, 4
JOURNALIST = f"""
import json
from pathlib import Path
from domain.journal import JournalMark
from registrator.journal import Journal
for number in range({BATCHES}):
    mark = JournalMark(audit=number)
    Journal(Path.cwd() / "journal.jsonl").add([json.dumps("x" * 1500)] * {LINES}, mark)
"""


@pytest.fixture(scope="module")
def ground(
    tmp_path_factory: pytest.TempPathFactory, dovecot_server: Dovecot, certificates: Certificates
) -> Iterator[Ground]:
    folder = tmp_path_factory.mktemp("power").resolve()
    with contextlib.closing(Nursery(*disks(folder))) as nursery:
        made = Ground(
            folder=folder,
            certificates=certificates,
            dovecot=dovecot_server,
            nursery=nursery,
            postgresql=None,
            jobs=2,
            mails=samples(FEW),
            progress=Progress(None),
        )
        made.prepare("disk")
        yield made


def test_a_power_cut_leaves_the_old_state_or_the_new_one_and_the_daemon_goes_on_without_loss_or_double(
    ground: Ground,
) -> None:
    with ground.world("recorded") as world:
        disk, number = recorded(world)
        folder = world.config.storage.folder
        calls = read_log(world.config_file.parent / "disk.log", folder)
        assert disk.tree(made.change for made in disk.made) == tree_of(folder), "not all that was written is on record"
    flushes = [at for at, call in enumerate(calls, 1) if call.kind == "s"]
    with glass() as look:
        for at in flushes[::EACH]:
            for kind, left in distinct(disk, at - 1):
                assert look.registered(left) is not None, (at, kind)
    row = ground.run("power", [cutting(_name_is_flushed(calls), "bytes"), cutting(number * 2 // 3, "dice")])
    assert row.verdict.clean, row.verdict
    assert row.runs


def _name_is_flushed(calls: list[Call]) -> int:
    """The number of the call by which a mail's name in the archive is on disk."""
    link = next(at for at, call in enumerate(calls, 1) if call.kind == "l")
    return next(at for at, call in enumerate(calls, 1) if at > link and call.kind == "s")


@pytest.mark.parametrize("how", ["flushed", "not flushed"])
def test_what_is_flushed_is_the_old_or_the_new_and_what_is_not_may_be_neither(how: str, tmp_path: Path) -> None:
    """So the proof above can fail."""
    folder = (tmp_path / "folder").resolve()
    folder.mkdir()
    (folder / "kept").write_bytes(b"old")
    disk, number = _written(WRITER, how, folder)
    found = {cut(disk, kind, after).get("kept") for after in range(number + 1) for kind in KINDS}
    half = found - {b"old", b"new" * 1000}
    assert bool(half) == (how == "not flushed"), half
    assert cut(disk, "nothing").get("kept") == (b"new" * 1000 if how == "flushed" else b"old")


@pytest.mark.parametrize("there", ["nothing", "what a killed start has made"])
def test_a_mail_kept_in_a_new_folder_is_there_after_a_power_cut(there: str, tmp_path: Path) -> None:
    folder = (tmp_path / "folder").resolve()
    folder.mkdir()
    disk, _ = _written(KEEPER, there, folder)
    for kind in KINDS:
        assert b"Subject: x" in cut(disk, kind).values(), kind


def test_a_journal_is_as_before_or_as_after_and_goes_on(tmp_path: Path) -> None:
    """A disk may keep the end of what was added, with its mark, and not the beginning."""
    folder = (tmp_path / "folder").resolve()
    folder.mkdir()
    disk, number = _written(JOURNALIST, "", folder)
    journal, mark = Journal(folder / JOURNAL), JournalMark(audit=9)
    for after in range(number + 1):
        for kind, left in distinct(disk, after):
            put(left, folder)
            begun = _lines_of(journal)
            assert begun % LINES == 0, (after, kind)
            journal.add(["{}"], mark)
            assert _lines_of(journal) == begun + 1, (after, kind)
            assert journal.last() == mark, (after, kind)
    assert begun == BATCHES * LINES


def _lines_of(journal: Journal) -> int:
    faults: list[str] = []
    lines = sum(1 for _ in journal.read(faults))
    assert not faults, faults
    return lines


def _written(program: str, word: str, folder: Path) -> tuple[Disk, int]:
    """What the program has done to the folder, in which it runs; and by how many calls."""
    disk, log = Disk(folder), folder.parent / "log"
    environment = {
        **os.environ,
        "LD_PRELOAD": ":".join(map(str, disks(folder.parent))),
        "PYTHONPATH": str(ROOT),
        "RECORD_FOLDER": str(folder),
        "RECORD_LOG": str(log),
    }
    subprocess.run([sys.executable, "-c", program, word], cwd=folder, env=environment, check=True)
    calls = read_log(log, folder)
    disk.play(calls)
    return disk, len(calls)
