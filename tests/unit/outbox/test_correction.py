"""Rättelse: whoever was told what holds no more is told so, once, and nobody else."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from email import message_from_bytes
from email.policy import default

import pytest

from domain.decision import Decision, StandingKind
from domain.evidence import Outcome
from domain.outgoing import MailKind, OutboxRow, OutgoingMail, Tells
from domain.register import Answer, Settlement, State
from outbox.compose import Composer
from outbox.correction import correction
from outbox.told import heard, tells
from registrator.catalogue import members
from tests.unit.outbox.samples import (
    DECISION,
    EVERY_KIND,
    NOW,
    ORGANISATION,
    PROPOSAL,
    RECOMMENDATION,
    answer,
    entry,
    overview,
    unsent,
)

COMPOSER = Composer(organisation=ORGANISATION, municipalities=members())
OFFICER, PARTNER, SENDER = "anna.nerelius@ksl.se", "kansli@samverkan.example", "registrator@botkyrka.se"
ASKED = replace(RECOMMENDATION, partner=(PARTNER,))
DECLINED = replace(DECISION, outcome=Outcome.DECLINED)
OTHER = replace(DECISION, recommendation="KSL/15/0044-2", paragraf="90")
READERS = {MailKind.SUMMARY: OFFICER, MailKind.PARTNER: PARTNER, MailKind.RECEIPT: SENDER}


def mail(kind: MailKind, *decisions: Decision, to: str = "", number: int = 1, kept: bool = True) -> OutboxRow:
    """A mail of this kind that has left; `kept` is what it told, too."""
    said = (tells(17, decisions),) if kept else ()
    sent = replace(
        unsent().mail,
        kind=kind,
        recipient=to or READERS[kind],
        entry_id=17,
        tells=said,
        message_id=f"<{number}@ksl.se>",
    )
    return replace(unsent(), id=number, mail=sent)


def settled(*decisions: Decision, told: tuple[OutboxRow, ...], **more: object) -> Settlement:
    values: dict[str, object] = {"state": State.REGISTERED if decisions else State.IGNORED, "version": 4}
    struck: tuple[Decision, ...] = more.pop("struck", ())  # type: ignore[assignment]
    others: tuple[Answer, ...] = more.pop("others", ())  # type: ignore[assignment]
    answers = tuple(answer(d, accepted_by="registrator") for d in decisions)
    return Settlement(
        entry=entry(**(values | more)),
        answers=(*answers, *others),
        struck=struck,
        told=told,
    )


def corrected(settlement: Settlement) -> tuple[OutgoingMail, ...]:
    other = replace(ASKED, diarienummer=OTHER.recommendation, title="Gemensam taxa", partner=())
    recommendations = (ASKED, other)
    return correction(COMPOSER, settlement, (EVERY_KIND,), recommendations, NOW)


def text(one: OutgoingMail) -> str:
    body = message_from_bytes(one.raw, policy=default).get_body(("plain",))
    assert body is not None
    return " ".join(str(body.get_content()).split())


@pytest.mark.parametrize("kind", [MailKind.SUMMARY, MailKind.PARTNER, MailKind.RECEIPT])
def test_each_reader_who_was_told_is_told_what_was_said_and_what_holds(kind: MailKind) -> None:
    (made,) = corrected(settled(DECLINED, told=(mail(kind, DECISION),)))
    assert made.recipient == READERS[kind]
    assert made.subject == "Rättelse: Botkyrka har avslagit (KF 2015-05-28 § 87): trygg, säker och störningsfri region"
    assert "Vi skrev tidigare: Botkyrka har antagit (KF 2015-05-28 § 87)" in text(made)
    assert "Nu gäller: Botkyrka har avslagit" in text(made)
    assert "Beslut: avslagen (vi skrev: antagen)" in text(made)
    assert made.tells == (Tells(entry_id=17, decisions=(DECLINED,)),)
    assert made.key == f"rättelse/17/4/{made.recipient}"


def test_it_stands_in_the_thread_of_the_mail_that_it_corrects() -> None:
    (made,) = corrected(settled(DECLINED, told=(mail(MailKind.SUMMARY, DECISION, number=9),)))
    assert message_from_bytes(made.raw, policy=default)["In-Reply-To"] == "<9@ksl.se>"


def test_nobody_hears_of_what_changes_nothing_that_was_told() -> None:
    same = replace(DECISION, page=4, quote="Andra ord.", attachment="Annan fil.pdf", doubts=(), evidence=())
    assert corrected(settled(same, told=(mail(MailKind.SUMMARY, DECISION),))) == ()


@pytest.mark.parametrize(
    "change",
    [
        {"municipality": "0184"},
        {"final": False},
        {"paragraf": "88"},
        {"meeting_date": dt.date(2015, 5, 25)},
        {"diarienummer": "KS/2015:239"},
        {"decision_body": None},
    ],
)
def test_every_claim_that_a_reader_was_told_counts(change: dict[str, object]) -> None:
    assert len(corrected(settled(replace(DECISION, **change), told=(mail(MailKind.SUMMARY, DECISION),)))) == 1  # type: ignore[arg-type]


def test_a_struck_answer_is_told_with_the_reason_and_where_the_municipality_stands_now() -> None:
    struck = settled(told=(mail(MailKind.SUMMARY, DECISION),), reason="Protokollet var inte justerat.")
    alone = overview(k0127=StandingKind.NO_ANSWER)
    (made,) = correction(COMPOSER, struck, (alone,), (ASKED,), NOW)
    assert made.subject.startswith("Rättelse: svaret från Botkyrka är struket")
    assert "Det svaret räknas inte längre" in text(made)
    assert "Varför: Protokollet var inte justerat." in text(made)
    assert "Botkyrka står nu som: inget svar." in text(made)
    assert made.tells == (Tells(entry_id=17),)


@pytest.mark.parametrize("kind", [MailKind.PARTNER, MailKind.RECEIPT])
def test_the_staffs_own_words_and_pages_stay_in_the_house(kind: MailKind) -> None:
    (made,) = corrected(settled(told=(mail(kind, DECISION),), reason="Handläggaren slarvade."))
    assert "slarvade" not in text(made)
    assert "127.0.0.1" not in text(made)
    assert "anna.nerelius@ksl.se" in text(made), "whom to ask"


def test_the_last_that_was_told_counts_not_what_was_decided_in_between() -> None:
    """v1 told "adopted"; v2 "declined" was never sent; v3 says "adopted" again: nobody has heard anything wrong."""
    assert corrected(settled(DECISION, told=(mail(MailKind.SUMMARY, DECISION),), struck=(DECLINED,))) == ()


def test_a_correction_is_corrected_in_turn() -> None:
    told = (mail(MailKind.SUMMARY, DECISION), mail(MailKind.CORRECTION, DECLINED, to=OFFICER, number=2))
    (made,) = corrected(settled(DECISION, told=told))
    assert "Vi skrev tidigare: Botkyrka har avslagit" in text(made)
    assert message_from_bytes(made.raw, policy=default)["In-Reply-To"] == "<2@ksl.se>"


def test_an_answer_that_was_struck_and_stands_again_is_told_to_whoever_heard_that_it_was_struck() -> None:
    told = (mail(MailKind.SUMMARY, DECISION), mail(MailKind.CORRECTION, to=OFFICER, number=2))
    (made,) = corrected(settled(DECISION, told=told))
    assert "Nu gäller: Botkyrka har antagit" in text(made)
    assert "Vi skrev tidigare" not in text(made)
    assert corrected(settled(told=told)) == (), "struck twice is told once"


def test_a_mail_that_goes_back_to_review_corrects_nothing_yet() -> None:
    assert corrected(settled(told=(mail(MailKind.SUMMARY, DECISION),), state=State.FLAGGED)) == ()


def test_a_double_that_is_dismissed_is_no_news_while_its_copy_stands() -> None:
    copy = answer(DECISION, entry_id=20, number="2015-000130")
    assert corrected(settled(told=(mail(MailKind.SUMMARY, DECISION),), others=(copy,))) == ()


def test_a_partner_hears_that_a_final_decision_is_none_but_not_what_is_proposed() -> None:
    proposal = replace(PROPOSAL, municipality="0127")
    (made,) = corrected(settled(proposal, told=(mail(MailKind.PARTNER, DECISION),)))
    assert "Det svaret räknas inte längre" in text(made)
    assert "föreslår" not in text(made)


def test_a_reader_hears_only_of_what_is_hers_to_know() -> None:
    told = (mail(MailKind.SUMMARY, DECISION, OTHER), mail(MailKind.PARTNER, DECISION, number=2))
    changed = replace(OTHER, paragraf="91")
    assert [m.recipient for m in corrected(settled(DECISION, changed, told=told))] == [OFFICER]


def test_a_receipt_that_claimed_nothing_is_never_corrected() -> None:
    told = (mail(MailKind.RECEIPT, kept=False),)
    assert corrected(settled(DECISION, told=told, struck=(DECLINED,))) == ()


def test_a_notice_to_staff_told_nobody_how_it_stands() -> None:
    told = (mail(MailKind.NOTICE, to="diariet@ksl.se", kept=False),)
    assert heard(settled(DECISION, told=told, struck=(DECLINED,))) == ()


def test_what_a_mail_of_a_time_before_this_told_is_what_stood() -> None:
    told = (mail(MailKind.SUMMARY, kept=False),)
    (made,) = corrected(settled(DECLINED, told=told, struck=(DECISION,)))
    assert "Vi skrev tidigare: Botkyrka har antagit" in text(made)


def test_the_municipality_itself_may_have_been_wrong() -> None:
    (made,) = corrected(settled(replace(DECISION, municipality="0184"), told=(mail(MailKind.SUMMARY, DECISION),)))
    assert "Kommun: Solna (vi skrev: Botkyrka)" in text(made)


def test_several_changes_are_one_mail() -> None:
    told = (mail(MailKind.SUMMARY, DECISION, OTHER),)
    (made,) = corrected(settled(DECLINED, told=told))
    assert made.subject.endswith("och 1 till")
    assert text(made).count("Vi skrev tidigare:") == 2


def test_a_machines_second_reading_says_so() -> None:
    settlement = settled(DECLINED, told=(mail(MailKind.SUMMARY, DECISION),))
    unread = replace(settlement, answers=tuple(replace(a, accepted_by="") for a in settlement.answers))
    (made,) = corrected(unread)
    assert "Handlingen har lästs på nytt." in text(made)


def test_a_reader_of_ours_who_is_also_a_partner_hears_once_and_all() -> None:
    told = (mail(MailKind.PARTNER, DECISION, to=OFFICER), mail(MailKind.SUMMARY, DECISION, to=OFFICER, number=2))
    (made,) = corrected(settled(DECLINED, told=told, reason="Fel läst."))
    assert "Varför: Fel läst." in text(made)


def test_notices_to_a_partner_about_two_recommendations_add_up() -> None:
    told = (mail(MailKind.PARTNER, DECISION), mail(MailKind.PARTNER, OTHER, number=2))
    assert heard(settled(told=told))[0].decisions == (DECISION, OTHER)
