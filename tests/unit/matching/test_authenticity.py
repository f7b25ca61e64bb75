from __future__ import annotations

import dataclasses

import pytest

from domain.doubt import Doubt
from domain.mail import Address
from matching.authenticity import judge_sender
from tests.unit.samples import CATALOGUE, dmarc, message

GMAIL = "someone@gmail.com"


def test_dmarc_pass_of_our_server_for_a_members_domain_is_authentic() -> None:
    sender = judge_sender(message(), CATALOGUE)
    assert (sender.authentic, sender.municipality, sender.doubts) == (True, "0127", ())


def test_a_sub_domain_of_a_member_is_authentic() -> None:
    assert judge_sender(message("x@ks.botkyrka.se"), CATALOGUE).authentic is True


@pytest.mark.parametrize(
    "result",
    [
        dmarc(server="mx.google.com"),
        dmarc(server="evil.mx.ksl.se"),
        dmarc(trusted=False),
        dmarc("none"),
        dmarc("temperror"),
        dmarc(domain="solna.se"),
        dataclasses.replace(dmarc(), method="spf"),
        dataclasses.replace(dmarc(), method="dkim"),
    ],
)
def test_anything_but_a_trusted_pass_for_the_from_domain_proves_nothing(result: object) -> None:
    sender = judge_sender(message("registrator@botkyrka.se", result), CATALOGUE)  # type: ignore[arg-type]
    assert (sender.authentic, sender.doubts) == (None, (Doubt.NOT_AUTHENTICATED,))


def test_a_failed_check_is_a_forgery() -> None:
    sender = judge_sender(message("registrator@botkyrka.se", dmarc("fail")), CATALOGUE)
    assert (sender.authentic, sender.doubts) == (False, (Doubt.AUTHENTICATION_FAILED,))


@pytest.mark.parametrize("order", [("pass", "fail"), ("fail", "pass")])
def test_of_contradicting_verdicts_the_worst_counts(order: tuple[str, str]) -> None:
    sender = judge_sender(message("registrator@botkyrka.se", *map(dmarc, order)), CATALOGUE)
    assert sender.authentic is False


def test_an_appended_forged_header_never_raises_trust() -> None:
    for forged in (dmarc(trusted=False), dmarc(server="mx.evil.example")):
        for real in (dmarc("fail"), dmarc("none")):
            alone = judge_sender(message("registrator@botkyrka.se", real), CATALOGUE).authentic
            both = judge_sender(message("registrator@botkyrka.se", real, forged), CATALOGUE).authentic
            assert both == alone


def test_a_verdict_for_the_organisations_domain_covers_its_sub_domain_and_a_top_domain_covers_nothing() -> None:
    for about, authentic in (("botkyrka.se", True), ("se", None), ("solna.se", None)):
        sender = judge_sender(message("x@ks.botkyrka.se", dmarc(domain=about)), CATALOGUE)
        assert sender.authentic is authentic


def test_a_private_address_is_not_the_municipality() -> None:
    sender = judge_sender(message(GMAIL), CATALOGUE)
    assert (sender.authentic, sender.doubts) == (None, (Doubt.SENDER_NOT_MUNICIPALITY,))


def test_a_lookalike_is_false_even_when_it_passes_for_itself() -> None:
    sender = judge_sender(message("registrator@botkyrka-kommun.com"), CATALOGUE)
    assert (sender.authentic, sender.doubts) == (False, (Doubt.LOOKALIKE_SENDER,))


@pytest.mark.parametrize("shown", ["registrator@taby.se", "Registrator (registrator@taby.se)", "taby.se"])
def test_a_display_name_that_shows_another_address_is_a_trick(shown: str) -> None:
    sender = judge_sender(message("kansli@mail.example", display_name=shown), CATALOGUE)
    assert sender.authentic is False
    assert Doubt.LOOKALIKE_SENDER in sender.doubts


def test_a_display_name_that_shows_its_own_address_is_no_trick() -> None:
    assert judge_sender(message(display_name="registrator@botkyrka.se"), CATALOGUE).authentic is True


def test_a_municipality_outside_the_county_is_recognised() -> None:
    sender = judge_sender(message("knivsta@knivsta.se"), CATALOGUE)
    assert (sender.authentic, sender.outside) == (None, "Knivsta")
    assert sender.doubts == (Doubt.OUTSIDE_COUNTY,)


def test_a_colleague_who_forwards_keeps_the_municipalitys_authenticity() -> None:
    inner = Address(display_name="", address="kansli@botkyrka.se")
    assert judge_sender(message(forwarded_sender=inner), CATALOGUE).doubts == ()


def test_our_own_reminder_enclosed_in_the_answer_claims_nothing() -> None:
    inner = Address(display_name="", address="registrator@ksl.se")
    assert judge_sender(message(forwarded_sender=inner), CATALOGUE).doubts == ()


def test_an_inner_sender_from_elsewhere_is_a_claim() -> None:
    inner = Address(display_name="", address=GMAIL)
    assert judge_sender(message(forwarded_sender=inner), CATALOGUE).doubts == (Doubt.FORWARDED,)


def test_what_our_own_staff_forward_is_a_claim() -> None:
    sender = judge_sender(message("handlaggare@ksl.se"), CATALOGUE)
    assert sender.authentic is None
    assert Doubt.FORWARDED in sender.doubts


def test_an_author_from_elsewhere_two_mails_deep_is_a_claim() -> None:
    inner, deeper = (Address(display_name="", address=a) for a in ("kansli@botkyrka.se", GMAIL))
    sender = judge_sender(message(forwarded_sender=inner, deeper_senders=(deeper,)), CATALOGUE)
    assert sender.doubts == (Doubt.FORWARDED,)
    assert any(GMAIL.partition("@")[2] in note for note in sender.notes)


@pytest.mark.parametrize(
    ("author", "claim"),
    [
        ("Pelle Provsson <pelle@botkyrka.se>", False),
        ("Provsson, Pelle (kommunkansliet)", False),
        ("Registrator [mailto:registrator@ksl.se]", False),
        ("Pelle Provsson <pelle@konsult.example>", True),
        ("Registrator <registrator@solna.se>", True),
    ],
)
def test_a_mail_forwarded_as_text_is_its_authors_claim(author: str, claim: bool) -> None:
    body = f"Se nedan.\n\nFrån: {author}\nSkickat: den 7 maj 2015\nTill: KSL\nÄmne: Utdrag\n\nHär är det."
    assert judge_sender(message(subject="VB: Utdrag", body=body), CATALOGUE).doubts == (
        (Doubt.FORWARDED,) if claim else ()
    )
    assert judge_sender(message(subject="SV: Utdrag", body=body), CATALOGUE).doubts == ()
