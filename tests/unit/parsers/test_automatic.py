"""Automatic mail is recognised, and a real reply is never filed as automatic."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.mail import AutomaticKind
from parsers.message import read_message
from tests.unit.parsers.eml import PDF, file, mail, multipart, text

AUTO_REPLY, BOUNCE, BULK = AutomaticKind.AUTO_REPLY, AutomaticKind.BOUNCE, AutomaticKind.BULK


def kind(headers: str) -> AutomaticKind | None:
    return read_message(f"From: a@solna.se\n{headers}\nContent-Type: text/plain\n\nHej".encode()).automatic


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ("Auto-Submitted: auto-replied", AUTO_REPLY),
        ("Auto-Submitted: auto-generated (by rule); owner-email=x", AUTO_REPLY),
        ("Auto-Submitted: no", None),
        ("Auto-Submitted: No (a person wrote this)", None),
        ("X-Autoreply: yes", AUTO_REPLY),
        ("Precedence: auto_reply", AUTO_REPLY),
        ("X-Auto-Response-Suppress: All", None),
        ("Precedence: bulk", BULK),
        ("List-Id: <nyheter.kommun.example>", BULK),
        ("List-Unsubscribe: <mailto:x@y.se>", BULK),
        ("List-Id: <registrator.ksl.se>\nIn-Reply-To: <fraga@ksl.se>", None),
    ],
)
def test_headers_tell_what_wrote_the_mail(headers: str, expected: AutomaticKind | None) -> None:
    assert kind(headers) is expected


@pytest.mark.parametrize(
    "subject",
    [
        *("Autosvar: Rekommendation", "Automatiskt svar: Rekommendation", "Frånvaro: Rekommendation", "Out of Office"),
        *("Automatic reply: x", "Läst: Rekommendation KSL/15/0016-5", "Frånvaromeddelande"),
        "[Ärende #2015-88123] Vi har tagit emot ditt ärende",
    ],
)
def test_a_machines_subject_is_known(subject: str) -> None:
    assert kind(f"Subject: {subject}") is AUTO_REPLY


@pytest.mark.parametrize(
    "subject",
    [
        *("Skolfrånvaro, svar på rekommendation", "Frånvaro i skolan - beslut", "SV: Autosvar: Rekommendation"),
        *("Vi har tagit emot och antagit rekommendationen", "[Ärende #2015-88123] Beslut KS § 87", "Svar på remiss"),
    ],
)
def test_a_persons_subject_is_not_taken_for_a_machines(subject: str) -> None:
    assert kind(f"Subject: {subject}") is None


def report(*more: str, report_type: str = "delivery-status") -> bytes:
    status = "Content-Type: message/delivery-status\n\nStatus: 5.1.1"
    parts = multipart(text("Ej levererat"), status, *more, kind=f'report; report-type="{report_type}"')
    return f"From: MAILER-DAEMON@mx.ksl.se\nReturn-Path: <>\n{parts}".encode()


def returned(content: bytes) -> str:
    inner = mail(text("Hej"), file(content, name="a.pdf")).decode().replace("gr\u00e4ns", "inre")
    return f"Content-Type: message/rfc822\n\n{inner}"


def test_a_delivery_report_is_a_bounce_with_what_came_back_in_it() -> None:
    assert read_message(report(returned(PDF))).automatic is BOUNCE


def test_a_read_receipt_is_an_automatic_reply() -> None:
    raw = report(report_type="disposition-notification").replace(b"MAILER-DAEMON", b"anna")
    assert read_message(raw).automatic is AUTO_REPLY


def test_an_old_daemons_letter_without_a_report_is_a_bounce() -> None:
    raw = b"Return-Path: <>\nFrom: Mail Delivery <postmaster@taby.se>\nSubject: Undeliverable\n\nNo such user"
    assert read_message(raw).automatic is BOUNCE
    assert read_message(raw.replace(b"<>", b"<postmaster@taby.se>")).automatic is None


def test_a_daemons_letter_is_a_bounce_only_if_documents_are_in_the_mail_that_came_back() -> None:
    head = "Return-Path: <>\nFrom: postmaster@taby.se\n"
    assert read_message(mail(text("x"), returned(PDF), headers=head)).automatic is BOUNCE
    assert read_message(mail(text("x"), file(PDF, name="KS 87.pdf"), headers=head)).automatic is None


MACHINE_HEADERS = st.sampled_from(
    [
        *("Auto-Submitted: auto-generated", "Auto-Submitted: auto-replied", "Precedence: bulk", "List-Id: <x.y>"),
        *("List-Unsubscribe: <mailto:a@b>", "X-Autoreply: yes", "Subject: Autosvar: hej", "Return-Path: <>"),
        *("Precedence: auto_reply", "Subject: [#123456] har mottagit"),
    ]
)


@given(st.lists(MACHINE_HEADERS, max_size=6))
def test_a_mail_with_a_possible_document_is_never_automatic(headers: list[str]) -> None:
    head = "".join(f"{header}\n" for header in ["From: diariet@solna.se", *headers])
    assert read_message(mail(text("Hej"), file(PDF, name="KS 87.pdf"), headers=head)).automatic is None


@pytest.mark.parametrize(
    "subject",
    [
        "Retrieval using the IMAP4 protocol failed for the following message: 3515",
        "Retrieval using the IMAP protocol failed for the following message: 7",
        "=?utf-8?q?H=C3=A4mtning_med_IMAP4-protokollet_misslyckades_f=C3=B6r_f=C3=B6ljande_meddelande=3A_12?=",
    ],
)
def test_what_exchange_gives_in_the_place_of_a_mail_is_known(subject: str) -> None:
    assert kind(f"Subject: {subject}\nAuto-Submitted: auto-generated") is AutomaticKind.STAND_IN


@pytest.mark.parametrize(
    "subject",
    [
        "VB: Retrieval using the IMAP4 protocol failed for the following message: 3515",
        "Hämtning av protokoll via IMAP4: se bilaga",
        "Retrieval using the IMAP4 protocol failed",
    ],
)
def test_a_person_who_writes_of_such_a_note_is_a_person(subject: str) -> None:
    assert kind(f"Subject: {subject}") is None
