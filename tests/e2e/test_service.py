"""The daemon and the one who runs it: what systemd hears, how it stops whatever hangs, a changed configuration."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

import pytest

from demo.certificates import Certificates
from domain.outgoing import OutgoingState
from domain.register import State
from outbox import troubles
from registrator import jobs
from registrator.build import open_house
from registrator.config import load_config
from storage.engine import open_store
from tests.fakes.imap import Command as ImapCommand
from tests.fakes.imap import FakeImap
from tests.servers.new_register import new_house
from tests.servers.outbox import a_mail
from tests.servers.service import REGISTRATOR, ROOT, Service, configure
from tests.servers.smtp import SmtpSink
from tests.servers.systemd import Systemd, wait_until
from tests.unit.parsers.pdf_bytes import line, pdf

MAIL = b"From: registrator@botkyrka.se\r\nTo: registrator@ksl.se\r\nSubject: Svar\r\n\r\nHej\r\n"
IN_TIME = 30.0


class Mailbox(FakeImap):
    """With what a configuration needs to know of it."""

    username, password = "registrator@ksl.se", "Hemligt-2015"

    def __init__(self, certificates: Certificates, **settings: Any) -> None:
        super().__init__(certificates, **settings)
        self.ca_file = certificates.ca_file

    @property
    def port_tls(self) -> int:
        return self.port


class Daemon:
    """The command as a process; `log` is what it has said."""

    def __init__(self, service: Service, systemd: Systemd, *words: str) -> None:
        self._log = service.folder / "daemon.log"
        command = [str(REGISTRATOR), "run", "-c", str(service.config_file)] if not words else [sys.executable, *words]
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                command, stderr=log, cwd=ROOT, env={**os.environ, "NOTIFY_SOCKET": systemd.address}
            )

    @property
    def log(self) -> str:
        return self._log.read_text("utf-8")

    def told(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def ends(self) -> None:
        """In time, and well."""
        assert self.process.wait(IN_TIME) == 0, self.log


@contextmanager
def running(service: Service, systemd: Systemd, *words: str) -> Iterator[Daemon]:
    daemon = Daemon(service, systemd, *words)
    try:
        yield daemon
    finally:
        daemon.process.kill()
        daemon.process.wait()


@pytest.fixture
def systemd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Systemd]:
    with Systemd(tmp_path_factory.mktemp("s")) as made:
        yield made


def set_up(folder: Path, mailbox: Mailbox, sink: SmtpSink, more: str = "") -> Service:
    return configure(folder, mailbox, sink, more=more)  # type: ignore[arg-type]


def test_systemd_hears_of_start_cycles_reload_and_end_and_a_bad_configuration_changes_nothing(
    tmp_path: Path, certificates: Certificates, smtp_sink: SmtpSink, systemd: Systemd
) -> None:
    with Mailbox(certificates) as mailbox:
        service = set_up(tmp_path, mailbox, smtp_sink, more="[log]\nformat = 'text'")
        with running(service, systemd) as daemon:
            systemd.wait_for("WATCHDOG=1", 3)
            # an alarm after 30 silent minutes and 10 of grace, and only then a restart
            assert systemd.heard[:2] == ["READY=1", f"WATCHDOG_USEC={42 * 60 * 1_000_000}"]

            text = edit(service, "poll_seconds = 1", "poll_seconds = 0")
            daemon.told(signal.SIGHUP)
            wait_until(lambda: "imap.poll_seconds" in refused(service), daemon.log)
            edit(
                service,
                "poll_seconds = 0",
                "poll_seconds = 1\n[dkim]\ndomain='ksl.se'\nselector='s'\nkey_file='ingen'\n",
            )
            daemon.told(signal.SIGHUP)  # this one shows itself only when it is taken into use
            wait_until(lambda: "event=reloading" in daemon.log, "the file is not read")
            service.config_file.write_text(text, "utf-8")
            wait_until(lambda: "ingen" in refused(service), "nobody is told")
            mailbox.mails[1] = MAIL
            wait_until(lambda: counted(service), "the old configuration does not work any more")

            edit(service, "format = 'text'", "format = 'json'")
            daemon.told(signal.SIGHUP)
            wait_until(lambda: '"event": "started"' in daemon.log, daemon.log)
            wait_until(lambda: not refused(service), "it is not over")
            assert {"RELOADING=1", "STOPPING=1"} & set(systemd.heard) == {"RELOADING=1"}
            daemon.told(signal.SIGTERM)
            daemon.ends()
            assert json.loads(daemon.log.splitlines()[-1])["event"] == "stopped"
    systemd.wait_for("STOPPING=1")


def test_a_cycle_that_hangs_is_not_told_of_as_life(
    tmp_path: Path, certificates: Certificates, smtp_sink: SmtpSink, systemd: Systemd
) -> None:
    wedge = tmp_path / "wedge"
    with Mailbox(certificates) as mailbox:
        service = set_up(tmp_path, mailbox, smtp_sink)
        with running(service, systemd, "-m", "tests.e2e.wedged", str(service.config_file), str(wedge)):
            systemd.wait_for("WATCHDOG=1", 2)
            wedge.touch()
            heard = -1
            while heard != len(systemd.heard):  # the last committed cycle is still told of
                heard = len(systemd.heard)
                time.sleep(4)
            wedge.unlink()
            systemd.wait_for("WATCHDOG=1", heard)


@pytest.mark.parametrize("stage", ["greeting", "UID FETCH"])
def test_it_stops_at_once_when_told_twice_while_the_mailbox_hangs_and_nothing_is_lost(
    stage: str, tmp_path: Path, certificates: Certificates, smtp_sink: SmtpSink, systemd: Systemd
) -> None:
    def silent(command: ImapCommand) -> Iterator[bytes]:
        command.pause()
        yield b""

    with Mailbox(certificates, mails={1: MAIL}, answers={stage: silent}) as mailbox:
        service = set_up(tmp_path, mailbox, smtp_sink)
        with running(service, systemd) as daemon:
            there = (lambda: mailbox.visits) if stage == "greeting" else lambda: stage in said_to(mailbox)
            wait_until(there, "nobody came")
            systemd.wait_for("READY=1")
            daemon.told(signal.SIGTERM)
            systemd.wait_for("STOPPING=1")
            daemon.told(signal.SIGTERM)
            daemon.ends()
            assert "stopped_in_the_middle" not in daemon.log
        mailbox.answers.clear()
        with open_house(load_config(service.config_file)) as house:
            assert troubles.MAILBOX not in {trouble.name for trouble in house.store.troubles()}, "it was we"
            assert jobs.poll_mailbox(house) == 1


def test_it_stops_in_time_while_the_server_for_our_mail_hangs_and_the_mail_waits_as_before(
    tmp_path: Path, certificates: Certificates, smtp_sink: SmtpSink, systemd: Systemd
) -> None:
    smtp_sink.fail("rcpt", hang=50)
    with Mailbox(certificates) as mailbox:
        service = set_up(tmp_path, mailbox, smtp_sink)
        with new_house(load_config(service.config_file)) as house:
            house.store.queue([a_mail(1)], house.clock())
        with running(service, systemd) as daemon:
            wait_until(lambda: "rcpt" in smtp_sink.stages, "nothing was sent")
            systemd.wait_for("READY=1")
            daemon.told(signal.SIGTERM)
            daemon.ends()
            assert "work_broken_off" in daemon.log
            assert "stopped_in_the_middle" not in daemon.log
        with open_house(load_config(service.config_file)) as house:
            row = next(row for row in house.store.outbox() if row.mail.key == a_mail(1).key)
        assert (row.state, row.attempts, row.last_error) == (OutgoingState.WAITING, 0, "")


def test_it_stops_while_a_long_document_is_read_and_that_is_no_failed_try_of_the_mail(
    tmp_path: Path, certificates: Certificates, smtp_sink: SmtpSink, systemd: Systemd
) -> None:
    long = pdf(*[line("Kommunstyrelsen beslutar att anta den.", 72, 700) * 400] * 60)
    mail = EmailMessage()
    mail["From"] = "registrator@botkyrka.se"
    mail.set_content("Hej")
    mail.add_attachment(long, maintype="application", subtype="pdf", filename="protokoll.pdf")
    with Mailbox(certificates, mails={1: mail.as_bytes(policy=SMTP)}) as mailbox:
        service = set_up(tmp_path, mailbox, smtp_sink)
        with running(service, systemd) as daemon:
            systemd.wait_for("READY=1")
            wait_until(lambda: begun(service), "it is not read", 30)
            daemon.told(signal.SIGTERM)
            systemd.wait_for("STOPPING=1")
            daemon.told(signal.SIGTERM)
            daemon.ends()
            assert "stopped_in_the_middle" not in daemon.log
    with closing(open_store(database(service))) as store:
        (entry,) = store.entries(tuple(State))
    assert (entry.state, entry.attempts) == (State.RECEIVED, 0)


def begun(service: Service) -> int:
    with closing(open_store(database(service))) as store:
        return sum(entry.attempts for entry in store.entries(tuple(State)))


def edit(service: Service, old: str, new: str) -> str:
    """The text before."""
    text = service.config_file.read_text("utf-8")
    assert old in text
    service.config_file.write_text(text.replace(old, new), "utf-8")
    return text


def said_to(mailbox: Mailbox) -> set[str]:
    return {command.verb for command in mailbox.commands}


def refused(service: Service) -> str:
    """What the operator is told of the configuration."""
    with closing(open_store(database(service))) as store:
        return next((trouble.what for trouble in store.troubles() if trouble.name == troubles.CONFIGURATION), "")


def counted(service: Service) -> int:
    with closing(open_store(database(service))) as store:
        return sum(number for state, number in store.counts().items() if state is not State.RECEIVED)


def database(service: Service) -> str:
    return f"sqlite:///{service.folder / 'var' / 'registrator.sqlite3'}"
