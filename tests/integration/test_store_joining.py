"""Mails that become one, and what becomes of mails when their entry is decided anew; on SQLite and PostgreSQL."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from domain.decision import Decision
from domain.outgoing import MailKind, OutboxRow, OutgoingMail, OutgoingState, Tells
from domain.register import Settlement, State
from domain.swedish import outgoing_state
from storage.store import SqlStore
from tests.servers.register_values import NOW, decision, document, outgoing, receive, result, settle

pytest_plugins = ["tests.servers.register"]

LATER = NOW + dt.timedelta(minutes=5)


def about(entry_id: int, *decisions: Decision, kind: MailKind = MailKind.SUMMARY, key: str = "") -> OutgoingMail:
    """A mail that tells of an entry; its key counts the reader's mails."""
    key = key or f"{kind.value}/{entry_id}"
    return replace(
        outgoing(key),
        kind=kind,
        entry_id=entry_id,
        tells=(Tells(entry_id=entry_id, decisions=decisions),) if decisions else (),
    )


def registered(store: SqlStore, name: str, uid: int) -> int:
    entry_id = receive(store, name, uid)
    settle(store, entry_id, result(document(name), decisions=[decision(name)]))
    return entry_id


def decide_anew(store: SqlStore, entry_id: int, *decisions: Decision, state: State = State.REGISTERED) -> Settlement:
    """A person's verdict; what the mails about it would be composed from."""
    entry = store.entry(entry_id)
    assert entry is not None
    seen: list[Settlement] = []

    def compose(settlement: Settlement) -> tuple[OutgoingMail, ...]:
        seen.append(settlement)
        return ()

    store.resolve(
        entry_id,
        version=entry.version,
        decisions=decisions,
        state=state,
        reason="Fel.",
        who="registrator",
        verb="correct",
        compose=compose,
        now=LATER,
    )
    return seen[0]


def rows(store: SqlStore) -> dict[str, OutboxRow]:
    return {row.mail.key: row for row in store.outbox()}


def states(store: SqlStore) -> dict[str, OutgoingState]:
    return {key: row.state for key, row in rows(store).items()}


def send(store: SqlStore, key: str) -> None:
    while (row := store.claim(LATER)) is not None and row.mail.key != key:
        pass
    assert row is not None
    store.sent(row.id, LATER)


def test_several_that_wait_become_one_in_one_step(store: SqlStore) -> None:
    store.queue([outgoing("a"), outgoing("b"), outgoing("c")], NOW)
    ids = [rows(store)[key].id for key in "ab"]
    assert store.merge(ids, outgoing("both"), LATER)
    assert states(store) == {
        "a": OutgoingState.WITHDRAWN,
        "b": OutgoingState.WITHDRAWN,
        "c": OutgoingState.WAITING,
        "both": OutgoingState.WAITING,
    }
    assert "Samlat i ett mejl" in rows(store)["a"].last_error
    assert rows(store)["a"].joined_to == rows(store)["both"].id
    assert [outgoing_state(rows(store)[key]) for key in ("a", "both")] == ["samlat", "väntar"]


def test_nothing_is_joined_when_one_of_them_has_left_meanwhile(store: SqlStore) -> None:
    store.queue([outgoing("a"), outgoing("b")], NOW)
    ids = [row.id for row in store.outbox()]
    send(store, "a")
    assert not store.merge(ids, outgoing("both"), LATER)
    assert states(store) == {"a": OutgoingState.SENT, "b": OutgoingState.WAITING}


def test_joining_twice_and_under_a_key_that_is_taken_changes_nothing(store: SqlStore) -> None:
    store.queue([outgoing("a"), outgoing("b"), outgoing("c")], NOW)
    ids = {key: row.id for key, row in rows(store).items()}
    assert store.merge([ids["a"], ids["b"]], outgoing("both"), LATER)
    assert not store.merge([ids["a"], ids["b"]], outgoing("both"), LATER)
    assert not store.merge([ids["c"]], outgoing("both"), LATER)
    assert states(store)["c"] is OutgoingState.WAITING


def test_only_what_has_not_left_is_withdrawn(store: SqlStore) -> None:
    store.queue([outgoing("a"), outgoing("b"), replace(outgoing("draft"), draft=True)], NOW)
    send(store, "a")
    assert store.withdraw([row.id for row in store.outbox()], "Behövs inte.") == 2
    assert states(store) == {
        "a": OutgoingState.SENT,
        "b": OutgoingState.WITHDRAWN,
        "draft": OutgoingState.WITHDRAWN,
    }


