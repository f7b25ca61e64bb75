"""The language of decisions, phrase by phrase: each is the whole decision of kommunstyrelsen in one paragraf."""

from __future__ import annotations

import pytest

from domain.document import DocumentText
from domain.evidence import DecisionBody, Outcome, Ruling
from parsers.ruling import rule
from parsers.sections import split

TITLE = "Överenskommelse om samverkan vid skyfall"
PHRASES: dict[tuple[str | None, bool], tuple[str, ...]] = {
    ("adopted", True): (
        "Kommunstyrelsen beslutar att anta överenskommelsen, vilket innebär att tidigare beslut om avslag upphävs.",
        "Kommunstyrelsen beslutar att avslå förslaget om tillägg och anta överenskommelsen.",
        "Kommunstyrelsen godkänner att kommunen ansluter sig till överenskommelsen.",
        "Skogstads kommun antar rekommendationen i sin helhet.",
        "Kommunstyrelsen beslutade att, i enlighet med KSL:s rekommendation, anta överenskommelsen.",
        "Kommunstyrelsen beslutade i enlighet med KSL:s rekommendation att anta överenskommelsen.",
        (
            "Kommunstyrelsen beslutar - att anta överenskommelsen - att kostnaden 48 000 kr finansieras "
            "inom kommunstyrelsens ram"
        ),
        (
            "Kommunstyrelsen beslutar anta överenskommelsen och uppdra åt kommunstyrelsens ordförande att "
            "underteckna den."
        ),
        "Kommunstyrelsen beslutar enhälligt att godkänna förslag till överenskommelse om samverkan vid skyfall.",
        "Kommunstyrelsen beslutar att Skogstads kommun ska ingå i samverkan vid skyfall enligt överenskommelsen",
        (
            "Kommunstyrelsen beslutar 1. att anta överenskommelsen, 2. att uppdra åt kommundirektören att "
            "underteckna densamma"
        ),
        "Kommunstyrelsen biträder KSL:s rekommendation.",
        "Kommunstyrelsen tillstyrker KSL:s rekommendation.",
        "Kommunstyrelsen bifaller KSL:s rekommendation",
        "Kommunstyrelsen beslutar följa KSL:s rekommendation och anta överenskommelsen.",
        "Kommunstyrelsen beslutar att för Skogstads kommuns del anta överenskommelsen.",
        "Kommunstyrelsen har inget att erinra mot överenskommelsen.",
        "Kommunstyrelsen har ingenting att invända mot rekommendationen.",
        "Antagande av överenskommelsen om samverkan vid skyfall.",
        "Rekommendationen från KSL antas och kommundirektören får i uppdrag att underteckna överenskommelsen.",
        (
            "Kommunstyrelsen beslutar anta överenskommelsen samt att uppdra åt säkerhetschefen att inte "
            "längre delta i den tidigare arbetsgruppen."
        ),
        "Kommunstyrelsen antar överenskommelsen. Beslutet gäller från den 1 januari 2016.",
        "Kommunstyrelsen antar den överenskommelse som KSL rekommenderat kommunerna att anta.",
        "Den överenskommelse som KSL rekommenderar kommunerna att anta godkänns.",
        "Skogstads kommun deltar i samverkan enligt överenskommelsen.",
        "Kommunstyrelsen avslår Vera Granlunds yrkande om avslag och antar överenskommelsen.",
        "Kommunstyrelsen beslutar, med avslag på yrkandet om återremiss, att anta överenskommelsen.",
        "Kommunstyrelsen antar överenskommelsen. Vera Granlund (S) deltar inte i beslutet.",
        (
            "Kommunstyrelsen antar överenskommelsen. Mot beslutet reserverar sig Vera Granlund (S) till "
            "förmån för avslag."
        ),
        "Kommunstyrelsen antar inte bara överenskommelsen utan även handlingsplanen.",
        "Kommunstyrelsen antar överenskommelsen. Tidigare överenskommelse från 2009 upphör att gälla.",
        "Kommunstyrelsen godkänner överenskommelsen och att den undertecknas av ordföranden.",
        (
            "Kommunstyrelsen beslutar att godkänna samverkansöverenskommelsen, att kostnaden tas ur "
            "befintlig budget, och att KSL underrättas."
        ),
        (
            "Kommunstyrelsen beslutar\nAnta överenskommelsen om samverkan vid skyfall\nUppdra åt "
            "säkerhetschefen att verkställa beslutet"
        ),
        "1\nKommunstyrelsen antar överenskommelsen.\n2\nKSL underrättas.",
        "Kommunstyrelsen beslutar att\n\nanta överenskommelsen om samverkan vid skyfall",
        "Kommunstyrelsen beslutar att ställa sig bakom förslaget till överenskommelse.",
        "Kommunstyrelsen beslutar att ställa sig bakom yttrandet och anta överenskommelsen.",
        "Överenskommelsen antas utan ändringar.",
        "Kommunstyrelsen antar överenskommelsen, att gälla från och med den 1 juli 2015.",
        "Kommunstyrelsen antar överenskommelsen som gäller från 2015-01-01 och tills vidare.",
        "Kommunstyrelsen godkänner överenskommelsen enligt bilaga 1, daterad 2015-03-02.",
        "Kommunstyrelsen antar rekommendationen från KSL (KSL/15/0016-5).",
        "Kommunstyrelsen beslutar att anta överenskommelsen. Paragrafen justeras omedelbart.",
        "Kommunstyrelsen godkänner att Skogstads kommun ansluter sig till överenskommelsen.",
    ),
    ("declined", True): (
        "Kommunstyrelsen beslutar att inte längre delta i samverkan enligt överenskommelsen.",
        "Rekommendationen föranleder inte att kommunen antar överenskommelsen.",
        "Kommunstyrelsen beslutade att, trots KSL:s rekommendation, inte anta överenskommelsen.",
        "Kommunstyrelsen beslutade att trots KSL:s rekommendation avstå från överenskommelsen.",
        "Kommunstyrelsen beslutar, med avslag på Vera Granlunds yrkande, att inte anta överenskommelsen.",
        "Kommunstyrelsen beslutar att kommunen för närvarande inte ska anta överenskommelsen.",
        "Skogstads kommun ansluter sig inte till överenskommelsen.",
        "Överenskommelsen antas inte.",
        "Överenskommelsen antas ej av Skogstads kommun.",
        "Att Skogstads kommun inte tecknar överenskommelsen",
        "Kommunstyrelsen avstyrker rekommendationen.",
        "Rekommendationen avslås.",
        "Kommunstyrelsen avslår KSL:s förslag till överenskommelse.",
        "Kommunstyrelsen beslutar att säga nej till rekommendationen.",
        "Kommunstyrelsen beslutar att avstå från att underteckna överenskommelsen.",
        "Kommunstyrelsen motsätter sig överenskommelsen.",
        "Kommunstyrelsen kan inte ställa sig bakom rekommendationen.",
        "Skogstads kommun ska stå utanför överenskommelsen.",
        "Varken överenskommelsen eller avgiften godkänns.",
        "Kommunstyrelsen beslutar att icke antaga överenskommelsen",
        "Kommunen säger upp överenskommelsen.",
        "Kommunstyrelsen beslutar att\n– inte anta överenskommelsen om samverkan vid skyfall\n– meddela KSL beslutet",
        (
            "Kommunstyrelsen beslutar\natt kommunen, mot bakgrund av det ekonomiska läget, inte ska anta "
            "överenskommelsen"
        ),
        "Kommunstyrelsen beslutar att avslå KSL:s rekommendation att anta överenskommelsen om samverkan vid skyfall",
        "Kommunstyrelsen antar ej KSL:s rekommendation.\nKommunen fortsätter att delta i det lokala samarbetet.",
        "Kommunstyrelsen godkänner inte att Skogstads kommun ansluter sig till överenskommelsen.",
        "Kommunstyrelsen beslutar att kommunen inte ingår överenskommelsen.",
        "Kommunstyrelsen finner inte skäl att anta överenskommelsen.",
        "Kommunstyrelsen anser inte att kommunen ska anta överenskommelsen.",
    ),
    (None, False): (
        "Kommunstyrelsen godkänner att KSL fortsätter arbetet med överenskommelsen.",
        "Kommunstyrelsen beslutar att kommunen ska verka för att anta överenskommelsen.",
        "Kommunstyrelsen beslutar att arbeta för att anta överenskommelsen.",
        "Kommunstyrelsen beslutar inleda förhandlingar för att ansluta kommunen till överenskommelsen.",
        "Kommunstyrelsen beslutar att ännu inte ta ställning till rekommendationen.",
        "Kommunstyrelsen tackar nej till att fatta beslut om överenskommelsen.",
        "Ordföranden ställer proposition på förslagen och finner att de bifalls.",
        "Kommunstyrelsen antar förvaltningens handlingsplan för klimatet.",
        "Kommunstyrelsen beslutar att upphäva beslutet att inte anta överenskommelsen.",
        "Kommunstyrelsen avslår förslaget att inte anta överenskommelsen.",
        "Kommunstyrelsen avstår från att avslå rekommendationen.",
        "Kommunstyrelsen avstår från att ta ställning till rekommendationen.",
        "Kommunstyrelsen överlämnar ärendet till kommunfullmäktige utan eget ställningstagande.",
        "Kommunstyrelsen delegerar till kommundirektören att besluta om överenskommelsen.",
        "Kommunstyrelsen uppdrar åt förvaltningen att utreda om kommunen bör anta överenskommelsen.",
        "Kommunstyrelsen uppdrar åt kommundirektören att ta fram ett förslag till anslutning till överenskommelsen.",
        "Kommunstyrelsen beslutar att anta en egen policy för skyfall.",
        "Kommunstyrelsen ställer sig positiv till överenskommelsen men tar ställning senare.",
        "Kommunstyrelsen bör anta överenskommelsen.",
        "Kommunstyrelsen beslutar i enlighet med ordförandens yrkande.",
        "Ja.",
        "Kommunstyrelsen bifaller tilläggsyrkandet.",
        "Vera Granlund (S) deltar inte i beslutet.",
        "Kommunstyrelsen bifaller Vera Granlunds yrkande",
        "Kommunstyrelsen beslutar enligt förslaget.",
        "Kommunstyrelsen avslår förvaltningens förslag.",
        "Kommunstyrelsen har tidigare antagit avsiktsförklaringen.",
        "Kommunstyrelsen uppdrar åt kommundirektören att återkomma med ett förslag till ställningstagande.",
        "Kommunstyrelsen beslutar att remittera ärendet till miljönämnden.",
        "Kommunstyrelsen beslutar att inte fatta något beslut.",
        "Kommunstyrelsen antar utmaningen att utveckla samverkan.",
    ),
    ("noted", True): (
        "Kommunstyrelsen noterar att KSL rekommenderar kommunerna att anta överenskommelsen.",
        "Informationen om överenskommelsen godkänns.",
        "Kommunstyrelsen lägger med godkännande redovisningen till handlingarna.",
        "Kommunstyrelsen konstaterar att kommunen redan antagit överenskommelsen.",
        "Rapporten om antagandet av överenskommelsen läggs till handlingarna.",
        "Informationen noteras. Kommunstyrelsen tar därmed inte ställning till rekommendationen.",
        "Antecknas.",
        "Rekommendationen anmäls och läggs till handlingarna.",
    ),
    ("statement", True): (
        "Kommunstyrelsen godkänner förslaget till svar på rekommendationen.",
        "Kommunstyrelsen avger yttrande enligt förvaltningens förslag.",
        "Kommunstyrelsen besvarar rekommendationen i enlighet med förvaltningens tjänsteutlåtande.",
        "Yttrandet godkänns och översänds till KSL.",
        "Kommunstyrelsen svarar KSL i enlighet med förvaltningens förslag till yttrande.",
        "Som sitt svar på rekommendationen överlämnar kommunstyrelsen förvaltningens tjänsteskrivelse.",
        "Kommunstyrelsen ställer sig bakom förvaltningens yttrande.",
    ),
    ("tabled", False): (
        "Kommunstyrelsen beslutar att återkomma till ärendet i september.",
        "Ärendet dras ur.",
        "Ärendet lyfts ut från dagordningen.",
        "Ärendet bordlägges.",
        "Kommunstyrelsen beslutar om bordläggning av ärendet.",
        "Kommunstyrelsen avvaktar med beslut till dess att övriga kommuner tagit ställning.",
        "Ärendet bordläggs på förslag av Vera Granlund.",
        "Kommunstyrelsen beslutar bordlägga frågan om att anta överenskommelsen.",
    ),
    ("referred_back", False): (
        "Återremiss.",
        "Kommunstyrelsen beslutar om återremiss till förvaltningen.",
        "Kommunstyrelsen bifaller yrkandet om återremiss.",
        "Ärendet återremitteras med motiveringen att överenskommelsen inte kan antas utan kostnadsberäkning.",
        "Kommunstyrelsen beslutar att återremittera ärendet om antagande av överenskommelsen.",
        (
            "Kommunstyrelsen återremitterar ärendet och uppdrar åt förvaltningen att redovisa kostnaden "
            "innan överenskommelsen antas."
        ),
    ),
    ("adopted_with_conditions", True): (
        "Kommunstyrelsen ställer sig i princip bakom överenskommelsen.",
        (
            "Kommunstyrelsen bifaller Vera Granlunds yrkande om att överenskommelsen antas med tillägget "
            "att avgiften halveras."
        ),
        "Kommunstyrelsen antar överenskommelsen med förbehåll för kommande budgetbeslut.",
        "Kommunstyrelsen antar överenskommelsen att gälla längst till och med 2017-12-31.",
        "Kommunstyrelsen antar överenskommelsen, dock utan att ta på sig kostnader för kansliet.",
        "Kommunstyrelsen antar överenskommelsen. En förutsättning är att samtliga kommuner gör detsamma.",
        "Kommunstyrelsen antar överenskommelsen. Kommunens avgift får inte överstiga två kronor per invånare.",
        "Under förutsättning att övriga kommuner fattar motsvarande beslut antas överenskommelsen.",
        "Kommunstyrelsen antar överenskommelsen för ett år.",
        "Kommunstyrelsen antar överenskommelsen med reservation för kostnaden.",
        "Kommunstyrelsen antar överenskommelsen såvitt avser larmplaner.",
        "Kommunstyrelsen antar överenskommelsen. Överenskommelsen omprövas 2016.",
        "Kommunstyrelsen antar överenskommelsen. Skogstads kommun betalar dock ingen avgift.",
        "Kommunstyrelsen antar överenskommelsen om finansieringen löses av staten.",
        "Kommunstyrelsen antar överenskommelsen förutsatt att staten bidrar.",
        "Kommunstyrelsen antar överenskommelsen. Som villkor gäller att staten bidrar.",
        "Kommunstyrelsen antar överenskommelsen med den ändringen att § 4 utgår.",
        "Kommunstyrelsen antar överenskommelsen utom punkt 3.",
        "Kommunstyrelsen antar överenskommelsen såvida inte kostnaden ökar.",
        "Överenskommelsen antas såvida inte kostnaden ökar.",
        "Kommunstyrelsen antar överenskommelsen så länge staten inte sänker bidraget.",
        "Kommunstyrelsen antar överenskommelsen från och med den dag då samtliga kommuner antagit den.",
        "Kommunstyrelsen antar överenskommelsen när övriga kommuner har gjort det.",
        "Kommunstyrelsen antar överenskommelsen enligt bilaga 2 med där gjorda ändringar.",
        "Kommunstyrelsen antar överenskommelsen med i bilagan föreslagna tillägg.",
    ),
    ("partly_adopted", True): (
        "Kommunstyrelsen antar överenskommelsen enligt punkt 1-3.",
        "Kommunstyrelsen antar överenskommelsen enligt punkterna 1 och 2 i rekommendationen.",
        "Kommunstyrelsen antar överenskommelsen om samverkan vid skyfall, del 1.",
        "Kommunstyrelsen beslutar att skriva under avsiktsförklaringen men inte överenskommelsen.",
        "1. Rekommendationens första punkt antas. 2. Rekommendationens andra punkt avslås.",
        "Kommunstyrelsen antar överenskommelsen i de delar som rör larmplaner.",
        "Kommunstyrelsen antar delvis överenskommelsen.",
    ),
    ("adopted", False): (
        "Kommunstyrelsen antar överenskommelsen under förutsättning att fullmäktige beslutar detsamma.",
        "Kommunstyrelsen föreslår för sin del att kommunfullmäktige antar överenskommelsen.",
        (
            "Kommunstyrelsen antar för sin del överenskommelsen under förutsättning att kommunfullmäktige "
            "fattar motsvarande beslut."
        ),
        "Kommunstyrelsen hemställer att kommunfullmäktige måtte anta överenskommelsen.",
        "KS föreslår KF att anta överenskommelsen.",
        "Kommunstyrelsen beslutar föreslå kommunfullmäktige att anta överenskommelsen.",
        "Kommunstyrelsen tillstyrker och föreslår kommunfullmäktige besluta att anta överenskommelsen.",
        "Kommunstyrelsen föreslår att fullmäktige antar överenskommelsen.",
        "Till kommunfullmäktige föreslås att överenskommelsen antas.",
        (
            "Kommunstyrelsen beslutar för egen del att uppdra åt direktören att förbereda "
            "ärendet.\nKommunstyrelsen föreslår kommunfullmäktige besluta att överenskommelsen antas."
        ),
        "Föreslå kommunfullmäktige att anta överenskommelsen",
        "1. Föreslå kommunfullmäktige att anta överenskommelsen\n2. Omedelbart justera paragrafen",
    ),
    ("adopted_with_conditions", False): (
        "Kommunstyrelsen antar överenskommelsen under förutsättning att kommunfullmäktige beviljar medel.",
    ),
}
CASES = [(outcome, final, phrase) for (outcome, final), phrases in PHRASES.items() for phrase in phrases]


