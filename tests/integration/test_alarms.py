"""What the operator is told, and when: real register, a mailbox and a disk that fail when the test says so."""

from __future__ import annotations

import datetime as dt
import shutil
from collections import namedtuple
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from domain.errors import DiskFull, MailboxError, MailboxRefused, MailerUnreachable, RegistratorError
from domain.outgoing import MailKind, OutboxRow, OutgoingMail, OutgoingState, SendStage
from outbox.health import health
from registrator import jobs, sending, watching, weekly
from registrator.build import House
from registrator.previews import notice
from registrator.reconciling import reconcile
from tests.fakes.mailbox import FakeFolder, FakeMailbox
from tests.servers.outbox import Clock, a_mail, sending_house

OPERATOR = '[operator]\naddresses = ["drift@ksl.se"]\n'


@dataclass
class Mailbox(FakeMailbox):
    """Fails with `error` while there is one."""

    error: RegistratorError | None = None

    @contextmanager
    def open(self, folder: str) -> Iterator[FakeFolder]:
        if self.error:
            raise self.error
        with super().open(folder) as opened:
            yield opened


@dataclass
class Mailer:
    """Takes every mail, or is away."""

    away: bool = False
    taken: list[str] = field(default_factory=list)

    def send(self, mail: OutgoingMail, reached: Callable[[SendStage], None], meanwhile: Callable[[], None]) -> None:
        if self.away:
            raise MailerUnreachable("smtp.ksl.se (port 587) går inte att nå: Connection refused.")
        for stage in (SendStage.CONNECT, SendStage.DOT):
            reached(stage)
        self.taken.append(mail.subject)

    def close(self) -> None:
        pass


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def mailbox() -> Mailbox:
    mails = {uid: f"Subject: {uid}\r\nMessage-ID: <{uid}@x>\r\n\r\nHej\r\n".encode() for uid in (2, 3, 5)}
    return Mailbox({"INBOX": FakeFolder(mails=mails)})


@pytest.fixture
def mailer() -> Mailer:
    return Mailer()


@pytest.fixture
def house(tmp_path: Path, clock: Clock, mailbox: Mailbox, mailer: Mailer) -> Iterator[House]:
    with sending_house(tmp_path, clock, more=OPERATOR) as opened:
        yield replace(opened, mailbox=mailbox, mailer=mailer)


def turn(house: House) -> None:
    """One turn of the daemon: poll, read, watch."""
    with suppress(RegistratorError):
        watching.poll(house)
    house.store.beat("read", house.clock())  # what was taken in is read all the same
    watching.watch(house)


def during(house: House, clock: Clock, minutes: int, step: int = 1) -> None:
    for _ in range(0, minutes, step):
        clock.wait(minutes=step)
        turn(house)


def alarms(house: House) -> list[OutboxRow]:
    return sorted(house.store.outbox(kinds=(MailKind.ALARM,)), key=lambda row: row.id)


def subjects(house: House) -> list[str]:
    return [row.mail.subject for row in alarms(house) if row.state is not OutgoingState.WITHDRAWN]


def text_of(row: OutboxRow) -> str:
    body = message_from_bytes(row.mail.raw, policy=default).get_body(("plain",))
    assert body is not None
    return " ".join(str(body.get_content()).split())


def test_a_mailbox_that_is_away_is_told_once_reminded_of_daily_and_told_when_it_is_back(
    house: House, clock: Clock, mailbox: Mailbox
) -> None:
    turn(house)
    mailbox.error = MailboxError("imap.ksl.se svarar inte.")
    during(house, clock, 4)
    assert subjects(house) == []
    during(house, clock, 2)
    assert subjects(house) == ["Larm: brevlådan går inte att nå"]
    assert "imap.ksl.se svarar inte." in text_of(alarms(house)[0])
    assert {row.mail.recipient for row in alarms(house)} == {"drift@ksl.se"}
    sending.send_outbox(house)
    during(house, clock, 50 * 60, step=200)
    assert subjects(house)[1:] == ["Larm, 1 dygn: brevlådan går inte att nå"]  # unsent yet: no second one piles up
    sending.send_outbox(house)
    during(house, clock, 40, step=20)
    assert subjects(house)[2:] == ["Larm, 2 dygn: brevlådan går inte att nå"]
    sending.send_outbox(house)
    mailbox.error = None
    during(house, clock, 20, step=5)
    assert subjects(house)[3:] == ["Löst: brevlådan går att nå igen"]
    last = message_from_bytes(alarms(house)[-1].mail.raw)
    assert last["In-Reply-To"] == alarms(house)[0].mail.message_id


