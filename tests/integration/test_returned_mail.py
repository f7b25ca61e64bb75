"""Mail that comes back to us, and replies to ours: a real register, a real reader, a mailbox in memory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from domain.catalogue import Recommendation
from domain.evidence import EvidenceKind
from domain.outgoing import MailKind, OutboxRow, OutgoingMail, OutgoingState
from domain.register import Entry, State
from outbox import message
from outbox.message import Enclosure, Letter
from registrator import jobs
from registrator.build import House
from registrator.corresponding import letters_of
from tests.fakes.mailbox import FakeFolder, FakeMailbox
from tests.servers.outbox import Clock, sending_house
from tests.unit.parsers.reports import EXIM, OURS, QMAIL, READER, report

DNR = "KSL/15/0016-1"
PAPER = (
    "SAMMANTRÄDESPROTOKOLL\nTäby kommun\nKommunstyrelsen 2015-05-18\n\n§ 77\nKSL:s rekommendation\n\nBeslut\n"
    "Kommunstyrelsen beslutar att anta rekommendationen.\n\nÄrendet\nKSL har rekommenderat sina medlemmar detta.\n"
)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def inbox() -> FakeFolder:
    return FakeFolder()


@pytest.fixture
def house(tmp_path: Path, clock: Clock, inbox: FakeFolder) -> Iterator[House]:
    with sending_house(tmp_path, clock) as opened:
        recommendation = Recommendation(
            diarienummer=DNR, title="Samverkan för en trygg region", decided_on=dt.date(2015, 3, 19)
        )
        opened.store.put_recommendation(recommendation, clock.now)
        yield replace(opened, mailbox=FakeMailbox({"INBOX": inbox}))


def ours(house: House, *enclosures: Enclosure, kind: MailKind = MailKind.SUMMARY, about: str = "") -> OutgoingMail:
    letter = Letter(
        key="k",
        kind=kind,
        recipient=READER,
        subject="Hej från oss",
        text="Hej",
        html="<p>Hej</p>",
        enclosures=enclosures,
    )
    return replace(message.build(letter, house.composer.organisation, house.clock()), about=about)


def send(house: House, mail: OutgoingMail, *, really: bool = True) -> OutboxRow:
    house.store.queue([mail], house.clock())
    while really and (claimed := house.store.claim(house.clock())):
        house.store.sent(claimed.id, house.clock())
    return row_of(house, mail)


def row_of(house: House, mail: OutgoingMail) -> OutboxRow:
    (row,) = house.store.outgoing([mail.message_id])
    return row


def receive(house: House, inbox: FakeFolder, raw: bytes) -> Entry:
    inbox.mails[max(inbox.mails, default=0) + 1] = raw
    jobs.poll_mailbox(house)
    jobs.read_waiting(house)
    return house.store.entries(limit=1)[0]


def about(raw: bytes, mail: OutgoingMail) -> bytes:
    return raw.replace(OURS.encode(), mail.message_id.encode())


@pytest.mark.parametrize("raw", [report(), QMAIL, EXIM], ids=["rfc3464", "qmail", "exim"])
def test_a_mail_that_came_back_is_marked_and_the_report_is_set_aside_with_its_name(
    house: House, inbox: FakeFolder, raw: bytes
) -> None:
    mail = ours(house)
    send(house, mail)
    entry = receive(house, inbox, about(raw, mail))
    assert entry.state is State.IGNORED
    assert entry.reason.startswith(f"Leveransrapport: vårt mejl »Hej från oss« till {READER} kom inte fram (")
    row = row_of(house, mail)
    assert row.state is OutgoingState.BOUNCED
    assert row.bounced_at == house.clock()
    assert row.bounce
    assert [r.id for r in house.store.outbox()] == [row.id], "nothing is sent because something came back"


@pytest.mark.parametrize("action", ["delayed", "relayed", "delivered"])
def test_what_is_late_or_arrives_is_noted_and_changes_nothing(house: House, inbox: FakeFolder, action: str) -> None:
    mail = ours(house)
    send(house, mail)
    entry = receive(house, inbox, about(report(action=action), mail))
    assert (entry.state, row_of(house, mail).state) == (State.IGNORED, OutgoingState.SENT)
    assert "vårt mejl »Hej från oss«" in entry.reason


def test_a_forged_report_of_a_mail_that_was_never_sent_changes_nothing(house: House, inbox: FakeFolder) -> None:
    mail = ours(house)
    send(house, mail, really=False)
    entry = receive(house, inbox, about(report(), mail))
    assert row_of(house, mail).state is OutgoingState.WAITING
    assert entry.reason == "Leveransrapport från en mejlserver."
    assert receive(house, inbox, report(message_id="<stranger@x>")).state is State.IGNORED


def test_an_answer_that_calls_itself_a_report_does_not_vanish(house: House, inbox: FakeFolder) -> None:
    mail = ours(house)
    send(house, mail)
    paper = (
        f"--gräns\nContent-Type: text/plain; charset=utf-8; name=protokoll.txt\n"
        f"Content-Disposition: attachment; filename=protokoll.txt\n\n{PAPER}\n"
    )
    entry = receive(house, inbox, about(report(more=paper), mail))
    assert entry.state is State.FLAGGED
    assert [document.name for document in entry.documents] == ["protokoll.txt"]


def test_our_own_enclosure_that_comes_back_is_nobodys_answer(house: House, inbox: FakeFolder) -> None:
    mail = ours(house, Enclosure(name="protokoll.txt", media_type="text/plain", content=PAPER.encode()))
    send(house, mail)
    returned = report(copy=mail.raw.decode("ascii").replace("\r\n", "\n"), message_id=mail.message_id)
    assert house.reader.open_mail(returned).attachments, "it would be read as an answer"
    entry = receive(house, inbox, returned)
    assert (entry.state, row_of(house, mail).state) == (State.IGNORED, OutgoingState.BOUNCED)
    assert house.store.answers() == ()


def test_a_crash_between_the_mark_and_the_settling_repeats_both(
    house: House, inbox: FakeFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail = ours(house)
    send(house, mail)

    def killed(*_given: object, **_more: object) -> Entry:
        raise KeyboardInterrupt

    monkeypatch.setattr(type(house.store), "settle", killed)
    with pytest.raises(KeyboardInterrupt):
        receive(house, inbox, about(report(), mail))
    monkeypatch.undo()
    jobs.read_waiting(house)
    (entry,) = house.store.entries()
    assert (entry.state, row_of(house, mail).state) == (State.IGNORED, OutgoingState.BOUNCED)
    assert "vårt mejl" in entry.reason


def reply(mail: OutgoingMail, header: str = "In-Reply-To") -> bytes:
    return (
        f"From: registrator@taby.se\r\nTo: registrator@ksl.se\r\nSubject: Protokoll\r\nMessage-ID: <1@taby.se>\r\n"
        f"{header}: {mail.message_id}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
        "--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nSe bifogat.\r\n"
        "--x\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Disposition: attachment; filename=utdrag.txt\r\n\r\n"
        f"{PAPER}\r\n--x--\r\n"
    ).encode()


@pytest.mark.parametrize("header", ["In-Reply-To", "References"])
def test_a_reply_to_our_reminder_names_the_recommendation_and_proves_nothing_else(
    house: House, inbox: FakeFolder, header: str
) -> None:
    mail = ours(house, kind=MailKind.REMINDER, about=f"{DNR}/0160")
    send(house, mail)
    entry = receive(house, inbox, reply(mail, header))
    assert entry.state is State.FLAGGED
    assert entry.result
    (claim,) = [e for e in entry.result.evidence if e.kind is EvidenceKind.THREAD]
    assert (claim.value, claim.rule) == (DNR, "thread.our_mail")
    assert claim.quote == f"Svar på vårt mejl »Hej från oss« till {READER} (påminnelse)"
    assert [decision.recommendation for decision in entry.result.decisions] == [DNR]
    assert entry.result.authentic is not True


def test_without_the_thread_the_same_paper_names_no_recommendation(house: House, inbox: FakeFolder) -> None:
    mail = ours(house, kind=MailKind.REMINDER, about=f"{DNR}/0160")
    entry = receive(house, inbox, reply(mail))  # never sent
    assert entry.result
    assert entry.result.decisions == ()
    assert all(e.kind is not EvidenceKind.THREAD for e in entry.result.evidence)


def test_a_reply_to_a_mail_about_an_entry_is_about_what_that_entry_answers(house: House, inbox: FakeFolder) -> None:
    first = ours(house, kind=MailKind.REMINDER, about=DNR)
    send(house, first)
    answered = receive(house, inbox, reply(first))
    second = replace(first, key="s", message_id="<s@ksl.se>", kind=MailKind.SUMMARY, about="", entry_id=answered.id)
    send(house, second)
    parsed = house.reader.open_mail(reply(second))
    known = letters_of(house, b"", parsed).known.answers
    assert known
    assert known.recommendations == (DNR,)
