"""Settling, numbers and answers, on SQLite and PostgreSQL."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import replace

import pytest

from domain.decision import DocumentFate, Status
from domain.document import FailureKind
from domain.doubt import Doubt
from domain.mail import SkipReason
from domain.outgoing import OutgoingMail
from domain.register import Answer, Settlement, State
from storage.store import SqlStore
from tests.servers.register_values import (
    DNR,
    NOW,
    always,
    decision,
    document,
    nothing,
    outgoing,
    receive,
    result,
    settle,
    sha,
)

pytest_plugins = ["tests.servers.register"]

SKIPPED = DocumentFate.SKIPPED


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (Status.REGISTERED, State.REGISTERED),
        (Status.FLAGGED, State.FLAGGED),
        (Status.IGNORED, State.IGNORED),
    ],
)
def test_a_settled_mail_is_in_the_state_of_its_result_with_the_reason_in_words(
    store: SqlStore, status: Status, state: State
) -> None:
    value = result(document("a.pdf"), decisions=[decision("a.pdf")], status=status, doubts=(Doubt.NOT_ADJUSTED,))
    entry = settle(store, receive(store, "a"), value)
    assert (entry.state, entry.reason) == (state, f"skäl: {status.value}")
    assert entry.result == value
    assert store.entry(entry.id) == entry
    assert store.counts() == {each: int(each is state) for each in State}


def test_documents_get_numbers_in_the_mails_order(store: SqlStore) -> None:
    first = settle(store, receive(store, "m1", uid=1), result(document("a.pdf"), document("b.pdf")))
    second = settle(store, receive(store, "m2", uid=2), result(document("c.pdf")))
    assert [(d.number, d.name) for d in first.documents] == [("2026-000001", "a.pdf"), ("2026-000002", "b.pdf")]
    assert second.number == "2026-000003"


def test_the_same_document_keeps_its_number_in_another_mail_and_its_name_as_sent_there(store: SqlStore) -> None:
    first = settle(store, receive(store, "m1", uid=1), result(document("a.pdf")))
    renamed = dataclasses.replace(document("a.pdf"), name="Kopia av a.pdf")
    second = settle(store, receive(store, "m2", uid=2), result(document("b.pdf"), renamed, renamed))
    assert [(d.number, d.name) for d in second.documents] == [
        ("2026-000002", "b.pdf"),
        (first.number, "Kopia av a.pdf"),
        (first.number, "Kopia av a.pdf"),
    ]


def test_a_mail_without_documents_is_its_own_document(store: SqlStore) -> None:
    entry = settle(store, receive(store, "m"), result(status=Status.IGNORED))
    (itself,) = entry.documents
    assert (itself.number, itself.name, itself.media_type) == ("2026-000001", "", "message/rfc822")
    assert (itself.sha256, itself.fate, itself.reason) == (sha("m"), DocumentFate.READ, "")


def test_logos_signatures_and_calendars_stand_last_without_a_number(store: SqlStore) -> None:
    furniture = [
        document(reason.value, SKIPPED, reason.value)
        for reason in (SkipReason.DECORATION, SkipReason.SIGNATURE, SkipReason.CALENDAR)
    ]
    entry = settle(store, receive(store, "m1", uid=1), result(*furniture, document("a.pdf")))
    assert [d.name for d in entry.documents] == ["a.pdf", "decoration", "signature", "calendar"]
    assert [d.number for d in entry.documents] == ["2026-000001", "", "", ""]
    only_logo = settle(store, receive(store, "m2", uid=2), result(furniture[0]))
    assert [(d.name, d.number) for d in only_logo.documents] == [("", "2026-000002"), ("decoration", "")]


def test_what_could_not_be_read_or_taken_out_has_a_number_and_its_reason(store: SqlStore) -> None:
    locked = document("a.pdf", DocumentFate.FAILED, FailureKind.LOCKED.value)
    odd = document("b.xyz", SKIPPED, SkipReason.UNSUPPORTED.value)
    deep = dataclasses.replace(document("c", SKIPPED, SkipReason.TOO_DEEP.value), sha256="")
    first = settle(store, receive(store, "m1", uid=1), result(locked, odd, deep, deep))
    assert [(d.number[-1], d.fate, d.reason) for d in first.documents] == [
        ("1", DocumentFate.FAILED, "locked"),
        ("2", SKIPPED, "unsupported"),
        ("3", SKIPPED, "too_deep"),
        ("4", SKIPPED, "too_deep"),
    ]
    second = settle(store, receive(store, "m2", uid=2), result(deep))
    assert second.number == "2026-000005", "parts without bytes are never taken for one another"


def test_the_year_of_a_number_is_that_of_arrival_in_stockholm(store: SqlStore) -> None:
    def number(text: str, uid: int, arrived_at: dt.datetime) -> str:
        return settle(store, receive(store, text, uid=uid, arrived_at=arrived_at), result()).number

    assert number("a", 1, dt.datetime(2026, 12, 31, 22, 59, 59, tzinfo=dt.UTC)) == "2026-000001"
    assert number("b", 2, dt.datetime(2026, 12, 31, 23, 0, 0, tzinfo=dt.UTC)) == "2027-000001"
    assert number("c", 3, dt.datetime(2026, 6, 1, tzinfo=dt.UTC)) == "2026-000002"


def test_a_rollback_leaves_no_gap_and_nothing_else(store: SqlStore) -> None:
    entry_id = receive(store, "m1", uid=1)

    def breaks(_settlement: Settlement) -> tuple[OutgoingMail, ...]:
        raise RuntimeError("template missing")

    before = store.entry(entry_id)
    for _ in range(2):
        with pytest.raises(RuntimeError, match="template missing"):
            settle(store, entry_id, result(document("a.pdf"), decisions=[decision("a.pdf")]), breaks)
    assert store.entry(entry_id) == before
    assert (store.answers(), store.outbox()) == ((), ())
    assert settle(store, entry_id, result(document("b.pdf"))).number == "2026-000001"


def test_settling_again_changes_nothing_and_asks_nobody(store: SqlStore) -> None:
    entry = settle(store, receive(store, "m"), result(document("a.pdf"), decisions=[decision("a.pdf")]))

    def never(*_: object) -> object:
        raise AssertionError("asked again")

    again = store.settle(entry.id, conclude=never, recommendations=(DNR,), compose=never, now=NOW)  # type: ignore[arg-type]
    assert again == entry
    assert store.fail(entry.id, reason="x", compose=never, now=NOW) == entry  # type: ignore[arg-type]
    assert len(store.answers()) == 1


def test_a_registered_answer_says_whence_it_came(store: SqlStore) -> None:
    later = NOW + dt.timedelta(hours=1)
    value = result(document("a.pdf"), document("b.pdf"), decisions=[decision("b.pdf")])
    entry = settle(store, receive(store, "m", arrived_at=later), value)
    assert store.answers() == (
        Answer(
            id=1,
            entry_id=entry.id,
            number=entry.documents[1].number,
            arrived_at=later,
            accepted_by="",
            registered_at=NOW,
            decision=decision("b.pdf"),
        ),
    )


def test_a_decision_without_its_document_is_under_the_mails_number(store: SqlStore) -> None:
    settle(store, receive(store, "m"), result(document("a.pdf"), decisions=[decision("the body")]))
    assert [answer.number for answer in store.answers()] == ["2026-000001"]


@pytest.mark.parametrize("status", [Status.FLAGGED, Status.IGNORED])
def test_only_registered_mails_have_answers(store: SqlStore, status: Status) -> None:
    settle(store, receive(store, "m"), result(document("a.pdf"), decisions=[decision("a.pdf")], status=status))
    assert store.answers() == ()


def test_a_repeated_decision_is_kept_but_does_not_count(store: SqlStore) -> None:
    settle(store, receive(store, "m1", uid=1), result(document("a.pdf"), decisions=[decision("a.pdf")]))
    repeat = decision("b.pdf", repeats="2026-000001")
    entry = settle(store, receive(store, "m2", uid=2), result(document("b.pdf"), decisions=[repeat]))
    assert [answer.number for answer in store.answers()] == ["2026-000001"]
    kept = store.entry(entry.id)
    assert kept is not None
    assert kept.result is not None
    assert kept.result.decisions == (repeat,)


def test_answers_come_by_arrival_and_in_the_mails_order_for_the_recommendations_asked(store: SqlStore) -> None:
    other = "KSL/14/0119-8"
    late = receive(store, "late", uid=1, arrived_at=NOW + dt.timedelta(days=1))
    settle(store, late, result(document("l.pdf"), decisions=[decision("l.pdf", "0184")]))
    settle(
        store,
        receive(store, "early", uid=2),
        result(document("e.pdf"), decisions=[decision("e.pdf", "0127", other), decision("e.pdf", "0127")]),
    )

    def found(recommendations: list[str] | None) -> list[tuple[str | None, str]]:
        return [(a.decision.municipality, a.decision.recommendation) for a in store.answers(recommendations)]

    assert found(None) == [("0127", other), ("0127", DNR), ("0184", DNR)]
    assert found([DNR]) == [("0127", DNR), ("0184", DNR)]
    assert found([]) == []


def test_conclude_sees_the_earlier_answers_and_compose_the_new_ones_too(store: SqlStore) -> None:
    other = "KSL/14/0119-8"
    settle(store, receive(store, "m1", uid=1), result(document("a.pdf"), decisions=[decision("a.pdf")]))
    seen: list[list[str]] = []
    states: list[State] = []

    def conclude(earlier: tuple[Answer, ...]) -> object:
        seen.append([answer.number for answer in earlier])
        return result(document("b.pdf"), decisions=[decision("b.pdf", "0184"), decision("b.pdf", "0184", other)])

    def compose(settlement: Settlement) -> tuple[OutgoingMail, ...]:
        entry, answers = settlement.entry, settlement.answers
        states.append(entry.state)
        seen.append([answer.number for answer in answers])
        return (outgoing(f"sammanfattning/{entry.id}/{entry.number}"),)

    entry_id = receive(store, "m2", uid=2)
    store.settle(entry_id, conclude=conclude, recommendations=(DNR,), compose=compose, now=NOW)  # type: ignore[arg-type]
    assert seen == [["2026-000001"], ["2026-000001", "2026-000002", "2026-000002"]]
    assert states == [State.REGISTERED]
    assert [row.mail.key for row in store.outbox()] == [f"sammanfattning/{entry_id}/2026-000002"]


def test_a_failed_mail_has_a_number_for_itself_and_tells_staff(store: SqlStore) -> None:
    entry_id = receive(store, "m")

    def compose(settlement: Settlement) -> tuple[OutgoingMail, ...]:
        entry = settlement.entry
        assert settlement.answers == ()
        return (outgoing(f"granskning/{entry.number}"),)

    entry = store.fail(entry_id, reason="Läsningen misslyckades tre gånger.", compose=compose, now=NOW)
    assert (entry.state, entry.reason) == (State.FAILED, "Läsningen misslyckades tre gånger.")
    assert [(d.number, d.sha256, d.fate) for d in entry.documents] == [("2026-000001", sha("m"), DocumentFate.FAILED)]
    assert [row.mail.key for row in store.outbox()] == ["granskning/2026-000001"]
    assert store.waiting() == ()


def test_text_no_database_can_hold_is_made_harmless_everywhere(store: SqlStore) -> None:
    odd = dataclasses.replace(document("a.pdf"), name="a\x00\ud800.pdf")
    claim = dataclasses.replace(decision("a.pdf"), quote="antar\x00 \udce5")
    entry = settle(store, receive(store, "m"), result(odd, decisions=[claim]))
    assert entry.documents[0].name == "a\ufffd\ufffd.pdf"
    assert entry.result is not None
    assert entry.result.decisions[0].quote == "antar\ufffd \ufffd"
    assert store.answers()[0].decision.quote == "antar\ufffd \ufffd"


def test_entries_come_newest_first_page_by_page(store: SqlStore) -> None:
    ids = [receive(store, str(n), uid=n + 1, arrived_at=NOW + dt.timedelta(hours=n // 2)) for n in range(7)]
    newest_first = ids[::-1]
    assert [entry.id for entry in store.entries()] == newest_first
    page, pages = store.entries(limit=3), []
    while page:
        pages.append([entry.id for entry in page])
        page = store.entries(limit=3, before=page[-1].id)
    assert pages == [newest_first[:3], newest_first[3:6], newest_first[6:]]
    assert store.entries(before=999) == ()


def test_entries_can_be_asked_for_by_state(store: SqlStore) -> None:
    ids = [receive(store, text, uid=uid) for uid, text in enumerate("abcd", start=1)]
    settle(store, ids[0], result(status=Status.FLAGGED))
    settle(store, ids[1], result(status=Status.IGNORED))
    store.fail(ids[2], reason="x", compose=nothing, now=NOW)
    assert [e.id for e in store.entries([State.FLAGGED, State.FAILED])] == [ids[2], ids[0]]
    assert [e.id for e in store.entries([State.RECEIVED])] == [ids[3]]
    assert store.entries([State.REGISTERED]) == ()


def test_a_mail_that_came_meanwhile_does_not_disturb_the_order_of_numbers(store: SqlStore) -> None:
    ids = [receive(store, text, uid=uid) for uid, text in enumerate("ab", start=1)]
    second = store.settle(ids[1], conclude=always(result()), recommendations=(), compose=nothing, now=NOW)
    first = store.settle(ids[0], conclude=always(result()), recommendations=(), compose=nothing, now=NOW)
    assert (second.number, first.number) == ("2026-000001", "2026-000002")


def test_answers_are_the_same_without_their_evidence(store: SqlStore) -> None:
    settle(store, receive(store, "m"), result(document("a.pdf"), decisions=[decision("a.pdf")]))
    little = replace(
        decision("b.pdf"), outcome=None, decision_body=None, meeting_date=None, page=None, municipality=None
    )
    settle(store, receive(store, "n", 2), result(document("b.pdf"), decisions=[little]))
    whole, brief = store.answers(), store.answers(evidence=False)
    assert len(whole) == 2
    assert [a.decision.evidence for a in brief] == [(), ()]
    assert brief == tuple(replace(a, decision=replace(a.decision, evidence=(), doubts=())) for a in whole)
    assert store.with_evidence(brief[::-1]) == whole[::-1]
    assert store.with_evidence(()) == ()
