"""What real servers do to us: Postfix sends a summary back, and Dovecot is away for a while."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html import unescape
from pathlib import Path

import pytest

from demo.certificates import Certificates
from demo.samples import catalogue, mails
from domain.errors import MailboxError
from domain.outgoing import MailKind, OutboxRow, OutgoingState
from domain.register import State
from ingest import backoff
from outbox.smtp import SmtpMailer
from registrator import schedule, sending, watching, weekly
from registrator.build import House, smtp_settings
from registrator.config import load_config
from registrator.desk import build_desk
from review.app import create_app
from tests.servers.dovecot import Dovecot
from tests.servers.dovecot_user import DovecotUser
from tests.servers.new_register import new_house
from tests.servers.outbox import Clock
from tests.servers.postfix import Postfix
from tests.servers.service import configure

GONE = "borta@ksl.se"  # Postfix takes what is for this reader, and sends it back
OPERATOR = "drift@ksl.se"
MORE = f'[operator]\naddresses = ["{OPERATOR}"]\n[summary]\ncollect_seconds = 0\n'
SATURDAY = dt.datetime(2015, 6, 6, 8, tzinfo=dt.UTC)


@pytest.fixture
def clock() -> Clock:
    return Clock(SATURDAY)


@pytest.fixture(scope="module")
def server(certificates: Certificates) -> Iterator[Dovecot]:
    """One of our own, for it is stopped."""
    if Dovecot.missing():
        pytest.skip(Dovecot.missing())
    with Dovecot(certificates) as made:
        yield made


@pytest.fixture
def mailbox(server: Dovecot, postfix: Postfix) -> DovecotUser:
    """What Postfix takes for registrator@ksl.se lies in this mailbox."""
    made = server.user()
    made.deliver_many([])  # makes the maildir
    postfix.deliver_into(made.maildir)
    return made


@pytest.fixture
def house(
    tmp_path: Path, mailbox: DovecotUser, postfix: Postfix, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[House]:
    monkeypatch.setattr(backoff, "FIRST_SECONDS", 0)  # the hours of this test pass in a moment
    made = configure(tmp_path, mailbox, postfix, more=MORE)  # type: ignore[arg-type]
    with new_house(load_config(made.config_file)) as opened:
        mailer = SmtpMailer(replace(smtp_settings(opened.config), username=""))
        yield replace(opened, mailer=mailer, clock=clock)
        mailer.close()


def turn(house: House) -> None:
    """What the schedule does in one turn."""
    with suppress(MailboxError):
        schedule.cycle(house)
    watching.watch(house)
    sending.send_outbox(house)


def summary_of(house: House, reader: str) -> OutboxRow:
    return next(row for row in house.store.outbox(kinds=(MailKind.SUMMARY,)) if row.mail.recipient == reader)


def test_a_summary_that_postfix_sends_back_is_matched_shown_and_told_of(
    house: House, mailbox: DovecotUser, clock: Clock
) -> None:
    for recommendation in catalogue():
        house.store.put_recommendation(replace(recommendation, notify=(GONE,)), clock())
    sample = next(sample for sample in mails() if sample.name.startswith("01-botkyrka"))
    mailbox.deliver(sample.raw, when=sample.arrived_at)
    turn(house)
    assert summary_of(house, GONE).state is OutgoingState.SENT, "Postfix took it"
    wait_for_mails(mailbox, 2)
    turn(house)

    row = summary_of(house, GONE)
    assert row.state is OutgoingState.BOUNCED
    assert "5.1.1" in row.bounce
    assert len(house.store.entries((State.IGNORED,))) == 1, "the report itself needs nobody"
    assert summary_of(house, "anna.nerelius@ksl.se").state is OutgoingState.SENT
    client = create_app(build_desk(house), allowed_hosts=("localhost",), secret_key=b"k" * 32).test_client()
    page = unescape(client.get("/utskick?lage=bounced").text)
    assert GONE in page
    assert "User unknown" in page

    clock.wait(days=2)
    weekly.queue_digest(house)
    (letter,) = house.store.outbox(kinds=(MailKind.DIGEST,))
    assert "1 mejl kom inte säkert fram" in letter.mail.subject
    assert f"till {GONE}: kom i retur" in text_of(letter.mail.raw)


def test_a_mailbox_that_is_away_is_one_alarm_and_its_return_one_more(
    house: House, server: Dovecot, postfix: Postfix, clock: Clock
) -> None:
    turn(house)
    server.stop()
    try:
        for _ in range(30):  # half an hour
            turn(house)
            clock.wait(minutes=1)
        assert alarms(postfix, 1) == ["Larm: brevlådan går inte att nå"]
    finally:
        server.start()
    for _ in range(30):
        turn(house)
        clock.wait(minutes=1)
    assert alarms(postfix, 2) == ["Larm: brevlådan går inte att nå", "Löst: brevlådan går att nå igen"]


def wait_for_mails(mailbox: DovecotUser, count: int) -> None:
    end = time.monotonic() + 20
    while len(mailbox.uids()) < count:
        assert time.monotonic() < end, "Postfix has sent nothing back"
        time.sleep(0.1)


def alarms(postfix: Postfix, count: int) -> list[str]:
    """Subjects of what the operator has got, once there are `count`, in order."""
    got = [message_from_bytes(raw, policy=default) for raw in postfix.wait_for(count)]
    assert {str(mail["To"]) for mail in got} == {OPERATOR}
    return [str(mail["Subject"]) for mail in sorted(got, key=lambda mail: mail["Date"].datetime)]


def text_of(raw: bytes) -> str:
    mail = message_from_bytes(raw, policy=default)
    assert isinstance(mail, EmailMessage)
    body = mail.get_body(("plain",))
    assert body is not None
    return " ".join(str(body.get_content()).split())
