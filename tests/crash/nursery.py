"""Daemons that need not load their libraries first: a process that has loaded them all forks one for each asker.

What it forks is a process of its own, with the daemon's own main in it, that dies of SIGKILL like any other; only the
two seconds in which Python loads the program are saved, and half a second for each reading process that it starts.

The server (`python -m tests.crash.nursery SOCKET`) has one thread. For each connection it forks a keeper, which forks
the child, tells its number, waits for it, and tells how it ended. A connection that closes kills the child.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import gc
import importlib
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
START_SECONDS = 60.0
PR_SET_PDEATHSIG = 1  # linux/prctl.h: when its keeper dies


class Child:
    """A process of the nursery, as subprocess.Popen shows one. The one who holds it keeps it alive."""

    def __init__(self, place: str, wish: Mapping[str, Any], descriptors: Sequence[int] = ()) -> None:
        self._wire = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._wire.connect(place)
        socket.send_fds(self._wire, [json.dumps(wish).encode() + b"\n"], list(descriptors))
        self._told = self._wire.makefile("rb", buffering=0)
        self.pid = int(self._told.readline())
        self.returncode: int | None = None

    def poll(self) -> int | None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.wait(0.0)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Its exit status, negative the signal's number. Errors: subprocess.TimeoutExpired."""
        if self.returncode is None:
            ready, _, _ = select.select([self._wire], [], [], timeout)
            if not ready:
                raise subprocess.TimeoutExpired("a child of the nursery", timeout or 0.0)
            self.returncode = int(self._told.readline() or -signal.SIGKILL)
            self._told.close()
            self._wire.close()
        return self.returncode

    def send_signal(self, number: signal.Signals) -> None:
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


class Nursery:
    """`with Nursery() as nursery: nursery.start("tests.crash.mortal", ...)`.

    `preload` are libraries that its children can be armed with (`tests.crash.disks`).
    """

    def __init__(self, *preload: Path) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="nursery-", dir="/tmp"))  # a socket's path holds 107 bytes
        self._place = str(self._folder / "wish")
        environment = {**os.environ, **({"LD_PRELOAD": ":".join(map(str, preload))} if preload else {})}
        with (self._folder / "log").open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.crash.nursery", self._place],
                cwd=ROOT,
                stdin=subprocess.PIPE,  # it ends when we do
                stdout=log,
                stderr=log,
                env=environment,
            )
        end = time.monotonic() + START_SECONDS
        while not Path(self._place).exists():
            said = (self._folder / "log").read_text("utf-8", "replace")
            assert self._process.poll() is None and time.monotonic() < end, f"the nursery did not start: {said}"
            time.sleep(0.02)

    def start(
        self, module: str, arguments: Sequence[str], log: int, environment: Mapping[str, str] | None = None
    ) -> Child:
        """`python -m MODULE ARGUMENTS`, with its output into the descriptor: the module's `main` gets the arguments.

        With an `environment` the disks that are preloaded begin to do what it says.
        """
        wish = {"module": module, "arguments": list(arguments), "environment": dict(environment or {})}
        return Child(self._place, wish, [log])

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        assert self._process.stdin
        self._process.stdin.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> Nursery:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def _serve(place: str) -> None:
    _load()
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(place + ".new")
    listener.listen(64)
    Path(place + ".new").rename(place)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # keepers need no grave
    while True:
        ready, _, _ = select.select([listener, sys.stdin], [], [])
        if sys.stdin in ready:
            return
        wire, _ = listener.accept()
        if os.fork() == 0:
            listener.close()
            _in_child(functools.partial(_keep, wire, place))
        wire.close()


def _load() -> None:
    """Everything that a daemon or a reading process loads on its way; what each would make anew, and alike, is kept."""
    import pg8000.dbapi
    import sqlalchemy.dialects.postgresql.pg8000
    from alembic.script import ScriptDirectory

    import parsers.isolation_host
    import tests.crash.mortal
    from parsers.first_use import compile_all
    from registrator import toml_file
    from registrator.config import Config
    from storage import migrate

    _ = (pg8000.dbapi, sqlalchemy.dialects.postgresql.pg8000)
    tests.crash.mortal.warm_up()
    toml_file.TypeAdapter = functools.cache(toml_file.TypeAdapter)  # type: ignore[assignment,misc]
    toml_file.structure({}, Config)
    scripts = ScriptDirectory.from_config(migrate._config())
    ScriptDirectory.from_config = lambda _config: scripts  # type: ignore[assignment,method-assign]
    with tempfile.TemporaryDirectory() as folder:
        migrate.migrate(f"sqlite:///{folder}/warm.sqlite3")  # the migrations' modules
    parsers.isolation_host.page_picture.warm_up()
    compile_all()
    gc.collect()
    gc.freeze()


def _keep(wire: socket.socket, place: str) -> None:
    """The keeper of one child."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    said, given, _, _ = socket.recv_fds(wire, 1 << 20, 1)
    wish = json.loads(said)
    child = os.fork()
    if child == 0:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        wire.close()
        _in_child(lambda: _host(wish, given[0]) if "host" in wish else _main(wish, given[0], place))
    for descriptor in given:
        os.close(descriptor)
    wire.sendall(b"%d\n" % child)
    grave = os.pidfd_open(child)
    ready, _, _ = select.select([wire, grave], [], [])
    if wire in ready:  # who asked for it has died, or let go of it
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with contextlib.suppress(OSError):
        wire.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))


def _main(wish: Mapping[str, Any], log: int, place: str) -> None:
    os.setsid()
    for descriptor in (1, 2):
        os.dup2(log, descriptor)
    os.close(log)
    sys.stdout = open(1, "w", encoding="utf-8", buffering=1, closefd=False)  # noqa: SIM115
    os.environ.update(wish["environment"])
    library = ctypes.CDLL(None) if wish["environment"] else None
    for begin in ("failing_disk_begin", "recording_disk_begin"):
        getattr(library, begin, lambda: None)()
    _borrow_hosts(place)
    try:
        importlib.import_module(wish["module"]).main(*wish["arguments"])
    finally:
        getattr(library, "failing_disk_end", lambda: None)()


def _host(wish: Mapping[str, Any], connection: int) -> None:
    import parsers.isolation_host

    os.setsid()
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    parsers.isolation_host.main([str(connection), *wish["host"]])


def _borrow_hosts(place: str) -> None:
    """Reading processes come from the nursery too."""
    import parsers.isolation

    def borrowed(command: Sequence[str], *, pass_fds: Sequence[int], **_others: object) -> Child:
        return Child(place, {"host": command[5:]}, pass_fds)

    parsers.isolation.subprocess = _Subprocess(borrowed)  # type: ignore[assignment]


class _Subprocess:
    """What `parsers.isolation` uses of the module of that name."""

    DEVNULL = subprocess.DEVNULL
    TimeoutExpired = subprocess.TimeoutExpired

    def __init__(self, popen: Any) -> None:
        self.Popen = popen


def _in_child(work: Any) -> None:
    """Never returns."""
    code = 1
    try:
        work()
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        with contextlib.suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


@functools.cache
def shared() -> Nursery:
    """One for each test process, from the first that asks for it."""
    return Nursery()


@pytest.fixture(scope="session", autouse=True)
def nursery_closed() -> Iterator[None]:
    yield
    if shared.cache_info().currsize:
        shared().close()


@pytest.fixture(scope="session")
def nursery() -> Nursery:
    return shared()


if __name__ == "__main__":
    _serve(*sys.argv[1:])
