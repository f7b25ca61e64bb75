"""Memory of daemon and workers after many documents against after few: `python -m bench.memory [MANY [FEW]]`."""

from __future__ import annotations

import datetime as dt
import os
import sys
import tempfile
from pathlib import Path

from bench.measure import say
from bench.process import descendants, proportional
from demo.samples import catalogue
from demo.samples.letter import Enclosure, Letter, delivered
from demo.samples.press import document
from domain.mail import MailPosition
from registrator import jobs, log
from registrator.build import House, open_house, utc_now
from registrator.config import load_config

MANY, FEW = 2000, 100
BATCH = 50
NAMES = ("solna-ks-71", "tyreso-ks-97", "nacka-kf-142", "taby-ks-74", "vaxholm-ks-61", "huddinge-kf-9")
CONFIG = """
[imap]
host = "localhost"
username = "u"
password = "p"
[smtp]
host = "localhost"
username = "u"
password = "p"
[trust]
authserv_ids = ["mx.ksl.se"]
"""


def main(many: int = MANY, few: int = FEW) -> int:
    print(f"Memory of daemon and workers after {many} documents against after {few}")
    log.set_up("text", "error")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "config.toml").write_text(CONFIG, "utf-8")
        with open_house(load_config(Path(folder) / "config.toml", {}), upgrade=True) as house:
            for recommendation in catalogue():
                house.store.put_recommendation(recommendation, utc_now())
            read(house, 0, few)
            first = resident()
            read(house, few, many)
            last = resident()
    grown = last / first
    print(f"    {first / 2**20:.0f} MiB, then {last / 2**20:.0f} MiB")
    return 0 if say("memory", grown, target="≤ 1.2", well=grown <= 1.2) else 1


def read(house: House, start: int, stop: int) -> None:
    """Take in the mails of these numbers and read them, a batch at a time, as the daemon does."""
    for number in range(start, stop):
        raw = a_mail(number)
        position = MailPosition(folder="INBOX", uidvalidity=1, uid=number + 1)
        now = utc_now()
        house.store.receive(sha256=house.archive.keep(raw), size=len(raw), position=position, arrived_at=now, now=now)
        if (number + 1) % BATCH == 0 or number + 1 == stop:
            assert jobs.read_waiting(house) > 0


def a_mail(number: int) -> bytes:
    """No two have the same document: what stands after a PDF's end is nothing to its reader."""
    name = NAMES[number % len(NAMES)]
    sent_at = dt.datetime(2015, 6, 1, 8, tzinfo=dt.UTC) + dt.timedelta(minutes=number)
    letter = Letter(
        seed=f"bench-{number}",
        sent_at=sent_at,
        sender_name="Registrator",
        sender_address="registrator@solna.se",
        subject=f"Protokollsutdrag {number}",
        body="Hej! Här kommer protokollsutdraget.",
        enclosures=(Enclosure(name=f"{name}.pdf", content=document(name) + f"\n% {number}\n".encode()),),
    )
    return delivered(letter, sent_at)


def resident() -> int:
    """Bytes in memory of this process and its children, shared pages counted once."""
    return sum(proportional(pid) for pid in (os.getpid(), *descendants(os.getpid())))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
