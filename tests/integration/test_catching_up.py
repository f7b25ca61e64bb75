"""A database put back by hand: what the journal has seen comes back, and nothing is sent that may have been."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from domain.outgoing import OutgoingState, OutgoingVerb, SendStage
from domain.register import State
from outbox import troubles
from registrator.build import House
from registrator.catching_up import catch_up, told
from registrator.journaling import journal_of, keep_journal
from storage.database import Database
from storage.engine import open_store
from storage.restoring import pour
from storage.snapshot import snapshot
from storage.store import SqlStore
from tests.servers.backed_up import NOW, take_in
from tests.servers.lived_register import WHO, facts
from tests.servers.outbox import Clock, sending_house
from tests.servers.register_values import DNR, always, decision, document, nothing, outgoing, result

pytest_plugins = ["tests.servers.register"]
LATER = NOW + dt.timedelta(days=1)


@pytest.fixture
def clock() -> Clock:
    return Clock(LATER)


@pytest.fixture
def house(register_url: str, tmp_path: Path, clock: Clock) -> Iterator[House]:
    with sending_house(tmp_path, clock, database=register_url) as opened:
        yield opened


@pytest.fixture
def store(register_url: str) -> Iterator[SqlStore]:
    with closing(open_store(register_url)) as opened:
        yield opened


def settled(house: House, store: SqlStore, number: int) -> int:
    take_in(store, house.config, number, NOW)
    (entry_id,) = store.waiting()
    name = f"{number}.pdf"
    read = result(document(name), decisions=[decision(name)])
    store.settle(
        entry_id,
        conclude=always(read),
        recommendations=(DNR,),
        compose=lambda _settlement: (replace(outgoing(f"brev/{number}"), entry_id=entry_id),),
        now=NOW,
    )
    return entry_id


def send_one(store: SqlStore) -> None:
    row = store.claim(LATER)
    assert row
    store.reached(row.id, SendStage.DOT, NOW)
    store.sent(row.id, NOW)


def put_back(url: str, copy: Path) -> None:
    """As somebody does who has a copy of the database, and no more."""
    if url.startswith("postgresql"):
        pour(copy, url)
        return
    with closing(sqlite3.connect(copy)) as source, closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as target:
        source.backup(target)


def states(store: SqlStore) -> dict[str, OutgoingState]:
    return {row.mail.key: row.state for row in store.outbox()}


def test_of_yesterdays_database_all_comes_back_and_nothing_is_sent_again(
    house: House, store: SqlStore, tmp_path: Path, clock: Clock
) -> None:
    url = house.config.database_url
    first = settled(house, store, 1)
    send_one(store)
    keep_journal(house)
    copy = tmp_path / "copy.sqlite3"
    snapshot(url, copy)
    settled(house, store, 2)
    send_one(store)
    settled(house, store, 3)
    entry = store.entry(first)
    assert entry
    store.resolve(
        first,
        version=entry.version,
        decisions=(),
        state=State.STRUCK,
        reason="Fel",
        who=WHO,
        verb="strike",
        compose=nothing,
        now=NOW,
    )
    keep_journal(house)
    was = facts(url)
    store.close()
    put_back(url, copy)

    done = catch_up(house)
    assert done and done.replayed and done.replayed.unsent[0].subject
    assert "hämtat ur journalen" in told(done)
    now = facts(url)
    for name in ("mails", "parts", "documents", "decisions", "series", "told"):
        assert now[name] == was[name], name
    assert now["audit"][: len(was["audit"])] == was["audit"]
    with closing(open_store(url)) as again:
        assert again.check_audit().whole
        assert states(again) == {
            "brev/1": OutgoingState.SENT,
            "brev/2": OutgoingState.SENT,
            "brev/3": OutgoingState.WITHDRAWN,
        }
        assert again.claim(LATER) is None
        again.queue([replace(outgoing("brev/2/igen"), entry_id=2)], LATER)  # of the time before: may have been sent
        assert states(again)["brev/2/igen"] is OutgoingState.DRAFT
        assert [one.name for one in again.troubles(since=NOW)] == [troubles.BEHIND]
    assert catch_up(house) is None


def test_a_start_that_was_broken_off_while_mails_were_read_again_goes_on(house: House, store: SqlStore) -> None:
    entry_id = settled(house, store, 1)
    keep_journal(house)
    database = Database(house.config.database_url)
    with database.writing() as session:
        session.execute(sa.text("UPDATE mails SET result = NULL"))
    database.close()
    assert catch_up(house) is None
    entry = store.entry(entry_id)
    assert entry and entry.result


def test_a_register_that_is_as_the_journal_says_is_left_as_it_is(house: House, store: SqlStore) -> None:
    settled(house, store, 1)
    assert catch_up(house) is None  # there is no journal yet
    keep_journal(house)
    settled(house, store, 2)  # and it was killed before the journal was written
    before = facts(house.config.database_url)
    assert catch_up(house) is None
    assert facts(house.config.database_url) == before
    assert states(store)["brev/2"] is OutgoingState.WAITING


def test_a_database_that_went_on_without_the_journal_begins_a_new_one_and_holds_its_mail(
    house: House, store: SqlStore, tmp_path: Path
) -> None:
    url = house.config.database_url
    settled(house, store, 1)
    keep_journal(house)
    copy = tmp_path / "copy.sqlite3"
    snapshot(url, copy)
    settled(house, store, 2)
    keep_journal(house)
    store.close()
    put_back(url, copy)
    with closing(open_store(url)) as other:
        settled(house, other, 7)
        done = catch_up(house)
        assert done and done.replayed is None and "hör inte ihop med journalen" in told(done)
        assert set(states(other).values()) == {OutgoingState.DRAFT}
    assert len(list(house.config.storage.folder.glob("journal-*.jsonl"))) == 1
    assert catch_up(house) is None


def test_a_mail_that_the_journal_saw_sent_is_not_sent_again_after_a_power_cut(house: House, store: SqlStore) -> None:
    settled(house, store, 1)
    keep_journal(house)
    send_one(store)
    keep_journal(house)
    database = Database(house.config.database_url)
    with database.writing() as session:  # "sent" is not flushed by itself, so a power cut takes it back
        session.execute(sa.text("UPDATE outbox SET state = 'sending', stage = 'dot', sent_at = NULL"))
    database.close()
    assert catch_up(house) is None
    assert store.recover() == 0
    assert states(store) == {"brev/1": OutgoingState.SENT}


def test_a_mail_that_a_person_sends_again_is_not_taken_for_sent(house: House, store: SqlStore) -> None:
    settled(house, store, 1)
    send_one(store)
    keep_journal(house)
    (row,) = store.outbox()
    assert store.bounced(row.id, why="x", entry_id=1, now=LATER)
    store.order(row.id, OutgoingVerb.RETRY, who=WHO, why="", now=LATER)
    assert catch_up(house) is None
    assert states(store) == {"brev/1": OutgoingState.WAITING}


def test_what_was_broken_off_in_the_journal_is_written_again(house: House, store: SqlStore) -> None:
    settled(house, store, 1)
    keep_journal(house)
    journal = journal_of(house.config)
    whole = journal.path.read_bytes()
    settled(house, store, 2)
    keep_journal(house)
    longer = journal.path.read_bytes()
    for cut in (len(whole) + 1, (len(whole) + len(longer)) // 2, len(longer) - 1):
        journal.path.write_bytes(longer[:cut])
        keep_journal(house)
        assert journal.path.read_bytes() == longer
