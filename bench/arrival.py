"""How long a mail takes from its delivery to its place in the register: the service as a process, a local Dovecot.

Each mail has an extract of minutes that is read to its end. Polling is left at its minute: what is measured is IDLE.
"""

from __future__ import annotations

import sys
import tempfile
import time
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from statistics import median

from bench.measure import say
from bench.process import running_service
from demo.certificates import make_certificates
from demo.samples import mails
from domain.ports import Store
from domain.register import State
from registrator.build import open_house
from registrator.config import load_config
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.dovecot_user import DovecotUser
from tests.servers.ports import free_port

MAILS = 30
SECONDS = 2.0
PATIENCE = 90.0
CONFIG = """
[imap]
host = "{host}"
port = {port}
username = "{username}"
password = "{password}"
ca_file = "{ca_file}"
[smtp]
host = "localhost"
dry_run = true
[trust]
authserv_ids = ["mx.ksl.se"]
[review]
port = {review}
"""


def main() -> int:
    if Dovecot.missing():
        print(f"    skipped: {Dovecot.missing()}")
        return 0
    with tempfile.TemporaryDirectory() as name, Dovecot(make_certificates(Path(name))) as server:
        seconds = _arrivals(Path(name), server.user())
    middle = median(seconds)
    what = f"seconds from delivery to registered, {MAILS} mails one by one (longest {max(seconds):.2f})"
    return 0 if say(what, middle, target=f"<= {SECONDS:g}", well=middle <= SECONDS, unit="s") else 1


def _arrivals(folder: Path, user: DovecotUser) -> list[float]:
    user.deliver_many([])  # makes the maildir
    text = CONFIG.format(
        host=user.host,
        port=user.port_tls,
        username=user.username,
        password=PASSWORD,
        ca_file=user.ca_file,
        review=free_port(),
    )
    (folder / "config.toml").write_text(text, "utf-8")
    with running_service(folder, PATIENCE), open_house(load_config(folder / "config.toml", {}), upgrade=True) as house:
        _arrival(house.store, user, 0)  # the first one waits until everything has started
        return [_arrival(house.store, user, number) for number in range(1, MAILS + 1)]


def _arrival(store: Store, user: DovecotUser, number: int) -> float:
    """Seconds from the moment that the mail lies in the mailbox until its entry is settled."""
    raw = _mail(number)
    user.deliver(raw)
    began = time.perf_counter()
    while sum(count for state, count in store.counts().items() if state is not State.RECEIVED) <= number:
        assert time.perf_counter() - began < PATIENCE, f"mail {number} has not come"
        time.sleep(0.01)
    return time.perf_counter() - began


def _mail(number: int) -> bytes:
    """An answer with its extract as a PDF, under a Message-ID of its own."""
    sample = next(sample for sample in mails() if sample.name.startswith("01-botkyrka"))
    mail = message_from_bytes(sample.raw, policy=default)
    mail.replace_header("Message-ID", f"<bench-{number}@botkyrka.se>")
    return mail.as_bytes()


if __name__ == "__main__":
    sys.exit(main())
