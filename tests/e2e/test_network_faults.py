"""The network proof with the real daemon as a process: what it does while a server is ill, and after it.

The other scenarios go through its cycle in tests/integration/test_network_*.py.
"""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from itertools import count
from pathlib import Path

from demo.certificates import Certificates
from outbox import troubles
from registrator import jobs
from registrator.build import House
from registrator.config import load_config
from tests.faults.proxy import HANG_UP, Command, Fault, ImapProxy
from tests.faults.tricks import body, cut_inside_the_literal, reset, silent
from tests.faults.world import mail
from tests.servers.dovecot_user import DovecotUser
from tests.servers.new_register import new_house
from tests.servers.service import ROOT, configure
from tests.servers.smtp import SmtpSink

RUN = "from registrator.cli import main; main()"
PATIENCE = 90  # seconds; a healed server is tried again after a back-off


@contextmanager
def daemon(config_file: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The service, as systemd starts it."""
    with (config_file.parent / "daemon.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", RUN, "run", "-c", config_file], cwd=ROOT, stdout=log, stderr=log
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def until(true: Callable[[], object], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, log.read_text("utf-8", "replace")
        time.sleep(0.05)


def lasting(house: House) -> set[str]:
    return {trouble.name for trouble in house.store.troubles()} - {troubles.DISK, troubles.PERMISSIONS}


def eof_in_idle(command: Command) -> Iterator[bytes]:
    yield b"+ idling\r\n"
    yield HANG_UP


# What is done wrong, and what the operator sees of it: a trouble by name, or nothing, for mail comes all the same.
FAULTS: tuple[tuple[str, Fault, str], ...] = (
    ("greeting", silent, troubles.MAILBOX),
    ("EXAMINE", silent, troubles.MAILBOX),
    ("UID FETCH", cut_inside_the_literal, troubles.WITHHELD),
    ("UID SEARCH", reset, troubles.MAILBOX),
    ("IDLE", eof_in_idle, ""),
)


def test_the_daemon_gets_over_one_fault_after_the_other_without_loss_double_or_spin(
    tmp_path: Path, dovecot: DovecotUser, certificates: Certificates, smtp_sink: SmtpSink
) -> None:
    """Scenarios 4, 5, 6 and 11, with polling, IDLE and the page as they run."""
    numbers = count(1)
    with ImapProxy(dovecot, certificates) as proxy:
        service = configure(tmp_path, proxy, smtp_sink, more="timeout_seconds = 2\n")  # type: ignore[arg-type]
        config, log = load_config(service.config_file), tmp_path / "daemon.log"

        def registered() -> int:
            return len(house.store.entries(limit=500))

        with new_house(config) as house, daemon(service.config_file) as process:
            dovecot.deliver(mail(next(numbers)))
            until(lambda: registered() == 1, log)
            for number, (stage, fault, trouble) in enumerate(FAULTS, 2):
                proxy.faults[stage] = fault
                if stage == "greeting":
                    proxy.cut()  # or a kept connection would never meet it
                dovecot.deliver(mail(next(numbers)))
                if trouble:
                    until(lambda trouble=trouble: trouble in lasting(house), log)
                    if number == 2:
                        page = health_page(config.review_url)
                        assert re.search(r"Brevlådan går inte att nå sedan [^.]*\d\d\.\d\d", page), page
                    proxy.heal()
                until(lambda number=number: registered() == number and not lasting(house), log)
                proxy.heal()
            process.send_signal(signal.SIGTERM)
            assert process.wait(60) == 0, log.read_text("utf-8", "replace")
            kept = [house.archive.read(entry.sha256) for entry in house.store.entries(limit=500)]
        assert sorted(kept) == sorted(mail(n) for n in range(1, len(FAULTS) + 2)), "nothing lost, nothing doubled"


def health_page(url: str) -> str:
    with urllib.request.urlopen(f"{url}/drift", timeout=20) as answer:
        return " ".join(unescape(answer.read().decode()).split())


def test_a_server_that_hangs_up_on_every_idle_is_not_asked_without_end(
    tmp_path: Path, dovecot: DovecotUser, certificates: Certificates, smtp_sink: SmtpSink
) -> None:
    """Scenario 6: imapclient's idle_check gives [] at once, for ever, when the server has closed."""
    with ImapProxy(dovecot, certificates, faults={"IDLE": eof_in_idle}) as proxy:
        service = configure(tmp_path, proxy, smtp_sink, more="timeout_seconds = 5\n")  # type: ignore[arg-type]
        log = tmp_path / "daemon.log"
        with new_house(load_config(service.config_file)) as house, daemon(service.config_file):
            until(lambda: len(proxy.said("IDLE")) >= 2, log)
            dovecot.deliver(mail(1))
            until(house.store.entries, log)
            asked, seconds = len(proxy.said("IDLE")), _seconds(proxy)
    assert asked <= 4 + seconds, "at most about one a second"


def _seconds(proxy: ImapProxy) -> float:
    return time.monotonic() - proxy.commands[0].at


BACKLOG = 200_000
WINDOW = 5000


def of_a_backlog(command: Command) -> Iterator[bytes]:
    """A folder with 200,000 mails, each another."""
    if command.verb == "EXAMINE":
        for response in command.real():
            larger = re.sub(rb"\* \d+ EXISTS", b"* %d EXISTS" % BACKLOG, response)
            yield re.sub(rb"UIDNEXT \d+", b"UIDNEXT %d" % (BACKLOG + 1), larger)
    elif command.verb == "UID SEARCH":
        low, _, high = command.arguments.split()[-1].partition(":")
        found = range(int(low), min(int(high or low), BACKLOG) + 1)
        yield b"* SEARCH " + b" ".join(b"%d" % uid for uid in found) + b"\r\n"
        yield command.ok()
    else:
        yield body(command.uid, mail(command.uid), sequence=command.uid)
        yield command.ok()


def test_two_hundred_thousand_mails_come_in_windows_and_a_kill_costs_no_progress(
    tmp_path: Path, dovecot: DovecotUser, certificates: Certificates, smtp_sink: SmtpSink
) -> None:
    """Scenario 16."""
    faults = dict.fromkeys(("EXAMINE", "UID SEARCH", "UID FETCH"), of_a_backlog)
    with ImapProxy(dovecot, certificates, faults=faults) as proxy:
        service = configure(tmp_path, proxy, smtp_sink, more="idle = false\n")  # type: ignore[arg-type]
        config, log = load_config(service.config_file), tmp_path / "daemon.log"
        with daemon(service.config_file) as process:
            until(lambda: len(proxy.said("UID FETCH")) >= 60, log)
            process.send_signal(signal.SIGKILL)
            process.wait()
        with new_house(config) as house:
            survived = len(house.store.entries(limit=500))
            assert survived >= 59

            def enough(_mail: object) -> None:
                if len(house.store.entries(limit=500)) >= survived + 60:
                    house.stopping.set()

            jobs.poll_mailbox(house, on_mail=enough)
            kept = [house.archive.read(entry.sha256) for entry in house.store.entries(limit=500)]
        fetched = [command.uid for command in proxy.said("UID FETCH")]
        spans = [command.arguments.split()[-1].partition(":") for command in proxy.said("UID SEARCH")]
    assert sorted(kept) == sorted(mail(uid) for uid in range(1, survived + 61)), "in order, without a gap or a double"
    assert len(fetched) - len(set(fetched)) <= 1, "only the mail that was in hand at the kill is fetched again"
    assert max(int(high or low) - int(low) for low, _, high in spans) < WINDOW