def ruling_of(decision: str, *, body: DecisionBody = DecisionBody.EXECUTIVE, heading: str = "Beslut") -> Ruling:
    text = f"§ 77 {TITLE}\n{heading}\n{decision}\nSammanfattning\nKSL rekommenderar kommunerna att anta den.\n"
    document = DocumentText(sha256="0" * 64, media_type="text/plain", text=text, pages=(), reader="test")
    return rule(document, split(document)[0], body)


@pytest.mark.parametrize(("outcome", "final", "phrase"), CASES, ids=[phrase for _, _, phrase in CASES])
def test_a_phrase_decides_what_it_says(outcome: str | None, final: bool, phrase: str) -> None:
    ruling = ruling_of(phrase)
    assert (ruling.outcome.value if ruling.outcome else None, ruling.final) == (outcome, final)
    assert ruling.outcome is not None or ruling.doubts


def test_an_unclear_decision_is_never_final_and_always_doubted() -> None:
    for phrase in PHRASES[(None, False)]:
        ruling = ruling_of(phrase)
        assert not ruling.final
        assert ruling.doubts


@pytest.mark.parametrize(("outcome", "final", "phrase"), CASES, ids=[phrase for _, _, phrase in CASES])
def test_a_line_break_never_makes_it_another_decision(outcome: str | None, final: bool, phrase: str) -> None:
    for blank in (i for i, letter in enumerate(phrase) if letter == " "):
        ruling = ruling_of(f"{phrase[:blank]}\n{phrase[blank + 1 :]}")
        if ruling.outcome is not None or " - att" not in phrase:
            assert (ruling.outcome.value if ruling.outcome else None, ruling.final) == (outcome, final), blank


