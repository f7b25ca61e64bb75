"""Taking in mail: real archive, real register, and a mailbox that misbehaves as real ones do on bad days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from domain.errors import DiskFull, MailboxError, StorageError
from domain.register import State
from registrator import jobs
from registrator.build import House
from registrator.config import load_config
from tests.fakes.mailbox import FakeFolder, FakeMailbox
from tests.servers.new_register import new_house

NOW = dt.datetime(2015, 6, 8, 8, tzinfo=dt.UTC)
CONFIG = """
[imap]
host = "localhost"
username = "u"
password = "p"
folders = ["INBOX", "Skräppost"]
after = "flag"
[smtp]
host = "localhost"
username = "u"
password = "p"
[trust]
authserv_ids = ["mx.ksl.se"]
"""


def mail(number: int) -> bytes:
    return f"From: a@botkyrka.se\r\nSubject: Nr {number}\r\nMessage-ID: <{number}@x>\r\n\r\nHej {number}\r\n".encode()


@pytest.fixture
def inbox() -> FakeFolder:
    return FakeFolder(mails={uid: mail(uid) for uid in (2, 3, 5, 8, 13)})


@pytest.fixture
def house(tmp_path: Path, inbox: FakeFolder) -> Iterator[House]:
    (tmp_path / "config.toml").write_text(CONFIG, "utf-8")
    config = load_config(tmp_path / "config.toml", {})
    other = FakeFolder(name="Skräppost", uidvalidity=7)
    with new_house(config) as opened:
        mailbox = FakeMailbox({"INBOX": inbox, "Skräppost": other})
        yield replace(opened, mailbox=mailbox, clock=lambda: NOW)


def hashes(house: House) -> set[str]:
    return {entry.sha256 for entry in house.store.entries(limit=1000)}


def test_every_mail_is_kept_and_registered_once_however_often_it_is_polled(house: House, inbox: FakeFolder) -> None:
    assert jobs.poll_mailbox(house) == 5
    assert jobs.poll_mailbox(house) == 0
    assert house.store.counts()[State.RECEIVED] == 5
    assert {house.archive.read(sha256) for sha256 in hashes(house)} == set(inbox.mails.values())
    assert inbox.fetched == [2, 3, 5, 8, 13]


def test_a_connection_that_breaks_half_way_loses_nothing(house: House, inbox: FakeFolder) -> None:
    inbox.cut_after = 2
    with pytest.raises(MailboxError):
        jobs.poll_mailbox(house)
    inbox.cut_after = None
    assert jobs.poll_mailbox(house) == 3
    assert len(hashes(house)) == 5


def test_a_mail_the_server_will_not_give_stays_pending_and_the_others_go_on(house: House, inbox: FakeFolder) -> None:
    inbox.withheld = {3}
    assert jobs.poll_mailbox(house) == 4
    assert house.store.mark("INBOX", 1) == 2
    inbox.withheld = set()
    assert jobs.poll_mailbox(house) == 1
    assert house.store.mark("INBOX", 1) == 13


def test_a_mail_that_vanished_before_it_was_fetched_does_not_hold_the_mark(house: House, inbox: FakeFolder) -> None:
    inbox.mails[3] = b""
    assert jobs.poll_mailbox(house) == 4
    assert house.store.mark("INBOX", 1) == 13


def test_new_uidvalidity_with_the_same_mails_registers_none_again(house: House, inbox: FakeFolder) -> None:
    jobs.poll_mailbox(house)
    inbox.uidvalidity = 2
    inbox.mails = dict(enumerate(inbox.mails.values(), 1))
    jobs.poll_mailbox(house)
    assert len(hashes(house)) == 5


def test_new_uidvalidity_with_other_mails_under_the_same_uids_registers_all(house: House, inbox: FakeFolder) -> None:
    jobs.poll_mailbox(house)
    inbox.uidvalidity = 2
    inbox.mails = {uid: mail(uid + 100) for uid in inbox.mails}
    jobs.poll_mailbox(house)
    assert len(hashes(house)) == 10


def test_without_uidvalidity_reused_uids_are_told_apart_by_content(house: House, inbox: FakeFolder) -> None:
    inbox.uidvalidity = 0
    jobs.poll_mailbox(house)
    inbox.mails = {uid: mail(uid + 100) for uid in inbox.mails}
    jobs.poll_mailbox(house)
    jobs.poll_mailbox(house)
    assert len(hashes(house)) == 10


def test_the_same_bytes_twice_are_one_entry(house: House, inbox: FakeFolder) -> None:
    inbox.mails[21] = inbox.mails[2]
    jobs.poll_mailbox(house)
    assert len(hashes(house)) == 5
    assert house.store.mark("INBOX", 1) == 21


def test_one_folder_that_fails_does_not_keep_the_others_waiting(house: House, inbox: FakeFolder) -> None:
    house.mailbox.folders["Skräppost"].mails = {1: mail(77)}  # type: ignore[attr-defined]
    inbox.cut_after = 0
    with pytest.raises(MailboxError):
        jobs.poll_mailbox(house)
    assert len(hashes(house)) == 1
    assert "poll" not in house.store.beats(), "a cycle that failed must not look whole"


def test_a_full_disk_stops_the_intake_with_nothing_marked(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_raw: bytes) -> str:
        raise DiskFull("Disken är full.")

    monkeypatch.setattr(type(house.archive), "keep", lambda _self, raw: full(raw))
    with pytest.raises(DiskFull):
        jobs.poll_mailbox(house)
    assert house.store.mark("INBOX", 1) == 0
    monkeypatch.undo()
    assert jobs.poll_mailbox(house) == 5


def test_mails_are_acknowledged_only_once_they_are_settled(house: House, inbox: FakeFolder) -> None:
    jobs.poll_mailbox(house)
    jobs.acknowledge(house)
    assert inbox.acknowledged == []
    jobs.read_waiting(house)
    jobs.acknowledge(house)
    jobs.acknowledge(house)
    assert sorted(inbox.acknowledged) == [2, 3, 5, 8, 13]


def test_a_mail_that_breaks_the_reader_is_tried_three_times_and_then_left_to_a_person(
    house: House, inbox: FakeFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    from registrator import pipeline

    real = pipeline.understand_mail

    def fragile(raw: bytes, **given: Any) -> Any:
        if b"Nr 5" in raw:
            raise ZeroDivisionError
        return real(raw, **given)

    monkeypatch.setattr(pipeline, "understand_mail", fragile)
    jobs.poll_mailbox(house)
    assert [jobs.read_waiting(house) for _ in range(3)] == [4, 0, 1]
    (failed,) = house.store.entries((State.FAILED,))
    assert failed.attempts == 3
    assert "tre gånger" in failed.reason
    assert failed.number
    assert any("granskning" in row.mail.key for row in house.store.outbox()), "staff are told"


def test_a_mail_that_takes_the_whole_process_down_is_given_up_after_three_tries(
    house: House, inbox: FakeFolder
) -> None:
    jobs.poll_mailbox(house)
    victim = house.store.waiting()[0]
    for _ in range(3):
        house.store.begin(victim)  # and then the process died
    jobs.read_waiting(house)
    assert house.store.entry(victim).state is State.FAILED  # type: ignore[union-attr]


def test_another_mail_with_the_same_message_id_is_kept_and_flagged(house: House, inbox: FakeFolder) -> None:
    inbox.mails[21] = mail(2).replace(b"Hej", b"Hallo")
    jobs.poll_mailbox(house)
    jobs.read_waiting(house)
    twin = next(e for e in house.store.entries() if house.archive.read(e.sha256) == inbox.mails[21])
    assert twin.state is State.FLAGGED
    assert "Message-ID" in twin.reason


def test_a_disk_that_was_away_for_a_moment_costs_no_mail(
    house: House, inbox: FakeFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs.poll_mailbox(house)

    def away(_archive: object, _sha256: str) -> bytes:
        raise StorageError("Disken svarar inte.")

    monkeypatch.setattr(type(house.archive), "read", away)
    assert jobs.read_waiting(house) == 0
    monkeypatch.undo()
    assert jobs.read_waiting(house) == 5
    assert not house.store.entries((State.FAILED,))


def test_a_damaged_original_is_told_to_a_person(house: House, inbox: FakeFolder, tmp_path: Path) -> None:
    jobs.poll_mailbox(house)
    entry = house.store.entries()[0]
    (file,) = (tmp_path / "var" / "archive").rglob(f"{entry.sha256}*")
    file.chmod(0o600)
    file.write_bytes(b"altered")
    assert [jobs.read_waiting(house) for _ in range(3)] == [4, 0, 1]
    assert house.store.entry(entry.id).state is State.FAILED  # type: ignore[union-attr]
    assert house.store.counts()[State.RECEIVED] == 0, "the others go on"


@pytest.mark.parametrize("year", [1, 1904, 2099, 9999])
def test_a_mail_whose_arrival_cannot_be_true_arrives_now(
    house: House, inbox: FakeFolder, monkeypatch: pytest.MonkeyPatch, year: int
) -> None:
    real = inbox.fetch
    at = dt.datetime(year, 12, 31, 23, 59, tzinfo=dt.UTC)
    monkeypatch.setattr(inbox, "fetch", lambda uid: replace(real(uid), arrived_at=at))  # type: ignore[type-var]
    assert jobs.poll_mailbox(house) == 5
    assert jobs.read_waiting(house) == 5
    assert {entry.arrived_at for entry in house.store.entries()} == {NOW}
