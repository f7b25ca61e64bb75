"""Sending to a real Postfix: what it takes, what it refuses, and that it may die in the middle of a round."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path

import pytest

from domain.outgoing import MailKind, OutboxRow, OutgoingState
from outbox import message
from outbox.smtp import SmtpMailer
from registrator import sending
from registrator.build import House, smtp_settings
from tests.servers.outbox import NOW, Clock, a_mail, sending_house
from tests.servers.postfix import Postfix


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def house(tmp_path: Path, clock: Clock, postfix: Postfix) -> Iterator[House]:
    with sending_house(tmp_path, clock, sink=postfix) as opened:
        # a relay inside the organisation asks for no login
        mailer = SmtpMailer(replace(smtp_settings(opened.config), username=""))
        yield replace(opened, mailer=mailer)
        mailer.close()


def rows(house: House) -> list[OutboxRow]:
    return sorted(house.store.outbox(limit=1000), key=lambda row: row.id)


def test_a_mail_lies_in_the_maildir_as_it_was_written(house: House, postfix: Postfix) -> None:
    letter = message.Letter(
        key="sammanfattning/1",
        kind=MailKind.SUMMARY,
        recipient="anna.nerelius@ksl.se",
        subject="Täby har antagit (KF 2015-05-28 § 87): trygg, säker och störningsfri region",
        text="Täby har antagit.\n.\n..\n.en punkt först\n" + "å" * 900 + "\n",
        html="<p>Täby har antagit.</p>\n",
    )
    mail = message.build(letter, house.config.sender, NOW)
    house.store.queue([mail], NOW)
    assert sending.send_outbox(house) == 1
    (raw,) = postfix.wait_for(1)
    came, sent = (message_from_bytes(bytes_, policy=SMTP) for bytes_ in (raw, mail.raw))
    assert came["Subject"] == letter.subject
    assert came["Message-ID"] == mail.message_id
    assert came["Return-Path"] == "<registrator@ksl.se>"
    for part in ("plain", "html"):
        there, here = (mail.get_body((part,)).get_content().splitlines() for mail in (came, sent))
        assert there == here


def test_of_three_readers_only_the_one_that_was_put_off_is_tried_again(
    house: House, postfix: Postfix, clock: Clock
) -> None:
    readers = ("full@ksl.se", "okand@ksl.se", "anna.nerelius@ksl.se")
    house.store.queue([a_mail(number, recipient=reader) for number, reader in enumerate(readers)], NOW)
    assert sending.send_outbox(house) == 1
    put_off, refused, sent = rows(house)
    assert [row.state for row in (put_off, refused, sent)] == [
        OutgoingState.WAITING,
        OutgoingState.PARKED,
        OutgoingState.SENT,
    ]
    assert "452 4.2.2" in put_off.last_error
    assert "550 5.1.1" in refused.last_error
    clock.wait(hours=1)
    assert sending.send_outbox(house) == 0
    assert [row.attempts for row in rows(house)] == [2, 1, 1]
    assert len(postfix.wait_for(1)) == 1


def test_a_mail_that_is_too_large_is_parked_and_the_next_goes_on(house: House) -> None:
    large = replace(a_mail(1), raw=a_mail(1).raw + b"x" * 70 * 20_000)
    house.store.queue([large, a_mail(2)], NOW)
    assert sending.send_outbox(house) == 1
    assert "552 5.3.4" in rows(house)[0].last_error


def test_a_server_that_dies_in_the_middle_of_a_round_gets_each_mail_once(
    house: House, postfix: Postfix, clock: Clock
) -> None:
    sent = 0
    house.store.queue([a_mail(number) for number in range(40)], NOW)

    def die_once(_row: OutboxRow) -> None:
        nonlocal sent
        sent += 1
        if sent == 15:
            postfix.stop()

    sending.send_outbox(house, die_once)
    assert [trouble.name for trouble in house.store.troubles()] == ["smtp"]
    assert Counter(row.state for row in rows(house)) == {OutgoingState.SENT: 15, OutgoingState.WAITING: 25}
    postfix.start()
    clock.wait(minutes=20)
    assert sending.send_outbox(house) == 25
    assert house.store.troubles() == ()
    came = Counter(_id(raw) for raw in postfix.wait_for(40))
    assert came == {a_mail(number).message_id: 1 for number in range(40)}


def _id(raw: bytes) -> str:
    return str(message_from_bytes(raw, policy=SMTP)["Message-ID"])
