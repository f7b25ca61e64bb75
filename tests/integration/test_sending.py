"""What becomes of each outgoing mail: the policies of sending on a real register, with a mailer that does as told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from domain.errors import MailDelayed, MailerUnreachable, MailRefused, MailUncertain
from domain.outgoing import MailKind, OutboxRow, OutgoingMail, OutgoingState, SendStage
from registrator import sending
from registrator.build import House
from tests.servers.outbox import Clock, a_mail, sending_house

STAGES = (SendStage.CONNECT, SendStage.MAIL, SendStage.RECIPIENT, SendStage.DATA, SendStage.DOT)
DOWN = MailerUnreachable("E-postservern svarar inte.")
LOST = MailUncertain("Förbindelsen bröts.")


@dataclass
class ObedientMailer:
    """Comes as far as the stage that `fate` gives with an error for a mail, and takes the mails without one."""

    fate: Callable[[OutgoingMail], tuple[SendStage, Exception] | None] = lambda _mail: None
    taken: list[str] = field(default_factory=list)
    asked: int = 0

    def send(self, mail: OutgoingMail, reached: Callable[[SendStage], None], meanwhile: Callable[[], None]) -> None:
        self.asked += 1
        told = self.fate(mail)
        for stage in STAGES:
            reached(stage)
            if told and told[0] is stage:
                raise told[1]
        self.taken.append(mail.key)

    def close(self) -> None:
        pass


@dataclass
class Sender:
    """The house with its clock and mailer, and what a test asks of them."""

    house: House
    clock: Clock
    mailer: ObedientMailer

    def queue(self, *mails: OutgoingMail) -> None:
        self.house.store.queue(mails, self.clock())

    def send(self) -> int:
        return sending.send_outbox(self.house)

    def rows(self) -> list[OutboxRow]:
        return sorted(self.house.store.outbox(limit=10_000), key=lambda row: row.id)

    def states(self) -> list[OutgoingState]:
        return [row.state for row in self.rows()]

    def troubles(self) -> list[str]:
        return [trouble.name for trouble in self.house.store.troubles()]


@pytest.fixture
def configured(tmp_path: Path) -> Iterator[Callable[..., Sender]]:
    opened: list[Any] = []

    def make(smtp: str = "") -> Sender:
        clock, mailer = Clock(), ObedientMailer()
        context = sending_house(tmp_path, clock, smtp=smtp)
        opened.append(context)
        return Sender(replace(context.__enter__(), mailer=mailer), clock, mailer)

    yield make
    for context in opened:
        context.__exit__(None, None, None)


def always(stage: SendStage, error: Exception) -> Callable[[OutgoingMail], tuple[SendStage, Exception]]:
    return lambda _mail: (stage, error)


def for_reader(reader: str, stage: SendStage, error: Exception) -> Callable[[OutgoingMail], Any]:
    return lambda mail: (stage, error) if mail.recipient == reader else None


def test_what_may_have_been_sent_waits_for_a_person(configured: Callable[..., Sender]) -> None:
    sender = configured()
    sender.queue(a_mail(1), a_mail(2))
    sender.mailer.fate = for_reader("lasare1@ksl.se", SendStage.DOT, LOST)
    assert sender.send() == 1
    assert sender.states() == [OutgoingState.UNCERTAIN, OutgoingState.SENT]
    sender.clock.wait(days=30)
    assert sender.send() == 0
    assert sender.rows()[0].handed_at is not None


def test_what_may_have_been_sent_is_sent_again_when_that_is_the_policy(configured: Callable[..., Sender]) -> None:
    sender = configured('after_dot = "resend"')
    sender.queue(a_mail(1))
    sender.mailer.fate = always(SendStage.DOT, LOST)
    sender.send()
    assert sender.states() == [OutgoingState.WAITING]
    sender.mailer.fate = lambda _mail: None
    sender.clock.wait(minutes=2)
    assert sender.send() == 1


def test_what_is_never_confirmed_ends_with_a_person_also_under_the_policy_to_send_again(
    configured: Callable[..., Sender],
) -> None:
    sender = configured('after_dot = "resend"')
    sender.queue(a_mail(1))
    sender.mailer.fate = always(SendStage.DOT, LOST)
    for _ in range(20):
        sender.send()
        sender.clock.wait(days=1)
    assert sender.states() == [OutgoingState.UNCERTAIN]
    assert sender.mailer.asked == 15


def test_the_brake_holds_back_what_is_more_than_the_hours_and_tells_once(configured: Callable[..., Sender]) -> None:
    sender = configured("max_per_hour = 10")
    sender.queue(*(a_mail(number) for number in range(25)))
    assert sender.send() == 10
    assert sender.send() == 0
    waiting = [row for row in sender.rows() if row.state is OutgoingState.WAITING]
    assert {row.last_error for row in waiting} == {"Bromsen: högst 10 mejl i timmen skickas."}
    assert {row.attempts for row in waiting} == {0}
    assert sender.troubles() == ["brake"]
    sent = []
    for _ in range(120):
        sender.clock.wait(minutes=1)
        sent.append(sender.send())
        assert len(sender.house.store.troubles(since=sender.clock() - dt.timedelta(days=1))) == 1
    assert sum(sent) == 15
    assert all(sum(sent[start : start + 59]) <= 10 for start in range(60))
    assert sender.troubles() == []
    assert sender.mailer.taken == [a_mail(number).key for number in range(25)]


def test_the_brake_remembers_over_a_restart(configured: Callable[..., Sender]) -> None:
    first = configured("max_per_hour = 10")
    first.queue(*(a_mail(number) for number in range(15)))
    assert first.send() == 10
    second = configured("max_per_hour = 10")
    assert second.send() == 0


def test_one_reader_who_gets_too_much_keeps_no_other_waiting(configured: Callable[..., Sender]) -> None:
    sender = configured("max_per_recipient_per_hour = 3")
    sender.queue(*(a_mail(number, recipient="officer@ksl.se") for number in range(8)), a_mail(9))
    assert sender.send() == 4
    assert "en och samma mottagare" in sender.rows()[7].last_error
    assert sender.rows()[8].state is OutgoingState.SENT


def test_the_alarm_that_tells_of_a_flood_is_not_held_back_by_it(configured: Callable[..., Sender]) -> None:
    sender = configured("max_per_hour = 3")
    sender.queue(*(a_mail(number) for number in range(8)))
    assert sender.send() == 3
    sender.queue(*(a_mail(number, kind=MailKind.ALARM) for number in range(20, 28)))
    assert sender.send() == 3


def test_a_mail_that_loops_is_braked_also_when_it_is_never_known_to_arrive(configured: Callable[..., Sender]) -> None:
    sender = configured("max_per_hour = 5")
    sender.mailer.fate = always(SendStage.DOT, LOST)
    sender.queue(*(a_mail(number) for number in range(30)))
    for _ in range(20):
        sender.send()
        sender.clock.wait(minutes=2)
    assert sender.mailer.asked == 5


def test_times_written_by_a_clock_that_ran_ahead_do_not_hold_mail_back(configured: Callable[..., Sender]) -> None:
    sender = configured("max_per_hour = 2")
    sender.clock.wait(days=365 * 70)
    sender.queue(a_mail(1), a_mail(2))
    assert sender.send() == 2
    sender.clock.wait(days=-365 * 70)
    sender.queue(a_mail(3))
    assert sender.send() == 1


def test_a_dry_run_connects_nowhere_changes_nothing_and_says_what_it_would(configured: Callable[..., Sender]) -> None:
    sender = configured('dry_run = true\nmax_per_recipient_per_hour = 1\nonly_domains = ["ksl.se"]')
    sender.queue(a_mail(1), a_mail(2, recipient="a@botkyrka.se"), a_mail(3, recipient="lasare1@ksl.se"))
    before = sender.rows()
    assert sender.send() == 0
    assert sender.rows() == before
    assert sender.mailer.asked == 0
    would = [planned.would for planned in sending.plan(sender.house)]
    assert would[0] == "Skulle skickas nu."
    assert "only_domains" in would[1]
    assert "Bromsen" in would[2]


def test_a_test_system_sends_to_its_own_domains_only(configured: Callable[..., Sender]) -> None:
    sender = configured('only_domains = ["ksl.se"]')
    sender.queue(a_mail(1), a_mail(2, recipient="a@botkyrka.se"), a_mail(3, recipient="b@under.ksl.se"))
    assert sender.send() == 1
    assert sender.states() == [OutgoingState.SENT, OutgoingState.PARKED, OutgoingState.PARKED]
    assert "botkyrka.se" in sender.rows()[1].last_error
    assert sender.mailer.asked == 1


def test_4xx_is_tried_again_over_days_and_then_left_to_a_person(configured: Callable[..., Sender]) -> None:
    sender = configured()
    sender.queue(a_mail(1))
    sender.mailer.fate = always(SendStage.RECIPIENT, MailDelayed("452 Full"))
    start, tries = sender.clock(), []
    while sender.states() == [OutgoingState.WAITING]:
        if sender.send() or sender.mailer.asked > len(tries):
            tries.append(sender.clock() - start)
        sender.clock.wait(minutes=30)
    assert sender.states() == [OutgoingState.PARKED]
    assert sender.rows()[0].last_error == "452 Full"
    assert sender.rows()[0].stage is SendStage.RECIPIENT
    assert dt.timedelta(days=4) < tries[-1] < dt.timedelta(days=6)


def test_only_the_refused_reader_is_tried_again(configured: Callable[..., Sender]) -> None:
    sender = configured()
    sender.queue(a_mail(1), a_mail(2), a_mail(3))
    refused = {
        "lasare1@ksl.se": (SendStage.RECIPIENT, MailRefused("550 Okänd")),
        "lasare2@ksl.se": (SendStage.RECIPIENT, MailDelayed("450 Upptagen")),
    }
    sender.mailer.fate = lambda mail: refused.get(mail.recipient)
    assert sender.send() == 1
    assert sender.states() == [OutgoingState.PARKED, OutgoingState.WAITING, OutgoingState.SENT]
    refused.clear()
    sender.clock.wait(minutes=2)
    assert sender.send() == 1
    assert sorted(sender.mailer.taken) == [a_mail(2).key, a_mail(3).key]
    assert sender.troubles() == []


def test_a_server_that_is_down_for_three_days_is_one_trouble_and_costs_no_mail_an_attempt(
    configured: Callable[..., Sender],
) -> None:
    """Scenario 22."""
    sender = configured()
    sender.queue(*(a_mail(number) for number in range(5)))
    sender.mailer.fate = always(SendStage.CONNECT, DOWN)
    for _ in range(3 * 24):
        sender.send()
        sender.clock.wait(hours=1)
    (trouble,) = sender.house.store.troubles(since=sender.clock() - dt.timedelta(days=9))
    assert (trouble.name, trouble.ended_at) == ("smtp", None)
    assert sender.mailer.asked <= 3 * 24
    assert {(row.state, row.attempts, row.last_error) for row in sender.rows()} == {
        (OutgoingState.WAITING, 0, str(DOWN))
    }
    sender.mailer.fate = lambda _mail: None
    sender.clock.wait(minutes=15)
    assert sender.send() == 5
    assert sender.troubles() == []
    (over,) = sender.house.store.troubles(since=sender.clock() - dt.timedelta(days=9))
    assert over.ended_at == sender.clock()


def test_a_trouble_that_a_kill_left_standing_is_over_when_nothing_waits(configured: Callable[..., Sender]) -> None:
    """Killed between the last mail's 250 and the note that the server is there again."""
    sender = configured()
    sender.house.store.raise_trouble("smtp", str(DOWN), sender.clock())
    sender.send()
    assert sender.troubles() == []


