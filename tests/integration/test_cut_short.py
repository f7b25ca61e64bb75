"""Rounds cut short by us, not by the mail: a full disk, a locked register, a fault in our own code."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from domain.errors import DiskFull
from domain.outgoing import OutgoingMail, OutgoingState, SendStage
from domain.register import State
from registrator import jobs, sending, telling
from registrator.build import House
from registrator.config import load_config
from tests.fakes.mailbox import FakeFolder, FakeMailbox
from tests.servers.new_register import new_house
from tests.servers.outbox import a_mail

NOW = dt.datetime(2015, 6, 8, 8, tzinfo=dt.UTC)
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


class GoodMailer:
    """Says that it has come to each stage, as the real one does, and takes every mail."""

    def __init__(self) -> None:
        self.taken: list[str] = []

    def send(self, mail: OutgoingMail, reached: Callable[[SendStage], None], meanwhile: Callable[[], None]) -> None:
        for stage in (SendStage.CONNECT, SendStage.DATA, SendStage.DOT):
            reached(stage)
        self.taken.append(mail.key)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Two mails have been taken in."""
    (tmp_path / "config.toml").write_text(CONFIG, "utf-8")
    mails = {n: f"From: a@botkyrka.se\r\nSubject: Nr {n}\r\n\r\nHej {n}\r\n".encode() for n in (1, 2)}
    with new_house(load_config(tmp_path / "config.toml", {})) as opened:
        mailbox = FakeMailbox({"INBOX": FakeFolder(mails=mails)})
        made = replace(opened, mailbox=mailbox, mailer=GoodMailer(), clock=lambda: NOW)
        jobs.poll_mailbox(made)
        yield made


def test_a_disk_that_is_full_for_long_makes_no_mail_a_failed_one(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise DiskFull("Disken är full.")

    with monkeypatch.context() as patch:
        patch.setattr(type(house.store), "settle", full)
        for _ in range(5):
            with pytest.raises(DiskFull):
                jobs.read_waiting(house)
    assert jobs.read_waiting(house) == 2
    assert house.store.counts()[State.FAILED] == 0


def test_a_mail_that_cannot_be_told_of_is_left_to_a_person_and_the_next_goes_on(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = house.store.waiting()[0]
    real = telling.notices

    def fragile(house: House, entry: Any, now: dt.datetime) -> Any:
        if entry.id == first:
            raise ZeroDivisionError
        return real(house, entry, now)

    monkeypatch.setattr(telling, "notices", fragile)
    assert [jobs.read_waiting(house) for _ in range(3)] == [1, 0, 1]
    failed = house.store.entry(first)
    assert failed is not None
    assert failed.state is State.FAILED
    assert "tre gånger" in failed.reason


def test_a_claimed_mail_is_sent_in_a_later_round_when_the_disk_was_full(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.store.queue([a_mail(1), a_mail(2)], NOW)
    real = type(house.store).reached

    def full_at_dot(self: Any, row_id: int, stage: SendStage, *rest: Any) -> None:
        if stage is SendStage.DOT:
            raise DiskFull("Disken är full.")
        real(self, row_id, stage, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(type(house.store), "reached", full_at_dot)
        with pytest.raises(DiskFull):
            sending.send_outbox(house)
    assert sending.send_outbox(house) == 2
    assert {row.state for row in house.store.outbox()} == {OutgoingState.SENT}


def test_a_mail_that_was_sent_but_not_written_down_waits_for_a_person(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.store.queue([a_mail(1), a_mail(2)], NOW)

    def full(*_: Any, **__: Any) -> None:
        raise DiskFull("Disken är full.")

    with monkeypatch.context() as patch:
        patch.setattr(type(house.store), "sent", full)
        with pytest.raises(DiskFull):
            sending.send_outbox(house)
    assert sending.send_outbox(house) == 1
    taken = house.mailer.taken  # type: ignore[attr-defined]
    assert len(taken) == len(set(taken)) == 2
    assert [row.state for row in house.store.outbox()] == [OutgoingState.SENT, OutgoingState.UNCERTAIN]
