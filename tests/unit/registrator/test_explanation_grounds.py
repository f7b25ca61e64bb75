"""Under each doubt stands what it rests on: the sentence, the two municipalities, the two dates, the file."""

from __future__ import annotations

from domain.decision import Reading
from domain.document import FailureKind
from domain.doubt import Doubt
from domain.evidence import Evidence, EvidenceKind, Outcome
from domain.mail import Address
from matching.decide import decide
from registrator.explanation import as_lines
from registrator.explanation_grounds import grounds
from registrator.understand import Understanding
from tests.unit.samples import CATALOGUE, claim, message, reading, section, unreadable


def understood(*readings: Reading, address: str = "registrator@botkyrka.se", **mail: object) -> Understanding:
    sent = message(address, **mail)  # type: ignore[arg-type]
    return Understanding(catalogue=CATALOGUE, message=sent, readings=readings, result=decide(sent, readings, CATALOGUE))


def ground(doubt: Doubt, understanding: Understanding) -> str:
    assert doubt in understanding.result.all_doubts
    return "\n".join(grounds(doubt, understanding, CATALOGUE))


def test_the_mails_own_sentence_stands_under_its_doubt() -> None:
    found = understood(reading(section()), body="Hej!\n\nUtdrag bifogas. Beslutet är överklagat.")
    assert ground(Doubt.SENDER_RESERVES, found) == "mejlet säger: ”Beslutet är överklagat.”"


def test_both_municipalities_are_named() -> None:
    found = understood(reading(section(), municipality="0128"))
    assert ground(Doubt.SENDER_DIFFERS, found) == "mejlet kommer från Botkyrka, handlingen från Salems kommun"


def test_both_dates_are_told() -> None:
    found = understood(reading(section(meeting="2015-03-01")))
    assert ground(Doubt.BEFORE_RECOMMENDATION, found) == (
        "§ 77: beslutet är från 1 mars 2015, KSL/15/0016-5 från 19 mars 2015"
    )


def test_what_has_replaced_the_recommendation_is_named() -> None:
    found = understood(reading(section(about="KSL/14/0200-7", meeting="2015-10-01")))
    assert "ersatt av KSL/15/0201-3 från 3 september 2015" in ground(Doubt.SUPERSEDED, found)


def test_the_condition_and_the_unadjusted_words_are_quoted() -> None:
    condition = Evidence(
        kind=EvidenceKind.OUTCOME, value="", quote="om KSL betalar", page=1, span=None, rule="condition.in_clause"
    )
    mark = claim(EvidenceKind.NOT_ADJUSTED, "ojusterat", "not_adjusted")
    found = understood(reading(section(outcome=Outcome.ADOPTED_WITH_CONDITIONS, more=(condition, mark))))
    assert ground(Doubt.CONDITIONS, found) == "§ 77: ”om KSL betalar”"
    assert ground(Doubt.NOT_ADJUSTED, found) == "§ 77: ”ojusterat”"


def test_a_file_that_could_not_be_read_is_named_with_its_reason() -> None:
    found = understood(unreadable(FailureKind.LOCKED, "hemlig.pdf"))
    assert ground(Doubt.DOCUMENT_LOCKED, found) == "hemlig.pdf: filen är låst med lösenord"


def test_what_stands_under_a_doubt_is_not_told_again_below() -> None:
    inner = Address(display_name="", address="x@konsult.example")
    lines = [line for _, line in as_lines("a.eml", understood(reading(section()), forwarded_sender=inner), CATALOGUE)]
    assert sum("konsult.example" in line and "säger sig" in line for line in lines) == 1
