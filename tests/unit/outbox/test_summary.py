"""Sammanfattning: its document, and several answers in one mail."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.policy import default

from domain.decision import Decision
from domain.evidence import Outcome
from domain.outgoing import OutgoingMail, Tells
from outbox.compose import Composer
from outbox.message import Enclosure
from outbox.summary import Part, Terms, joined, summary
from registrator.catalogue import members
from registrator.gathering import MOST
from tests.unit.outbox.samples import (
    DECISION,
    EVERY_KIND,
    NOW,
    ORGANISATION,
    PROPOSAL,
    RECOMMENDATION,
    answer,
    entry,
)

COMPOSER = Composer(organisation=ORGANISATION, municipalities=members())
PAPER = Enclosure(name="Utdrag § 87.pdf", media_type="application/pdf", content=b"%PDF-1.4 x")
OFFICER = "anna.nerelius@ksl.se"
NOTIFIED = "kansliet@samverkan.example"


def part(decision: Decision = DECISION, number: int = 17, document: Enclosure | None = PAPER) -> Part:
    documents = {decision.document_sha256: document} if document else {}
    return Part(entry=entry(id=number), answers=(answer(decision, entry_id=number),), documents=documents)


def one(some: Part, **terms: object) -> OutgoingMail:
    mails = summary(COMPOSER, some, (EVERY_KIND,), (RECOMMENDATION,), NOW, Terms(**terms))  # type: ignore[arg-type]
    return mails[0]


def both(reader: str, *parts: Part) -> OutgoingMail:
    return joined(COMPOSER, reader, parts, (EVERY_KIND,), (RECOMMENDATION,), NOW)


def text(mail: OutgoingMail) -> str:
    body = message_from_bytes(mail.raw, policy=default).get_body(("plain",))
    assert body is not None
    return " ".join(str(body.get_content()).split())


def files(mail: OutgoingMail) -> list[tuple[str | None, object]]:
    message = message_from_bytes(mail.raw, policy=default)
    return [(part.get_filename(), part.get_content()) for part in message.iter_attachments()]


def test_the_document_goes_with_the_mail_and_the_mail_says_so() -> None:
    mail = one(part())
    assert files(mail) == [("Utdrag § 87.pdf", PAPER.content)]
    assert "Handling: Utdrag § 87.pdf, bifogad" in text(mail)


def test_a_document_beyond_the_limit_stays_behind_and_the_mail_says_so() -> None:
    mail = one(part(document=replace(PAPER, content=bytes(2_340_000))), limit=2_000_000)
    assert files(mail) == []
    assert "2,3 MB, för stor för att bifogas" in text(mail)


def test_a_document_that_could_not_be_had_is_not_spoken_of() -> None:
    mail = one(part(document=None))
    assert files(mail) == []
    assert "Handling:" not in text(mail)


def test_a_hostile_file_name_becomes_a_harmless_line() -> None:
    mail = one(part(document=replace(PAPER, name="x\r\nBcc: alla@ksl.se https://ond.example/")))
    assert message_from_bytes(mail.raw, policy=default)["Bcc"] is None
    assert "ond.example" not in text(mail)


def test_a_mail_waits_for_company_as_long_as_it_is_told_to() -> None:
    assert one(part(), not_before=NOW).not_before == NOW
    assert one(part()).not_before is None


def test_whoever_was_told_before_gets_no_summary() -> None:
    mails = summary(COMPOSER, part(), (EVERY_KIND,), (RECOMMENDATION,), NOW, Terms(told=(OFFICER,)))
    assert [m.recipient for m in mails] == [NOTIFIED]


def test_a_mail_knows_what_it_tells_without_the_evidence() -> None:
    evident = replace(PROPOSAL, doubts=())
    (tells,) = one(part(evident)).tells
    assert tells == Tells(entry_id=17, decisions=(evident,)), "how the body is printed is kept"


def test_several_answers_in_one_mail_name_the_first_news_and_count_the_rest() -> None:
    declined = replace(DECISION, municipality="0184", outcome=Outcome.DECLINED, document_sha256="d" * 64)
    three = (part(), part(declined, 18), part(replace(DECISION, municipality="0160", document_sha256="e" * 64), 19))
    mail = both(OFFICER, *three)
    matter = "trygg, säker och störningsfri region"
    assert mail.subject == f"Botkyrka har antagit, Solna har avslagit och 1 svar till: {matter}"
    assert [tells.entry_id for tells in mail.tells] == [17, 18, 19]
    assert mail.entry_id is None
    assert len(files(mail)) == 3
    assert text(mail).count("Läget nu:") == 1, "said once, when it is the same for all"
    assert all(f"/mejl/{number}" in text(mail) for number in (17, 18, 19))


def test_a_joined_mail_has_a_key_of_all_that_it_tells() -> None:
    one_way, other_way = both(OFFICER, part(), part(PROPOSAL, 18)), both(OFFICER, part(), part(PROPOSAL, 19))
    assert one_way.key == "sammanfattning/17.3+18.3/anna.nerelius@ksl.se"
    assert one_way.key != other_way.key
    assert one(part()).key == "sammanfattning/17/3/anna.nerelius@ksl.se"


def test_one_document_that_answers_twice_goes_along_once() -> None:
    again = replace(DECISION, paragraf="88")
    twice = replace(part(), answers=(answer(), answer(again)))
    assert len(files(one(twice))) == 1


def test_as_many_answers_as_one_mail_tells_of_stay_below_what_clients_show_uncut() -> None:
    long = replace(DECISION, quote="å" * 2000, attachment="ö" * 200, diarienummer="KS 2015/0015-16 " * 4)
    parts = tuple(part(replace(long, document_sha256=f"{n:064}"), number=n) for n in range(1, MOST + 1))
    html = message_from_bytes(both(OFFICER, *parts).raw, policy=default).get_body(("html",))
    assert html is not None
    size = len(str(html.get_content()).encode())
    assert 40_000 < size < 60_000
