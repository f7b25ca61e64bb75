"""Which bytes of a FETCH answer belong to which mail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ingest.answers import GivenMail, mail_in
from ingest.connection import _parse_one

DATE = b'"04-May-2015 08:00:00 +0200"'


def response(uid: int | None, raw: bytes, sequence: int = 1) -> list[Any]:
    head = b"%d (INTERNALDATE %s RFC822.SIZE %d BODY[] {%d}" % (sequence, DATE, len(raw), len(raw))
    return [(head, raw), b" UID %d)" % uid if uid is not None else b")"]


def mail(parts: Sequence[Any], uid: int) -> GivenMail | None:
    return mail_in(parts, uid, _parse_one)


def test_a_mail_with_its_uid_after_the_body_is_found() -> None:
    assert mail(response(7, b"Hej\r\n"), 7) == GivenMail(
        raw=b"Hej\r\n", size=5, arrived_at=dt.datetime(2015, 5, 4, 6, 0, tzinfo=dt.UTC)
    )


def test_a_body_without_a_uid_belongs_to_nobody() -> None:
    assert mail(response(None, b"Hej\r\n", sequence=7), 7) is None


def test_a_uid_and_a_body_in_two_answers_are_not_put_together() -> None:
    assert mail([b"7 (UID 7 FLAGS ())", *response(None, b"Hej\r\n", sequence=7)], 7) is None


def test_a_broken_answer_beside_the_whole_one_does_not_spoil_it() -> None:
    found = mail([b"1 (UID", (b"2 (UID 2 BODY[] {9}", b"kort"), b")", *response(7, b"Hej\r\n")], 7)
    assert found is not None
    assert found.raw == b"Hej\r\n"


def test_the_same_mail_told_twice_is_one_mail_and_two_different_are_none() -> None:
    assert mail(response(7, b"Hej\r\n") * 2, 7) is not None
    assert mail([*response(7, b"Hej\r\n"), *response(7, b"Nej\r\n")], 7) is None


def test_no_answer_at_all_is_none() -> None:
    assert mail([None], 7) is None
    assert mail([], 7) is None


def test_a_mail_is_given_also_when_its_date_is_beyond_the_calendar() -> None:
    parts = [(b'1 (UID 7 INTERNALDATE "31-Dec-9999 23:00:00 -1200" BODY[] {3}', b"Hej"), b")"]
    found = mail(parts, 7)
    assert found is not None
    assert found.arrived_at == dt.datetime(9999, 12, 31, 23, tzinfo=dt.UTC)


def test_a_size_that_was_not_told_is_none_and_the_mail_counts() -> None:
    found = mail([(b"1 (UID 7 INTERNALDATE %s BODY[] {3}" % DATE, b"Hej"), b")"], 7)
    assert found is not None
    assert found.size is None


@given(st.lists(st.tuples(st.one_of(st.none(), st.integers(1, 4)), st.binary(min_size=1, max_size=20)), max_size=6))
def test_a_mail_is_never_given_bytes_that_did_not_stand_beside_its_uid(answers: list[tuple[int | None, bytes]]) -> None:
    parts = [part for uid, raw in answers for part in response(uid, raw)]
    for uid in range(1, 5):
        own = {raw for number, raw in answers if number == uid}
        found = mail(parts, uid)
        assert (found.raw if found else None) == (own.pop() if len(own) == 1 else None)


@given(st.lists(st.one_of(st.binary(max_size=30), st.tuples(st.binary(max_size=30), st.binary(max_size=10)))))
def test_whatever_a_server_answers_it_is_a_mail_or_none(parts: list[Any]) -> None:
    assert mail(parts, 7) is None or b"7" in repr(parts).encode()
