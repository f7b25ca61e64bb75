"""Receiving, on SQLite and PostgreSQL."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from domain.errors import StorageError
from domain.register import State
from storage.store import SqlStore
from tests.servers.register_values import NOW, position, receive, result, settle, sha

pytest_plugins = ["tests.servers.register"]


def test_a_received_mail_waits_with_nothing_known_of_it(store: SqlStore) -> None:
    entry = store.entry(receive(store, "a"))
    assert entry is not None
    assert (entry.state, entry.sha256, entry.arrived_at) == (State.RECEIVED, sha("a"), NOW)
    assert (entry.documents, entry.result, entry.number, entry.attempts) == ((), None, "", 0)


def test_times_come_back_aware_in_utc(store: SqlStore) -> None:
    summer = dt.datetime(2026, 7, 1, 1, 30, 0, 123456, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    entry = store.entry(receive(store, "a", arrived_at=summer))
    assert entry is not None
    assert entry.arrived_at == summer
    assert entry.arrived_at.utcoffset() == dt.timedelta(0)


def test_a_naive_time_is_refused_and_nothing_is_stored(store: SqlStore) -> None:
    with pytest.raises((StorageError, ValueError)):
        receive(store, "a", arrived_at=dt.datetime(2026, 7, 1))  # noqa: DTZ001
    assert store.entries() == ()


def test_the_same_bytes_in_another_place_are_the_same_entry(store: SqlStore) -> None:
    first = receive(store, "a", uid=1)
    assert receive(store, "a", uid=1) == first
    assert receive(store, "a", uid=9) == first
    assert store.unknown("INBOX", 7, [1, 2, 9]) == (2,)
    assert len(store.entries()) == 1


def test_where_a_mail_was_fetched_from_is_told_once_a_folder(store: SqlStore) -> None:
    entry = receive(store, "a", uid=1)
    for uid, folder in ((2, "INBOX"), (3, "Skräppost")):
        place = replace(position(uid), folder=folder)
        store.receive(sha256=sha("a"), size=1, position=place, arrived_at=NOW, now=NOW)
    assert store.places(entry) == ("INBOX", "Skräppost")
    assert store.places(entry + 1) == ()


def test_numbers_that_are_given_anew_are_forgotten_and_it_stays_on_record_where_the_mails_lay(store: SqlStore) -> None:
    for _ in range(2):
        for uid, text in enumerate("abc", start=1):
            receive(store, text, uid=uid)
        store.advance("INBOX", 7, 3)
        store.forget_numbers("INBOX", 7)
        assert store.mark("INBOX", 7) == 0
        assert store.unknown("INBOX", 7, [1, 2, 3]) == (1, 2, 3)
    assert (store.holdings().mails, store.holdings().placed, store.holdings().fetched) == (3, 3, 6)
    assert not store.renumbered("INBOX", 7)
    store.advance("INBOX", 7, 1)
    assert store.renumbered("INBOX", 8)
    assert not store.renumbered("INBOX", 7)


def test_the_same_mails_under_a_new_uidvalidity_are_known_by_content(store: SqlStore) -> None:
    entries = [receive(store, text, uid=uid) for uid, text in enumerate("abc", start=1)]
    store.advance("INBOX", 7, 3)
    assert store.mark("INBOX", 8) == 0
    assert store.unknown("INBOX", 8, [1, 2, 3]) == (1, 2, 3)
    for uid, text in enumerate("cab", start=1):
        store.receive(sha256=sha(text), size=1, position=position(uid, uidvalidity=8), arrived_at=NOW, now=NOW)
    assert [entry.id for entry in store.entries()] == sorted(entries, reverse=True)
    assert store.unknown("INBOX", 8, [1, 2, 3]) == ()


def test_a_uid_means_nothing_without_its_folder_and_uidvalidity(store: SqlStore) -> None:
    receive(store, "a", uid=1)
    assert store.unknown("Junk", 7, [1]) == (1,)
    assert store.unknown("INBOX", 8, [1]) == (1,)
    assert store.unknown("INBOX", 7, [1]) == ()


def test_a_reused_uid_names_the_newer_mail_and_both_are_kept(store: SqlStore) -> None:
    old = receive(store, "a", uid=1)
    settle(store, old, result())
    store.acknowledged("INBOX", 7, [1])
    new = receive(store, "b", uid=1)
    assert {entry.id for entry in store.entries()} == {old, new}
    settle(store, new, result())
    assert store.to_acknowledge("INBOX", 7) == (1,)


def test_uids_of_32_bits_fit(store: SqlStore) -> None:
    top = 2**32 - 1
    store.receive(sha256=sha("a"), size=2**33, position=position(top, top), arrived_at=NOW, now=NOW)
    store.advance("INBOX", top, top)
    assert store.unknown("INBOX", top, [top - 1, top]) == (top - 1,)
    assert store.mark("INBOX", top) == top


def test_unknown_keeps_the_order_and_takes_any_number(store: SqlStore) -> None:
    receive(store, "a", uid=1500)
    uids = list(range(3000, 0, -1))
    assert store.unknown("INBOX", 7, uids) == tuple(uid for uid in uids if uid != 1500)
    assert store.unknown("INBOX", 7, []) == ()


def test_the_mark_only_rises(store: SqlStore) -> None:
    assert store.mark("INBOX", 7) == 0
    for uid in (5, 9, 3):
        store.advance("INBOX", 7, uid)
    assert store.mark("INBOX", 7) == 9
    assert store.mark("INBOX", 8) == 0


def test_a_vanished_mail_that_is_listed_again_is_fetched_after_all(store: SqlStore) -> None:
    store.gone(position(4), NOW)
    store.gone(position(4), NOW)
    assert store.unknown("INBOX", 7, [4]) == (4,)
    assert store.to_acknowledge("INBOX", 7) == ()
    receive(store, "a", uid=4)
    assert store.unknown("INBOX", 7, [4]) == ()


def test_noting_a_committed_mail_as_gone_keeps_it(store: SqlStore) -> None:
    entry_id = receive(store, "a", uid=4)
    store.gone(position(4), NOW)
    assert store.unknown("INBOX", 7, [4]) == ()
    assert store.entry(entry_id) is not None


def test_only_settled_mails_are_acknowledged_and_each_place_once(store: SqlStore) -> None:
    first, second = receive(store, "a", uid=1), receive(store, "b", uid=2)
    receive(store, "a", uid=3)
    assert store.to_acknowledge("INBOX", 7) == ()
    settle(store, first, result())
    assert store.to_acknowledge("INBOX", 7) == (1, 3)
    store.acknowledged("INBOX", 7, [1])
    store.acknowledged("INBOX", 7, [1])
    assert store.to_acknowledge("INBOX", 7) == (3,)
    assert store.to_acknowledge("INBOX", 8) == ()
    settle(store, second, result())
    assert store.to_acknowledge("INBOX", 7) == (2, 3)


def test_waiting_mails_come_in_order_of_arrival(store: SqlStore) -> None:
    late = receive(store, "late", uid=1, arrived_at=NOW + dt.timedelta(days=1))
    early = receive(store, "early", uid=2, arrived_at=NOW - dt.timedelta(seconds=0.5))
    now = receive(store, "now", uid=3)
    assert store.waiting() == (early, now, late)
    settle(store, now, result())
    assert store.waiting() == (early, late)


def test_each_attempt_is_counted_until_the_mail_is_settled(store: SqlStore) -> None:
    entry_id = receive(store, "a")
    assert [store.begin(entry_id), store.begin(entry_id)] == [1, 2]
    settle(store, entry_id, result())
    assert store.begin(entry_id) == 2


def test_what_the_headers_say_is_kept(store: SqlStore) -> None:
    entry_id = receive(store, "a")
    store.describe(entry_id, sender="registrator@botkyrka.se", subject="Svar på remiss åäö", message_id="<1@x>")
    entry = store.entry(entry_id)
    assert entry is not None
    assert (entry.sender, entry.subject) == ("registrator@botkyrka.se", "Svar på remiss åäö")


def test_another_mail_with_the_same_message_id_is_noticed(store: SqlStore) -> None:
    first, second, third = (receive(store, text, uid=uid) for uid, text in enumerate("abc", start=1))
    assert not store.describe(first, sender="", subject="", message_id="<1@x>")
    assert not store.describe(first, sender="", subject="", message_id="<1@x>"), "itself is no other"
    assert store.describe(second, sender="", subject="", message_id="<1@x>")
    assert not store.describe(third, sender="", subject="", message_id="")


def test_mails_without_message_id_are_not_the_same(store: SqlStore) -> None:
    for uid, text in enumerate("ab", start=1):
        assert not store.describe(receive(store, text, uid=uid), sender="", subject="", message_id="")


def test_nul_and_lone_surrogates_are_made_harmless(store: SqlStore) -> None:
    first, second = receive(store, "a", uid=1), receive(store, "b", uid=2)
    store.describe(first, sender="a\x00b", subject="r\udce5d 🙂", message_id="<\x00@x>")
    entry = store.entry(first)
    assert entry is not None
    assert (entry.sender, entry.subject) == ("a\ufffdb", "r\ufffdd 🙂")
    assert store.describe(second, sender="", subject="", message_id="<\x00@x>"), "compared as it is stored"


def test_headers_of_any_length_fit(store: SqlStore) -> None:
    first, second = receive(store, "a", uid=1), receive(store, "b", uid=2)
    huge = "".join(chr(0x10000 + n) for n in range(100_000))  # four bytes each, and nothing to compress
    assert not store.describe(first, sender=huge, subject=huge, message_id=huge)
    assert store.describe(second, sender="", subject="", message_id=huge)
    entry = store.entry(first)
    assert entry is not None
    assert huge.startswith(entry.subject)
    assert len(entry.subject) == 2000


def test_an_entry_that_does_not_exist_is_told(store: SqlStore) -> None:
    assert store.entry(99) is None
    with pytest.raises(StorageError, match="inget mejl med id 99"):
        store.begin(99)


def test_a_state_is_counted_no_further_than_asked(store: SqlStore) -> None:
    for uid in (1, 2, 3):
        receive(store, f"m{uid}", uid)
    assert (store.counts()[State.RECEIVED], store.counts()[State.FLAGGED]) == (3, 0)
    assert (store.counts(most=2)[State.RECEIVED], store.counts(most=4)[State.RECEIVED]) == (2, 3)
