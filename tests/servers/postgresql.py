"""A private PostgreSQL for the tests: one server per process, one fresh database per asker, gone afterwards.

It listens on a Unix socket in a short folder of its own only, so there is no port to be taken by somebody else.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pg8000.dbapi
import pytest

_ACCOUNT = "nobody"  # PostgreSQL refuses to run as root
_START_SECONDS = 30


class PostgreSQL:
    """A running server. `database()` makes and drops databases; `restart()` takes it down hard and up again."""

    def __init__(self, binaries: Path) -> None:
        self._binaries = binaries
        # not under pytest's folders: a socket's path holds 107 bytes, and another account must enter
        self.base = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
        self._account = pwd.getpwnam(_ACCOUNT) if os.geteuid() == 0 else None
        self._process: subprocess.Popen[bytes] | None = None
        self.options: tuple[str, ...] = ()  # of the next start: "ssl=on"
        self.socket_port = 5432  # which the socket's name holds
        try:
            self._initialise()
            self.start()
        except BaseException:
            self.close()
            raise

    def _initialise(self) -> None:
        if self._account:
            os.chown(self.base, self._account.pw_uid, self._account.pw_gid)
        done = subprocess.run(
            [
                *(self._binaries / "initdb", "--pgdata", self.base / "data", "--username", "registrator"),
                *("--auth", "trust", "--encoding", "UTF8", "--locale", "C", "--no-sync", "--no-instructions"),
            ],
            capture_output=True,
            check=False,
            **self._as_account(),
        )
        if done.returncode:
            raise RuntimeError(f"initdb failed: {done.stderr.decode(errors='replace')}")

    def _as_account(self) -> dict[str, object]:
        if not self._account:
            return {"cwd": self.base}
        return {"cwd": self.base, "user": self._account.pw_uid, "group": self._account.pw_gid, "extra_groups": []}

    def start(self) -> None:
        log = (self.base / "log.txt").open("ab")
        with log:
            self._process = subprocess.Popen(
                [
                    *(self._binaries / "postgres", "-D", self.base / "data", "-k", self.base),
                    *("-c", "listen_addresses=", "-c", "fsync=off", "-c", "autovacuum=off"),
                    *("-c", "shared_buffers=16MB"),
                    *(word for option in self.options for word in ("-c", option)),
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **self._as_account(),
            )
        end = time.monotonic() + _START_SECONDS
        while time.monotonic() < end and self._process.poll() is None:
            with contextlib.suppress(pg8000.dbapi.Error, OSError):
                self._connect("postgres").close()
                return
            time.sleep(0.02)
        raise RuntimeError("PostgreSQL did not start: " + (self.base / "log.txt").read_text(errors="replace"))

    def stop(self, sig: signal.Signals = signal.SIGINT) -> None:
        """SIGINT ends every session at once and shuts down cleanly; SIGQUIT is the crash."""
        if self._process and self._process.poll() is None:
            self._process.send_signal(sig)
            try:
                self._process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait()

    def restart(self) -> None:
        self.stop(signal.SIGQUIT)
        self.start()

    def close(self) -> None:
        self.stop()
        shutil.rmtree(self.base, ignore_errors=True)

    def url(self, name: str) -> str:
        return f"postgresql://registrator@/{name}?unix_sock={self.base}/.s.PGSQL.5432"

    @contextlib.contextmanager
    def database(self, template: str = "template1") -> Iterator[str]:
        """The URL of a fresh database, a copy of `template`."""
        name = f"t{uuid.uuid4().hex}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield self.url(name)
        finally:
            self.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def execute(self, sql: str, database: str = "postgres") -> list[list[object]]:
        """One statement outside any transaction; its rows, if any."""
        connection = self._connect(database)
        try:
            connection.autocommit = True
            cursor = connection.cursor()
            cursor.execute(sql)
            return [list(row) for row in cursor.fetchall()] if cursor.description else []
        finally:
            connection.close()

    def _connect(self, database: str) -> pg8000.dbapi.Connection:
        socket = f"{self.base}/.s.PGSQL.{self.socket_port}"
        return pg8000.dbapi.connect("registrator", database=database, unix_sock=socket, timeout=_START_SECONDS)


def binaries() -> Path | None:
    """Where initdb and postgres are: on the PATH, or where Debian puts them, the newest version first."""
    on_path = shutil.which("initdb")
    if on_path and (Path(on_path).resolve().parent / "postgres").exists():
        return Path(on_path).resolve().parent
    versions = [found.parent for found in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(versions, key=lambda folder: int(re.sub(r"\D", "", folder.parent.name) or 0), default=None)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[PostgreSQL]:
    """One per xdist worker. Skips, naming the Debian package, where PostgreSQL is not installed."""
    folder = binaries()
    if folder is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    server = PostgreSQL(folder)
    try:
        yield server
    finally:
        server.close()


@pytest.fixture
def postgresql_url(postgresql_server: PostgreSQL) -> Iterator[str]:
    """A fresh, empty database."""
    with postgresql_server.database() as url:
        yield url
