from __future__ import annotations

import pytest

from domain.decision import Decision
from domain.doubt import Doubt
from domain.evidence import DecisionBody, Outcome
from matching.reservations import reservations
from tests.unit.samples import CATALOGUE, decision, message

GREETING = "Hej!\n\nHär kommer vårt beslut.\n\n"
FOOT = (
    "\n\nMed vänlig hälsning\nPelle Provsson\nKommunsekreterare, Botkyrka kommun\n\n"
    "Om du har fått detta meddelande av misstag ber vi dig bortse från det och radera det.\n"
    "Så här behandlar vi personuppgifter: www.botkyrka.se/gdpr. Tänk på miljön innan du skriver ut detta."
)


def said(body: str, *decisions: Decision, subject: str = "Protokollsutdrag § 77") -> set[Doubt]:
    mail = message(subject=subject, body=GREETING + body + FOOT)
    return {Doubt(claim.value) for claim in reservations(mail, decisions or (decision(),), CATALOGUE)}


@pytest.mark.parametrize(
    "body",
    [
        "Beslutet är överklagat.",
        "Observera att beslutet har överklagats till förvaltningsrätten.",
        "Det har kommit in ett överklagande mot beslutet.",
        "En medborgare har begärt laglighetsprövning av beslutet.",
        "Överklagandetiden har ännu inte gått ut.",
        "Beslutet har inte vunnit laga kraft.",
        "Vi har sedan dess ändrat beslutet.",
        "Beslutet har senare upphävts.",
        "Kommunstyrelsen har ändrat sig: beslutet revs upp i går.",
        "Vi återkallar härmed vårt svar.",
        "Kommunstyrelsen tar upp ärendet på nytt i augusti.",
        "Ett nytt beslut fattas i september.",
        "Ärendet har därefter återremitterats.",
        "Kommunen har beslutat annorlunda sedan dess.",
        "Vi skickar det med förbehåll.",
        "Vi undantar dock bilaga 2 enligt ett separat beslut.",
        "Kommunen åtar sig inga kostnader.",
        "Kommunen deltar till och med 2016.",
        "Beslutet gäller under förutsättning att grannkommunen också går med.",
        "Beslutet gäller bara punkt 1.",
        "Observera att vi antar överenskommelsen med ett tillägg.",
        "Vi ställer oss delvis bakom den.",
        "Ärendet går vidare till kommunfullmäktige den 15 juni.",
        "Kommunfullmäktige ska ta ställning i juni.",
        "Kommunfullmäktige har ännu inte behandlat ärendet.",
        "Slutligt besked lämnas i höst.",
        "Detta är inte kommunens slutliga ställningstagande.",
        "Kommunen tackar nej till överenskommelsen.",
        "Beslutet är villkorat av att landstinget också går med.",
        "Beslutet träder i kraft först när fullmäktige sagt sitt.",
        "Som ni ser blev det ett nej från vår sida.",
        "Det fattades utan delegation och är därför ogiltigt.",
        "Vänligen avvakta med att registrera vårt svar.",
        "Registrera inte detta ännu.",
        "Beslutet gäller till årsskiftet.",
        "Vi reserverar oss mot punkt 3.",
        "Vi antar den, men bara för ett år.",
        "Kommunstyrelsen har alltså valt att inte anta överenskommelsen.",
    ],
)
def test_a_sender_who_limits_the_answer_stops_it(body: str) -> None:
    assert said(body) == {Doubt.SENDER_RESERVES}


@pytest.mark.parametrize(
    "body",
    [
        "Protokollet justeras först på fredag.",
        "Utdraget är preliminärt.",
        "Justering sker på måndag.",
        "Protokollet är ännu inte undertecknat.",
        "Protokollsutdraget undertecknas på torsdag.",
        "Ojusterad paragraf.",
        "Ett justerat utdrag skickas i nästa vecka.",
        "Texten kan komma att ändras.",
        "Vi väntar på justering.",
        "Bifogar utkast till protokoll.",
        "Detta är ett arbetsexemplar.",
        "Sekreteraren har inte hunnit få protokollet påskrivet.",
        "Ni får beslutet i förväg, innan det är klart.",
        "Hela protokollet skickas när det är justerat.",
    ],
)
def test_a_sender_who_says_that_the_minutes_are_not_done_stops_it(body: str) -> None:
    assert said(body) == {Doubt.NOT_ADJUSTED}


