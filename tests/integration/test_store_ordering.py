"""A person's word on outgoing mail, the brake's counting and holding, on SQLite and PostgreSQL."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from domain.errors import EntryChanged
from domain.outgoing import OUTGOING_VERBS, MailKind, OutboxRow, OutgoingState, OutgoingVerb, SendStage
from storage.store import SqlStore
from tests.servers.register_values import NOW, outgoing, receive

pytest_plugins = ["tests.servers.register"]

LATER = NOW + dt.timedelta(hours=3)
HOUR = dt.timedelta(hours=1)


def in_state(store: SqlStore, state: OutgoingState) -> int:
    """A mail that has come to this state the way that mails do."""
    store.queue([replace(outgoing(state.value), draft=state is OutgoingState.DRAFT)], NOW)
    row = store.outbox()[0]
    if state in {OutgoingState.WAITING, OutgoingState.DRAFT}:
        return row.id
    if state is OutgoingState.WITHDRAWN:
        store.withdraw([row.id], "inte längre sant")
        return row.id
    claimed = store.claim(NOW)
    assert claimed is not None
    assert claimed.id == row.id
    store.reached(row.id, SendStage.DOT, NOW)
    if state in {OutgoingState.PARKED, OutgoingState.UNCERTAIN}:
        store.park(row.id, state=state, error="550 finns inte")
    elif state is not OutgoingState.SENDING:
        store.sent(row.id, NOW)
    if state is OutgoingState.BOUNCED:
        store.bounced(row.id, why="okänd", entry_id=receive(store, "retur"), now=NOW)
    return row.id


def row_of(store: SqlStore, row_id: int) -> OutboxRow:
    row = store.outgoing_row(row_id)
    assert row is not None
    return row


@pytest.mark.parametrize("verb", list(OutgoingVerb))
def test_a_verb_changes_exactly_the_states_that_it_may_and_leaves_a_trail(store: SqlStore, verb: OutgoingVerb) -> None:
    allowed, after = OUTGOING_VERBS[verb]
    waiting_last = sorted(OutgoingState, key=lambda state: state is OutgoingState.WAITING)
    rows = {state: in_state(store, state) for state in waiting_last}
    for state, row_id in rows.items():
        if state not in allowed:
            with pytest.raises(EntryChanged, match="Inget är ändrat"):
                store.order(row_id, verb, who="Registrator Ett", why="prövar", now=LATER)
            assert row_of(store, row_id).state is state
            assert store.outgoing_audit(row_id) == ()
            continue
        assert store.order(row_id, verb, who="Registrator Ett", why="ringde", now=LATER).state is after
        assert row_of(store, row_id).state is after
        (trail,) = store.outgoing_audit(row_id)
        assert (trail.at, trail.who, trail.verb, trail.reason) == (LATER, "Registrator Ett", verb.value, "ringde")
        assert f'"{state.value}"' in trail.before
        assert f'"{after.value}"' in trail.after


def test_what_is_to_be_sent_again_is_due_at_once_as_a_first_attempt(store: SqlStore) -> None:
    row_id = in_state(store, OutgoingState.PARKED)
    store.order(row_id, OutgoingVerb.RETRY, who="a", why="", now=LATER)
    claimed = store.claim(LATER)
    assert claimed is not None
    assert (claimed.id, claimed.attempts) == (row_id, 1)


def test_a_mail_that_did_arrive_was_sent_when_it_was_handed_over(store: SqlStore) -> None:
    row_id = in_state(store, OutgoingState.UNCERTAIN)
    store.order(row_id, OutgoingVerb.SENT, who="a", why="mottagaren har det", now=LATER)
    assert row_of(store, row_id).sent_at == NOW
    assert store.claim(LATER) is None


def test_a_released_draft_is_not_sent_before_its_time(store: SqlStore) -> None:
    store.queue([replace(outgoing("a"), draft=True, not_before=LATER)], NOW)
    (row,) = store.outbox()
    assert store.claim(LATER) is None
    store.order(row.id, OutgoingVerb.RELEASE, who="a", why="", now=NOW)
    assert store.claim(LATER - dt.timedelta(seconds=1)) is None
    assert store.claim(LATER) is not None


def test_a_mail_that_is_not_there_is_told(store: SqlStore) -> None:
    assert store.outgoing_row(17) is None
    with pytest.raises(EntryChanged, match="inget utgående mejl 17"):
        store.order(17, OutgoingVerb.RETRY, who="a", why="", now=NOW)


def test_what_was_handed_over_is_counted_whatever_became_of_it(store: SqlStore) -> None:
    store.queue([outgoing("a"), outgoing("b"), replace(outgoing("c"), kind=MailKind.ALARM)], NOW)
    for minutes in range(3):
        row = store.claim(NOW)
        assert row is not None
        store.reached(row.id, SendStage.DATA)
        if minutes < 2:
            store.reached(row.id, SendStage.DOT, NOW + minutes * HOUR)
            store.park(row.id, state=OutgoingState.UNCERTAIN, error="")
    assert store.handed_over(NOW - HOUR) == (
        (NOW, "handlaggare@example.se", MailKind.SUMMARY),
        (NOW + HOUR, "handlaggare@example.se", MailKind.SUMMARY),
    )
    assert len(store.handed_over(NOW)) == 1


def test_held_mail_waits_with_the_reason_and_its_attempts_are_not_counted(store: SqlStore) -> None:
    other = replace(outgoing("b"), recipient="annan@example.se")
    alarm = replace(outgoing("c"), kind=MailKind.ALARM)
    later = replace(outgoing("d"), not_before=LATER)
    store.queue([outgoing("a"), other, alarm, later], NOW)
    assert store.hold(until=LATER, why="bromsen", now=NOW, recipient="annan@example.se", alarms=False) == 1
    assert store.hold(until=LATER, why="bromsen", now=NOW, alarms=False) == 1
    assert store.held("bromsen") == 2
    claimed = store.claim(NOW)
    assert claimed is not None
    assert claimed.mail == alarm
    assert store.claim(NOW) is None
    assert {(r.mail.key, r.attempts) for r in store.due(LATER)} == {("a", 0), ("b", 0), ("d", 0)}


def test_an_attempt_that_was_none_is_not_counted_and_the_stage_is_kept(store: SqlStore) -> None:
    store.queue([outgoing("a")], NOW)
    for counted in (True, False):
        row = store.claim(NOW)
        assert row is not None
        store.postpone(row.id, until=NOW, error="bröts", stage=SendStage.RECIPIENT, counted=counted)
    (row,) = store.outbox()
    assert (row.attempts, row.stage) == (1, SendStage.RECIPIENT)


def test_after_a_crash_at_the_dot_the_policy_may_be_to_send_again(store: SqlStore) -> None:
    row_id = in_state(store, OutgoingState.SENDING)
    assert store.recover(resend=True) == 1
    row = row_of(store, row_id)
    assert (row.state, row.handed_at) == (OutgoingState.WAITING, NOW)
    assert "skickas igen" in row.last_error
