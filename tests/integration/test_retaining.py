"""Disposal by rule: only what no person wrote or decided goes, and it goes everywhere; what stays says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from domain.access import Role
from domain.auditing import AuditQuestion
from domain.decision import Status
from domain.mail import MailPosition
from domain.outgoing import OutgoingVerb, SendStage
from domain.register import State
from domain.retention import months_before
from domain.trail import DISPOSE
from ingest.archive_check import ArchiveCheck
from registrator.backing_up import back_up
from registrator.build import House
from registrator.journaling import journal_of, keep_journal
from registrator.rebuilding import rebuild
from registrator.retaining import plan, retain, retain_daily
from registrator.verifying import verify
from storage.engine import open_store
from storage.gone import is_gone
from storage.store import SqlStore
from tests.servers.backed_up import mail_file, take_in
from tests.servers.outbox import Clock, sending_house
from tests.servers.register_values import DNR, always, decision, document, nothing, outgoing, result

pytest_plugins = ["tests.servers.register"]
OLD = dt.datetime(2026, 1, 15, 8, tzinfo=dt.UTC)
NOW = dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC)
RULES = "[retention]\nignored_months = 6\noutgoing_months = 6\nsign_in_months = 6\n"


@pytest.fixture
def house(register_url: str, tmp_path: Path) -> Iterator[House]:
    with sending_house(tmp_path, Clock(NOW), database=register_url, more=RULES) as opened:
        yield opened


@pytest.fixture
def store(register_url: str) -> Iterator[SqlStore]:
    with closing(open_store(register_url)) as opened:
        yield opened


def settled(house: House, store: SqlStore, number: int, status: Status, at: dt.datetime = OLD) -> str:
    """A mail with this fate; its SHA-256. Only a registered one holds a decision."""
    sha256 = take_in(store, house.config, number, at)
    entry_id = next(one for one in store.waiting())
    name = f"{number}.pdf"
    decisions = [decision(name)] if status is Status.REGISTERED else []
    store.describe(entry_id, sender=f"a{number}@botkyrka.se", subject=f"Nr {number}", message_id=f"<{number}@x>")
    read = result(document(name), decisions=decisions, status=status)
    store.settle(entry_id, conclude=always(read), recommendations=(DNR,), compose=nothing, now=at)
    return sha256


def kept(house: House) -> set[str]:
    return set(ArchiveCheck(house.config.storage.folder / "archive").names())


def test_of_old_mail_only_what_no_person_wrote_and_none_has_judged_goes(
    house: House, store: SqlStore, tmp_path: Path
) -> None:
    registered = settled(house, store, 1, Status.REGISTERED)
    flagged = settled(house, store, 2, Status.FLAGGED)
    ignored = settled(house, store, 3, Status.IGNORED)
    recent = settled(house, store, 4, Status.IGNORED, NOW - dt.timedelta(days=30))
    judged = settled(house, store, 5, Status.IGNORED)
    entry = store.entry(5)
    assert entry
    store.resolve(
        5, version=2, decisions=(), state=State.IGNORED, reason="Ja", who="x", verb="dismiss", compose=nothing, now=OLD
    )
    keep_journal(house)
    assert [due.count for due in plan(house)] == [1, 0, 0]
    assert retain(house) == 1
    assert kept(house) == {registered, flagged, recent, judged}
    gone = store.entry(3)
    assert gone and (gone.state, gone.sender, gone.subject, gone.result) == (State.IGNORED, "", "", None)
    assert gone.number and gone.reason.startswith("Gallrat 2026-11-23: mejl som ingen person har skrivit")
    (row,) = store.audit(3)
    assert (row.verb, ignored in row.after) == (DISPOSE, True)
    assert b"a3@botkyrka.se" not in journal_of(house.config).path.read_bytes()
    found = list(verify(store, ArchiveCheck(house.config.storage.folder / "archive"), journal_of(house.config)))
    assert [one.faults for one in found] == [()] * 5
    assert retain(house) == 0
    made = back_up(house.config, tmp_path / "to", NOW)
    assert made.manifest.faults == () and not mail_file(made.path, ignored).exists()


def test_a_disposed_mail_that_still_lies_in_the_mailbox_does_not_come_back(house: House, store: SqlStore) -> None:
    sha256 = settled(house, store, 1, Status.IGNORED)
    retain(house)
    again = MailPosition(folder="INBOX", uidvalidity=2, uid=1)  # the server has numbered anew
    raw = b"From: a@botkyrka.se\r\nSubject: Nr 1\r\nMessage-ID: <1@x>\r\n\r\nHej 1\r\n"
    assert house.archive.keep(raw) == sha256
    assert store.receive(sha256=sha256, size=len(raw), position=again, arrived_at=NOW, now=NOW) == 1
    assert store.waiting() == ()
    retain(house)
    assert kept(house) == set()


def test_the_content_of_what_was_sent_goes_and_that_it_was_sent_stays(house: House, store: SqlStore) -> None:
    store.queue([outgoing("sent"), outgoing("waits")], OLD)
    row = store.claim(OLD)
    assert row
    store.reached(row.id, SendStage.DOT, OLD)
    store.sent(row.id, OLD)
    store.queue([outgoing("new")], NOW)
    new = next(one for one in store.outbox() if one.mail.key == "new")
    store.order(new.id, OutgoingVerb.WITHDRAW, who="x", why="x", now=NOW)
    assert retain(house) == 1
    contents = {one.mail.key: is_gone(one.mail.raw) for one in store.outbox()}
    assert contents == {"sent": True, "waits": False, "new": False}
    assert store.queue([outgoing("sent")], NOW) == 0  # its key is taken for ever


def test_who_signed_in_goes_and_the_chain_of_the_log_is_whole(house: House, store: SqlStore) -> None:
    user = store.add_user(name="prov", full_name="Prov Granskare", role=Role.REVIEW, who="drift", now=OLD)
    for at in (OLD, NOW):
        store.failed(user.id, "fel lösenord", "192.0.2.7", at)
    assert retain(house) == 1
    assert store.check_audit().whole
    trail = store.find_audit(AuditQuestion()).rows
    assert [(one.verb, one.who) for one in reversed(trail)] == [
        ("account added", "drift"),
        ("sign-in failed", "gallrad"),
        ("sign-in failed", "Prov Granskare"),
        (DISPOSE, "registrator"),
    ]
    assert [one.reason for one in trail if one.who == "gallrad"] == [""]


def test_a_register_built_anew_knows_what_was_disposed_of(house: House, store: SqlStore, tmp_path: Path) -> None:
    settled(house, store, 1, Status.IGNORED)
    store.failed(None, "okänt", "192.0.2.7", OLD)
    retain(house)
    url = f"sqlite:///{tmp_path}/new.sqlite3"
    config = replace(house.config, storage=replace(house.config.storage, database=url))
    done = rebuild(config, NOW)
    assert (done.recalled.unread, done.strays) == ((), 0)
    with closing(open_store(url)) as new:
        assert [one.faults for one in verify(new, ArchiveCheck(config.storage.folder / "archive"))] == [()] * 4


def test_it_is_done_once_a_day_and_not_without_rules(house: House, store: SqlStore) -> None:
    settled(house, store, 1, Status.IGNORED)
    bare = replace(house, config=replace(house.config, retention=type(house.config.retention)()))
    assert plan(bare) == () and retain(bare) == 0
    assert retain_daily(house) == 1
    settled(house, store, 2, Status.IGNORED)
    assert retain_daily(house) == 0
    tomorrow = replace(house, clock=Clock(NOW + dt.timedelta(days=1)))
    assert retain_daily(tomorrow) == 1


@pytest.mark.parametrize(
    ("now", "months", "before"),
    [("2026-11-23", 6, "2026-05-23"), ("2026-03-31", 1, "2026-02-28"), ("2026-01-31", 14, "2024-11-30")],
)
def test_months_are_those_of_the_calendar(now: str, months: int, before: str) -> None:
    assert months_before(dt.datetime.fromisoformat(now), months) == dt.datetime.fromisoformat(before)
