"""Headers and parts of a mail, as the clients of those who get it read them."""

from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.outgoing import MailKind, Organisation
from outbox.headers import list_id
from outbox.message import ENCLOSURES_LIMIT, Enclosure, Letter, bounded, build
from tests.unit.outbox.samples import NOW, ORGANISATION

MINUTES = Enclosure(
    name="Protokollsutdrag från Älvsjö och Östermalm, kommunfullmäktige § 87 om en trygg, säker region.pdf",
    media_type="application/pdf",
    content=bytes(range(256)) * 40,
)


def letter(**changes: object) -> Letter:
    base = Letter(
        key="sammanfattning/17/3/anna.nerelius@ksl.se",
        kind=MailKind.SUMMARY,
        recipient="anna.nerelius@ksl.se",
        subject="Österåker har antagit",
        text="Österåker har antagit.\n",
        html="<p>Österåker har antagit.</p>\n",
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def sent(organisation: Organisation = ORGANISATION, **changes: object) -> EmailMessage:
    message = message_from_bytes(build(letter(**changes), organisation, NOW).raw, policy=default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def test_the_same_letter_gives_the_same_bytes_with_enclosures_too() -> None:
    same = letter(enclosures=(MINUTES, MINUTES))
    assert build(same, ORGANISATION, NOW) == build(same, ORGANISATION, NOW)


def test_swedish_letters_come_through_in_subject_names_and_file_names() -> None:
    subject = "Åsele, Älvsbyn, Örebro och Österåker har antagit: " * 3
    message = sent(
        replace(ORGANISATION, short_name="Örlän"),
        subject=subject,
        recipient_name='Åsa Öberg, "registrator"',
        enclosures=(MINUTES,),
    )
    assert message["Subject"] == subject.strip()
    assert message["From"].addresses[0].display_name == "Registrator Örlän"
    assert message["To"].addresses[0].display_name == 'Åsa Öberg, "registrator"'
    assert message["To"].addresses[0].addr_spec == "anna.nerelius@ksl.se"
    (part,) = message.iter_attachments()
    assert part.get_filename() == MINUTES.name
    assert part.get_content() == MINUTES.content


@given(st.lists(st.text("abcåäöÅÄÖ§–\u00e9-(:.?=_", min_size=1, max_size=30), min_size=1, max_size=20).map(" ".join))
def test_a_subject_is_read_as_it_was_written_wherever_it_is_folded(subject: str) -> None:
    mail = build(letter(subject=subject), ORGANISATION, NOW)
    assert message_from_bytes(mail.raw, policy=default)["Subject"] == mail.subject
    assert max(map(len, mail.raw.split(b"\r\n"))) <= 998


def test_encoded_words_keep_within_the_length_that_clients_read() -> None:
    raw = build(letter(subject="Öä" * 80, recipient_name="Å" * 90), ORGANISATION, NOW).raw.decode("ascii")
    words = re.findall(r"=\?utf-8\?.*?\?=", raw)
    assert len(words) > 4
    assert max(map(len, words)) <= 75


def test_both_texts_stand_before_the_files() -> None:
    message = sent(enclosures=(MINUTES,))
    assert [p.get_content_type() for p in message.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "application/pdf",
    ]


def test_files_that_are_too_large_together_are_left_out_in_order() -> None:
    large = replace(MINUTES, name="stor.pdf", content=b"x" * ENCLOSURES_LIMIT)
    assert bounded((MINUTES, large, MINUTES)) == ((MINUTES, MINUTES), (large,))
    assert [p.get_filename() for p in sent(enclosures=(large, MINUTES)).iter_attachments()] == ["stor.pdf"]


@pytest.mark.parametrize("declared", ["message/rfc822", "multipart/mixed", "", "pdf", "text/", "a b/c\r\nBcc: x@y.se"])
def test_a_type_that_would_change_the_form_of_the_mail_becomes_plain_bytes(declared: str) -> None:
    message = sent(enclosures=(replace(MINUTES, media_type=declared, name="a/b\r\nBcc: x@y.se"),))
    (part,) = message.iter_attachments()
    assert part.get_content_type() == "application/octet-stream"
    assert part.get_filename() == "a-b Bcc: x@y.se"
    assert message["Bcc"] is part["Bcc"] is None


def test_an_answer_stands_in_its_thread_and_says_that_it_is_automatic() -> None:
    long = f"<{'a' * 110}@{'b' * 100}.example>"
    message = sent(in_reply_to=long, references=("<1@botkyrka.se>", "<2@botkyrka.se>", "<1@botkyrka.se>"))
    assert message["In-Reply-To"] == long
    assert message["References"].split() == ["<1@botkyrka.se>", "<2@botkyrka.se>", long]
    assert message["Auto-Submitted"] == "auto-replied"


def test_a_thread_of_our_own_mails_goes_on_by_itself() -> None:
    message = sent(in_reply_to="<0123@ksl.se>")
    assert message["In-Reply-To"] == message["References"] == "<0123@ksl.se>"
    assert message["Auto-Submitted"] == "auto-generated"


def test_a_thread_of_hundreds_keeps_its_beginning_and_its_end() -> None:
    thread = tuple(f"<{n}@botkyrka.se>" for n in range(300))
    found = sent(references=thread)["References"].split()
    assert (found[0], found[-1], len(found)) == ("<0@botkyrka.se>", "<299@botkyrka.se>", 20)


@given(st.text(max_size=40) | st.sampled_from(["<a@b>\r\nBcc: x@y.se", "<a b@c>", "<a@b", "=?utf-8?q?=0d=0aBcc?="]))
def test_what_is_no_message_id_stays_out_of_the_thread(foreign: str) -> None:
    raw = build(letter(in_reply_to=foreign, references=(foreign,)), ORGANISATION, NOW).raw
    message = message_from_bytes(raw, policy=default)
    assert message["Bcc"] is None
    assert not message.defects
    if foreign.strip() != message["In-Reply-To"]:
        assert message["In-Reply-To"] is message["References"] is None


@pytest.mark.parametrize(
    ("kind", "mailbox", "expected"),
    [
        ("veckobrev", "registrator@ksl.se", "Veckobrev <veckobrev.registrator.ksl.se>"),
        ("påminnelse", "Diariet.Öst@ksl.se", "=?utf-8?q?P=C3=A5minnelse?= <paminnelse.diariet-ost.ksl.se>"),
    ],
)
def test_mail_can_be_sorted_by_kind(kind: str, mailbox: str, expected: str) -> None:
    assert list_id(kind, mailbox) == expected


def test_headers_for_machines_hold_whole_identifiers_however_long_the_domain() -> None:
    domain = f"{'mycket-lang-avdelning.' * 4}kommunforbundet.example"
    raw = build(letter(), replace(ORGANISATION, mailbox=f"registrator@{domain}"), NOW).raw.decode("ascii")
    assert re.search(rf"\r\nMessage-ID: <[0-9a-f]{{32}}@{domain}>\r\n", raw)
    assert re.search(rf"\r\nList-Id: Sammanfattning\r\n <sammanfattning\.registrator\.{domain}>\r\n", raw)


def test_answers_go_to_the_mailbox_unless_somebody_else_is_named() -> None:
    assert sent()["Reply-To"] is None
    assert sent(reply_to="anna.nerelius@ksl.se")["Reply-To"] == "anna.nerelius@ksl.se"
