"""Hundreds of mails at once: all are kept, few are told of, and a true answer among them is read in its turn."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from domain.outgoing import MailKind
from domain.register import State
from registrator import jobs, noticing
from registrator.config import load_config
from tests.fakes.mailbox import FakeFolder, FakeMailbox
from tests.servers.new_register import new_house
from tests.unit.registrator.test_understand import ADOPTS, EXTRACT
from tests.unit.registrator.test_understand import mail as answer

NOW = dt.datetime(2015, 6, 8, 8, tzinfo=dt.UTC)
MANY = 25
CONFIG = """
[imap]
host = "localhost"
username = "u"
password = "p"
[smtp]
host = "localhost"
username = "u"
password = "p"
[receipt]
enabled = true
max_per_hour = 5
[trust]
authserv_ids = ["mx.ksl.se"]
"""


def _flood(number: int) -> bytes:
    """As the sender of a flood writes it: from a domain that passes for itself."""
    return (
        f"Authentication-Results: mx.ksl.se; dmarc=pass header.from=flod.example\r\n"
        f"Received: from flod.example by mx.ksl.se; Mon, 8 Jun 2015 10:00:00 +0200\r\n"
        f"From: a{number}@flod.example\r\n"
        f"To: registrator@ksl.se\r\nSubject: Svar {number}\r\n"
        f"Message-ID: <{number}@flod.example>\r\n\r\nHej {number}\r\n"
    ).encode()


def test_a_flood_is_kept_whole_and_tells_little_and_a_true_answer_in_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(CONFIG, "utf-8")
    true = answer(EXTRACT.format(decision=ADOPTS))
    mails = {uid: _flood(uid) for uid in range(1, MANY)} | {MANY: true}
    with new_house(load_config(tmp_path / "config.toml", {})) as opened:
        mailbox = FakeMailbox({"INBOX": FakeFolder(mails=mails)})
        house = replace(opened, mailbox=mailbox, clock=lambda: NOW)
        assert jobs.poll_mailbox(house) == MANY
        assert jobs.read_waiting(house) == MANY
        noticing.tell_staff(house)
        counts = house.store.counts()
        assert sum(counts.values()) == MANY and not counts.get(State.RECEIVED)
        last = next(entry for entry in house.store.entries(limit=MANY) if "Protokollsutdrag" in entry.subject)
        assert last.sender.endswith("botkyrka.se") or "botkyrka" in last.sender
        assert last.state is not State.FAILED
        due = [row.mail.kind for row in house.store.due(NOW)]
        assert due.count(MailKind.NOTICE) <= 2, "one at once, the rest in one mail when the hour is over"
        assert due.count(MailKind.RECEIPT) <= 5
        assert len(due) < 10