def test_a_single_failed_poll_is_told_to_nobody(house: House, clock: Clock, mailbox: Mailbox) -> None:
    for _ in range(5):
        mailbox.error = MailboxError("imap.ksl.se svarar inte.")
        during(house, clock, 1)
        mailbox.error = None
        during(house, clock, 20, step=4)
    assert alarms(house) == []


def test_a_refused_sign_in_is_told_at_once_with_what_to_do(house: House, mailbox: Mailbox) -> None:
    mailbox.error = MailboxRefused("imap.ksl.se släpper inte in registrator@ksl.se.")
    turn(house)
    assert subjects(house) == ["Larm: brevlådan släpper inte in tjänsten"]
    assert "password_file" in text_of(alarms(house)[0])


def test_smtp_down_for_three_days_is_one_mail_that_tells_both(
    house: House, clock: Clock, mailer: Mailer, mailbox: Mailbox
) -> None:
    """Scenario 22: the alarm cannot be sent by the server that it is about; it waits, and log and page show it."""
    house.store.queue([a_mail()], clock.now)
    mailer.away = True
    for _ in range(19):
        clock.wait(hours=4)
        turn(house)
        sending.send_outbox(house)
    (waiting,) = alarms(house)
    assert (waiting.mail.subject, waiting.state) == ("Larm: utgående mejl kan inte skickas", OutgoingState.WAITING)
    assert [trouble.name for trouble in house.store.troubles()] == ["smtp"]
    mailer.away = False
    clock.wait(minutes=30)
    sending.send_outbox(house)
    clock.wait(minutes=15)
    turn(house)
    sending.send_outbox(house)
    assert mailer.taken == ["Botkyrka har antagit, 1", "Löst: utgående mejl skickas igen"]
    told = text_of(alarms(house)[-1])
    assert "Vad: Utgående mejl kan inte skickas" in told
    assert "Det varade i 3 dygn" in told
    during(house, clock, 60, step=10)
    sending.send_outbox(house)
    assert len(mailer.taken) == 2


def test_a_mailbox_that_was_away_while_nothing_could_be_sent_is_one_mail_too(
    house: House, clock: Clock, mailer: Mailer, mailbox: Mailbox
) -> None:
    mailer.away = True
    mailbox.error = MailboxError("imap.ksl.se svarar inte.")
    during(house, clock, 10, step=5)
    mailbox.error = None
    during(house, clock, 20, step=5)
    mailer.away = False
    clock.wait(minutes=30)
    sending.send_outbox(house)
    assert mailer.taken == ["Löst: brevlådan går att nå igen"]


def test_nothing_is_told_twice_over_a_restart(tmp_path: Path, clock: Clock, mailbox: Mailbox) -> None:
    mailbox.error = MailboxRefused("imap.ksl.se släpper inte in registrator@ksl.se.")
    for _ in range(3):
        with sending_house(tmp_path, clock, more=OPERATOR) as opened:
            turn(replace(opened, mailbox=mailbox))
            assert len(alarms(opened)) == 1


class Killed(BaseException):
    """What no `except` of ours sees, as SIGKILL."""


@dataclass
class SilentMailbox(FakeMailbox):
    """The service is killed before this one has been silent for as long as a server may be."""

    @contextmanager
    def open(self, folder: str) -> Iterator[FakeFolder]:
        raise Killed
        yield


def a_life(folder: Path, clock: Clock, mailbox: FakeMailbox) -> list[str]:
    """The service starts, looks around, asks the mailbox, looks around once more if it still lives; all it has told."""
    with sending_house(folder, clock, more=OPERATOR) as opened:
        house = replace(opened, mailbox=mailbox)
        watching.watch(house)
        with suppress(Killed):
            watching.poll(house)
            watching.watch(house)
        return subjects(house)


