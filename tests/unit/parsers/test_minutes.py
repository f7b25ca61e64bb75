from __future__ import annotations

import pytest

from domain.decision import Reading
from domain.document import FailureKind, ReadingFailure
from domain.doubt import Doubt
from domain.evidence import DecisionBody, EvidenceKind, Outcome
from parsers.minutes import MANY_SECTIONS, read_document
from tests.unit.samples import CATALOGUE, attachment, document

HEAD = "BOTKYRKA KOMMUN\nKommunstyrelsen\nPROTOKOLL 2015-05-04\n"
ANSWER = "§ 77 Samverkan KSL/15/0016-5 (KS/2015:238)\nBeslut\nKommunstyrelsen antar överenskommelsen.\n"


def read(*pages: str, name: str = "Utdrag.pdf") -> Reading:
    return read_document(attachment(name), document(*pages), CATALOGUE)


def values(reading: Reading, kind: EvidenceKind) -> set[tuple[str, str]]:
    own = (e for s in reading.sections for e in s.evidence)
    return {(e.value, e.rule) for e in (*reading.evidence, *own) if e.kind is kind}


def test_a_document_without_text_keeps_its_failure() -> None:
    failure = ReadingFailure(sha256="0", kind=FailureKind.LOCKED, detail="password")
    reading = read_document(attachment(), failure, CATALOGUE)
    assert (reading.text, reading.failure, reading.sections) == (None, failure, ())


def test_every_claim_quotes_the_text_at_its_place() -> None:
    reading = read(HEAD + ANSWER)
    assert reading.text is not None
    claims = [e for s in reading.sections for e in (*s.evidence, *s.ruling.evidence)] + list(reading.evidence)
    assert len(claims) > 5
    for claim in claims:
        assert claim.span is not None
        assert claim.quote == " ".join(reading.text.slice(claim.span).split())


def test_of_whole_minutes_only_paragrafer_with_a_sign_of_ours_are_kept() -> None:
    others = [f"{HEAD}§ {n} Taxa\nBeslut\nTaxan fastställs.\n" for n in range(50, 60)]
    assert len(others) > MANY_SECTIONS
    reading = read(*others[:5], HEAD + ANSWER, *others[5:])
    assert [s.section.paragraf for s in reading.sections] == ["77"]


def test_the_meeting_stands_in_the_head_of_the_paragrafs_own_page() -> None:
    front = "BOTKYRKA KOMMUN\nProtokoll\nPlats och tid Ekbackens sal, den 4 maj 2015\nJusteras den 11 maj 2015\n"
    assert values(read(front, HEAD + ANSWER), EvidenceKind.MEETING_DATE) == {("2015-05-04", "meeting_date.head")}


def test_an_address_in_the_dispatch_list_is_a_recipients() -> None:
    dispatch = "Beslutet skickas till\nNacka kommun, 131 81 Nacka\n"
    found = values(read(HEAD + ANSWER + dispatch), EvidenceKind.MUNICIPALITY)
    assert ("0127", "municipality.letterhead") in found
    assert {rule for value, rule in found if value == "0182"} == {"municipality.recipient"}


def test_the_county_councils_minutes_are_not_a_municipalitys() -> None:
    text = "Stockholms läns landsting\nLandstingsstyrelsen\nProtokoll 2015-05-04\n" + ANSWER
    assert ("Region Stockholm", "municipality.other_authority") in values(read(text), EvidenceKind.MUNICIPALITY)


def test_a_file_name_may_tell_that_the_minutes_are_not_adjusted() -> None:
    assert values(read(HEAD + ANSWER, name="Ojusterat utdrag.pdf"), EvidenceKind.NOT_ADJUSTED)
    assert not values(read(HEAD + ANSWER), EvidenceKind.NOT_ADJUSTED)


def test_a_delegation_decision_is_the_delegates_though_the_executive_is_named() -> None:
    text = "Kommunstyrelsen\nBeslut på delegation 2015-06-09\nDnr KS/2015:238\nKSL/15/0016-5\nBeslut\nAvtalet antas.\n"
    assert ("delegate", "body.delegation") in values(read(text), EvidenceKind.BODY)


