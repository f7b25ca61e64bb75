"""Runs odd files through the real way in and prints a table: `python -m tests.hostile [DIR]`; exit 1 unless all well.

Each file is a mail, or is wrapped into one; it is kept in an archive, registered, read and settled by the daemon's own
code in a process of its own (tests.hostile_service). Here, outside, we see whether that process falls, hangs, says
nothing at all of a file, or leaves processes or files behind. Without DIR, or when there is none: the project's own odd
files. VERBOSE=1 tells of each file.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import Pipe
from pathlib import Path

from tests.hostile_service import SECONDS
from tests.odd_files import odd_files, wrap

ROOT = Path(__file__).parents[1]
LIMIT = 3 * (SECONDS + 15) + 30
GOOD = ("read", "named reason")
BAD = ("crash of the parent", "hang past the limit", "silent nothing", "leftover process", "leftover file")
_PR_SET_CHILD_SUBREAPER = 36
_MAIL_ENDINGS = {".eml", ".mbox", ".mime"}


@dataclass(slots=True)
class Report:
    """What became of each file, and how much of what must be zero."""

    counts: Counter[str] = field(default_factory=Counter)
    kinds: dict[str, Counter[str]] = field(default_factory=dict)
    reasons: Counter[str] = field(default_factory=Counter)
    bad: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")

    def add(self, name: str, verdict: str, detail: str, seconds: float = 0.0) -> None:
        self.counts[verdict] += 1
        self.kinds.setdefault(name.partition("/")[0] if "/" in name else "own", Counter())[verdict] += 1
        self.slowest = max(self.slowest, (seconds, name))
        if verdict in BAD:
            self.bad.append(f"{verdict}: {name}: {detail}")
        elif verdict == "named reason":
            self.reasons[detail] += 1

    def table(self) -> str:
        rows = [("", *self.kinds, "all")]
        for verdict in (*GOOD, *BAD):
            counts = [self.kinds[kind][verdict] for kind in self.kinds]
            rows.append((verdict, *map(str, counts), str(self.counts[verdict])))
        lines = ["  ".join(cell.ljust(22) if not n else cell.rjust(8) for n, cell in enumerate(row)) for row in rows]
        reasons = [f"  {count:5}  {reason}" for reason, count in self.reasons.most_common()]
        slowest = f"slowest: {self.slowest[0]:.1f} s, {self.slowest[1]}"
        return "\n".join([*lines, "", "named reasons:", *reasons, "", slowest, *self.bad])

    @property
    def well(self) -> bool:
        return not self.bad


class Service:
    """The process that reads. Started anew when it has fallen or hangs."""

    def __init__(self, folder: Path, module: str, limit: float) -> None:
        self._folder, self._module, self._limit = folder, module, limit
        self._start()

    def _start(self) -> None:
        self._connection, theirs = Pipe()
        env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "TMPDIR": str(self._folder), "LANG": "C.UTF-8"}
        home = tempfile.mkdtemp(dir=self._folder.parent)
        self._process = subprocess.Popen(
            [sys.executable, "-m", self._module, str(theirs.fileno()), home],
            pass_fds=[theirs.fileno()],
            env=env,
            cwd=self._folder,
            start_new_session=True,
        )
        theirs.close()

    def read(self, raw: bytes, *, wrapped: bool) -> tuple[str, str]:
        """Verdict and detail."""
        try:
            self._connection.send_bytes(b"wrapped" if wrapped else b"mail")
            self._connection.send_bytes(raw)
            if self._connection.poll(self._limit):
                verdict, detail = json.loads(self._connection.recv_bytes())
                return verdict, detail
            verdict = ("hang past the limit", f"no answer in {self._limit} s")
        except (OSError, EOFError):
            self._process.wait(10)
            verdict = ("crash of the parent", f"exit status {self._process.returncode}")
        self._process.kill()
        self._process.wait()
        self._connection.close()
        self._start()
        return verdict

    def close(self) -> None:
        self._connection.close()
        try:
            self._process.wait(30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def run(
    mails: Iterable[tuple[str, bytes, bool]], *, module: str = "tests.hostile_service", limit: float = LIMIT
) -> Report:
    """`mails`: name, bytes, and whether a document is wrapped in it. `module` is the service that reads them."""
    report = Report()
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1)  # what the service leaves behind becomes ours, and is seen
    before = _children()
    with tempfile.TemporaryDirectory(prefix="hostile-") as place:
        folder = Path(place) / "tmp"
        folder.mkdir()
        service = Service(folder, module, limit)
        for name, raw, wrapped in mails:
            began = time.monotonic()
            verdict, detail = service.read(raw, wrapped=wrapped)
            report.add(name, verdict, detail, time.monotonic() - began)
            if os.environ.get("VERBOSE"):
                print(f"{time.monotonic() - began:6.2f} s  {name}: {verdict} {detail}", file=sys.stderr, flush=True)
        service.close()
        for file in sorted(folder.iterdir()):
            report.add(f"after/{file.name}", "leftover file", str(file))
    for pid in _left_over(before):
        report.add(f"after/{pid}", "leftover process", str(pid))
        with suppress(OSError):
            os.kill(pid, signal.SIGKILL)
    return report


def _left_over(before: set[int]) -> set[int]:
    """Processes that do not end by themselves within a few seconds."""
    for _ in range(50):
        left = _children() - before
        if not left:
            break
        time.sleep(0.1)
    return left


def _children() -> set[int]:
    """Children of this process that live; those that have ended are buried on the way."""
    found = set()
    for task in Path("/proc/self/task").iterdir():
        with suppress(OSError):
            found |= {int(pid) for pid in (task / "children").read_text().split()}
    alive = set()
    for pid in found:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            continue
        if state != "Z":
            alive.add(pid)
    return alive


def corpus(folder: Path) -> Iterator[tuple[str, bytes, bool]]:
    """Every file of the folders in a folder: those in eml/ as they are, others wrapped."""
    for path in sorted(path for path in folder.glob("*/*") if path.is_file()):
        raw, name = path.read_bytes(), f"{path.parent.name}/{path.name}"
        is_mail = path.parent.name == "eml" or path.suffix in _MAIL_ENDINGS
        yield name, raw if is_mail else wrap(path.name, raw), not is_mail


def own() -> Iterator[tuple[str, bytes, bool]]:
    for name, raw in odd_files().items():
        yield name, raw, not name.endswith(".eml")


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0]) if arguments else None
    report = run(corpus(folder)) if folder and folder.is_dir() else run(own())
    print(report.table())
    return 0 if report.well else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
