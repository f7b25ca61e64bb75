"""recommendation partner: which addresses it takes, and how it says who is told."""

from __future__ import annotations

from dataclasses import replace

import pytest
import typer

from domain.catalogue import PartnerPace, Recommendation
from registrator.commands.partner import addresses, in_words
from registrator.previews.values import RECOMMENDATION

MAILBOX = "registrator@ksl.se"


def test_addresses_are_taken_in_lower_case_and_once() -> None:
    assert addresses([" Kansli@Exempel.se", "kansli@exempel.se", "ö@exempel.se"], MAILBOX) == (
        "kansli@exempel.se",
        "ö@exempel.se",
    )
    assert addresses([], MAILBOX) == ()


@pytest.mark.parametrize(
    "wrong", ["", "kansli", "kansli@", "@exempel.se", "kansli@exempel", "a b@exempel.se", "a@b@c.se", "a@b.se, c@d.se"]
)
def test_what_is_no_address_is_refused(wrong: str) -> None:
    with pytest.raises(typer.BadParameter, match="är ingen mejladress"):
        addresses([wrong], MAILBOX)


@pytest.mark.parametrize("same", [MAILBOX, "Registrator@KSL.se"])
def test_the_mailbox_that_is_read_is_no_partner(same: str) -> None:
    with pytest.raises(typer.BadParameter, match="skulle komma in igen"):
        addresses([same], "Registrator@ksl.se")


def test_who_is_told_and_when_is_said_in_words() -> None:
    partner = {"partner": ("a@exempel.se", "b@exempel.se"), "partner_pace": PartnerPace.WEEKLY}
    assert in_words(RECOMMENDATION) == "ingen underrättas"
    assert in_words(changed(**partner)) == "a@exempel.se, b@exempel.se, underrättas varje vecka"
    named = changed(**partner, partner_name="Samverkan")
    assert in_words(named) == "Samverkan, a@exempel.se, b@exempel.se, underrättas varje vecka"


def changed(**fields: object) -> Recommendation:
    return replace(RECOMMENDATION, **fields)  # type: ignore[arg-type]