TITLE_OVER_A_PAGE = (
    "BOTKYRKA KOMMUN PROTOKOLL\nKommunstyrelsens protokoll\n2015-05-04 4 (9)\n§ 77 Samverkan\nKommunstyrelsens beslut\n"
    "Kommunstyrelsen antar överenskommelsen om samverkan för en\nJusterandes sign\n",
    "BOTKYRKA KOMMUN PROTOKOLL\nKommunstyrelsens protokoll\n2015-05-04 5 (9)\n"
    "trygg, säker och störningsfri region enligt KSL:s rekommendation daterad\nden 19 mars 2015.\nBakgrund\nText.",
)


def test_a_title_that_goes_on_over_a_page_is_whole() -> None:
    read = read_document(attachment(), document(*TITLE_OVER_A_PAGE), CATALOGUE)
    rules = {e.rule for e in read.sections[0].evidence if e.value == "KSL/15/0016-5"}
    assert "recommendation.title_full.decision" in rules


SOFT = (
    "HANINGE KOMMUN PROTOKOLL\nKommunstyrelsen 2015\u00ad05\u00ad25\n§ 133 Samverkan\nDnr KS 2015\u00ad199\nBeslut\n"
    "Förslaget antas.\n\u00ad Haninge kommun antar\u00a0överens\u00ad\nkommelsen om samverkan för en trygg, säker och "
    "stör\u00adningsfri region.\n"
)


def test_soft_hyphens_and_hard_blanks_change_nothing() -> None:
    plain = SOFT.replace("stör\u00adnings", "störnings").replace("\u00ad", "-").replace("\u00a0", " ")
    found = [read_document(attachment(), document(text), CATALOGUE).sections[0] for text in (SOFT, plain)]
    assert found[0].ruling.outcome is found[1].ruling.outcome is not None
    assert {(e.kind, e.value) for e in found[0].evidence} == {(e.kind, e.value) for e in found[1].evidence}


def test_a_title_broken_and_inflected_in_whole_minutes_is_still_found() -> None:
    others = [f"{HEAD}§ {n} Taxa\nBeslut\nTaxan fastställs.\n" for n in range(50, 60)]
    title = CATALOGUE.recommendations[0].title
    broken = title[:4] + "-\n" + title[4:]
    reading = read(*others, f"{HEAD}§ 77 {broken}\nBeslut\nKommunstyrelsen antar överenskommelsen.\n")
    assert [s.section.paragraf for s in reading.sections] == ["77"]


DECIDED_ALONE = "2015-06-12\n\n§ 3 Samverkan\nBeslut\n{decides} anta överenskommelsen.\nSkäl\nKSL/15/0016-5\n"


@pytest.mark.parametrize(
    "head",
    [
        "KOMMUNSTYRELSENS ORDFÖRANDE   ORDFÖRANDEBESLUT   SID 12",
        "KOMMUNSTYRELSENS ORDFÖRANDOERDFÖRANDEBESLUT   SID 12",
        "KOMMUNSTYRELSENS ORDFÖRANDE\nBESLUT",
        "Ordförandens beslut\nKommunstyrelsens ordförande   2015-06-12",
        "Kommunstyrelsens 1:e vice ordförande   BESLUT",
        "Kommunstyrelsens presidium   BESLUT",
        "Kommunstyrelsens ordf.   BESLUT",
        "Kommunstyrelsen\nBrådskande beslut",
    ],
)
def test_what_is_headed_by_the_chair_alone_is_not_the_boards(head: str) -> None:
    ruling = read(f"{head}\n{DECIDED_ALONE.format(decides='Beslutar att')}").sections[0].ruling
    assert ruling.body is DecisionBody.DELEGATE


@pytest.mark.parametrize(
    "decides",
    [
        "Undertecknad beslutar att",
        "Jag beslutar att",
        "Undertecknad beslutar med stöd av kommunstyrelsens delegationsordning punkt 1.4 (brådskande ärenden) att",
    ],
)
def test_one_who_decides_alone_is_a_delegate_though_the_board_heads_the_paper(decides: str) -> None:
    ruling = read(f"Kommunstyrelsen\n{DECIDED_ALONE.format(decides=decides)}").sections[0].ruling
    assert (ruling.body, ruling.outcome) == (DecisionBody.DELEGATE, Outcome.ADOPTED)
    assert Doubt.DELEGATED_DECISION in ruling.doubts


