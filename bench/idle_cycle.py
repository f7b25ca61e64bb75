"""What a cycle costs when nothing is new: CPU, and round trips to a local Dovecot, with a register that holds mails.

The commands are counted on our own side of the wire, as they are sent; TLS and sign-in are made once and kept.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from bench.measure import say
from demo.certificates import make_certificates
from ingest.wire import Wire
from registrator import jobs, log, schedule
from registrator.build import open_house
from registrator.config import load_config
from tests.servers.dovecot import PASSWORD, Dovecot

MAILS = 200
CYCLES = 50
CPU_MS = 20.0
BARE = 1
"""Round trips a folder that the protocol itself needs: it must be asked once."""

FOLDERS = ("INBOX", "Skräppost")
CONFIG = """
[imap]
host = "{host}"
port = {port}
username = "{username}"
password = "{password}"
ca_file = "{ca_file}"
folders = ["INBOX", "Skräppost"]
after = "{after}"
[smtp]
host = "localhost"
[trust]
authserv_ids = ["mx.ksl.se"]
[log]
level = "error"
"""


def main() -> int:
    if Dovecot.missing():
        print(f"    skipped: {Dovecot.missing()}")
        return 0
    log.set_up("text", "error")
    well = True
    for after in ("leave", "flag"):
        with tempfile.TemporaryDirectory() as name:
            cpu, commands = _cost(Path(name), after)
        trips = commands / len(FOLDERS) - BARE
        well &= say(
            f'a cycle with nothing new, after = "{after}": CPU',
            cpu,
            target=f"<= {CPU_MS:g}",
            well=cpu <= CPU_MS,
            unit="ms",
        )
        well &= say("  round trips per folder beyond the protocol's own", trips, target="<= 1", well=trips <= 1)
    return 0 if well else 1


def _cost(folder: Path, after: str) -> tuple[float, float]:
    """Milliseconds of CPU, and commands sent: the median of so many cycles, all folders together."""
    certificates = make_certificates(folder)
    with Dovecot(certificates) as server:
        user = server.user()
        user.deliver_many([_mail(number) for number in range(MAILS)])
        user.create_folder("Skräppost")
        text = CONFIG.format(
            host=user.host,
            port=user.port_tls,
            username=user.username,
            password=PASSWORD,
            ca_file=user.ca_file,
            after=after,
        )
        (folder / "config.toml").write_text(text, "utf-8")
        with open_house(load_config(folder / "config.toml", {}), upgrade=True) as house:
            assert jobs.poll_mailbox(house) == MAILS
            schedule.cycle(house)  # reads and acknowledges them, and compares once
            return _medians(lambda: schedule.cycle(house))


def _medians(cycle: Callable[[], None]) -> tuple[float, float]:
    sent: list[int] = []
    real = Wire.send

    def send(self: Wire, data: Any) -> None:
        sent[-1] += 1
        real(self, data)

    Wire.send = send  # type: ignore[assignment,method-assign]
    cpu = []
    try:
        for _ in range(CYCLES):
            sent.append(0)
            before = time.process_time()
            cycle()
            cpu.append(1000 * (time.process_time() - before))
    finally:
        Wire.send = real  # type: ignore[method-assign]
    return median(cpu), median(sent)


def _mail(number: int) -> bytes:
    """A mail that is read in no time: what it says is not what is measured."""
    return f"From: a@botkyrka.se\r\nSubject: Nr {number}\r\nMessage-ID: <{number}@x>\r\n\r\nHej {number}\r\n".encode()


if __name__ == "__main__":
    sys.exit(main())
