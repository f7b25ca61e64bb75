"""Tables of points beside an adoption: products of who, what and whom, and the tails that make any of them a limit."""

from __future__ import annotations

import itertools

ACTORS = """
kommundirektören
kommunledningskontoret
socialnämnden
samtliga nämnder
utbildningsförvaltningen
säkerhetschefen och kommunikationsavdelningen
kommunens trygghetssamordnare
stadsbyggnadskontoret tillsammans med miljöchefen
"""
CHARGES = """
{A} får i uppdrag att {t}
{A} ges i uppdrag att {t}
kommunstyrelsen uppdrar åt {a} att {t}
kommunstyrelsen ger {a} i uppdrag att {t}
att uppdra åt {a} att {t}
kommunstyrelsen uppmanar {a} att {t}
{A} ska {t}
"""
TASKS = """
verkställa beslutet
informera berörda verksamheter om överenskommelsen
sprida information om beslutet till kommunens invånare
kommunicera beslutet till skolor och rektorer
redovisa arbetet för kommunstyrelsen senast den 30 november 2016
återrapportera till kommunstyrelsen i samband med bokslutet
ta fram lokala rutiner för genomförandet
uppdatera sina styrdokument i enlighet med överenskommelsen
revidera kommunens riktlinjer utifrån överenskommelsen
ta fram en handlingsplan för det fortsatta arbetet
utse kontaktpersoner
delta i det regionala arbetet
implementera överenskommelsen i sin verksamhet
vidta de åtgärder som krävs för att genomföra överenskommelsen
samordna kommunens arbete
underteckna överenskommelsen för kommunens räkning
följa upp arbetet årligen
meddela Storsthlm kommunens beslut
publicera överenskommelsen på kommunens webbplats
utse kontaktpersoner och rapportera dessa till KSL
"""
SUBJECTS = """
Kostnaden
Kostnaderna för genomförandet
Kommunens andel, 45 000 kronor per år,
Eventuella kostnader
Merkostnaden
"""
PAYS = """
finansieras inom socialnämndens budget
täcks av kommunstyrelsens anslag för oförutsedda utgifter
belastar kommunstyrelsens konto för samverkan
ryms inom befintlig ram
hanteras inom respektive nämnds ram
beaktas i arbetet med mål och budget
"""
PAPERS = """
Protokollsutdraget
Beslutet
Uppföljningen
En rapport om arbetet
"""
SENT = """
skickas till KSL
ska redovisas för kommunstyrelsen i oktober 2016
meddelas berörda nämnder via e-post
expedieras till kommunens bolag och revisorer
publiceras på kommunens webbplats
"""
CLOSED = """
Rapporten från KSL läggs till handlingarna.
Tidigare beslut i ärendet antecknas till protokollet.
Uppdraget från 2015-02-02 § 14 anses därmed fullgjort.
Ärendet avslutas i och med detta beslut.
Paragrafen förklaras omedelbart justerad.
Kommunstyrelsen tackar KSL för ett gott arbete.
Information enligt MBL har lämnats.
Barnkonsekvensanalys har genomförts.
Beslutet medför inga ökade kostnader för kommunen.
Till kommunens kontaktperson utses säkerhetschefen.
Till ledamot i samverkansrådet utses Vera Granlund (V).
Ansvaret för genomförandet läggs på socialnämnden.
Det praktiska genomförandet delegeras till socialnämnden.
Kommunens riktlinjer från 2011 upphävs.
Kommunen deltar i den gemensamma uppföljningen.
Kommunstyrelsen framhåller vikten av fortsatt regional samverkan.
Delegationsordningen uppdateras i enlighet med förvaltningens förslag.
Kommunstyrelsen noterar att stadsdirektören för kommunens talan i den regionala samverkan.
Det antecknas att arbetet leds av säkerhetschefen.
Kommunen företräds av kommundirektören i den regionala styrgruppen.
Kontaktperson i kommunen är beredskapssamordnaren.
Beslutet innebär inga kostnader utöver ordinarie budget.
Överenskommelsen är väl avvägd.
Kommunstyrelsen anser att överenskommelsen är ett viktigt steg mot ett tryggare län.
Överenskommelsen stärker den regionala samverkan.
Kommunstyrelsen välkomnar initiativet från KSL.
Barnperspektivet har beaktats i beredningen av ärendet.
Beslutet bedöms inte påverka barn särskilt.
Beslutet gäller från beslutsdatum.
Detta beslut utgör kommunens svar till KSL.
Överenskommelsen framgår av bilaga till protokollet.
Rätten att underteckna överenskommelsen delegeras till kommundirektören.
Kommunstyrelsen önskar en redovisning av arbetet under hösten 2016.
Nämnden återkommer till kommunstyrelsen med en rapport om arbetet.
"""
# Behind any harmless point these make it one that holds something back.
TAILS = """
under förutsättning att övriga kommuner gör detsamma
förutsatt att medel avsätts
, dock inte i förskolan
utom i förskolan
med undantag av avsnitt 5
längst till utgången av 2017
när finansieringen är klar
först efter beslut i kommunfullmäktige
i de delar som bedöms lämpliga
i den mån resurser finns
om budgeten så medger
så snart budgeten har fastställts
och får säga upp överenskommelsen
och pröva frågan på nytt hösten 2016
men inte tillämpa avsnitt 3
och avvakta med anslutningen
och begära ändringar i avsnitt 2
och omförhandla kostnaderna
och att kommunen inte omfattas av bilaga 2
och anta egna nivåer
till dess kommunfullmäktige beslutar annat
, varvid kommunen tolkar avsnitt 3 snävt
i stället för att tillämpa överenskommelsen
såvida inte regionen motsätter sig detta
enligt egen bedömning
och tillämpa överenskommelsen i förskolan
och återkomma med förslag på undantag
och villkora anslutningen
"""


def rows(table: str) -> list[str]:
    return [row for row in table.splitlines() if row]


def harmless() -> list[str]:
    """Every point of the tables, as a sentence of minutes."""
    charged = [
        frame.format(a=actor, A=actor[0].upper() + actor[1:], t=task)
        for frame, actor, task in itertools.product(rows(CHARGES), rows(ACTORS), rows(TASKS))
    ]
    paid = [f"{what} {how}" for what, how in itertools.product(rows(SUBJECTS), rows(PAYS))]
    sent = [f"{what} {how}" for what, how in itertools.product(rows(PAPERS), rows(SENT))]
    return [*charged, *paid, *sent, *(row.removesuffix(".") for row in rows(CLOSED))]


def limiting() -> list[str]:
    """The same points, each with a tail that holds something back; one in seven, so that the table stays quick."""
    tailed = [point + ("" if tail.startswith(",") else " ") + tail for point in harmless() for tail in rows(TAILS)]
    return tailed[::7]
