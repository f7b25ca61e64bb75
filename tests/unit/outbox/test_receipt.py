"""Kvittens: who may have one, and what it says."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from domain.decision import Result, Status
from domain.doubt import Doubt
from domain.mail import Address, AutomaticKind
from domain.outgoing import OutgoingMail, Tells
from domain.register import State
from outbox.compose import Composer
from outbox.receipt import Thread, receipt, thread_of
from registrator.catalogue import members
from tests.unit.outbox.samples import DECISION, NOW, ORGANISATION, PROPOSAL, RECOMMENDATION, answer, entry, flagged
from tests.unit.samples import message

COMPOSER = Composer(organisation=ORGANISATION, municipalities=members())
OWN = {"registrator@ksl.se", "anna.nerelius@ksl.se"}
DOMAINS = ("ksl.se", "storsthlm.se")
SURE = Result(status=Status.REGISTERED, authentic=True, doubts=(), decisions=())
THREAD = Thread(
    reader="registrator@botkyrka.se",
    subject="Protokollsutdrag",
    message_id="<4711@botkyrka.se>",
    references=("<4700@botkyrka.se>",),
)


def to(mail: object, result: Result = SURE) -> str | None:
    found = thread_of(mail, result, own=OWN, own_domains=DOMAINS)  # type: ignore[arg-type]
    return found.reader if found else None


def made(mail: OutgoingMail | None) -> tuple[EmailMessage, str]:
    assert mail is not None
    parsed = message_from_bytes(mail.raw, policy=default)
    assert isinstance(parsed, EmailMessage)
    body = parsed.get_body(("plain",))
    assert body is not None
    return parsed, " ".join(str(body.get_content()).split())


def test_a_sender_whom_our_server_vouches_for_gets_one() -> None:
    assert to(message("Registrator@Botkyrka.se")) == "registrator@botkyrka.se"


@pytest.mark.parametrize("authentic", [False, None])
def test_a_sender_who_is_not_proved_gets_none(authentic: bool | None) -> None:
    assert to(message(), replace(SURE, authentic=authentic)) is None


@pytest.mark.parametrize("kind", list(AutomaticKind))
def test_no_automatic_mail_is_answered(kind: AutomaticKind) -> None:
    assert to(message(automatic=kind)) is None


@pytest.mark.parametrize(
    "address",
    ["registrator@ksl.se", "nagon@ksl.se", "nagon@mejl.storsthlm.se", "anna.nerelius@ksl.se"],
)
def test_we_never_answer_ourselves(address: str) -> None:
    assert to(message(address)) is None


@pytest.mark.parametrize(
    "address",
    ["noreply@botkyrka.se", "No-Reply@botkyrka.se", "mailer-daemon@botkyrka.se", "lista-request@botkyrka.se",
     "owner-lista@botkyrka.se", "svara-ej@botkyrka.se", "trasig adress", ""],
)  # fmt: skip
def test_an_address_that_nobody_reads_gets_none(address: str) -> None:
    assert to(message(address)) is None


def test_a_person_whose_name_begins_like_a_machines_gets_one() -> None:
    assert to(message("noreen.plyh@botkyrka.se")) == "noreen.plyh@botkyrka.se"


def test_the_proved_address_is_answered_and_no_other() -> None:
    elsewhere = Address(display_name="", address="nagon@ond.example")
    assert to(message(reply_to=elsewhere)) == "registrator@botkyrka.se"


def test_it_stands_in_the_senders_thread_and_says_that_no_person_wrote_it() -> None:
    parsed, _ = made(receipt(COMPOSER, THREAD, entry(), (answer(),), (RECOMMENDATION,), NOW))
    assert parsed["In-Reply-To"] == "<4711@botkyrka.se>"
    assert parsed["References"] == "<4700@botkyrka.se> <4711@botkyrka.se>"
    assert parsed["Auto-Submitted"] == "auto-replied"
    assert parsed["Subject"] == "Sv: Protokollsutdrag"


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("SV: Re: Protokollsutdrag", "Sv: Protokollsutdrag"),
        ("", "Sv: Ert mejl har kommit fram"),
        ("Svar\r\nBcc: alla@ksl.se", "Sv: Svar Bcc: alla@ksl.se"),
        ("Om 850101-1234", "Sv: Om [personnummer]"),
    ],
)
def test_the_subject_is_theirs_made_harmless(theirs: str, ours: str) -> None:
    parsed, _ = made(receipt(COMPOSER, replace(THREAD, subject=theirs), entry(), (answer(),), (RECOMMENDATION,), NOW))
    assert parsed["Subject"] == ours
    assert parsed["Bcc"] is None


def test_it_says_the_number_how_the_answer_was_understood_and_whom_to_ask() -> None:
    mail = receipt(COMPOSER, THREAD, entry(), (answer(),), (RECOMMENDATION,), NOW)
    _, text = made(mail)
    assert "nummer 2015-000123" in text
    assert "Botkyrka har antagit: Överenskommelse om samverkan" in text
    assert "ert slutliga svar" in text
    assert "Anna Nerelius, anna.nerelius@ksl.se" in text
    assert "127.0.0.1" not in text, "the staff's pages are not for strangers"
    assert mail is not None
    assert mail.tells == (Tells(entry_id=17, decisions=(DECISION,)),)


def test_a_proposal_is_not_taken_for_an_answer() -> None:
    _, text = made(receipt(COMPOSER, THREAD, entry(decision=PROPOSAL), (answer(PROPOSAL),), (RECOMMENDATION,), NOW))
    assert "väntar på ert slutliga beslut" in text
    assert "har antagit" not in text


def test_of_a_flagged_mail_nothing_is_claimed() -> None:
    mail = receipt(COMPOSER, THREAD, flagged(Doubt.CONDITIONS), (), (RECOMMENDATION,), NOW)
    _, text = made(mail)
    assert "En handläggare går igenom mejlet" in text
    assert "föreslår" not in text
    assert "Så har vi uppfattat" not in text
    assert mail is not None
    assert mail.tells == ()


def test_a_repeat_is_told_with_the_number_that_it_has() -> None:
    repeated = replace(SURE, decisions=(replace(DECISION, repeats="2015-000100"),))
    _, text = made(receipt(COMPOSER, THREAD, entry(result=repeated), (), (RECOMMENDATION,), NOW))
    assert "redan har registrerat med nummer 2015-000100" in text


@pytest.mark.parametrize("state", [State.IGNORED, State.FAILED, State.RECEIVED])
def test_what_was_set_aside_or_not_read_has_none(state: State) -> None:
    assert receipt(COMPOSER, THREAD, entry(state=state), (), (RECOMMENDATION,), NOW) is None


def test_a_mail_has_one_receipt_whatever_is_decided_later() -> None:
    first = receipt(COMPOSER, THREAD, entry(version=1), (answer(),), (RECOMMENDATION,), NOW)
    later = receipt(COMPOSER, THREAD, entry(version=4), (), (RECOMMENDATION,), NOW)
    assert first is not None
    assert later is not None
    assert first.key == later.key == "kvittens/17/registrator@botkyrka.se"
