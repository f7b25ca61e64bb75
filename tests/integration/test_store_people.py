"""People's verdicts and the catalogue, on SQLite and PostgreSQL."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from domain.catalogue import Recommendation
from domain.decision import Decision, Status
from domain.doubt import Doubt
from domain.errors import EntryChanged
from domain.outgoing import OutgoingMail
from domain.ports import Compose
from domain.register import Entry, Settlement, State
from storage.store import SqlStore
from tests.servers.register_values import DNR, NOW, decision, document, nothing, outgoing, receive, result, settle

pytest_plugins = ["tests.servers.register"]

LATER = NOW + dt.timedelta(hours=3)


def resolve(
    store: SqlStore,
    entry: Entry,
    *decisions: Decision,
    state: State = State.REGISTERED,
    verb: str = "accept",
    who: str = "Test Granskare",
    compose: Compose = nothing,
) -> Entry:
    return store.resolve(
        entry.id,
        version=entry.version,
        decisions=decisions,
        state=state,
        reason=f"{verb} åäö",
        who=who,
        verb=verb,
        compose=compose,
        now=LATER,
    )


@pytest.fixture
def flagged(store: SqlStore) -> Entry:
    value = result(
        document("a.pdf"), decisions=[decision("a.pdf")], status=Status.FLAGGED, doubts=(Doubt.NOT_AUTHENTICATED,)
    )
    return settle(store, receive(store, "m"), value)


def test_a_copy_stands_when_a_person_dismisses_the_first_as_the_double(store: SqlStore) -> None:
    first = settle(store, receive(store, "m1", 1), result(document("a.pdf"), decisions=[decision("a.pdf")]))
    copies = [
        settle(
            store,
            receive(store, name, uid),
            result(document(file), decisions=[decision(file, repeats=first.number)]),
        )
        for name, uid, file in (("m2", 2, "a.pdf"), ("m3", 3, "b.pdf"))
    ]
    assert [answer.entry_id for answer in store.answers()] == [first.id]
    resolve(store, first, state=State.IGNORED, verb="dismiss")
    (answer,) = store.answers([DNR])
    assert (answer.entry_id, answer.decision.repeats) == (copies[0].id, None)


def test_an_entrys_answers_are_those_that_stand_also_of_a_copy_that_has_come_to_stand(store: SqlStore) -> None:
    first = settle(store, receive(store, "m1", 1), result(document("a.pdf"), decisions=[decision("a.pdf")]))
    copies = [
        settle(
            store, receive(store, name, uid), result(document(name), decisions=[decision(name, repeats=first.number)])
        )
        for name, uid in (("m2", 2), ("m3", 3))
    ]
    solna = settle(store, receive(store, "m4", 4), result(document("d"), decisions=[decision("d", "0184")]))
    everybody = [first.id, *(copy.id for copy in copies), solna.id]

    def standing(*entry_ids: int) -> list[int]:
        return [answer.entry_id for answer in store.answers_of(entry_ids)]

    assert standing(*everybody) == [first.id, solna.id]
    assert standing(*(copy.id for copy in copies)) == [] == standing()
    resolve(store, first, state=State.IGNORED, verb="dismiss")
    assert standing(*everybody) == [copies[0].id, solna.id]
    assert (standing(copies[0].id), standing(copies[1].id), standing(first.id)) == ([copies[0].id], [], [])
    assert store.decisions_of(copies[0].id) == (), "it leaves out what repeats, also when that stands"


def test_a_copy_does_not_stand_beside_a_first_that_a_person_corrected(store: SqlStore) -> None:
    first = settle(store, receive(store, "m1", 1), result(document("a.pdf"), decisions=[decision("a.pdf")]))
    settle(
        store, receive(store, "m2", 2), result(document("a.pdf"), decisions=[decision("a.pdf", repeats=first.number)])
    )
    resolve(store, first, decision("a.pdf", paragraf="88"), verb="correct")
    assert [answer.decision.paragraf for answer in store.answers()] == ["88"]


def test_an_accepted_answer_stands_with_the_one_who_accepted_it(store: SqlStore, flagged: Entry) -> None:
    entry = resolve(store, flagged, decision("a.pdf"))
    assert (entry.state, entry.reason, entry.version) == (State.REGISTERED, "accept åäö", flagged.version + 1)
    (answer,) = store.answers([DNR])
    assert (answer.accepted_by, answer.number) == ("Test Granskare", flagged.number)
    assert answer.decision == decision("a.pdf")


def test_a_corrected_answer_takes_the_place_of_what_stood(store: SqlStore, flagged: Entry) -> None:
    accepted = resolve(store, flagged, decision("a.pdf"))
    corrected = decision("a.pdf", "0184", "KSL/14/0119-8")
    resolve(store, accepted, corrected, verb="correct")
    assert [answer.decision for answer in store.answers()] == [corrected]
    assert store.answers([DNR]) == ()


def test_a_dismissed_mail_has_no_answers_any_more(store: SqlStore, flagged: Entry) -> None:
    entry = resolve(store, resolve(store, flagged, decision("a.pdf")), state=State.IGNORED, verb="dismiss")
    assert entry.state is State.IGNORED
    assert store.answers() == ()


def test_a_person_may_split_a_mail_into_several_answers(store: SqlStore, flagged: Entry) -> None:
    resolve(store, flagged, decision("a.pdf", "0127"), decision("a.pdf", "0184", paragraf="88"))
    assert [answer.decision.municipality for answer in store.answers()] == ["0127", "0184"]


def test_what_the_machine_read_stays_as_it_was(store: SqlStore, flagged: Entry) -> None:
    entry = resolve(store, flagged, decision("a.pdf", "0184"))
    assert entry.result == flagged.result
    assert entry.documents == flagged.documents


def test_the_second_of_two_people_is_told_and_nothing_is_lost(store: SqlStore, flagged: Entry) -> None:
    first = resolve(store, flagged, decision("a.pdf"))
    with pytest.raises(EntryChanged, match="Ladda om sidan"):
        resolve(store, flagged, state=State.IGNORED, verb="dismiss")
    assert store.entry(flagged.id) == first
    assert len(store.audit(flagged.id)) == 1


def test_a_mail_that_is_not_read_yet_cannot_be_judged(store: SqlStore) -> None:
    entry = store.entry(receive(store, "m"))
    assert entry is not None
    with pytest.raises(EntryChanged):
        resolve(store, entry)


def test_a_verdict_cannot_put_a_mail_back_to_unread(store: SqlStore, flagged: Entry) -> None:
    with pytest.raises(ValueError, match="RECEIVED"):
        resolve(store, flagged, state=State.RECEIVED)


def test_a_failed_mail_can_be_answered_for_by_a_person(store: SqlStore) -> None:
    failed = store.fail(receive(store, "m"), reason="x", compose=nothing, now=NOW)
    resolve(store, failed, decision("read by eye"))
    assert [answer.number for answer in store.answers()] == [failed.number]


def test_every_verdict_leaves_who_when_before_and_after(store: SqlStore, flagged: Entry) -> None:
    accepted = resolve(store, flagged, decision("a.pdf"))
    resolve(store, accepted, state=State.IGNORED, verb="dismiss", who="Annan Granskare")
    first, second = store.audit(flagged.id)
    assert (first.at, first.who, first.verb, first.reason) == (LATER, "Test Granskare", "accept", "accept åäö")
    before, after = json.loads(first.before), json.loads(first.after)
    assert (before["state"], before["reason"]) == ("flagged", "skäl: flagged")
    assert (after["state"], after["decisions"][0]["municipality"]) == ("registered", "0127")
    assert json.loads(second.before) == after
    assert json.loads(second.after) == {"state": "ignored", "reason": "dismiss åäö", "decisions": []}
    assert store.audit(999) == ()


def test_mails_of_a_verdict_are_queued_with_it_and_see_all_answers(store: SqlStore, flagged: Entry) -> None:
    settle(store, receive(store, "m2", uid=2), result(document("b.pdf"), decisions=[decision("b.pdf", "0184")]))
    seen: list[tuple[State, list[str | None]]] = []

    def compose(settlement: Settlement) -> tuple[OutgoingMail, ...]:
        answers = settlement.answers
        seen.append((settlement.entry.state, [answer.decision.municipality for answer in answers]))
        return (outgoing("sammanfattning"),)

    accepted = resolve(store, flagged, decision("a.pdf"), compose=compose)
    resolve(store, accepted, state=State.IGNORED, compose=compose)
    assert seen == [(State.REGISTERED, ["0127", "0184"]), (State.IGNORED, ["0184"])]
    assert len(store.outbox()) == 1


def test_a_verdict_whose_mail_cannot_be_written_is_not_given(store: SqlStore, flagged: Entry) -> None:
    def breaks(_settlement: Settlement) -> tuple[OutgoingMail, ...]:
        raise RuntimeError("template missing")

    with pytest.raises(RuntimeError):
        resolve(store, flagged, decision("a.pdf"), compose=breaks)
    assert store.entry(flagged.id) == flagged
    assert (store.audit(flagged.id), store.answers()) == ((), ())


def test_recommendations_are_added_replaced_and_given_back_whole(store: SqlStore) -> None:
    plain = Recommendation(diarienummer=DNR, title="Överenskommelse", decided_on=dt.date(2015, 3, 19))
    full = Recommendation(
        diarienummer=DNR,
        title="Överenskommelse om samverkan",
        decided_on=dt.date(2015, 3, 19),
        respond_by=dt.date(2015, 6, 15),
        addressees=("0114", "0115"),
        supersedes="KSL/14/0001-1",
        notify=("partner@example.se",),
    )
    older = Recommendation(diarienummer="KSL/14/0001-1", title="Avsiktsförklaring", decided_on=dt.date(2014, 1, 2))
    assert store.recommendations() == ()
    assert store.put_recommendation(plain, NOW)
    assert store.put_recommendation(older, NOW)
    assert not store.put_recommendation(full, LATER)
    assert store.recommendations() == (older, full)
