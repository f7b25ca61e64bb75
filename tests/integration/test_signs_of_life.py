"""What the watchdog and an outside watcher hear: of committed work, and of nothing else."""

from __future__ import annotations

import datetime as dt
import http.server
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

import pytest

from demo.certificates import Certificates
from domain.errors import MailboxError
from domain.ports import DocumentReader
from registrator import dead_man, jobs, schedule
from registrator.build import House
from registrator.config import load_config
from registrator.dead_man import DeadMan
from registrator.heartbeat import Heartbeat
from registrator.pulse import Pulse, PulsingReader
from registrator.signs_of_life import PROGRESS
from tests.fakes.mailbox import FakeFolder, FakeMailbox
from tests.servers.new_register import new_house
from tests.servers.outbox import Clock
from tests.servers.systemd import Systemd

NOW = dt.datetime(2015, 6, 8, 8, tzinfo=dt.UTC)
CONFIG = """
[imap]
host = "localhost"
username = "u"
password = "hemligt"
[smtp]
host = "localhost"
[trust]
authserv_ids = ["mx.ksl.se"]
"""
PATH = "/ping/3f2a?x=1"


class Watcher:
    """An outside watcher; `heard` are the paths that were asked for."""

    def __init__(self, certificates: Certificates | None = None) -> None:
        self.heard: list[str] = []
        self.status = 200
        heard, watcher = self.heard, self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                heard.append(self.path)
                self.send_response(watcher.status)
                self.end_headers()

            def log_message(self, *_: Any) -> None: ...

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.scheme = "https" if certificates else "http"
        if certificates:
            self._server.socket = certificates.server_context().wrap_socket(self._server.socket, server_side=True)

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"{self.scheme}://localhost:{self._server.server_address[1]}{PATH}"


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture
def house(tmp_path: Path, clock: Clock) -> Iterator[House]:
    (tmp_path / "config.toml").write_text(CONFIG, "utf-8")
    with new_house(load_config(tmp_path / "config.toml", {})) as opened:
        yield replace(opened, mailbox=FakeMailbox({"INBOX": FakeFolder()}), clock=clock)


def watched(house: House, url: str) -> House:
    return replace(house, config=replace(house.config, operator=replace(house.config.operator, ping_url=url)))


def away(house: House) -> House:
    return replace(house, mailbox=FakeMailbox({}))


def cycle(house: House, clock: Clock) -> None:
    clock.wait(minutes=1)
    with suppress(MailboxError):
        schedule.cycle(house)


def test_the_watchdog_hears_of_each_cycle_once_also_of_one_that_found_the_mailbox_away(
    house: House, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cycle(house, clock)
    heartbeat = Heartbeat(house)
    with Systemd(tmp_path) as systemd:
        monkeypatch.setenv("NOTIFY_SOCKET", systemd.address)
        heartbeat.tell(house)  # the cycle of an earlier run says nothing of this one
        cycle(house, clock)
        heartbeat.tell(house)
        heartbeat.tell(house)
        cycle(away(house), clock)
        heartbeat.tell(house)
        systemd.wait_for("WATCHDOG=1", 2)
        time.sleep(0.2)
        assert systemd.heard == ["WATCHDOG=1"] * 2


def test_the_outside_watcher_hears_of_each_whole_visit_once_and_of_no_failed_one(house: House, clock: Clock) -> None:
    with Watcher() as watcher:
        house = watched(house, watcher.url)
        cycle(house, clock)
        dead = DeadMan(house)
        dead.ping(house)
        assert watcher.heard == [], "that was an earlier run"
        cycle(house, clock)
        dead.ping(house)
        dead.ping(house)
        assert watcher.heard == [PATH]
        cycle(away(house), clock)
        dead.ping(house)
        assert watcher.heard == [PATH], "the mailbox is away"
        cycle(house, clock)
        dead.ping(house)
        assert watcher.heard == [PATH] * 2


def test_a_watcher_that_is_away_or_says_no_hinders_nothing_and_is_tried_again(
    house: House, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    with Watcher() as watcher:
        house = watched(house, watcher.url)
        dead = DeadMan(house)
        cycle(house, clock)
        watcher.status = 503
        dead.ping(house)
        dead.ping(house)
        assert len(watcher.heard) == 2
    dead.ping(house)
    with Watcher() as watcher:
        dead.ping(watched(house, watcher.url))
        assert watcher.heard == [PATH]
    dead.ping(watched(house, ""))


def test_a_watcher_is_asked_over_tls_that_is_verified(
    certificates: Certificates, foreign_ca_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Watcher(certificates) as watcher:
        monkeypatch.setenv("SSL_CERT_FILE", str(foreign_ca_file))
        with pytest.raises(OSError, match="certificate verify failed"):
            dead_man.ask(watcher.url, seconds=10)
        assert watcher.heard == []
        monkeypatch.setenv("SSL_CERT_FILE", str(certificates.ca_file))
        assert dead_man.ask(watcher.url, seconds=10) == 200


def test_a_watcher_that_drips_is_given_up() -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip() -> None:
            wire, _ = server.accept()
            with wire, suppress(OSError):
                while True:
                    wire.sendall(b"H")
                    time.sleep(0.1)

        threading.Thread(target=drip, daemon=True).start()
        with pytest.raises(OSError, match="time"):
            dead_man.ask(f"http://127.0.0.1:{server.getsockname()[1]}/", seconds=0.5)


def test_a_long_mail_is_told_of_document_by_document_once_a_minute_at_most(house: House, clock: Clock) -> None:
    class Reader:
        def read(self, *_: object) -> str:
            clock.wait(seconds=40)
            return "read"

    fake: DocumentReader = Reader()  # type: ignore[assignment]
    reader = PulsingReader(fake, Pulse(house).beat)
    seen = []
    for _ in range(4):
        reader.read(None)  # type: ignore[arg-type]
        seen.append(house.store.beats().get(PROGRESS))
    assert seen == [None, clock() - dt.timedelta(seconds=80), clock() - dt.timedelta(seconds=80), clock()]


def test_what_the_page_reads_for_itself_is_no_sign_of_life(house: House) -> None:
    assert not isinstance(house.reader, PulsingReader)
    jobs.read_waiting(house)
    assert set(house.store.beats()) == {"read"}
