"""An adoption whose sentence holds a word that could carry a condition is never accepted without a person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from demo.samples import catalogue
from domain.decision import Status
from domain.doubt import Doubt
from registrator.catalogue import catalogue_of
from tests.unit.samples import judge

TERMS = "Överenskommelsen gäller från 2015-01-01 och tills vidare."
KNOWN = catalogue_of(
    tuple(replace(row, terms=TERMS) for row in catalogue()), authserv_ids=("mx.ksl.se",), own_domains=("ksl.se",)
)
PAPER = """BOTKYRKA KOMMUN
Sammanträdesprotokoll
Kommunstyrelsen 2015-05-04

§ 112 Överenskommelse om samverkan för en trygg, säker och störningsfri region (KS/2015:311)

Beslut
{decision}

Ärendebeskrivning
Kommunförbundet Stockholms Län rekommenderar, KSL/15/0016-5, att kommunerna antar överenskommelsen.
"""
MATTER = "överenskommelsen om samverkan för en trygg, säker och störningsfri region"


def judged(decision: str) -> tuple[Status, tuple[Doubt, ...]]:
    result = judge(PAPER.format(decision=decision), KNOWN)
    return result.status, result.all_doubts


@pytest.mark.parametrize(
    "decision",
    [
        f"Kommunstyrelsen antar {MATTER}.",
        f"Kommunstyrelsen beslutar att anta {MATTER} enligt rekommendation från Kommunförbundet Stockholms Län.",
        f"Kommunstyrelsen godkänner {MATTER} att gälla från och med den 1 januari 2015.",
        f"Botkyrka kommun ansluter sig till {MATTER} i enlighet med kommunledningsförvaltningens förslag.",
        f"Kommunstyrelsen har inget att erinra mot {MATTER} och beslutar att anta den.",
        f"Kommunstyrelsen beslutar enhälligt, utan omröstning, att anta {MATTER} i dess helhet.",
        f"Efter föredragning beslutar kommunstyrelsen att anta {MATTER}. Beslutet var enhälligt.",
        f"Kommunstyrelsen antar för kommunens vidkommande {MATTER} fr.o.m. 2015-01-01.",
        f"1. Kommunstyrelsen antar {MATTER}.\n2. Säkerhetschefen utses till kontakt.\n3. Paragrafen justeras genast.",
        f"Kommunstyrelsen antar {MATTER}.\nVera Granlund (V) reserverar sig mot beslutet.\nMall 2014-01-07",
        "Kommunstyrelsen ger sin ordförande i uppdrag att för kommunens räkning underteckna överenskommelsen.",
        f"Kommunstyrelsen antar {MATTER} jämte bilagor med verkan från den 1 januari 2015.",
        f"Kommunstyrelsen antar {MATTER}, bilaga A till protokollet, enligt stabens tjänsteskrivelse den 4 maj 2015.",
        "Kommunstyrelsen beslutar att följa KSL:s rekommendation om att anta överenskommelsen.",
        f"Kommunstyrelsen beslutar att teckna {MATTER} med KSL och länets övriga kommuner.",
        f"Kommunstyrelsen svarar KSL att Botkyrka kommun antar {MATTER}.",
        f"1. Kommunstyrelsen antar {MATTER}.\n2. Den överenskommelse som fullmäktige antog 2009 upphör att gälla.",
        f"1. Kommunstyrelsen antar {MATTER}.\n2. Socialnämnden ansvarar för att den genomförs.",
        f"1. Kommunstyrelsen antar {MATTER}.\n2. Kommundirektören ges i uppdrag att samordna arbetet.",
        f"1. Kommunstyrelsen antar {MATTER}.\n2. Kostnaden, 25 000 kronor, finansieras inom nämndens budget.",
        f"1. Kommunstyrelsen antar {MATTER}.\n2. Beslutet skickas till KSL och säkerhetschefen.",
        f"1. {MATTER.capitalize()} antas och undertecknas av ordföranden och kommundirektören.",
        f"1. Kommunstyrelsen antar {MATTER}.\nI ärendet föreligger tjänsteutlåtande 2015-04-20 från kansliet.",
        f"Kommunstyrelsen antar {MATTER}.\nTill grund för beslutet ligger kansliets skrivelse den 20 april 2015.",
        f"1. Kommunstyrelsen antar {MATTER}.\n2. Samtliga nämnder uppmanas att beakta den i sin verksamhet.",
        f"1. Kommunstyrelsen antar {MATTER}.\n2. Nämnderna ska följa överenskommelsen.",
        f"1. Kommunstyrelsen antar {MATTER}.\n2. Alla förvaltningar får i uppdrag att arbeta efter den.",
        f"1. Kommunstyrelsen antar {MATTER}.\n2. Det ersätter kommunstyrelsens beslut 2009-03-16 § 51 om larm.",
        f"1. Kommunstyrelsen antar {MATTER}.\n2. Kommunstyrelsens beslut 2009-03-16 § 51 om larm upphör att gälla.",
        f"Kommunstyrelsen antar {MATTER} samt säger upp det tidigare avtalet om larmkedjan.",
        "Kommunstyrelsen antar överenskommelsen om sam-\nverkan för en trygg, säker och störnings-\nfri region.",
    ],
)
def test_an_adoption_in_plain_words_is_certain(decision: str) -> None:
    assert judged(decision) == (Status.REGISTERED, ())


@pytest.mark.parametrize(
    "decision",
    [
        f"Kommunstyrelsen antar {MATTER} från och med att samtliga kommuner antagit den.",
        f"Kommunstyrelsen antar {MATTER} för år 2015 på prov.",
        f"Kommunstyrelsen antar {MATTER} i valda delar.",
        f"Kommunstyrelsen antar {MATTER} efter förhandling.",
        f"Ordföranden Anna Prov (S) antar {MATTER}.",
        f"Kommunstyrelsen antar {MATTER}. Beslutet har överklagats.",
        f"1. Kommunstyrelsen antar {MATTER}.\n2. Kommunens åtagande begränsas till 50 000 kronor per år.",
        f"1. Kommunstyrelsen antar {MATTER}.\n2. Beslutet träder i kraft först sedan fullmäktige godkänt det.",
        f"1. Kommunstyrelsen antar {MATTER}.\n2. Kommundirektören får i uppdrag att omförhandla punkt 4.",
        f"1. Kommunstyrelsen antar {MATTER}.\n2. Kommunen avser att lämna samarbetet vid utgången av 2016.",
        f"Kommunstyrelsen antar {MATTER}. Beslutet ska underställas kommunfullmäktige.",
        f"Kommunstyrelsen beslutar att i allt väsentligt anta {MATTER}.",
        f"Kommunstyrelsen antar {MATTER} som förvaltningen utarbetat.",
        f"Ordföranden antar {MATTER}.",
        "Kommunstyrelsen antar överenskommelsen om KSL och kommunerna beslutar att anta den.",
        f"Kommunstyrelsen antar {MATTER}.\nBotkyrka kommun anmäler avvikande mening i fråga om larmkedjan.",
        f"{MATTER.capitalize()} antas om övriga kommuner antar den.",
        f"Kommunstyrelsen antar {MATTER} i förhoppning om att övriga kommuner ansluter sig.",
        f"Kommunstyrelsen antar {MATTER} med beaktande av förvaltningens synpunkter.",
        f"Kommunstyrelsen antar bilaga 2 till {MATTER}.",
        f"Kommunstyrelsen antar {MATTER.replace('överenskommelsen', 'avsiktsförklaringen')}.",
        f"1. Kommunstyrelsen antar {MATTER}.\n2. Beslutet anmäls till kommunfullmäktige för godkännande.",
        f"1. Kommunstyrelsen antar {MATTER}.\n2. Överenskommelsen gäller från det att medel anvisats.",
        f"1. Kommunstyrelsen antar {MATTER}.\n2. Kommundirektören får i uppdrag att ta fram ett eget avtal.",
        f"1. Kommunstyrelsen antar {MATTER}.\n2. KSL uppmanas att ta fram en ny finansieringsmodell.",
        f"1. Kommunstyrelsen antar {MATTER}.\n2. Kommunen meddelar KSL att anslutningen sker stegvis.",
        f"1. Kommunstyrelsen antar {MATTER}.\n2. Botkyrka kommun reserverar sig mot avsnitt 4.",
        f"1. Kommunstyrelsen antar {MATTER}.\n2. Kommunens del av kostnaden betalas av KSL.",
        f"1. Kommunstyrelsen antar {MATTER}.\n2. Kommunen har rätt att frånträda samarbetet när som helst.",
        f"1. Kommunstyrelsen antar {MATTER}.\n2. Texten i avsnitt 4 ersätts med förvaltningens förslag.",
        f"1. Kommunstyrelsen antar {MATTER}.\n2. Kansliets kostnader ska bäras av länsstyrelsen.",
        f"1. Kommunstyrelsen antar {MATTER}.\n2. Kommundirektören får i uppdrag att underteckna den efter godkännande "
        "av kommunstyrelsens ordförande.",
        f"1. Kommunstyrelsen antar {MATTER}.\n2. Samtliga nämnder utom socialnämnden får i uppdrag att tillämpa den.",
        f"1. Kommunstyrelsen antar {MATTER}.\n2. Nämnderna får i uppdrag att tillämpa den i tillämpliga delar.",
        f"1. Kommunstyrelsen antar {MATTER}.\n2. Nämnderna ska följa den så långt det är möjligt.",
        f"1. Kommunstyrelsen antar {MATTER}.\n2. Det ersätter kommunstyrelsens beslut 2015-04-13 § 80.",
        f"1. Kommunstyrelsen antar {MATTER}.\n2. Den tidigare överenskommelsen upphör när finansieringen är klar.",
        f"1. Kommunstyrelsen antar {MATTER}.\n2. Finansieringen av kostnaden beslutas av kommunfullmäktige.",
    ],
)
def test_a_word_that_could_carry_a_condition_is_left_to_a_person(decision: str) -> None:
    status, doubts = judged(decision)
    assert status is Status.FLAGGED
    assert doubts


@pytest.mark.parametrize(
    ("decision", "doubt"),
    [
        (f"Kommunstyrelsen antar definitionerna av larm (punkt 1) i {MATTER}.", Doubt.PARTLY),
        (
            f"Kommunstyrelsen antar {MATTER}, samt\natt kommunens åtagande begränsas till larmcentralen.",
            Doubt.CONDITIONS,
        ),
        (f"Kommunstyrelsen tillämpar på försök {MATTER}.", Doubt.CONDITIONS),
        (f"Kommunstyrelsen antar {MATTER} i den lydelse som framgår av kansliets bilaga.", Doubt.CONDITIONS),
        (
            f"Kommunstyrelsen antar {MATTER}.\nKommunstyrelsen antecknar till protokollet att kommunen tolkar den så "
            "att den inte innebär nya kostnader.",
            Doubt.CONDITIONS,
        ),
        (
            f"Kommunstyrelsen antar {MATTER}.\nDirektören får i uppdrag att återkomma med det slutliga avtalet för "
            "godkännande innan det undertecknas.",
            Doubt.CONDITIONS,
        ),
    ],
)
def test_what_limits_an_adoption_is_named_and_does_not_hang_on_known_words(decision: str, doubt: Doubt) -> None:
    assert doubt in judged(decision)[1]