@pytest.mark.parametrize(
    "body",
    [
        "Bortse från förra mailet.",
        "Bortse från vårt tidigare utskick.",
        "Det hade blivit fel i förra utdraget.",
        "Jag skickade fel bilaga i går.",
        "Det föregående skickades av misstag.",
        "Här kommer rätt version.",
        "Använd detta i stället.",
        "Vänligen ersätt den fil ni fick i fredags.",
    ],
)
def test_a_sender_who_corrects_an_earlier_mail_stops_it(body: str) -> None:
    assert Doubt.CORRECTION in said(body)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "Överklagandetiden har gått ut.",
        "Beslutet har vunnit laga kraft.",
        "Beslutet har inte överklagats och har vunnit laga kraft.",
        "Inga överklaganden har kommit in.",
        "Hur man överklagar framgår av bilagan. Beslutet kan överklagas inom tre veckor.",
        "Överklagandehänvisning finns sist i utdraget.",
        "Om beslutet skulle överklagas hör vi av oss.",
        "Hör av er om ni har frågor.",
        "Hör av er om något blivit fel.",
        "Om ni upptäcker någon felskrivning, meddela oss gärna.",
        "Paragrafen förklarades omedelbart justerad.",
        "Protokollet är justerat och anslaget.",
        "Skickas igen då vi inte sett någon mottagningsbekräftelse.",
        "Jag glömde bilagan i förra mejlet, nu är den med.",
        "Moderaterna reserverade sig mot beslutet.",
        "Kommunstyrelsen avslog yrkandet om återremiss.",
        "Ärendet återremitterades i mars men nu har kommunstyrelsen beslutat.",
        "Vi har ändrat e-postadress, använd registrator@botkyrka.se.",
        "Kommunfullmäktige beslutade den 28 maj.",
        "Ärendet går inte vidare till kommunfullmäktige.",
        "Beslutet är oförändrat sedan i våras.",
        "Det undertecknade avtalet skickas per post.",
        "Beslutet gäller utan förbehåll.",
        "Sista dag för överklagande är den 2 juni.",
        "Ärendet kommer inte att behandlas i fullmäktige.",
        "Vi återkommer med besked om kontaktperson.",
        "Har du fått det av misstag, vänligen radera det.",
        "Om du inte är rätt mottagare, vänligen ignorera innehållet.",
        "Protokollet skickas inte separat.",
        "Överenskommelsen undertecknas av kommundirektören och skickas i två exemplar.",
        "Vi är tacksamma för en bekräftelse på att ni har tagit emot beslutet.",
    ],
)
def test_an_ordinary_mail_stops_nothing(body: str) -> None:
    assert said(body) == set()


def test_what_happens_to_a_proposal_next_limits_nothing() -> None:
    proposal = decision(final=False, decision_body=DecisionBody.SUBCOMMITTEE)
    assert said("Kommunstyrelsen tar ställning i juni, därefter kommunfullmäktige.", proposal) == set()
    assert said("Vi återkommer med slutligt beslut.", proposal) == set()


PROPOSAL = decision(final=False, decision_body=DecisionBody.EXECUTIVE)


@pytest.mark.parametrize(
    "body",
    [
        "Fullmäktiges beslut skickas när det är justerat.",
        "Kommunfullmäktiges protokoll översänds så snart det är justerat.",
        "Kommunfullmäktiges beslut skickas till er när protokollet har blivit justerat.",
    ],
)
def test_the_paper_of_the_assembly_that_comes_later_is_not_this_one(body: str) -> None:
    assert said(body, PROPOSAL) == set()
    assert said(body)  # of an adoption that should be the last word it says that it is not


@pytest.mark.parametrize(
    "body",
    [
        "Kommunstyrelsens beslut skickas när det är justerat.",
        "Fullmäktiges beslut skickas när det är justerat, liksom kommunstyrelsens.",
        "Fullmäktiges beslut skickas när det är justerat; det bifogade är inte justerat.",
        "Utdraget skickas när det är justerat.",
    ],
)
def test_the_paper_that_came_is_not_adjusted_whatever_the_assembly_sends(body: str) -> None:
    assert said(body, PROPOSAL) == {Doubt.NOT_ADJUSTED}


def test_a_mail_that_tells_of_the_postponement_it_brings_says_nothing_else() -> None:
    referred = decision(outcome=Outcome.REFERRED_BACK, final=False)
    assert said("För kännedom har kommunstyrelsen återremitterat ärendet.", referred) == set()


def test_the_assembly_waits_for_no_assembly() -> None:
    assert said("Kommunfullmäktige ska redovisa.", decision(decision_body=DecisionBody.ASSEMBLY)) == set()


