"""What staff are told of flagged mails, and when: real register, real templates, a clock that the test moves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from domain.decision import Status
from domain.doubt import Doubt
from domain.outgoing import MailKind, OutboxRow, OutgoingState
from domain.register import Entry, State
from registrator.build import House
from registrator.noticing import collect, tell_staff
from registrator.telling import tell
from tests.servers.outbox import Clock, sending_house
from tests.servers.register_values import always, document, position, result, sha

STAFF = '[staff]\naddresses = ["diariet@ksl.se"]\n'
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def clock() -> Clock:
    return Clock(dt.datetime(2026, 11, 23, 8, 20, tzinfo=dt.UTC))  # a Monday, 09.20 in Sweden


@pytest.fixture
def house(tmp_path: Path, clock: Clock) -> Iterator[House]:
    with sending_house(tmp_path, clock, more=STAFF) as opened:
        yield opened


def flag(house: House, number: int) -> Entry:
    """Mail so and so comes in, and is for a person."""
    now, name = house.clock(), f"mejl {number}"
    entry = house.store.receive(sha256=sha(name), size=1, position=position(number), arrived_at=now, now=now)
    read = result(document(name), status=Status.FLAGGED, doubts=(Doubt.NO_RECOMMENDATION,))
    settle = partial(house.store.settle, recommendations=(), compose=partial(tell, house))
    return settle(entry, conclude=always(read), now=now)


def dismiss(house: House, entry: Entry) -> None:
    house.store.resolve(
        entry.id,
        version=entry.version,
        decisions=(),
        state=State.IGNORED,
        reason="Inget svar.",
        who="AN",
        verb="dismiss",
        compose=partial(tell, house),
        now=house.clock(),
    )


def leave(house: House) -> list[OutboxRow]:
    """What the sender would send now, marked as sent."""
    gone = []
    while row := house.store.claim(house.clock()):
        house.store.sent(row.id, house.clock())
        gone.append(row)
    return gone


def text_of(row: OutboxRow) -> str:
    body = message_from_bytes(row.mail.raw, policy=default).get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def test_the_first_is_told_at_once_and_the_rest_of_the_hour_in_one_mail(house: House, clock: Clock) -> None:
    entries = [flag(house, number) for number in range(1, 31)]
    assert [row.mail.entry_id for row in leave(house)] == [entries[0].id]
    clock.now = dt.datetime(2026, 11, 23, 8, 59, 59, tzinfo=dt.UTC)
    tell_staff(house)
    assert leave(house) == []
    clock.now += dt.timedelta(seconds=1)
    assert tell_staff(house) == 1
    (collected,) = leave(house)
    assert collected.mail.subject == "29 mejl att granska"
    told = text_of(collected)
    assert f"/mejl/{entries[1].id}\n" in told
    assert "… och 9 till" in told
    assert tell_staff(house) == 0
    clock.wait(hours=1)
    assert (tell_staff(house), leave(house)) == (0, [])


def test_once_an_hour_has_passed_in_silence_the_next_is_told_at_once(house: House, clock: Clock) -> None:
    flag(house, 1)
    leave(house)
    clock.wait(minutes=45)
    second = flag(house, 2)
    assert [row.mail.entry_id for row in leave(house)] == [second.id]


def test_what_is_collected_does_not_make_the_next_one_go_beside_it(house: House, clock: Clock) -> None:
    flag(house, 1)
    flag(house, 2)
    clock.now = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
    leave(house)
    assert tell_staff(house) == 1
    flag(house, 3)
    (told,) = leave(house)
    assert "samlat" in told.mail.key


def test_while_no_server_takes_mail_what_was_collected_is_not_collected_again_and_again(
    house: House, clock: Clock
) -> None:
    flag(house, 1)
    flag(house, 2)
    for _ in range(3):
        clock.wait(minutes=15)
        until = clock() + dt.timedelta(minutes=15)
        house.store.hold(until=until, why="Servern svarar inte.", now=clock(), alarms=False)
        tell_staff(house)
    assert (
        sum(row.state is OutgoingState.WITHDRAWN for row in house.store.outbox()) == 3
    )  # the two, and the first alone
    clock.wait(minutes=15)
    assert [row.mail.subject for row in leave(house)] == ["2 mejl att granska"]


def test_outside_office_hours_what_follows_waits_until_the_next_working_morning(house: House, clock: Clock) -> None:
    clock.now = dt.datetime(2026, 12, 23, 20, tzinfo=dt.UTC)  # the evening before Christmas Eve
    for number in range(1, 4):
        flag(house, number)
    assert len(leave(house)) == 1
    queued = []
    while not queued:
        clock.wait(minutes=30)
        tell_staff(house)
        queued = leave(house)
    assert clock.now == dt.datetime(2026, 12, 28, 7, tzinfo=dt.UTC)  # a Monday, 08.00 in Sweden
    assert [row.mail.subject for row in queued][-1] == "2 mejl att granska"


def test_what_is_decided_before_it_was_told_is_not_told(house: House, clock: Clock) -> None:
    flag(house, 1)
    leave(house)
    second, third = flag(house, 2), flag(house, 3)
    dismiss(house, second)
    clock.wait(hours=1)
    tell_staff(house)
    (row,) = leave(house)
    assert row.mail.entry_id == third.id
    assert row.mail.subject.startswith("Att granska, ")


def test_a_collector_that_is_killed_at_any_point_costs_no_notice(house: House, clock: Clock) -> None:
    """Nobody collects: half an hour later each goes by itself."""
    for number in range(1, 4):
        flag(house, number)
    leave(house)
    clock.now = dt.datetime(2026, 11, 23, 9, 31, tzinfo=dt.UTC)
    assert len(leave(house)) == 2


def test_each_working_morning_reminds_once_of_what_is_older_than_two_working_days(house: House, clock: Clock) -> None:
    entry = flag(house, 1)
    leave(house)
    mornings = []
    for hours in (22, 1, 1) * 11:
        clock.wait(hours=hours)  # 07.20, 08.20 and 09.20 in Sweden
        tell_staff(house)
        mornings += [(clock.now.date().isoformat(), clock.now.hour, row.mail.subject) for row in leave(house)]
    subject = "Kvar att granska: 1 mejl har väntat mer än två arbetsdagar"
    days = ["2026-11-26", "2026-11-27", "2026-11-30", "2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04"]
    assert mornings == [(day, 7, subject) for day in days]
    dismiss(house, entry)
    clock.wait(days=3)
    assert tell_staff(house) == 0


def test_the_reminder_names_the_oldest_first_and_how_many_wait_in_all(house: House, clock: Clock) -> None:
    first, second = flag(house, 1), flag(house, 2)
    clock.now = dt.datetime(2026, 11, 26, 8, tzinfo=dt.UTC)
    flag(house, 3)
    tell_staff(house)
    (row,) = [r for r in house.store.outbox(kinds=(MailKind.NOTICE,)) if "/kvar/" in r.mail.key]
    told = text_of(row)
    assert told.index(f"/mejl/{first.id}\n") < told.index(f"/mejl/{second.id}\n")
    assert "Sammanlagt väntar 3 mejl" in told


def test_a_mail_that_may_wait_until_a_day_is_not_reminded_of_before_one_without_a_day_is(
    house: House, clock: Clock
) -> None:
    until, forgotten = flag(house, 1), flag(house, 2)
    for entry, day in ((until, dt.date(2026, 11, 30)), (forgotten, None)):
        house.store.put_aside(entry.id, version=entry.version, until=day, note="x", who="AN", now=clock.now)
    leave(house)
    for day, subject in ((27, "1 mejl har"), (30, "2 mejl har")):
        clock.now = dt.datetime(2026, 11, day, 8, tzinfo=dt.UTC)
        tell_staff(house)
        reminders = [row.mail.subject for row in leave(house) if "/kvar/" in row.mail.key]
        assert reminders == [f"Kvar att granska: {subject} väntat mer än två arbetsdagar"]


def test_each_of_the_staff_is_told_for_herself(tmp_path: Path, clock: Clock) -> None:
    two = '[staff]\naddresses = ["en@ksl.se", "TVA@ksl.se"]\n'
    with sending_house(tmp_path, clock, more=two) as house:
        for number in range(1, 4):
            flag(house, number)
        assert sorted(row.mail.recipient for row in leave(house)) == ["en@ksl.se", "tva@ksl.se"]
        clock.wait(hours=1)
        assert tell_staff(house) == 2
        assert [row.mail.subject for row in leave(house)] == ["2 mejl att granska"] * 2
        assert house.store.outbox((OutgoingState.WAITING,)) == ()


def test_what_waits_to_be_collected_is_looked_for_without_its_text(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is looked for twice a minute, all night: the daemon grew by 15 kB for each notice that waited for morning."""
    for number in range(1, 4):
        flag(house, number)
    seen: list[OutboxRow] = []
    outbox = house.store.outbox

    def watched(*args: Any, **kwargs: Any) -> tuple[OutboxRow, ...]:
        rows = outbox(*args, **kwargs)
        seen.extend(rows)
        return rows

    monkeypatch.setattr(house.store, "outbox", watched)
    collect(house)
    assert len(seen) == 3
    assert not any(row.mail.raw for row in seen)
