"""What limits a plain adoption from outside its part, and what stands there and limits nothing."""

from __future__ import annotations

import pytest

from domain.document import DocumentText
from domain.doubt import Doubt
from domain.evidence import DecisionBody, Ruling
from parsers.ruling import rule
from parsers.sections import split

ADOPTS = "Kommunstyrelsens beslut\nKommunstyrelsen antar överenskommelsen om samverkan vid skyfall.\n\n"
BACKGROUND = "Sammanfattning\nKSL rekommenderar kommunerna att anta överenskommelsen.\n"


def ruled(body: str, title: str = "Överenskommelse om samverkan vid skyfall") -> Ruling:
    text = f"§ 31\n{title}\n\n{body}"
    document = DocumentText(sha256="0" * 64, media_type="text/plain", text=text, pages=(), reader="test")
    return rule(document, split(document)[0], DecisionBody.EXECUTIVE)


LIMITS = [
    ("Villkor", "Antagandet gäller under förutsättning att landstinget deltar i arbetet."),
    ("Kommunens förbehåll", "Bilaga 2 omfattas inte av kommunens åtagande."),
    ("Avgränsning", "Beslutet omfattar inte räddningstjänsten."),
    ("Giltighet", "Till och med den 31 december 2016."),
    ("Omprövning", "Beslutet omprövas 2017."),
    ("Kommunens tolkning", "Punkt 4 i överenskommelsen är frivillig."),
    ("Deltagande", "Kommunen deltar under 2016."),
    ("Status", "Beslutet har överklagats till förvaltningsrätten."),
    ("Efterskrift", "Beslutet upphävdes den 20 oktober 2015."),
    ("Verkställighet", "Beslutet verkställs först när budgeten har antagits."),
    ("Kommunstyrelsens uttalande", "Kommunen åtar sig inga kostnader för arbetet."),
    ("Protokollsanteckning", "Kommunstyrelsen antecknar att beslutet endast gäller räddningstjänsten."),
    ("Kommentar", "Beslutet gäller inte räddningstjänsten."),
    ("Motivering", "Kommunstyrelsen anser att punkt 4 inte ska gälla för kommunen."),
    ("Bedömning", "Kommunen ansluter sig endast till de delar som rör övningar."),
]


@pytest.mark.parametrize(("heading", "text"), LIMITS, ids=[heading for heading, _ in LIMITS])
def test_a_limit_below_the_decision_under_a_heading_of_its_own_is_a_doubt(heading: str, text: str) -> None:
    ruling = ruled(f"{ADOPTS}{heading}\n{text}\n\n{BACKGROUND}")
    assert Doubt.CONDITIONS in ruling.doubts
    assert any(e.rule == "condition.elsewhere" and e.quote for e in ruling.evidence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Överenskommelsen antas med förbehåll för att punkt 4 är frivillig.",
        "Beslutet gäller inte räddningstjänsten.",
        "Kommunen åtar sig inga kostnader.",
        "Skogstads kommun deltar till och med 2016.",
    ],
)
@pytest.mark.parametrize("place", ["background", "footnote", "recipients", "title"])
def test_a_statement_that_limits_is_a_doubt_wherever_it_stands(sentence: str, place: str) -> None:
    texts = {
        "background": f"{ADOPTS}{BACKGROUND}{sentence}\n",
        "footnote": f"{ADOPTS}{BACKGROUND}\n*) {sentence}\n",
        "recipients": f"{ADOPTS}{BACKGROUND}\nExpediering\nKSL\n{sentence}\n",
    }
    title = f"Överenskommelse om samverkan vid skyfall - {sentence.rstrip('.')}"
    ruling = ruled(ADOPTS + BACKGROUND, title) if place == "title" else ruled(texts[place])
    assert Doubt.CONDITIONS in ruling.doubts


@pytest.mark.parametrize(
    "text",
    [
        "Om kommunen inte antar överenskommelsen gäller den tidigare ordningen.",
        "Överenskommelsen gäller till och med 2018 och kan sägas upp av varje part.",
        "Beslutet kan överklagas inom tre veckor.",
        "Kommunen deltar inte i dag i något sådant arbete.",
        "KSL rekommenderar kommunerna att anta överenskommelsen med undantag för bilaga 2.",
        "Om en kommun säger upp överenskommelsen gäller den för övriga.",
        "Förvaltningen bedömer att beslutet inte medför några kostnader.",
        "Landstinget åtar sig inga kostnader.",
        "Beslutet gäller tills vidare.",
        "Deltagandet är frivilligt för kommunerna enligt överenskommelsen.",
        "Skogstads kommun deltar under 2015 i ett pilotprojekt inom ramen för arbetet.",
        "Överenskommelsen undertecknas av kommundirektören när samtliga kommuner har svarat.",
        "Avtalet tecknas för fyra år.",
    ],
)
def test_what_background_tells_of_the_agreement_and_of_others_limits_nothing(text: str) -> None:
    assert ruled(f"{ADOPTS}{BACKGROUND}{text}\n").doubts == ()


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("Protokollsanteckning", "Vera Granlund (S) anser att kommunen inte åtar sig några kostnader."),
        ("Reservation", "Vera Granlund (S): Kommunen deltar till och med 2016 enligt vårt förslag."),
        ("Vad överenskommelsen innebär", "Kommunerna ska inte ta betalt av varandra för gemensamma övningar."),
        ("Kommunikation", "Beslutet skickas till KSL och läggs ut på kommunens webbplats."),
    ],
)
def test_a_members_own_note_and_plain_words_limit_nothing(heading: str, text: str) -> None:
    assert ruled(f"{ADOPTS}{heading}\n{text}\n\n{BACKGROUND}").doubts == ()


@pytest.mark.parametrize(
    "text",
    [
        "Ärendet avgörs slutligt av kommunfullmäktige.",
        "Beslutanderätten ligger hos kommunfullmäktige.",
        "Slutligt beslut i ärendet fattas av kommunfullmäktige.",
        "Beslutsnivå: Kommunfullmäktige",
    ],
)
def test_what_a_higher_body_decides_is_not_final(text: str) -> None:
    ruling = ruled(f"{ADOPTS}{BACKGROUND}{text}\n")
    assert not ruling.final
    assert Doubt.NOT_FINAL in ruling.doubts