def test_an_adoption_told_of_a_refusal_stops_it() -> None:
    refusal = decision(outcome=Outcome.DECLINED)
    assert said("Vi har alltså antagit överenskommelsen.", refusal) == {Doubt.SENDER_RESERVES}
    assert said("Kommunen tackar nej.", refusal) == set()


@pytest.mark.parametrize(
    "history",
    [
        "> Bortse från denna påminnelse om ni redan har svarat.\n> Preliminärt svar går bra.",
        "Den 20 mars 2015 kl. 10:14 skrev Registrator KSL <registrator@ksl.se>:\n\nPreliminära svar tas emot.",
        "Den 20 mars 2015 kl. 10:14 skrev Registrator KSL\n<registrator@ksl.se>:\n> Preliminära svar tas emot.",
        "Från: Registrator KSL [mailto:registrator@ksl.se]\nSkickat: den 20 mars 2015\nTill: Botkyrka\n\n"
        "Preliminära svar tas emot. Om beslutet är överklagat vill vi veta det.",
        "*Från:* Pelle Provsson\n*Skickat:* den 20 mars 2015\n*Till:* KSL\n\nProtokollet justeras på fredag.",
        "-----Ursprungligt meddelande-----\nPreliminära svar tas emot.",
        "20 mars 2015 kl. 10:14 skrev Registrator KSL <registrator@ksl.se>:\n\nPreliminära svar tas emot.",
        ">>> Registrator KSL <registrator@ksl.se> 2015-03-20 10:14 >>>\nPreliminära svar tas emot.",
        "Registrator KSL ---2015-03-20 10:14:12---Preliminära svar tas emot.",
    ],
)
def test_quoted_history_below_a_reply_stops_nothing(history: str) -> None:
    assert said(f"Se bifogat.\n\n{history}", subject="SV: Påminnelse") == set()


def test_words_between_quoted_lines_are_the_senders_own() -> None:
    body = "> Hur gick det?\n\nBeslutet är överklagat.\n\n> Med vänlig hälsning KSL"
    assert said(body, subject="SV: Påminnelse") == {Doubt.SENDER_RESERVES}


def test_what_a_colleague_wrote_in_a_forwarded_mail_counts() -> None:
    chain = "\n\n-----Ursprungligt meddelande-----\nFrån: Provsson, Pelle\nSkickat: den 7 oktober 2015 16:20\n"
    chain += "Till: Registrator\nÄmne: Protokollsutdrag\n\n"
    assert said(f"{chain}Kan du skicka? Beslutet är överklagat.", subject="VB: Utdrag") == {Doubt.SENDER_RESERVES}
    assert said(f"{chain}Kan du expediera denna till KSL?", subject="VB: Utdrag") == set()


def test_our_own_letter_in_a_forwarded_mail_does_not_count() -> None:
    chain = "\n\nFrån: registrator@ksl.se\nTill: Botkyrka\nÄmne: Påminnelse\n\nPreliminära svar tas emot."
    assert said(chain, subject="VB: Påminnelse") == set()


def test_the_sentence_that_stops_is_quoted() -> None:
    mail = message(body="Hej!\n\nUtdraget bifogas. Beslutet är\növerklagat.\n")
    (claim,) = reservations(mail, (decision(),), CATALOGUE)
    assert (claim.quote, claim.rule) == ("Beslutet är överklagat.", "mail.appealed")


@pytest.mark.parametrize(
    "body",
    [
        "Vi har inte undertecknat överenskommelsen ännu.",
        "Avtalet skrivs under senare.",
        "Avtalet är ännu inte påskrivet.",
        "Undertecknandet sker efter sommaren.",
        "Kommundirektören kommer att underteckna avtalet i juni.",
        "Underskrift av avtalet återstår.",
        "Överenskommelsen undertecknas så snart kommunalrådet är tillbaka.",
        "Vi väntar med att skriva under tills alla har svarat.",
    ],
)
def test_a_mail_that_says_it_is_not_signed_yet_is_a_doubt(body: str) -> None:
    assert said(body) == {Doubt.SENDER_RESERVES}


@pytest.mark.parametrize(
    "body",
    [
        "Överenskommelsen har undertecknats av kommunstyrelsens ordförande.",
        "Bifogat finns protokollsutdrag och undertecknad överenskommelse.",
        "Vi har förstått att avtalet inte behöver undertecknas.",
        "Antagandet gäller som undertecknande.",
        "Undertecknad nås på telefon.",
        "Säg till om ni vill ha ett undertecknat original.",
        "Utdraget är digitalt signerat efter justeringen.",
    ],
)
def test_a_mail_that_tells_of_a_signature_or_needs_none_is_no_doubt(body: str) -> None:
    assert said(body) == set()
