"""What is put aside, asked and taken back, on SQLite and PostgreSQL."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from domain.decision import Decision, Status
from domain.errors import EntryChanged
from domain.outgoing import MailKind, OutgoingMail, OutgoingState, OutgoingVerb
from domain.ports import Compose
from domain.register import Entry, Settlement, State
from storage.store import SqlStore
from tests.servers.register_values import NOW, decision, document, nothing, outgoing, receive, result, settle

pytest_plugins = ["tests.servers.register"]

WHO = "Testa Granskare"


@pytest.fixture
def flagged(store: SqlStore) -> Entry:
    value = result(document("a.pdf"), decisions=[decision("a.pdf")], status=Status.FLAGGED)
    return settle(store, receive(store, "m"), value)


def give(
    store: SqlStore,
    entry: Entry,
    *decisions: Decision,
    state: State = State.REGISTERED,
    verb: str = "accept",
    compose: Compose = nothing,
) -> Entry:
    return store.resolve(
        entry.id,
        version=entry.version,
        decisions=decisions,
        state=state,
        reason=verb,
        who=WHO,
        verb=verb,
        compose=compose,
        now=NOW,
    )


def undo(store: SqlStore, entry: Entry, compose: Compose = nothing) -> Entry:
    return store.undo(entry.id, version=entry.version, who="Annan Granskare", compose=compose, now=NOW)


def question(entry: Entry) -> OutgoingMail:
    made = outgoing(f"fråga/{entry.id}")
    return dataclasses.replace(made, kind=MailKind.NOTICE, entry_id=entry.id, draft=True)


def ask(store: SqlStore, entry: Entry) -> Entry:
    return store.ask(entry.id, version=entry.version, mail=question(entry), who=WHO, reason="Villkoret", now=NOW)


def put_aside(store: SqlStore, entry: Entry, until: dt.date | None = None) -> Entry:
    return store.put_aside(entry.id, version=entry.version, until=until, note="Ringer", who=WHO, now=NOW)


@pytest.mark.parametrize(("state", "verb"), [(State.REGISTERED, "accept"), (State.IGNORED, "dismiss")])
def test_a_verdict_that_is_taken_back_never_stood(store: SqlStore, flagged: Entry, state: State, verb: str) -> None:
    decisions = [decision("a.pdf", "0184")] if state is State.REGISTERED else []
    entry = undo(store, give(store, flagged, *decisions, state=state, verb=verb))
    assert (entry.state, entry.reason, entry.version) == (State.FLAGGED, flagged.reason, flagged.version + 2)
    assert store.answers() == ()
    last = store.audit(flagged.id)[-1]
    assert (last.who, last.verb, last.reason) == ("Annan Granskare", "undo", verb)


def test_taking_back_gives_the_very_answer_that_stood_before(store: SqlStore, flagged: Entry) -> None:
    accepted = give(store, flagged, decision("a.pdf"))
    stood = store.answers()
    corrected = give(store, accepted, decision("a.pdf", "0184"), verb="correct")
    assert undo(store, corrected).state is State.REGISTERED
    assert store.answers() == stood


def test_one_step_is_taken_back_at_a_time_to_the_first(store: SqlStore, flagged: Entry) -> None:
    entry = give(store, flagged, decision("a.pdf"))
    entry = give(store, entry, state=State.IGNORED, verb="dismiss")
    entry = undo(store, entry)
    assert [answer.decision.municipality for answer in store.answers()] == ["0127"]
    entry = undo(store, entry)
    assert (entry.state, store.answers()) == (State.FLAGGED, ())
    with pytest.raises(EntryChanged, match="inget att ångra"):
        undo(store, entry)


def test_what_waits_to_be_told_is_not_told_when_it_is_taken_back(store: SqlStore, flagged: Entry) -> None:
    def tells(settlement: Settlement) -> tuple[OutgoingMail, ...]:
        return (dataclasses.replace(outgoing("sammanfattning"), entry_id=settlement.entry.id),)

    undo(store, give(store, flagged, decision("a.pdf"), compose=tells))
    assert [row.state for row in store.outbox()] == [OutgoingState.WITHDRAWN]


def test_who_composes_what_follows_sees_what_was_struck_and_told(store: SqlStore, flagged: Entry) -> None:
    def tells(settlement: Settlement) -> tuple[OutgoingMail, ...]:
        return (dataclasses.replace(outgoing("sammanfattning"), entry_id=settlement.entry.id),)

    corrected = give(store, give(store, flagged, decision("a.pdf")), decision("a.pdf", "0184"), compose=tells)
    row = store.claim(NOW)
    assert row
    store.sent(row.id, NOW)
    seen: list[Settlement] = []
    undo(store, corrected, compose=lambda settlement: seen.append(settlement) or ())  # type: ignore[func-returns-value]
    (settlement,) = seen
    assert [d.municipality for d in settlement.struck] == ["0184"]
    assert [a.decision.municipality for a in settlement.answers] == ["0127"]
    assert [told.id for told in settlement.told] == [row.id]


def test_the_second_of_two_who_take_back_is_told(store: SqlStore, flagged: Entry) -> None:
    entry = give(store, flagged, decision("a.pdf"))
    undo(store, entry)
    with pytest.raises(EntryChanged, match="Ladda om sidan"):
        undo(store, entry)


def test_what_is_put_aside_is_listed_until_it_is_taken_back_or_decided(store: SqlStore, flagged: Entry) -> None:
    until = dt.date(2026, 12, 1)
    entry = put_aside(store, flagged, until)
    assert (entry.state, entry.version) == (State.FLAGGED, flagged.version + 1)
    (aside,) = store.asides()
    assert (aside.entry_id, aside.until, aside.note, aside.who) == (flagged.id, until, "Ringer", WHO)
    assert aside.lasts(dt.date(2026, 11, 30)) and not aside.lasts(until)
    entry = store.take_back(entry.id, version=entry.version, who=WHO, now=NOW)
    assert store.asides() == ()
    entry = give(store, put_aside(store, entry), decision("a.pdf"))
    assert store.asides() == ()
    undo(store, entry)
    assert len(store.asides()) == 1


def test_a_later_word_on_what_is_aside_holds_and_can_be_taken_back(store: SqlStore, flagged: Entry) -> None:
    entry = put_aside(store, put_aside(store, flagged, dt.date(2026, 12, 1)))
    assert [aside.until for aside in store.asides()] == [None]
    undo(store, entry)
    assert [aside.until for aside in store.asides()] == [dt.date(2026, 12, 1)]


def test_a_question_is_a_draft_until_it_is_released_and_goes_when_taken_back(store: SqlStore, flagged: Entry) -> None:
    entry = ask(store, flagged)
    (row,) = store.outbox()
    assert (row.state, store.audit(entry.id)[0].about) == (OutgoingState.DRAFT, f"utgående {row.id}")
    assert undo(store, entry).state is State.FLAGGED
    assert [row.state for row in store.outbox()] == [OutgoingState.WITHDRAWN]


def test_a_question_that_has_left_is_not_taken_back(store: SqlStore, flagged: Entry) -> None:
    entry = ask(store, flagged)
    (row,) = store.outbox()
    store.order(row.id, OutgoingVerb.RELEASE, who=WHO, why="", now=NOW)
    store.claim(NOW)
    with pytest.raises(EntryChanged, match="redan skickats"):
        undo(store, entry)
    assert len(store.audit(entry.id)) == 1


def test_only_what_needs_a_person_is_put_aside_or_asked_about(store: SqlStore, flagged: Entry) -> None:
    entry = give(store, flagged, decision("a.pdf"))
    with pytest.raises(EntryChanged):
        put_aside(store, entry)
    with pytest.raises(EntryChanged):
        ask(store, entry)


def test_a_mail_that_is_only_put_aside_may_be_read_again_one_that_is_decided_not(
    store: SqlStore, flagged: Entry
) -> None:
    entry = put_aside(store, flagged)
    assert entry.result
    entry = store.reread(entry.id, version=entry.version, result=entry.result, compose=nothing, now=NOW)
    with pytest.raises(EntryChanged, match="inget att ångra"):
        undo(store, entry)
    decided = give(store, entry, decision("a.pdf"))
    assert decided.result
    with pytest.raises(EntryChanged):
        store.reread(decided.id, version=decided.version, result=decided.result, compose=nothing, now=NOW)


def test_an_answer_knows_which_it_corrects_with_its_evidence_and_without(store: SqlStore, flagged: Entry) -> None:
    give(store, flagged, dataclasses.replace(decision("a.pdf"), corrects="2026-000099"))
    for answers in (store.answers(), store.answers(evidence=False)):
        assert [answer.decision.corrects for answer in answers] == ["2026-000099"]


def test_what_stands_of_one_entry_is_found_without_the_others(store: SqlStore, flagged: Entry) -> None:
    assert store.decisions_of(flagged.id) == ()
    entry = give(store, flagged, decision("a.pdf"), decision("a.pdf", "0184", repeats="2026-000099"))
    assert store.decisions_of(entry.id) == (decision("a.pdf"),)
    assert store.decisions_of(give(store, entry, state=State.IGNORED).id) == ()