def test_what_waits_of_an_entry_that_is_decided_anew_is_withdrawn_and_what_has_left_is_told(store: SqlStore) -> None:
    first = decision("a")
    entry_id = registered(store, "a", 1)
    store.queue([about(entry_id, first, key="sent"), about(entry_id, first, key="waits")], NOW)
    send(store, "sent")
    told = decide_anew(store, entry_id, replace(first, paragraf="88")).told
    assert [(row.mail.key, row.state, row.mail.tells) for row in told] == [
        ("sent", OutgoingState.SENT, (Tells(entry_id=entry_id, decisions=(first,)),))
    ]
    assert states(store)["waits"] is OutgoingState.WITHDRAWN


def test_what_is_being_sent_counts_as_told(store: SqlStore) -> None:
    entry_id = registered(store, "a", 1)
    store.queue([about(entry_id, decision("a"))], NOW)
    claimed = store.claim(NOW)
    assert claimed is not None
    assert [row.id for row in decide_anew(store, entry_id).told] == [claimed.id]


def test_a_joined_mail_that_waits_is_taken_apart_and_the_others_wait_again(store: SqlStore) -> None:
    one, other = registered(store, "a", 1), registered(store, "b", 2)
    store.queue([about(one, decision("a"), key="one"), about(other, decision("b"), key="other")], NOW)
    whole = replace(outgoing("both"), tells=(Tells(entry_id=one), Tells(entry_id=other)))
    assert store.merge([row.id for row in store.outbox()], whole, LATER)
    settlement = decide_anew(store, one, state=State.IGNORED)
    assert settlement.told == ()
    assert states(store) == {
        "both": OutgoingState.WITHDRAWN,
        "one": OutgoingState.WITHDRAWN,
        "other": OutgoingState.WAITING,
    }


def test_a_joined_mail_that_has_left_has_told_of_each_of_its_entries(store: SqlStore) -> None:
    one, other = registered(store, "a", 1), registered(store, "b", 2)
    store.queue([about(one, decision("a"), key="one"), about(other, decision("b"), key="other")], NOW)
    said = (Tells(entry_id=one, decisions=(decision("a"),)), Tells(entry_id=other, decisions=(decision("b"),)))
    assert store.merge([row.id for row in store.outbox()], replace(outgoing("both"), tells=said), LATER)
    send(store, "both")
    for number, entry_id in enumerate((one, other)):
        told = decide_anew(store, entry_id, state=State.IGNORED).told
        assert [(row.mail.key, row.mail.tells) for row in told] == [("both", (said[number],))]
    assert states(store)["other"] is OutgoingState.WITHDRAWN


def test_a_person_who_withdraws_a_joined_mail_withdraws_all_of_it(store: SqlStore) -> None:
    one, other = registered(store, "a", 1), registered(store, "b", 2)
    store.queue([about(one, key="one"), about(other, key="other")], NOW)
    store.merge([row.id for row in store.outbox()], outgoing("both"), LATER)
    store.withdraw([rows(store)["both"].id], "Behövs inte.")
    decide_anew(store, one, state=State.IGNORED)
    assert set(states(store).values()) == {OutgoingState.WITHDRAWN}


def test_a_receipt_that_claims_something_is_withdrawn_and_one_that_claims_nothing_goes(store: SqlStore) -> None:
    one, other = registered(store, "a", 1), registered(store, "b", 2)
    store.queue([about(one, decision("a"), kind=MailKind.RECEIPT), about(other, kind=MailKind.RECEIPT)], NOW)
    decide_anew(store, one, state=State.IGNORED)
    decide_anew(store, other, state=State.IGNORED)
    assert states(store) == {"kvittens/1": OutgoingState.WITHDRAWN, "kvittens/2": OutgoingState.WAITING}


def test_the_reminders_of_what_is_answered_are_withdrawn_and_others_are_not(store: SqlStore) -> None:
    reminder = replace(outgoing("botkyrka"), kind=MailKind.REMINDER, about="KSL/15/0016-5/0127", draft=True)
    store.queue([reminder, replace(reminder, key="danderyd", about="KSL/15/0016-5/0162")], NOW)
    registered(store, "a", 1)
    assert states(store) == {"botkyrka": OutgoingState.WITHDRAWN, "danderyd": OutgoingState.DRAFT}


def test_mails_of_a_kind_are_counted_since_a_time_and_to_one_reader(store: SqlStore) -> None:
    receipt = replace(outgoing("a"), kind=MailKind.RECEIPT)
    store.queue([receipt, replace(receipt, key="b", recipient="nagon@botkyrka.se"), outgoing("c")], NOW)
    assert store.queued_since(NOW, kind=MailKind.RECEIPT) == 2
    assert store.queued_since(NOW, kind=MailKind.RECEIPT, recipient="nagon@botkyrka.se") == 1
    assert store.queued_since(LATER, kind=MailKind.RECEIPT) == 0
