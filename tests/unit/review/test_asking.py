"""To whom a question about a mail may go, and what it would ask."""

from __future__ import annotations

import dataclasses

import pytest

from domain.doubt import Doubt
from domain.mail import Address, AutomaticKind
from domain.register import State
from outbox.question import points_for
from review.asking import AskingForm, asking_form
from tests.fakes.review_desk import CATALOGUE, decision, entry, message


def asked(
    sender: str, authentic: bool | None, *, kommun: str = "", automatic: AutomaticKind | None = None
) -> AskingForm | None:
    read = (decision("", "0" * 64, kommun, "", "1"),) if kommun else ()
    mail = entry(
        1,
        subject="Svar",
        sender=sender,
        state=State.FLAGGED,
        days=1,
        authentic=authentic,
        doubts=(Doubt.CONDITIONS,),
        decisions=read,
    )
    original = dataclasses.replace(
        message(mail, "Hej"), sender=Address(display_name="", address=sender), automatic=automatic
    )
    return asking_form(mail, read, original, CATALOGUE)


def addresses(form: AskingForm | None) -> list[str]:
    return [address for address, _ in form.recipients] if form else []


def test_a_verified_sender_is_asked_first_then_the_known_registry() -> None:
    found = addresses(asked("handlaggare@botkyrka.se", True, kommun="0127"))
    assert found[0] == "handlaggare@botkyrka.se" and any(a.endswith("@botkyrka.se") for a in found[1:])


def test_an_unverified_sender_is_asked_at_the_known_registry_first_and_a_forged_one_only_there() -> None:
    unsure = addresses(asked("nagon@gmail.com", None, kommun="0127"))
    assert unsure[0].endswith("botkyrka.se") and unsure[-1] == "nagon@gmail.com"
    forged = addresses(asked("registrator@botkyrka-kommun.example", False, kommun="0127"))
    assert forged and all(a.endswith("botkyrka.se") for a in forged)


@pytest.mark.parametrize(
    "sender", ["noreply@kommun.example", "no-reply@kommun.example", "postmaster@x.example", "", "a"]
)
def test_an_address_that_nobody_reads_is_not_asked(sender: str) -> None:
    assert asked(sender, True) is None


def test_automatic_mail_is_never_asked() -> None:
    assert asked("handlaggare@botkyrka.se", True, automatic=AutomaticKind.AUTO_REPLY) is None


def test_each_doubt_is_asked_about_once_and_a_general_question_is_there_when_none_fits() -> None:
    both = points_for((Doubt.MUNICIPALITY_UNKNOWN, Doubt.MUNICIPALITY_UNCERTAIN, Doubt.DATE_UNKNOWN))
    assert both == ("Vilken kommun har fattat beslutet?", "Vilken dag fattades beslutet?")
    assert points_for((Doubt.READER_FAILED,)) == ("Innebär beslutet att kommunen antar rekommendationen?",)