@pytest.mark.parametrize(
    "phrase",
    [
        "Kommunstyrelsen har inget att erinra mot överenskommelsen och beslutar att inte anta den.",
        "Kommunstyrelsen ser positivt på samverkan och beslutar att avslå rekommendationen.",
        "Kommunstyrelsen beslutar att senare anta överenskommelsen.",
        "Kommunstyrelsen avser att i framtiden anta överenskommelsen.",
        "Kommunstyrelsen avstår från att inte anta överenskommelsen.",
        "Kommunstyrelsen beslutar att uppdra åt kontoret att utreda om kommunen kan anta överenskommelsen, samt att "
        "uppdra åt kommundirektören att underteckna den.",
    ],
)
def test_what_takes_back_or_puts_off_is_never_an_adoption(phrase: str) -> None:
    ruling = ruling_of(phrase)
    assert ruling.outcome not in {Outcome.ADOPTED, Outcome.ADOPTED_WITH_CONDITIONS}
    assert ruling.outcome is Outcome.DECLINED or ruling.doubts


@pytest.mark.parametrize(
    "phrase",
    [
        "Kommunstyrelsen avslår rekommendationen under förutsättning att staten inte skjuter till medel.",
        "Kommunstyrelsen avslår rekommendationen, förutsatt att övriga kommuner gör detsamma.",
        "Kommunstyrelsen antar inte överenskommelsen såvida inte kostnaden sänks.",
        "Kommunstyrelsen antar inte annat än i undantagsfall överenskommelsen.",
        "Kommunstyrelsen antar inte överenskommelsen förrän budgeten är beslutad.",
    ],
)
def test_a_refusal_on_a_condition_is_for_a_person(phrase: str) -> None:
    ruling = ruling_of(phrase)
    assert ruling.doubts


@pytest.mark.parametrize("owner", ["Kommunledningskontorets förslag till beslut", "Förslag till beslut"])
def test_an_offices_proposal_below_an_empty_decision_heading_is_no_decision(owner: str) -> None:
    ruling = ruling_of(f"{owner}\nKommunstyrelsen antar överenskommelsen.")
    assert ruling.outcome is None
    assert ruling.doubts


def test_a_refusal_to_refuse_is_for_a_person() -> None:
    for phrase in ("avstår från att inte anta överenskommelsen", "tackar nej till att inte teckna överenskommelsen"):
        assert ruling_of(f"Kommunstyrelsen {phrase}.").outcome is None