def test_a_mail_that_ends_the_connection_each_time_stops_no_other(configured: Callable[..., Sender]) -> None:
    sender = configured()
    sender.queue(*(a_mail(number) for number in range(1, 6)))
    sender.mailer.fate = for_reader("lasare1@ksl.se", SendStage.DATA, DOWN)
    assert sender.send() == 4
    assert sender.states()[0] is OutgoingState.WAITING
    assert sender.rows()[0].stage is SendStage.DATA
    for _ in range(20):
        sender.clock.wait(days=1)
        sender.send()
    assert sender.states()[0] is OutgoingState.PARKED


def test_a_server_that_ends_every_conversation_is_not_asked_for_every_mail(configured: Callable[..., Sender]) -> None:
    sender = configured()
    sender.queue(*(a_mail(number) for number in range(50)))
    sender.mailer.fate = always(SendStage.MAIL, DOWN)
    sender.send()
    assert sender.mailer.asked == 2
    assert sender.troubles() == ["smtp"]


def test_a_server_that_takes_no_mail_for_an_hour_is_a_trouble(configured: Callable[..., Sender]) -> None:
    sender = configured()
    sender.queue(a_mail(1))
    sender.mailer.fate = always(SendStage.MAIL, MailDelayed("452 Disken full"))
    sender.send()
    assert sender.troubles() == []
    for _ in range(5):
        sender.clock.wait(hours=1)
        sender.send()
    assert sender.troubles() == ["smtp"]
