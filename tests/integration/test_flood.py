"""Scenarios 22, 28 and 30: more mail than anybody can want, a way out that is closed for days, a clock that jumps.

A mailbox and a mailer in memory; the register, the archive, the reader and the rules are real.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from domain.errors import MailerUnreachable, RegistratorError
from domain.outgoing import MailKind, OutgoingMail, OutgoingState, SendStage
from domain.register import State
from registrator import reminding, schedule, sending, watching, weekly
from registrator.build import House
from tests.fakes.mailbox import FakeFolder, FakeMailbox
from tests.servers.outbox import Clock, sending_house

MONDAY = dt.datetime(2015, 6, 8, 6, 30, tzinfo=dt.UTC)
MORE = """
[operator]
addresses = ["drift@ksl.se"]
[receipt]
enabled = true
"""
VERIFIED = "Authentication-Results: mx.ksl.se; dmarc=pass header.from=botkyrka.se\r\n"  # or nobody has a receipt
BRAKE = "max_per_hour = 5\nmax_per_recipient_per_hour = 5"
MACHINES = (
    "Auto-Submitted: auto-replied\r\nSubject: Frånvaro: svar",
    "Subject: Automatiskt svar: Rekommendation",
    "Precedence: bulk\r\nSubject: Nyhetsbrev",
)


@dataclass
class Mailer:
    away: bool = False
    taken: list[OutgoingMail] = field(default_factory=list)

    def send(self, mail: OutgoingMail, reached: Callable[[SendStage], None], meanwhile: Callable[[], None]) -> None:
        if self.away:
            raise MailerUnreachable("smtp.ksl.se (port 587) går inte att nå: Connection refused.")
        reached(SendStage.CONNECT)
        meanwhile()
        reached(SendStage.DOT)
        self.taken.append(mail)

    def close(self) -> None:
        pass


@pytest.fixture
def clock() -> Clock:
    return Clock(MONDAY)


@pytest.fixture
def inbox() -> FakeFolder:
    return FakeFolder()


@pytest.fixture
def mailer() -> Mailer:
    return Mailer()


@pytest.fixture
def house(tmp_path: Path, clock: Clock, inbox: FakeFolder, mailer: Mailer) -> Iterator[House]:
    with sending_house(tmp_path, clock, smtp=BRAKE, more=MORE) as opened:
        yield replace(opened, mailbox=FakeMailbox({"INBOX": inbox}), mailer=mailer)


def turn(house: House) -> None:
    """What the schedule does."""
    with suppress(RegistratorError):
        schedule.cycle(house)
    for verb in (weekly.queue_digest, reminding.remind, watching.watch, sending.send_outbox):
        verb(house)


def from_person(number: int) -> bytes:
    return (
        f"{VERIFIED}From: Person {number} <person{number}@botkyrka.se>\r\nSubject: Undran {number}\r\n"
        f"Message-ID: <p{number}@botkyrka.se>\r\n\r\nHej {number}\r\n"
    ).encode()


def from_machine(number: int) -> bytes:
    return (
        f"{VERIFIED}From: Maskin {number} <maskin{number}@botkyrka.se>\r\n"
        f"{MACHINES[number % len(MACHINES)]} {number}\r\n"
        f"Message-ID: <m{number}@botkyrka.se>\r\n\r\nHej {number}\r\n"
    ).encode()


def kept(house: House) -> Counter[bytes]:
    return Counter(house.archive.read(entry.sha256) for entry in house.store.entries(limit=10_000))


def alarms(mailer: Mailer) -> list[str]:
    return [mail.subject for mail in mailer.taken if mail.kind is MailKind.ALARM]


def test_a_flood_is_kept_answered_by_no_machine_and_braked_with_one_alert(
    house: House, clock: Clock, inbox: FakeFolder, mailer: Mailer
) -> None:
    """Scenario 28. The rules are the same for 24 mails an hour against a brake of 5 as for 1,000 against 500."""
    raws = [from_machine(n) for n in range(12)] + [from_person(n) for n in range(12)]
    inbox.mails.update(enumerate(raws, 1))
    turn(house)
    echo = mailer.taken[0].raw
    inbox.mails[100] = echo  # our own mail comes back to us
    for _ in range(3):
        clock.wait(minutes=15)
        turn(house)
    assert kept(house) == Counter([*raws, echo])
    assert house.store.counts()[State.RECEIVED] == 0
    rows = house.store.outbox(limit=10_000)
    answered = {row.mail.recipient for row in rows if row.mail.kind is MailKind.RECEIPT}
    assert answered == {f"person{n}@botkyrka.se" for n in range(12)}
    assert alarms(mailer) == ["Larm: bromsen är på: ovanligt många utgående mejl"]


def test_registering_goes_on_while_nothing_can_be_sent_for_three_days(
    house: House, clock: Clock, inbox: FakeFolder, mailer: Mailer
) -> None:
    """Scenario 22."""
    mailer.away = True
    for number in range(7):
        inbox.mails[number + 1] = from_person(number)
        turn(house)
        clock.wait(hours=11)
        assert sum(kept(house).values()) == number + 1
        assert house.store.counts()[State.RECEIVED] == 0
    assert [trouble.name for trouble in house.store.troubles()] == ["smtp"]
    assert len(house.store.outbox(kinds=(MailKind.ALARM,))) == 1, "one alert, not one per try"
    waiting = {row.mail.message_id for row in house.store.outbox((OutgoingState.WAITING,), limit=10_000)}
    mailer.away = False
    for _ in range(8):
        clock.wait(hours=2)
        turn(house)
    told = Counter(mail.message_id for mail in mailer.taken)
    assert set(told.values()) == {1}
    assert not [row for row in house.store.outbox(limit=10_000) if row.state in (OutgoingState.PARKED,)]
    assert [subject for subject in alarms(mailer) if "skickas" in subject] == ["Löst: utgående mejl skickas igen"]
    assert waiting


def test_a_clock_that_jumps_doubles_and_loses_nothing(
    house: House, clock: Clock, inbox: FakeFolder, mailer: Mailer
) -> None:
    """Scenario 30: a battery that ran out says 2001, a wrong time server 2099, and both are mended an hour later."""
    jumps = (MONDAY.replace(year=2001), MONDAY + dt.timedelta(hours=1), MONDAY.replace(year=2099))
    for number, now in enumerate((MONDAY, *jumps, MONDAY + dt.timedelta(hours=3)), 1):
        clock.now = now
        inbox.mails[number] = from_person(number)
        for _ in range(2):
            turn(house)
            clock.wait(minutes=20)
    for _ in range(4):
        clock.wait(hours=2)
        turn(house)
    assert kept(house) == Counter({from_person(n): 1 for n in range(1, 6)})
    assert house.store.counts()[State.RECEIVED] == 0
    told = Counter(mail.message_id for mail in mailer.taken)
    assert set(told.values()) == {1}
    assert [trouble.name for trouble in house.store.troubles()] == [], "nothing of it lasts"
