"""What somebody of the municipality's own is charged to do beside a decision: inform, report, plan, carry out, sign.

What is told to whom may be any words that hold nothing back; what is done with the agreement itself only those here.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from parsers.folding import pattern
from parsers.side_words import ACTORS, AGREED, WHEN, acts_on_it, holds_back

ALSO = r"(?: (?:även|också|vidare|dessutom|därmed|härmed|samtidigt|därutöver|i övrigt|gemensamt|särskilt|därför))?"
SOON = rf"(?:[, ]+{WHEN})"
# Before the verb of a task: "att årligen informera", "att tillsammans med socialchefen ta fram"
_WITH = (
    rf"även|också|därefter|gemensamt|fortsatt|aktivt|närmare|skyndsamt|snarast|omgående|löpande|årligen"
    rf"|(?:i samråd|i samverkan|i samarbete|tillsammans) med {ACTORS}|för \w+(?: kommuns| stads)? räkning"
    rf"|för kommunens (?:del|räkning)|å \w+ vägnar|på \w+ vägnar|i sin tur"
)
_HOW = rf"(?:(?:{_WITH}),? )*"
# a task of its own has its own time; carrying out the agreement "under 2016" or signing it later is something else
_HOW_SOON = (
    rf"(?:(?:{WHEN}|vid behov|i samband med \w+|i (?:sin |sina |nämndens |kommunens )?(?:verksamhetsberättelse\w*"
    rf"|årsredovisning\w*"
    rf"|delårsrapport\w*|bokslut\w*|årsberättelse\w*)|{_WITH}),? )*"
)

# --- What may be said to whom: any words that hold nothing back ------------------------------------------------------
_RESULT = (
    r"(?:(?:en |ett |förslag till (?=(?:en )?(?:\w*handlingsplan|\w*rutin)))(?:en )?(?:\w+ )?|(?:\w+ )?)"
    r"(?:redovisning|rapport|uppföljning|återrapport|lägesrapport|lägesbild|information|lägesredovisning|avrapportering"
    r"|sammanställning"
    r"|\w*handlingsplan|\w*rutin|utvärdering|statistik|återkoppling|redogörelse|delrapport|slutrapport)\w*"
)
_TELL = (
    r"(?:informera|underrätta|meddela|delge|sprida (?:information|kunskap|kännedom)|kommunicera|publicera|skicka"
    r"|sända"
    r"|översända|tillställa|expediera|redovisa|redogöra för|rapportera|återrapportera|återredovisa|avrapportera"
    r"|återkoppla|anmäla"
    r"|presentera|förankra|kungöra|diarieföra|registrera|arkivera|lägga ut|distribuera|bekräfta|vidarebefordra"
    r"|tacka"
    r"|lämna (?:\w+ ){0,2}(?:rapport|redovisning|information|återrapport|upplysning|lägesrapport)"
    rf"|återkomma(?: till [\w ]{{3,40}}?)?(?:{WHEN})? (?:med|i form av) {_RESULT}"
    rf"|hålla [\w ]{{3,40}} (?:informera|underrätta|uppdatera)\w+"
    r"|utbilda|bjuda in|kalla till|sammankalla|ordna|anordna|arrangera"
    r"|bistå"
    r"|följa (?:upp|arbetet|utvecklingen|frågan|kostnad\w*)|bevaka|utvärdera (?:arbetet|införandet|genomförandet)"
    r"|göra \w+ känd"
    r"|uppmärksamma|påminna|kontakta|ta kontakt|ta erforderliga kontakter|ta nödvändiga kontakter|dokumentera"
    r"|kartlägga|inventera|bilda (?:en )?(?:arbetsgrupp|projektgrupp)"
    r"|tillsätta (?:en )?(?:arbetsgrupp|projektgrupp|projektledare)|avsätta (?:tid|resurser|personal|medel)"
    r"|involvera|engagera"
    r"|erbjuda (?:\w+ ){0,2}(?:utbildning|stöd|information)|ge (?:\w+ ){0,2}(?:utbildning|stöd|information)"
    r"|budgetera|inarbeta (?:kostnad\w*|medel|åtgärder\w*)"
    r"|beakta kostnad\w*|introducera|synliggöra|tillhandahålla (?:\w+ )?(?:information|utbildning)|stötta"
    r"|utse)(?:\b|ns?\b|r\b|s\b)"
)
TELLS = (
    r"(?:informerar?s?|underrättas?r?|meddelas?r?|delges?r?|sprider|sprids|kommuniceras?r?|publiceras?r?|skickas?r?"
    r"|sänds?|sänder|översänds?|översänder|tillställs|tillställer|expedieras?r?|redovisas?r?|rapporteras?r?"
    r"|återrapporteras?r?|avrapporteras?r?|anmäls|anmäler|presenteras?r?|förankras?r?|kungörs|diarieförs|registreras"
    r"|arkiveras|läggs ut|distribueras|vidarebefordras|lämnas (?=till|i|på|via|vid)|biläggs|bifogas|följs upp"
    r"|utvärderas|bevakas"
    r"|involveras|bjuds in|kallas|(?:får|lämnar|ger|erhåller|avger) (?:(?:en|ny|muntlig|skriftlig|kort|årlig|löpande"
    r"|särskild) )*(?:\w*rapport|redovisning|redogörelse"
    r"|återkoppling|uppföljning)(?:er)?\b|får (?:del av|information|utbildning|kännedom)|hålls (?:informera|underrätta"
    r"|uppdatera)\w+"
    r"|erbjuds (?:\w+ ){0,2}(?:utbildning|stöd|information)|ges (?:\w+ ){0,2}(?:utbildning|stöd|information"
    r"|kännedom)|erhåller (?:information|utbildning|kopia)"
    r"|bevakar|följer (?:frågan|utvecklingen|arbetet|upp arbetet)|dokumenteras|sammankallar|anordnar|ordnar|ordnas"
    r"|anordnas"
    r"|redogör för|tar (?:fram information|kontakt|nödvändiga kontakter|erforderliga kontakter)|påminns|tackas"
    r"|görs (?:känd|kända|tillgänglig)\w*|sker|ske|görs|tillkännages|anslås)"
)
# "ta fram rutiner", "revidera sina riktlinjer"; never the agreement itself
_MAKE = (
    r"(?:ta fram|utarbeta|upprätta|utforma|skriva|uppdatera|revidera|se över|anpassa|komplettera|arbeta fram"
    r"|aktualisera"
    r"|sammanställa|bygga upp|färdigställa|inarbeta (?:överenskommelsen|avtalet|principerna|rekommendationen) i"
    r"|arbeta in (?:överenskommelsen|avtalet|principerna|rekommendationen) i)"
)
MAKES = (
    r"(?:tar fram|tas fram|utarbetar|utarbetas|upprättar|upprättas|utformas|utformar|uppdateras|uppdaterar|revideras"
    r"|reviderar|ses över|ser över|anpassas|anpassar|kompletteras|kompletterar|aktualiseras|sammanställs"
    r"|sammanställer)"
)
OWN_PAPER = (
    r"(?:(?:\w+s|sina|sin|sitt|de|den|det|en|ett|nya|nytt|ny|gemensam\w*|lokal\w*|kommunal\w*|nödvändig\w*"
    r"|erforderlig\w*"
    r"|befintlig\w*|interna?|egna|berörda|behövliga|tillhörande|aktuell\w*|särskild\w*|skriftlig\w*|risk- och"
    r"|kommunövergripande"
    r"|konkret\w*|detaljerad\w*|förslag till|underlag för|en uppdaterad|ett uppdaterat|uppdaterad\w*|reviderad\w*"
    r"|och|samt"
    r"|\w*(?:information|rutin|riktlinje|dokument)\w*,?) )*"
    r"\w*(?:rutin|anvisning|sårbarhetsanalys|riktlinje|handlingsplan|krisplan|ledningsplan|beredskapsplan"
    r"|verksamhetsplan"
    r"|tidsplan|tidplan"
    r"|arbetsplan"
    r"|aktivitetsplan|kommunikationsplan|genomförandeplan|implementeringsplan|införandeplan|utbildningsplan"
    r"|insatsplan"
    r"|checklist|policy|webbplats|hemsida|intranät|krisplan|instruktion|mallar|mall|information"
    r"|informationsmaterial|material|broschyr|folder|informationsblad|nyhetsbrev|utbildning|styrdokument|webbsid"
    r"|delegationsordning|delegationsförteckning|reglement|process|arbetssätt|handbok|handböcker|vägar|blankett"
    r"|kontaktlist"
    r"|larmlist|beredskapslist|statistik|organisation|plan|planer|planerna|planen|rapport|redovisning|uppföljning"
    r"|sammanställning)"
    r"(?:er|en|na|erna|arna|ar|a|et|n|r|or|orna|rna|ens|ets|ernas)?\b"
)
# The task's own object and purpose: "i enlighet med överenskommelsen", "för genomförandet av avtalet", "utifrån det"
_FOR_IT = (
    rf"(?: (?:i enlighet med|enligt|utifrån|med anledning av|till följd av|med utgångspunkt i|i linje med|efter"
    rf"|till|så att (?:de|den|det)"
    rf" (?:stämmer överens|överensstämmer|följer|är förenliga)(?: med)?|för|av|om|kring|till|avseende|gällande"
    rf"|rörande)"
    rf" (?:den |det |detta )?(?:nya |antagna |gemensamma |regionala |fortsatta |lokala |praktiska )*"
    rf"(?:{AGREED}|beslutet|genomförandet|tillämpningen|införandet|implementeringen|arbetet|uppdraget|uppföljningen"
    rf"|samverkan|medverkan|åtagandet)(?: av (?:{AGREED}|beslutet)| (?:i|inom) (?:kommunen|staden"
    rf"|förvaltningen"
    rf"|förvaltningarna|verksamheten|verksamheterna|nämnden|organisationen))?)"
)

# --- What is done with the agreement itself: only these words --------------------------------------------------------
_DO = (
    r"(?:verkställa|genomföra|implementera|införa|tillämpa|följa|bevaka|samordna|leda|driva|planera|förbereda"
    r"|påbörja|inleda"
    r"|starta|organisera|hantera|administrera|fullfölja|svara för|ansvara för|förvalta|handlägga"
    r"|säkerställa|vidta"
    r"|utföra|öva|omsätta|realisera|iaktta|ta hänsyn till|ta del av|informera sig om|sätta sig in i|beakta|efterleva"
    r"|integrera|stödja|verka för|arbeta (?:efter|enligt|utifrån|med"
    r"|i enlighet med))"
)
DOES = (
    r"(?:verkställs|verkställer|genomförs|genomför|implementeras|implementerar|införs|inför|tillämpar|tillämpas"
    r"|följer"
    r"|följs|samordnas|samordnar|leds|leder|drivs|driver|planeras|planerar|förbereds|påbörjas|hanteras|hanterar"
    r"|handläggs"
    r"|utförs|utför|fullföljs|organiseras|sköts|sköter|handhas|svarar för|ansvarar för|ansvarar för att"
    r"|svarar för att|beaktas|beaktar)"
)
THE_WORK = (
    rf"(?:(?:det |den |de |detta )?(?:fortsatta |lokala |praktiska |kommunala |interna |kommande |kommunens |nya "
    rf"|löpande |dagliga |tekniska |stadens |gemensamma"
    rf" |operativa |nödvändiga |erforderliga |behövliga |övriga )*"
    rf"(?:{AGREED}|beslutet(?: att \w*teckna {AGREED})?|arbetet|uppdraget|införandet|genomförandet|tillämpningen"
    rf"|implementeringen"
    rf"|kommunens"
    rf" (?:åtaganden?|medverkan|deltagande|arbete|del)|samordningen|uppföljningen|verkställigheten|kontakterna"
    rf"|åtgärder(?:na)?"
    rf"|insatser(?:na)?|utbildning(?:en|ar|arna|sinsatser)?|informationsinsatser|arbete(?:t)?|samverkan"
    rf"|genomförande(?:t)?)"
    rf"(?: (?:och|samt) (?:uppföljning\w*|samordning\w*|införande\w*|genomförande\w*|information\w*"
    rf"|implementering\w*))?)"
)
NEEDED = (
    r"(?: som (?:krävs|behövs|erfordras|är nödvändiga|föranleds|kan (?:krävas|behövas)|följer)(?: (?:för|av) (?:att"
    rf" (?:verkställa|genomföra|fullgöra|införa) )?(?:{AGREED}|beslutet|kommunens åtaganden?|genomförandet"
    rf"|införandet|detta))?)"
)
OF_WORK = (
    rf"(?: (?:av|med|enligt|för|kring|inom|i|till följd av|med anledning av|i enlighet med|i och med)"
    rf" (?:att (?:införa|genomföra|verkställa|implementera|följa) )?(?:{AGREED}|beslutet|detta|arbetet"
    rf"|genomförandet|införandet|kommunen"
    rf"|staden|hela kommunen"
    rf"|kommunens (?:verksamhet|verksamheter|organisation)|sin(?:a|tt)? (?:verksamhet(?:er)?|ansvarsområden?"
    rf"|verksamhetsområden?"
    rf"|ordinarie verksamhet|planering|arbete|organisation)|sitt (?:ansvarsområde|verksamhetsområde|arbete)"
    rf"|förvaltningens arbete|nämndens (?:verksamhet|ansvarsområde)|respektive (?:verksamhet|ansvarsområde|nämnd"
    rf"|förvaltning)"
    rf"|(?:kommande|sina|kommunens) (?:upphandlingar|verksamhetsplaner|verksamhetsplanering|planering"
    rf"|styrdokument)|ordinarie (?:verksamhet|linjeorganisation)|kommunens vägnar|berörda (?:verksamheter"
    rf"|förvaltningar|nämnder)))"
)
_SIGN = r"(?:underteckna|teckna|skriva under|signera|formellt underteckna)"
SIGNED = (
    rf"(?: ?(?:(?:(?:ett|två|tre|fyra|\d) (?:original)?exemplar av )?{AGREED}|(?:de |den |det )?(?:nödvändiga "
    rf"|erforderliga |tillhörande |övriga )?(?:handlingar(?:na)?"
    rf"|handling|dokument"
    rf"|avtalshandlingar(?:na)?)))"
)
FOR_US = r"(?: (?:för|å|på) (?:kommunens|stadens|\w+ (?:kommuns|stads)|kommunstyrelsens) (?:räkning|vägnar|del))"
# "delta i det regionala arbetet", "representera kommunen i styrgruppen"
_TAKE_PART = r"(?:delta|medverka|företräda (?:kommunen|staden)|representera (?:kommunen|staden)|ingå) i"
JOINT = (
    r" (?:den |det |de )?(?:ksl:s |storsthlms |förbundets |länets |fortsatta |gemensamma |regionala |länsgemensamma "
    r"|kommande |årliga |länsövergripande "
    r"|löpande |planerade"
    r" )*(?:styrgrupp|arbetsgrupp|samverkansgrupp|referensgrupp|projektgrupp|samverkansråd|nätverk|samverkan"
    r"|samarbete|arbete"
    r"|uppföljning|utvärdering"
    r"|samordning|utvecklingsarbete|samverkansarbete|samverkansforum|forum|råd|möten|övning|utbildning|dialog"
    r"|uppföljningsarbete)"
    r"(?:en|et|er|erna|ar|arna|na|n|t)?(?: (?:av|för|kring|i) (?:"
    + AGREED
    + r"|samverkan|länet|regionen|kommunens vägnar))?"
)

_PURPOSE = pattern(
    rf"(?: med (?:en hänvisning till|hänvisning till|information om) {AGREED})?{_FOR_IT}{{0,2}}{SOON}?(?: (?:inom"
    rf"|för|till) (?:kommunen|staden|respektive (?:nämnd|verksamhet)"
    rf"|sin(?:a)? (?:verksamhet(?:er)?)"
    rf"|berörda(?: \w+)?|personal(?:en)?|medarbetare|invånare|skolor|verksamheterna|kommunstyrelsen))?{_FOR_IT}?"
)


def is_purpose(rest: str) -> bool:
    return bool(_PURPOSE.fullmatch(rest))


_ALL_OF_US = (
    r"(?:berörd |berörda |all |samtliga )?"
    r"(?:\w*personal(?:en)?|medarbetar(?:e|na)|chefer(?:na)?|verksamheter(?:na)?)"
)
_TASKS: tuple[tuple[str, Callable[[str], bool] | None], ...] = (
    (rf"{_HOW_SOON}(?:säkerställa|se till|tillse|ombesörja) att (?:{_ALL_OF_US}|{ACTORS}) (?:känner till"
         rf"|får (?:information"
        rf"|kännedom|kunskap|utbildning)"
     rf"|informeras|utbildas|har kännedom)(?: om)?(?: (?:{AGREED}|beslutet|innehållet i {AGREED}))?", None),
    (rf"{_HOW_SOON}(?:säkerställa|se till|tillse|ombesörja) att (?:{AGREED}|beslutet"
         rf"|information(?:en)?(?: om (?:{AGREED}"
     r"|beslutet))?) (?:blir känd|blir känt|görs känd|görs känt|sprids|kommuniceras|når ut|publiceras|expedieras)"
     r"(?: (?:i|inom|till|på|hos) (?:hela )?(?:organisationen|kommunen|verksamheten|verksamheterna|förvaltningen"
     r"|förvaltningarna|kommunens webbplats|intranätet|ksl|storsthlm|alla berörda|berörda(?: \w+)?))?", None),
    (rf"{_HOW_SOON}(?:se över|inventera|kartlägga) behovet av (?:utbildning|information|övning|utrustning"
         rf"|rutiner)\w*", None),
    (rf"{_HOW}samverka (?:om|kring|i|vid) {THE_WORK}{OF_WORK}?", None),
    (rf"{_HOW_SOON}{_TELL}(?P<rest>.*)", lambda rest: not holds_back(rest) and not reaches_it(rest)),
    (rf"{_HOW_SOON}{_MAKE} {OWN_PAPER}(?P<rest>.*)", is_purpose),
    (rf"{_HOW_SOON}göra (?:(?:de|nödvändiga|erforderliga|behövliga|redaktionella) )*(?:anpassningar|justeringar"
         rf"|uppdateringar"
     rf"|kompletteringar)(?:na)? (?:av|i) {OWN_PAPER} som {AGREED} (?:föranleder|kräver|medför|förutsätter)", None),
    (rf"{_HOW}{_DO}(?: (?:att|så att))? {THE_WORK}{NEEDED}?{OF_WORK}{{0,2}}(?: (?:skyndsamt|snarast|omgående"
        rf"|löpande))?", None),
    (rf"{_HOW}(?:verkställa|genomföra|säkerställa) (?:detta|att (?:beslutet|{AGREED}) (?:verkställs|genomförs"
        rf"|följs|införs|efterlevs))"
     rf"{OF_WORK}?", None),
    (rf"{_HOW}{_SIGN}{SIGNED}{NEEDED}?{FOR_US}?", None),
    (rf"{_HOW}{_TAKE_PART}{JOINT}", None),
)  # fmt: skip


@functools.lru_cache(maxsize=1)
def _tasks() -> tuple[tuple[re.Pattern[str], Callable[[str], bool] | None], ...]:
    return tuple((pattern(source), judge) for source, judge in _TASKS)


# "och rapportera in dem", ", samt att ta fram rutiner": where one task can end and the next begin
_NEXT_TASK = pattern(r"(?:,| och| samt|, samt|, och)(?: att)? (?=[a-zåäö]+(?:a|å|e|ge|se|göra)\b)")


def are_tasks(words: str) -> bool:
    """Whether these words are one task after another, each of a kind that is known."""
    words = words.strip(" ,")
    if _is_task(words):
        return True
    return any(
        _is_task(words[: cut.start()].strip(" ,")) and are_tasks(words[cut.end() :])
        for cut in _NEXT_TASK.finditer(words)
    )


def _is_task(words: str) -> bool:
    for kind, judge in _tasks():
        found = kind.fullmatch(words)
        if found and (judge is None or judge(found.group("rest"))):
            return True
    return False


SAYS_THAT = pattern(r"\b(?:att|hur|som|vilk\w+|där|vars)\b")
_THAT_IT_IS_DONE = pattern(
    r" (?:om |till \w+ |på )?(?:hur (?:arbetet|genomförandet|införandet|uppdraget|tillämpningen|samverkan"
    r"|överenskommelsen|beslutet)(?: \w+){0,2}?"
    r" (?:fortskrider|fungerar|går|bedrivs|utvecklas|har gått|följts|följs|tillämpas|tillämpats|genomförs"
    r"|genomförts|efterlevs)|att (?:kommunen|staden|kommunstyrelsen|\w+ (?:kommun|stad)) (?:har )?(?:antagit|anslutit"
    rf" sig till|ställt sig bakom|godkänt|antar|godkänner|ansluter sig till) {AGREED})"
)


def reaches_it(rest: str) -> bool:
    """Whether the free words of a task reach further: a clause of their own, or a verb upon the agreement."""
    rest = _THAT_IT_IS_DONE.sub("", rest)
    return bool(SAYS_THAT.search(rest)) or acts_on_it(rest)