@pytest.mark.parametrize(
    "head",
    [
        "PROTOKOLL\nKommunstyrelsen\nOrdförande: Berit Algren (S)",
        "PROTOKOLL\nKommunstyrelsen\nKommunstyrelsens ordförande Berit Algren (S)",
        "PROTOKOLL\nKommunstyrelsens ordförande Berit Algren\nKommunstyrelsens protokoll",
    ],
)
def test_minutes_that_name_who_was_in_the_chair_are_still_the_boards(head: str) -> None:
    ruling = read(f"{head}\n{DECIDED_ALONE.format(decides='Kommunstyrelsen beslutar att')}").sections[0].ruling
    assert ruling.body is DecisionBody.EXECUTIVE


def test_a_paragrafs_own_fields_tell_its_meeting_below_its_heading() -> None:
    reading = read(
        "Skogstads kommun, Kommunstyrelsen\n\n§ 61 Överenskommelse om skyfall\n\nDiarienummer KS/2015:144\n"
        "Sammanträde Kommunstyrelsen 2015-05-18\n\nBeslut\nKommunstyrelsen antar KSL/15/0016-5.\n"
    )
    assert values(reading, EvidenceKind.MEETING_DATE) == {("2015-05-18", "meeting_date.label")}


def test_the_paragraf_is_quoted_from_its_field_though_its_title_stands_above() -> None:
    reading = read(
        "Skogstads kommun, Kommunstyrelsen\n\nÖverenskommelse om skyfall\n\nParagraf § 61\n"
        "Sammanträde Kommunstyrelsen 2015-05-18\n\nBeslut\nKommunstyrelsen antar KSL/15/0016-5.\n"
    )
    (quote,) = (e.quote for s in reading.sections for e in s.evidence if e.kind is EvidenceKind.PARAGRAF)
    assert quote.startswith("Paragraf § 61")


@pytest.mark.parametrize(
    "fields",
    [
        "Kommun   Instans   Datum\nBotkyrka kommun   Kommunstyrelsen   2015-05-04",
        "Botkyrka kommun   Kommunstyrelsen   2015-05-04",
        "Kommun: Botkyrka kommun\nInstans: Kommunstyrelsen\nDatum: 2015-05-04",
    ],
)
def test_the_municipality_may_stand_in_the_fields_below_the_title(fields: str) -> None:
    background = "\nBakgrund\n" + "Länets kommuner har berett en överenskommelse.\n" * 5
    text = f"Protokollsutdrag\n§ 77\nSamverkan KSL/15/0016-5\n{fields}\n\nBeslut\nÖverenskommelsen antas.\n{background}"
    assert values(read(text), EvidenceKind.MUNICIPALITY) == {("0127", "municipality.field")}


def test_a_municipality_that_the_title_names_is_not_the_sender() -> None:
    text = "§ 77\nSamverkan med Nacka kommun\nKommunstyrelsen   2015-05-04\n\nBeslut\nAvtalet godkänns.\n"
    assert values(read(text), EvidenceKind.MUNICIPALITY) == set()


def test_a_row_of_fields_is_no_heading_of_a_part() -> None:
    fields = "Beslutande Kommunstyrelsen, Sammanträdesdag 2015-05-04 kl. 18:30, Dnr KS 2015/144"
    reading = read(f"BOTKYRKA KOMMUN\n§ 77\nSamverkan KSL/15/0016-5\n{fields}\n\nBeslut\nÖverenskommelsen antas.\n")
    assert ("2015-05-04", "meeting_date.label") in values(reading, EvidenceKind.MEETING_DATE)


def test_the_label_of_a_day_beside_the_sign_may_stand_above_the_paragrafs_line() -> None:
    fields = "Nämnd   Möte   Justeringsdatum   Paragraf\nKommunstyrelsen   2015-05-04   2015-05-11   § 77"
    reading = read(f"BOTKYRKA KOMMUN\n{fields}\n\nSamverkan KSL/15/0016-5\n\nBeslut\nÖverenskommelsen antas.\n")
    assert {day for day, _ in values(reading, EvidenceKind.MEETING_DATE)} == {"2015-05-04"}


def test_a_paragraf_below_the_day_of_the_notice_board_is_no_reference() -> None:
    head = "Plats och tid   Kommunalhuset, den 4 maj 2015 kl. 18.00\nJustering   2015-05-11\nAnslag   2015-05-12\n\n"
    reading = read(f"BOTKYRKA KOMMUN\nPROTOKOLL\nKommunstyrelsen\n\n{head}{ANSWER}")
    assert [s.section.paragraf for s in reading.sections] == ["77"]