def test_a_silent_mailbox_is_told_though_the_service_never_lives_for_as_long_as_it_waits_for_an_answer(
    tmp_path: Path, clock: Clock, mailbox: Mailbox
) -> None:
    a_life(tmp_path, clock, mailbox)
    told = []
    for _ in range(12):
        clock.wait(minutes=1)
        told = a_life(tmp_path, clock, SilentMailbox({}))
    assert told == ["Larm: brevlådan går inte att nå"]
    for _ in range(3):
        clock.wait(minutes=6)
        told = a_life(tmp_path, clock, mailbox)
    assert told == ["Löst: brevlådan går att nå igen"]  # of one mail, for the first was not sent yet


def test_a_visit_that_was_cut_off_by_a_long_stop_is_no_alarm(tmp_path: Path, clock: Clock, mailbox: Mailbox) -> None:
    a_life(tmp_path, clock, SilentMailbox({}))
    for _ in range(3):
        clock.wait(days=1)
        assert a_life(tmp_path, clock, mailbox) == []


def test_a_paused_polling_is_no_silent_mailbox(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    a_life(tmp_path, clock, SilentMailbox({}))
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: _Usage(10**12, 0, 1_000_000))
    for _ in range(4):
        clock.wait(minutes=10)
        with suppress(DiskFull):
            a_life(tmp_path, clock, SilentMailbox({}))
    with sending_house(tmp_path, clock, more=OPERATOR) as house:
        assert subjects(house) == ["Larm: disken håller på att bli full"]


_Usage = namedtuple("_Usage", "total used free")


def test_a_disk_with_too_little_room_is_told_before_it_is_full(
    house: House, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = 999_000_000
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: _Usage(10**12, 0, free))
    turn(house)
    assert subjects(house) == ["Larm: disken håller på att bli full"]
    assert "999 MB lediga" in text_of(alarms(house)[0])
    free = 1_050_000_000  # a little above the limit: may be below it again the next minute
    during(house, clock, 30, step=10)
    assert len(subjects(house)) == 1
    free = 2_000_000_000
    during(house, clock, 30, step=10)
    assert subjects(house) == ["Löst: disken har plats igen"]


def test_no_mail_is_taken_in_below_the_disk_reserve_and_all_is_once_there_is_clearly_room(
    house: House, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = 999_000_000
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: _Usage(10**12, 0, free))
    with pytest.raises(DiskFull, match="Under 1000 MB hämtas inga nya mejl"):
        watching.poll(house)
    assert house.archive.count() == 0
    free = 1_050_000_000  # not enough to begin again: it would stop at the next mail
    with pytest.raises(DiskFull):
        watching.poll(house)
    assert house.archive.count() == 0
    clock.wait(minutes=1)
    free = 1_101_000_000
    assert watching.poll(house) == 3
    assert house.store.troubles() == ()


def test_a_full_disk_is_told_and_over_when_there_is_room(
    house: House, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_archive: object, _raw: bytes) -> str:
        raise DiskFull("Disken är full.")

    monkeypatch.setattr(type(house.archive), "keep", full)
    turn(house)
    assert subjects(house) == ["Larm: disken är full: inga mejl tas emot"]
    monkeypatch.undo()
    turn(house)
    assert house.store.troubles() == ()


def test_a_service_that_stands_still_is_told_but_not_one_that_has_just_started(house: House, clock: Clock) -> None:
    turn(house)
    clock.wait(days=3)  # it was not running
    watching.watch(house)
    turn(house)
    during(house, clock, 40, step=10)
    assert alarms(house) == []
    for _ in range(5):
        clock.wait(minutes=10)
        watching.watch(house)  # the polling thread does not come back
    assert subjects(house) == ["Larm: tjänsten står stilla"]


