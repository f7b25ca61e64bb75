"""The outbox, on SQLite and PostgreSQL."""

from __future__ import annotations

import datetime as dt
import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pytest

from domain.errors import StorageError
from domain.outgoing import OutboxRow, OutgoingState, SendStage
from storage.engine import open_store
from storage.store import SqlStore
from tests.servers.register_values import NOW, outgoing

pytest_plugins = ["tests.servers.register"]

LATER = NOW + dt.timedelta(minutes=5)


def claimed(store: SqlStore, key: str = "a") -> OutboxRow:
    store.queue([outgoing(key)], NOW)
    row = store.claim(NOW)
    assert row is not None
    return row


def only(store: SqlStore) -> OutboxRow:
    (row,) = store.outbox()
    return row


def test_a_queued_mail_waits_and_is_due_at_once(store: SqlStore) -> None:
    assert store.queue([outgoing("a")], NOW) == 1
    row = only(store)
    assert row.mail == outgoing("a")
    assert (row.state, row.stage, row.attempts) == (OutgoingState.WAITING, SendStage.NONE, 0)
    assert (row.next_attempt_at, row.created_at, row.sent_at, row.last_error) == (NOW, NOW, None, "")


def test_a_key_is_queued_once_for_ever(store: SqlStore) -> None:
    assert store.queue([outgoing("a"), outgoing("b"), outgoing("a")], NOW) == 2
    assert store.queue([outgoing("b"), outgoing("c")], LATER) == 1
    store.sent(only_claim(store).id, NOW)
    assert store.queue([outgoing("a"), outgoing("b"), outgoing("c")], LATER) == 0
    assert [row.mail.key for row in store.outbox()] == ["c", "b", "a"]


def only_claim(store: SqlStore) -> OutboxRow:
    row = store.claim(NOW)
    assert row is not None
    return row


def test_a_claimed_mail_is_sending_and_its_attempt_counted(store: SqlStore) -> None:
    row = claimed(store)
    assert (row.state, row.attempts, row.mail) == (OutgoingState.SENDING, 1, outgoing("a"))
    assert only(store) == row
    assert store.claim(LATER) is None


def test_the_mail_that_was_due_first_is_claimed_first(store: SqlStore) -> None:
    store.queue([outgoing("a"), outgoing("b")], LATER)
    store.queue([outgoing("c")], NOW)
    assert store.claim(NOW - dt.timedelta(microseconds=1)) is None
    keys = []
    while row := store.claim(LATER):
        keys.append(row.mail.key)
    assert keys == ["c", "a", "b"]


def test_a_postponed_mail_is_due_when_it_is_said_and_not_before(store: SqlStore) -> None:
    row = claimed(store)
    store.postpone(row.id, until=LATER, error="450 försök senare")
    assert (only(store).state, only(store).last_error) == (OutgoingState.WAITING, "450 försök senare")
    assert store.claim(LATER - dt.timedelta(seconds=1)) is None
    again = store.claim(LATER)
    assert again is not None
    assert again.attempts == 2


def test_a_sent_mail_is_never_claimed_again(store: SqlStore) -> None:
    row = claimed(store)
    store.sent(row.id, LATER)
    store.sent(row.id, LATER + dt.timedelta(days=1))
    assert (only(store).state, only(store).sent_at) == (OutgoingState.SENT, LATER)
    assert store.claim(LATER) is None
    assert store.recover() == 0
    assert only(store).state is OutgoingState.SENT


@pytest.mark.parametrize("state", [OutgoingState.PARKED, OutgoingState.UNCERTAIN])
def test_a_parked_mail_waits_for_a_person(store: SqlStore, state: OutgoingState) -> None:
    row = claimed(store)
    store.park(row.id, state=state, error="550 finns inte")
    assert (only(store).state, only(store).last_error) == (state, "550 finns inte")
    assert store.claim(LATER) is None
    assert store.recover() == 0


def test_a_mail_is_not_parked_as_anything_else(store: SqlStore) -> None:
    row = claimed(store)
    with pytest.raises(ValueError, match="not parked"):
        store.park(row.id, state=OutgoingState.WAITING, error="")


@pytest.mark.parametrize("stage", [stage for stage in SendStage if stage is not SendStage.DOT])
def test_after_a_crash_before_the_dot_the_mail_is_sent_again(store: SqlStore, stage: SendStage) -> None:
    row = claimed(store)
    store.reached(row.id, stage)
    assert only(store).stage is stage
    assert store.recover() == 1
    assert (only(store).state, only(store).stage) == (OutgoingState.WAITING, SendStage.NONE)
    assert store.claim(NOW) is not None


def test_after_a_crash_at_the_dot_the_mail_may_have_been_sent(store: SqlStore) -> None:
    row = claimed(store)
    store.reached(row.id, SendStage.DOT)
    assert store.recover() == 1
    assert only(store).state is OutgoingState.UNCERTAIN
    assert "kan ha kommit fram" in only(store).last_error
    assert store.claim(LATER) is None


def test_an_answer_that_comes_after_all_settles_an_uncertain_mail(store: SqlStore) -> None:
    row = claimed(store)
    store.reached(row.id, SendStage.DOT)
    store.recover()
    store.sent(row.id, LATER)
    assert (only(store).state, only(store).last_error) == (OutgoingState.SENT, "")


def test_a_sender_that_has_lost_its_claim_is_stopped_before_the_next_stage(store: SqlStore) -> None:
    row = claimed(store)
    store.recover()
    with pytest.raises(StorageError, match="inte längre reserverat"):
        store.reached(row.id, SendStage.DOT)
    store.postpone(row.id, until=LATER, error="for nobody")
    store.park(row.id, state=OutgoingState.PARKED, error="for nobody")
    assert (only(store).state, only(store).next_attempt_at, only(store).last_error) == (OutgoingState.WAITING, NOW, "")


def test_the_outbox_can_be_asked_for_by_state_and_number(store: SqlStore) -> None:
    store.queue([outgoing(key) for key in "abcd"], NOW)
    first = store.claim(NOW)
    assert first is not None
    assert [row.id for row in store.outbox([OutgoingState.SENDING])] == [first.id]
    assert [row.mail.key for row in store.outbox([OutgoingState.WAITING], limit=2)] == ["d", "c"]


def drain(url: str) -> list[str]:
    """What one claimer gets, in a process or thread of its own."""
    store = open_store(url)
    keys = []
    while row := store.claim(NOW):
        keys.append(row.mail.key)
        store.reached(row.id, SendStage.CONNECT)
    store.close()
    return keys


@pytest.mark.parametrize("kind", ["threads", "processes"])
def test_two_claimers_never_take_the_same_mail(store: SqlStore, register_url: str, kind: str) -> None:
    keys = [f"k{number}" for number in range(60)]
    store.queue([outgoing(key) for key in keys], NOW)
    pool = (
        ThreadPoolExecutor(2)
        if kind == "threads"
        else ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn"))
    )
    with pool:
        taken = [key for part in pool.map(drain, [register_url] * 2) for key in part]
    assert sorted(taken) == sorted(keys)
    assert {row.attempts for row in store.outbox()} == {1}


def test_jobs_leave_signs_of_life(store: SqlStore) -> None:
    assert store.beats() == {}
    store.beat("poll", NOW)
    store.beat("outbox", NOW)
    store.beat("poll", LATER)
    assert store.beats() == {"poll": LATER, "outbox": NOW}
