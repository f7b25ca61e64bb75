"""Several mails are read at once, and settled in the order of arrival."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from domain.document import DocumentText, FailureKind, Page, PageSource, ReadingFailure
from domain.errors import DiskFull
from domain.mail import Attachment
from domain.register import State
from parsers.message import read_message
from registrator import jobs, workers
from registrator.build import House
from registrator.config import load_config
from registrator.pipeline import TRIES
from tests.fakes.mailbox import FakeFolder, FakeMailbox
from tests.integration.test_cut_short import CONFIG
from tests.servers.new_register import new_house
from tests.unit.parsers.eml import mail

NOW = dt.datetime(2015, 6, 8, 8, tzinfo=dt.UTC)
COUNT = 6
PATIENCE = 20


def a_mail(number: int) -> bytes:
    part = (
        f"Content-Type: text/plain\nContent-Disposition: attachment; filename=bilaga{number}.txt\n\nBilaga {number}\n"
    )
    return mail("Content-Type: text/plain\n\nSe bilagan.\n", part).replace(
        b"a1@solna.se", f"a{number}@solna.se".encode()
    )


class Reader:
    """Takes attachments for plain text; says how many it had in hand at once, and waits until told to go on."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.at_once = self.most = 0
        self.together = threading.Barrier(1)
        self.deadly = ""
        self.order: list[str] = []

    open_mail = staticmethod(read_message)

    def read(self, attachment: Attachment, looking_for: tuple[str, ...] = ()) -> DocumentText | ReadingFailure:
        with self.lock:
            self.at_once += 1
            self.most = max(self.most, self.at_once)
            self.order.append(attachment.name)
        try:
            self.together.wait(PATIENCE)
            if attachment.name == self.deadly:
                return ReadingFailure(sha256=attachment.sha256, kind=FailureKind.CRASHED, detail="")
            text = attachment.content.decode()
            page = Page(number=1, start=0, end=len(text), width=0, height=0, source=PageSource.PLAIN)
            return DocumentText(
                sha256=attachment.sha256, media_type="text/plain", text=text, pages=(page,), reader="test"
            )
        finally:
            with self.lock:
                self.at_once -= 1


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Six mails have been taken in, and three may be read at once."""
    (tmp_path / "config.toml").write_text(CONFIG + "[reading]\nworkers = 3\n", "utf-8")
    with new_house(load_config(tmp_path / "config.toml", {})) as opened:
        folder = FakeFolder(mails={n: a_mail(n) for n in range(1, COUNT + 1)})
        made = replace(opened, mailbox=FakeMailbox({"INBOX": folder}), reader=Reader(), clock=lambda: NOW)
        jobs.poll_mailbox(made)
        yield made


def reader_of(house: House) -> Reader:
    assert isinstance(house.reader, Reader)
    return house.reader


def test_as_many_are_read_at_once_as_configured(house: House) -> None:
    reader_of(house).together = threading.Barrier(3)
    assert jobs.read_waiting(house) == COUNT
    assert reader_of(house).most == 3


def test_numbers_follow_the_order_of_arrival_however_long_each_takes(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    second_is_read = threading.Event()
    real = workers.attempt_reading
    waiting = house.store.waiting()

    def slow_first(given: House, entry_id: int) -> Any:
        if entry_id == waiting[0]:
            assert second_is_read.wait(PATIENCE)
        attempt = real(given, entry_id)
        if entry_id == waiting[1]:
            second_is_read.set()
        return attempt

    monkeypatch.setattr(workers, "attempt_reading", slow_first)
    jobs.read_waiting(house)
    entries = [house.store.entry(entry_id) for entry_id in waiting]
    numbers = [entry.documents[0].number for entry in entries if entry]
    assert numbers == sorted(numbers)
    assert len(set(numbers)) == COUNT


def test_a_document_that_kills_its_child_keeps_only_its_mail_waiting(house: House) -> None:
    reader_of(house).deadly = "bilaga2.txt"
    assert jobs.read_waiting(house) == COUNT - 1
    assert [jobs.read_waiting(house) for _ in range(TRIES - 1)] == [0, 1]
    assert house.store.counts()[State.RECEIVED] == 0


def test_a_mail_that_was_tried_before_is_read_alone(house: House) -> None:
    """Should it take the process down again, that counts against no other mail."""
    for entry_id in house.store.waiting()[2:4]:
        house.store.begin(entry_id)
    alone: list[int] = []
    reader, real = reader_of(house), Reader.read

    def read(attachment: Attachment, looking_for: tuple[str, ...] = ()) -> DocumentText | ReadingFailure:
        if attachment.name in {"bilaga3.txt", "bilaga4.txt"}:
            alone.append(reader.at_once)
        return real(reader, attachment, looking_for)

    reader.read = read  # type: ignore[method-assign]
    assert jobs.read_waiting(house) == COUNT
    assert alone == [0, 0]


def test_a_full_disk_counts_against_none_of_the_mails_in_hand(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise DiskFull("Disken är full.")

    with monkeypatch.context() as patch:
        patch.setattr(type(house.store), "settle", full)
        for _ in range(TRIES + 1):
            with pytest.raises(DiskFull):
                jobs.read_waiting(house)
    entries = [house.store.entry(entry_id) for entry_id in house.store.waiting()]
    assert [entry.attempts for entry in entries if entry] == [0] * COUNT
    assert jobs.read_waiting(house) == COUNT


def test_when_asked_to_stop_what_is_in_hand_is_settled_and_no_more_is_begun(house: House) -> None:
    settled = []
    for entry in workers.read_in_order(house, house.store.waiting()):
        settled.append(entry)
        house.stopping.set()
    left = [house.store.entry(entry_id) for entry_id in house.store.waiting()]
    assert len(settled) + len(left) == COUNT
    assert all(entry and entry.attempts == 0 for entry in left)
