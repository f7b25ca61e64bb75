"""Points beside an adoption in the many ways that minutes have: which are harmless, and which hold something back."""

from __future__ import annotations

import pytest

from domain.decision import Status
from tests.unit.matching.test_plain_words import MATTER, judged

HARMLESS = """
Kommunstyrelsen får i uppdrag att vidta de åtgärder som krävs för att verkställa beslutet.
Kommundirektören, eller den som denne utser, får underteckna överenskommelsen.
Överenskommelsen undertecknas av kommunstyrelsens ordförande Vera Granlund (V).
Beredskapschefen är kommunens kontaktperson.
Socialnämnden och utbildningsnämnden får i uppdrag att gemensamt ta fram lokala rutiner.
Överenskommelsen överlämnas till socialnämnden för genomförande.
Överenskommelsen ska gälla för samtliga nämnder.
Nämnder och styrelser uppmanas att i sin verksamhet tillämpa överenskommelsen.
Respektive nämnd ansvarar för att överenskommelsen införs.
Arbetet följs upp i kommunens årsredovisning.
Kansliet får i uppdrag att återkomma med en redovisning av arbetet.
Kansliet får i uppdrag att arbeta in överenskommelsen i kommunens krisledningsplan.
Kommunstyrelsen noterar att räddningsnämnden har tillstyrkt förslaget.
Kommunstyrelsen lägger i övrigt informationen till handlingarna.
Kommunstyrelsen uppmanar samtliga nämnder att följa överenskommelsen.
Särskilt yttrande lämnas av Vera Granlund (V).
Ärendet är därmed slutbehandlat.
Nuvarande avtal om larmkedjan sägs upp.
Överenskommelsen ersätter den som antogs av kommunstyrelsen 2009-03-16, § 51.
Kommunens svar ska vara KSL tillhanda senast den 15 juni 2015.
Merkostnaden ska beaktas av utbildningsnämnden i arbetet med budget för 2016.
Kommunledningskontoret får i uppdrag att under 2016 återkomma med förslag till handlingsplan.
Kommunledningskontoret får i uppdrag att under året ta fram en handlingsplan.
Kansliet får i uppdrag att senast den 30 juni 2016 redovisa en handlingsplan.
Att utse miljöchefen till kontaktperson gentemot KSL.
Att utse miljöchefen till kontaktperson i förhållande till KSL.
Kommunledningskontoret får i uppdrag att se till att överenskommelsen tillämpas vid upphandling av nya IT-system.
Kommunstyrelsen noterar att beslutet är att likställa med undertecknande av överenskommelsen.
Att notera att beslutet är att likställa med undertecknande av överenskommelsen.
Kommunstyrelsen ser fram emot ett fortsatt gott samarbete.
Kommunstyrelsen välkomnar samarbetet.
Kommunstyrelsen ser positivt på samarbetet.
Kommunstyrelsen ser fram emot att ta del av den kommande överenskommelsen.
Kommunstyrelsen konstaterar att kommunen därmed har besvarat KSL:s rekommendation.
Kommunens krisledningsplan uppdateras i enlighet med överenskommelsen.
Kommunstyrelsen uppmanar de kommunala bolagen att verka i överenskommelsens anda.
Beslutet gäller med omedelbar verkan.
Jäv anmäldes inte.
"""
HELD_BACK = """
Kommunledningskontoret får i uppdrag att under 2016 pröva överenskommelsen.
Kommunen tillämpar överenskommelsen under 2016.
Överenskommelsen gäller under 2016.
Merkostnaden får vara högst 50 000 kronor.
Kommunledningskontoret får i uppdrag att se till att överenskommelsen tillämpas endast vid upphandling av nya IT-system.
Överenskommelsen tillämpas vid upphandling av nya IT-system.
Att notera att beslutet gäller på försök.
Kommunstyrelsen noterar att beslutet är att likställa med undertecknande av överenskommelsen i tillämpliga delar.
Kommunstyrelsen ser fram emot en ändrad överenskommelse.
Kommunstyrelsen ser positivt på samarbetet om kostnaderna ryms.
Beslutet gäller med omedelbar verkan under ett år.
Kansliet får i uppdrag att senast den 30 juni 2016 underteckna överenskommelsen.
Kansliet får i uppdrag att senast den 30 juni 2016 säga upp överenskommelsen.
Kansliet får i uppdrag att under 2016 tillämpa överenskommelsen.
Kansliet får i uppdrag att återkomma med förslag till ändringar i överenskommelsen.
Kansliet får i uppdrag att återkomma med förslag till överenskommelse.
Kommunens krisledningsplan uppdateras vid behov.
Kommunen ska verka i överenskommelsens anda.
Överenskommelsen gäller för kansliet.
Överenskommelsen ska gälla för de nämnder som så önskar.
Utbildningsnämnden får i uppdrag att tillämpa valda delar av överenskommelsen.
Nämnderna ska följa överenskommelsen efter egen bedömning.
Nämnderna ska arbeta efter sina nuvarande rutiner.
Socialnämnden ska beakta överenskommelsen men är inte bunden av den.
Överenskommelsen införs stegvis i verksamheterna.
Kommunen betalar 80 procent av kostnaden.
Finansiering sker om medel avsätts i budgeten.
Uppföljning redovisas inför beslut om fortsatt anslutning.
Genomförandet redovisas först när medel finns.
Nuvarande överenskommelse upphör att gälla vid årsskiftet.
Den tidigare överenskommelsen ersätts först när nivåerna är fastställda.
Den ersätter delvis tidigare överenskommelse.
Kommunstyrelsens tidigare beslut i ärendet upphävs.
Ersättningen betalas för elever som börjar efter den 1 januari 2017.
Kommunen lämnar ett särskilt yttrande till KSL.
Kansliet får i uppdrag att inarbeta kommunens synpunkter i överenskommelsen.
Kansliet får i uppdrag att återkomma med förslag till ändringar.
Kommunstyrelsen noterar att räddningsnämnden har avstyrkt avsnitt 4.
Beslutet innebär att kommunen deltar i delar av samverkan.
Kommunen utser ingen representant i styrgruppen.
Arbetet redovisas för kommunstyrelsen som därefter beslutar om anslutningen.
Till grund för beslutet ligger avtalet i den form som kommunen har justerat det.
Underlag för beslutet är kansliets skrivelse, i vilken kommunens begränsningar framgår.
"""


def points(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]


@pytest.mark.parametrize("point", points(HARMLESS))
def test_a_harmless_point_lets_the_adoption_be_certain(point: str) -> None:
    assert judged(f"1. Kommunstyrelsen antar {MATTER}.\n2. {point}") == (Status.REGISTERED, ())


@pytest.mark.parametrize("point", points(HELD_BACK))
def test_a_point_that_holds_something_back_is_left_to_a_person(point: str) -> None:
    status, doubts = judged(f"1. Kommunstyrelsen antar {MATTER}.\n2. {point}")
    assert status is Status.FLAGGED
    assert doubts


def test_a_note_of_the_municipality_itself_is_left_to_a_person() -> None:
    note = "\n\nProtokollsanteckning\n{} anser att överenskommelsen inte är bindande."
    adopts = f"Kommunstyrelsen antar {MATTER}."
    assert judged(adopts + note.format("Vera Granlund (V)")) == (Status.REGISTERED, ())
    assert judged(adopts + note.format("Kommunen"))[0] is Status.FLAGGED
