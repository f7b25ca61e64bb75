"""Underrättelse: final decisions only, at the partner's pace."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from email import message_from_bytes
from email.policy import default

import pytest

from domain.catalogue import PartnerPace, Recommendation
from domain.decision import Decision, StandingKind
from domain.evidence import Outcome
from domain.outgoing import MailKind, OutboxRow, OutgoingMail, OutgoingState, SendStage
from domain.register import Answer, Overview
from outbox.compose import Composer
from outbox.partner import Part, letter, partner, partner_at_end, who_knows
from registrator.catalogue import members
from tests.unit.outbox.samples import (
    DECISION,
    NOW,
    ORGANISATION,
    PROPOSAL,
    RECOMMENDATION,
    answer,
    entry,
    overview,
)

COMPOSER = Composer(organisation=ORGANISATION, municipalities=members())
READER = "kansli@samverkan.example"
MONDAY = NOW + dt.timedelta(days=7)


def asked(pace: PartnerPace = PartnerPace.AT_ONCE, **changes: object) -> Recommendation:
    named = replace(RECOMMENDATION, partner_name="Samverkan Stockholmsregionen", partner=(READER,), partner_pace=pace)
    return replace(named, **changes)  # type: ignore[arg-type]


def told(decision: Decision = DECISION, pace: PartnerPace = PartnerPace.AT_ONCE, **more: object) -> list[OutgoingMail]:
    standing = overview(asked(pace, **more), k0127=StandingKind.ADOPTED)
    part = Part(entry=entry(), answers=(answer(decision),))
    return list(partner(COMPOSER, part, (standing,), NOW, not_before=NOW, weekly_at=MONDAY))


def text(mail: OutgoingMail) -> str:
    body = message_from_bytes(mail.raw, policy=default).get_body(("plain",))
    assert body is not None
    return " ".join(str(body.get_content()).split())


@pytest.mark.parametrize(
    "outcome",
    [Outcome.ADOPTED, Outcome.ADOPTED_WITH_CONDITIONS, Outcome.PARTLY_ADOPTED, Outcome.DECLINED],
)
def test_a_final_decision_is_told(outcome: Outcome) -> None:
    (mail,) = told(replace(DECISION, outcome=outcome))
    assert mail.recipient == READER
    assert mail.subject.startswith("Botkyrka har")


@pytest.mark.parametrize(
    "decision",
    [
        PROPOSAL,
        replace(DECISION, outcome=Outcome.REFERRED_BACK, final=False),
        replace(DECISION, outcome=Outcome.NOTED),
        replace(DECISION, outcome=Outcome.STATEMENT),
        replace(DECISION, outcome=None),
        replace(DECISION, repeats="2015-000100"),
        replace(DECISION, municipality=None),
    ],
)
def test_what_is_not_final_or_no_answer_is_not_told(decision: Decision) -> None:
    assert told(decision) == []


def test_without_addresses_nobody_is_told() -> None:
    assert told(partner=()) == []


def test_another_recommendations_answers_are_not_told() -> None:
    assert told(replace(DECISION, recommendation="KSL/15/0044-2")) == []


def test_the_pace_says_when() -> None:
    assert [m.not_before for m in told()] == [NOW]
    assert [m.not_before for m in told(pace=PartnerPace.WEEKLY)] == [MONDAY]
    assert told(pace=PartnerPace.AT_END) == []


def test_what_comes_after_the_end_is_told_at_once() -> None:
    assert [m.not_before for m in told(pace=PartnerPace.AT_END, closed_on=NOW.date())] == [NOW]


def test_whoever_was_told_of_the_entry_before_is_left_to_a_correction() -> None:
    part = Part(entry=entry(), answers=(answer(),))
    assert partner(COMPOSER, part, (overview(asked()),), NOW, weekly_at=MONDAY, told=(READER,)) == ()


def test_nothing_of_the_house_is_shown() -> None:
    (mail,) = told()
    said = text(mail)
    assert "Till Samverkan Stockholmsregionen" in said
    assert "127.0.0.1" not in said, "the staff's pages are not for strangers"
    assert "DMARC" not in said
    assert "granskas" not in said
    assert "1 har antagit, från 25 finns inget slutligt beslut" in said


def test_a_condition_is_quoted_and_an_adoption_needs_no_quote() -> None:
    words = "under förutsättning att kostnaderna ryms"
    conditional = replace(DECISION, outcome=Outcome.ADOPTED_WITH_CONDITIONS, quote=f"Antas {words}.")
    assert words in text(told(conditional)[0])
    assert "Kommunfullmäktige beslutar" not in text(told()[0])


def test_a_weekly_letter_has_its_week_in_subject_and_key() -> None:
    parts = tuple(
        Part(entry=entry(id=n), answers=(answer(replace(DECISION, municipality=code), entry_id=n),))
        for n, code in ((17, "0127"), (18, "0184"))
    )
    mail = letter(COMPOSER, READER, parts, overview(asked()), NOW, week="2015-W22")
    assert mail.subject.startswith("Vecka 22: Botkyrka har antagit, Solna har antagit: ")
    assert mail.key == f"underrättelse/2015-W22/KSL/15/0016-5/17.3+18.3/{READER}"
    assert [tells.entry_id for tells in mail.tells] == [17, 18]


def ended(recommendation: Recommendation, *answers: Answer) -> tuple[OutgoingMail, ...]:
    kinds = {f"k{a.decision.municipality}": StandingKind.ADOPTED for a in answers if a.decision.final}
    open_ = overview(recommendation, **kinds)
    by_code = {a.decision.municipality: a for a in answers}
    standings = tuple(replace(s, answer=by_code.get(s.municipality.kommunkod)) for s in open_.standings)
    return partner_at_end(COMPOSER, Overview(recommendation=recommendation, standings=standings), answers, NOW)


def test_at_the_end_all_final_decisions_are_told_in_one_mail() -> None:
    second = answer(replace(DECISION, municipality="0184", paragraf="12"), entry_id=18)
    (mail,) = ended(asked(PartnerPace.AT_END), answer(), second, answer(PROPOSAL, entry_id=19))
    assert mail.subject.startswith("2 av 26 kommuner har antagit: ")
    assert "Botkyrka (KF 2015-05-28 § 87)" in text(mail)
    assert "Solna (KF 2015-05-28 § 12)" in text(mail)
    assert "föreslår" not in text(mail)
    assert "§ 77" not in text(mail)
    assert [tells.entry_id for tells in mail.tells] == [17, 18]


def test_the_end_is_told_once_and_only_to_those_who_wait_for_it() -> None:
    assert ended(asked(PartnerPace.AT_END), answer())[0].key == ended(asked(PartnerPace.AT_END))[0].key
    assert ended(asked(PartnerPace.AT_ONCE), answer()) == ()
    assert ended(asked(PartnerPace.AT_END, partner=()), answer()) == ()


def row(reader: str, state: OutgoingState = OutgoingState.SENT, kind: MailKind = MailKind.PARTNER) -> OutboxRow:
    mail = replace(told()[0], recipient=reader, kind=kind)
    return OutboxRow(
        id=1,
        mail=mail,
        state=state,
        stage=SendStage.NONE,
        attempts=0,
        next_attempt_at=NOW,
        last_error="",
        created_at=NOW,
        sent_at=None,
    )


def test_a_reader_knows_who_was_told_of_every_entry_and_whom_it_reached() -> None:
    assert who_knows([[row("a"), row("b")], [row("a", OutgoingState.WAITING)]]) == {"a"}
    assert who_knows([]) == frozenset()
    for state in (OutgoingState.BOUNCED, OutgoingState.PARKED, OutgoingState.WITHDRAWN):
        assert who_knows([[row("a", state)]]) == frozenset()
    assert who_knows([[row("a", kind=MailKind.RECEIPT)]]) == frozenset(), "a sender knows her own mail only"