def test_a_mail_that_the_server_never_gives_is_told_while_the_others_flow(
    house: House, clock: Clock, mailbox: Mailbox
) -> None:
    inbox = mailbox.folders["INBOX"]
    inbox.withheld = {3}
    during(house, clock, 25, step=5)
    assert alarms(house) == []
    during(house, clock, 15, step=5)
    assert subjects(house) == ["Larm: mejlservern lämnar inte ut ett mejl"]
    assert "INBOX UID 3" in text_of(alarms(house)[0])
    inbox.withheld = set()
    turn(house)
    assert house.store.troubles() == ()


def test_a_mail_that_the_register_has_passed_over_is_found_and_taken_in(
    house: House, clock: Clock, mailbox: Mailbox
) -> None:
    turn(house)
    mailbox.folders["INBOX"].mails[4] = b"Subject: bortglomt\r\n\r\nHej\r\n"
    turn(house)
    assert house.store.holdings().mails == 3
    assert reconcile(house, at_once=True)
    assert house.store.holdings().mails == 4
    clock.wait(minutes=15)
    watching.watch(house)
    assert subjects(house) == ["Löst: registret och brevlådan stämmer överens"]
    assert "1 mejl som registret saknade; alla är nu hämtade." in text_of(alarms(house)[0])
    told = health(weekly.week(house, clock()), clock())
    assert "låg 1 mejl som registret saknade; alla är nu hämtade. Brevlåda och register jämfördes senast" in told
    assert told.endswith("stämde därefter överens.")
    clock.wait(days=8)
    assert "saknade" not in health(weekly.week(house, clock()), clock()), "that is another week"


def test_an_archive_and_a_register_that_differ_are_told_of(house: House) -> None:
    turn(house)
    assert reconcile(house, at_once=True)
    assert house.store.troubles() == ()
    house.archive.keep(b"ingen rad i registret")
    reconcile(house, at_once=True)
    (trouble,) = house.store.troubles()
    assert "ligger 1 mejl som inte finns i registret" in trouble.what
    for file in (house.config.storage.folder / "archive/raw").glob("*/*.eml"):
        file.unlink()
    reconcile(house, at_once=True)
    (trouble,) = house.store.troubles()
    assert "saknas 3 av registrets 3 mejl" in trouble.what


def test_register_and_mailbox_are_compared_once_a_night(house: House, clock: Clock, mailbox: Mailbox) -> None:
    clock.now = dt.datetime(2026, 11, 23, 1, 30, tzinfo=dt.UTC)  # 02.30 in Sweden
    done = []
    for _ in range(48):
        clock.wait(hours=1)
        done.append(reconcile(house))
    assert done.count(True) == 2
    assert done.index(True) == 0
    mailbox.error = MailboxError("imap.ksl.se svarar inte.")
    clock.wait(days=1, hours=1)
    assert not reconcile(house)
    mailbox.error = None
    assert reconcile(house)


def test_a_faulty_template_of_the_organisations_own_is_told_and_over_when_it_is_mended(
    tmp_path: Path, clock: Clock, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "CASES", notice.CASES[:1])  # the others take seconds
    (tmp_path / "mallar").mkdir()
    (tmp_path / "mallar/notice.txt.j2").write_text("Hej {{ entry.whom }}", "utf-8")
    more = f'{OPERATOR}[templates]\nfolder = "mallar"\n'
    with sending_house(tmp_path, clock, more=more) as opened:
        house = replace(opened, mailbox=mailbox)
        watching.watch(house)
        assert subjects(house) == ["Larm: en av era egna mejlmallar är felaktig"]
        assert "notice.txt.j2" in text_of(alarms(house)[0])
    with sending_house(tmp_path, clock, more=more) as opened:
        house = replace(opened, mailbox=mailbox)
        watching.watch(house)
        assert [trouble.name for trouble in house.store.troubles()] == ["template"], "a restart mends no template"
        (tmp_path / "mallar/notice.txt.j2").write_text("Hej {{ entry.who }}", "utf-8")
        watching.watch(house)
        assert house.store.troubles() == ()


def test_a_backlog_of_hours_is_no_standstill(house: House, clock: Clock, mailbox: Mailbox) -> None:
    def slowly(_mail: object) -> None:
        clock.wait(minutes=20)
        watching.watch(house)

    jobs.poll_mailbox(house, slowly)
    assert house.store.troubles() == ()
