"""What Exchange does that others do not: a changed mail gets a new UID, and a note stands in for one it cannot give.

Its refusals and its missing CHARSET stand in test_trouble.py, test_imap_listing.py and test_imap_faults.py.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from demo.samples import catalogue, mails
from domain.decision import Status
from domain.doubt import Doubt
from domain.outgoing import MailKind
from domain.register import Entry, State
from registrator import jobs
from registrator.build import House
from registrator.config import load_config
from tests.fakes.mailbox import FakeFolder, FakeMailbox
from tests.integration.test_cut_short import CONFIG
from tests.servers.new_register import new_house

NOW = dt.datetime(2015, 7, 1, 8, tzinfo=dt.UTC)
ANSWER = next(sample.raw for sample in mails() if sample.expected.status is Status.REGISTERED)
STAND_IN = (
    b"From: <postmaster@ksl.se>\r\nReturn-Path: <>\r\nTo: <registrator@ksl.se>\r\nMIME-Version: 1.0\r\n"
    b"Subject: Retrieval using the IMAP4 protocol failed for the following message: 3515\r\n"
    b'Content-Type: text/plain; charset="us-ascii"\r\n\r\n'
    b"The server could not give it. Subject: Faktura, logga in\r\n"
)


@pytest.fixture
def inbox() -> FakeFolder:
    return FakeFolder()


@pytest.fixture
def house(tmp_path: Path, inbox: FakeFolder) -> Iterator[House]:
    (tmp_path / "config.toml").write_text(CONFIG, "utf-8")
    with new_house(load_config(tmp_path / "config.toml", {})) as opened:
        made = replace(opened, mailbox=FakeMailbox({"INBOX": inbox}), clock=lambda: NOW)
        for recommendation in catalogue():
            made.store.put_recommendation(recommendation, NOW)
        yield made


def taken_in(house: House) -> Entry:
    """The latest entry once everything is fetched and read."""
    jobs.poll_mailbox(house)
    jobs.read_waiting(house)
    return max(house.store.entries(), key=lambda entry: entry.id)


def test_a_mail_that_gets_a_new_uid_is_no_new_mail(house: House, inbox: FakeFolder) -> None:
    inbox.mails[1] = ANSWER
    first = taken_in(house)
    del inbox.mails[1]
    inbox.mails[2] = ANSWER
    assert taken_in(house) == first
    assert len(house.store.entries()) == 1


def test_a_mail_revised_under_a_new_uid_is_kept_shown_to_a_person_and_counted_once(
    house: House, inbox: FakeFolder
) -> None:
    inbox.mails[1] = ANSWER
    first = taken_in(house)
    assert first.state is State.REGISTERED
    del inbox.mails[1]
    inbox.mails[2] = ANSWER.replace(b"Subject:", b"X-MS-Exchange-Organization-SCL: 1\r\nSubject:", 1)
    revised = taken_in(house)
    assert revised.state is State.FLAGGED
    assert revised.result is not None
    assert revised.result.all_doubts == (Doubt.SAME_MESSAGE_ID,)
    assert [decision.repeats for decision in revised.result.decisions] == [first.number]
    assert house.archive.read(revised.sha256) == inbox.mails[2]
    assert len(house.store.outbox(kinds=(MailKind.SUMMARY,))) == 1


def test_what_exchange_gives_in_the_place_of_a_mail_is_kept_for_a_person(house: House, inbox: FakeFolder) -> None:
    inbox.mails[1] = STAND_IN
    entry = taken_in(house)
    assert entry.state is State.FLAGGED
    assert entry.result is not None
    assert Doubt.MAIL_WITHHELD in entry.result.doubts
    assert "Mejlservern kunde inte lämna ut mejlet" in entry.reason
