"""A whole way with everything marked that must not stand in the log: at debug, with faults on the way."""

from __future__ import annotations

import json
import signal
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from demo.certificates import Certificates
from demo.samples import catalogue, mails
from domain.register import State
from registrator.config import load_config
from storage.engine import open_store
from tests.e2e.test_service import Mailbox, database, running, set_up
from tests.fakes.imap import Command
from tests.servers.new_register import new_house
from tests.servers.smtp import SmtpSink
from tests.servers.systemd import Systemd, wait_until

MARKED = ("Qvintensia", "Zackariasdotter", "Ämneshemlig", "Brödtextord", "Bilagenamn")
SENDER = "registrator@botkyrka.se"


def marked() -> bytes:
    mail = EmailMessage()
    mail["From"] = f"Qvintensia Zackariasdotter <{SENDER}>"
    mail["To"] = "registrator@ksl.se"
    mail["Subject"] = "Ämneshemlig"
    mail.set_content("Brödtextord. Hälsningar Qvintensia Zackariasdotter")
    mail.add_attachment(b"%PDF-1.4 Br\xf6dtextord", maintype="application", subtype="pdf", filename="Bilagenamn.pdf")
    return mail.as_bytes(policy=SMTP)


def test_the_log_names_mails_and_numbers_and_nothing_that_stood_in_a_mail_and_no_secret(
    tmp_path: Path, certificates: Certificates, smtp_sink: SmtpSink
) -> None:
    sample = next(sample for sample in mails() if sample.name.startswith("01-botkyrka"))
    raws = {1: marked(), 2: sample.raw, 3: marked().replace(b"Hej", b"\x00\xff")}

    def repeats(command: Command) -> Iterator[bytes]:
        if command.visit <= 2:  # polling and listening
            yield command.no(f"not for {Mailbox.username} with {Mailbox.password}")
        else:
            yield from mailbox._ordinary(command)

    smtp_sink.fail("rcpt", reply="550 5.7.1 not for you")
    with (
        Mailbox(certificates, mails=raws, answers={"EXAMINE": repeats}) as mailbox,
        Systemd(tmp_path) as systemd,
    ):
        service = set_up(tmp_path, mailbox, smtp_sink, more="[log]\nlevel = 'debug'\nformat = 'json'")
        config = load_config(service.config_file)
        with new_house(config) as house:
            for recommendation in catalogue():
                house.store.put_recommendation(recommendation, house.clock())
        with running(service, systemd) as daemon:
            wait_until(lambda: settled(database(service)) == 3, "they are not read")
            wait_until(lambda: smtp_sink.messages, "nothing is sent")
            for page in ("/", "/mejl/1", "/register?ord=Zackariasdotter", "/mejl/99"):
                ask(config.review_url + page)
            daemon.told(signal.SIGTERM)
            daemon.ends()
            said = daemon.log
    lines = [json.loads(one) for one in said.splitlines()]
    events = {one["event"] for one in lines}
    assert {"started", "received", "settled", "sent", "stopped"} <= events
    assert all(
        "entry" in one and one["number"] for one in lines if one["event"] == "settled" and one["state"] == "flagged"
    )
    for secret in (*MARKED, *config.secrets, sample.raw.decode("latin-1").split("Subject: ")[1].splitlines()[0]):
        assert secret not in said


def settled(url: str) -> int:
    with closing(open_store(url)) as store:
        return sum(count for state, count in store.counts().items() if state is not State.RECEIVED)


def ask(url: str) -> None:
    try:
        with urllib.request.urlopen(url, timeout=20):
            pass
    except OSError:
        pass  # what it says is not the question
