"""Points beside a decision, by kind: somebody of the municipality's own informs, reports, plans, pays, is appointed.

Beside an adoption stand the ordinary points of Swedish minutes: who is told, who carries it out and reports when, from
which budget it is paid, which older paper it replaces, that the matter is closed. A point is one of these when all
of it is: its mark and lead, then one kind from first word to last. Their objects are more or less free: what is told to
whom may be any words that hold nothing back, what is done with the agreement itself only the words written here.
To teach a kind: a row here, sentences in `tests/unit/parsers/side_tables.py`, and their mirror that must stop.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from parsers.folding import pattern
from parsers.side_answers import answers
from parsers.side_closed import is_closed
from parsers.side_duties import is_duty
from parsers.side_errands import is_errand
from parsers.side_money import is_paid
from parsers.side_notes import only_states
from parsers.side_people import names_people
from parsers.side_tasks import (
    ALSO,
    DOES,
    FOR_US,
    JOINT,
    MAKES,
    NEEDED,
    OF_WORK,
    OWN_PAPER,
    SIGNED,
    SOON,
    TELLS,
    THE_WORK,
    are_tasks,
    is_purpose,
    reaches_it,
)
from parsers.side_words import ACTORS, AGREED, acts_on_it, holds_back

_MARK = pattern(
    r"\W*(?:(?:punkt )?(?:\d{1,2}|[a-h])[.):] ?|\d{1,2} (?=[a-zåäö]{3}))?(?:[-•] ?)?(?:,? ?(?:och|samt|dels|vidare"
    r"|dessutom|därutöver"
    r"|slutligen|även) )?"
    r"(?:att )?(?:(?:kommunstyrelsen|kommunfullmäktige|fullmäktige)(?= ))?(?: ?besluta(?:r|de)?)?"
    r"(?: (?:vidare|dessutom|även|också|därutöver|slutligen|samtidigt|i övrigt|för egen del))?(?: ?att )? ?"
)
_NUMBER = pattern(r"\W*(?:punkt )?(?:\d{1,2}|[a-h])[.):] ?(?:att )?")
_END = re.compile(r"[\s.;:,]*(?:\s(?:samt|och)\s*)?$")  # "..., samt" before the next point

# --- Sentences ------------------------------------------------------------------------------------------------------
_GIVEN = r"(?:i uppdrag(?:et)?|uppdraget|i uppgift|uppgiften|till uppgift)"
_CHARGES = pattern(
    rf"(?:{ACTORS} (?:får|ges|har|erhåller|tilldelas|fick){ALSO} {_GIVEN}(?: att)"
    rf"|(?:uppdrar?s?|uppdraga){ALSO}(?: åt| till) {ACTORS}(?: att)"
    rf"|{ACTORS} (?:uppdras|åläggs|uppmanas|anmodas|ombeds|bemyndigas|befullmäktigas|uppmuntras){ALSO}(?: att)"
    rf"|(?:ger?|ålägg(?:er|a)|uppmana[r]?|anmoda[r]?|ber|be|bemyndiga[r]?|befullmäktiga[r]?){ALSO}(?: åt"
    rf"| till)? {ACTORS}"
    rf"(?: {_GIVEN})?(?: att)"
    rf"|{ACTORS} (?:ska|skall|har att)"
    rf"|{ACTORS} (?:ges|får){ALSO} (?:rätt|fullmakt)(?: att)"
    rf"|uppdraget att) (?P<tasks>.+)"
)
_GIVEN_TO = pattern(rf"(?P<tasks>.+?) (?:ges|lämnas|går|läggs|ligger) (?:till|på|hos) {ACTORS}")
_PAPERS_DONE = pattern(
    r"(?:\w+ ){0,6}?(?:\w*protokoll\w*|paragrafen|beslutet|information(?:en)?|\w*rapport(?:en|er)?|redovisning(?:en)?"
    r"|\w*uppföljning(?:en)?|upplysning|beslut om anslutning|meddelande\w*|svaret|anslutningen|resultat(?:et)?"
    r"|återrapportering(?:en)?"
    r"|arbetet|frågan|kontaktuppgifter(?:na)?|genomförandet|utfallet|tillämpningen|\w*skrivelse\w*|kopia"
    r"|pressmeddelande|svar|underrättelse"
    r"|kommunens svar|bekräftelse|återkoppling)(?: (?:om|av|till|enligt|på) (?:" + AGREED + r"|beslutet|arbetet"
    r"|uppdraget|uppföljningen|genomförandet|detta|ksl|storsthlm|åtgärder|samverkan))?"
    rf"(?: till {ACTORS})?(?: (?:ska|skall|bör))?{ALSO} (?:{TELLS}|lämnas(?= av )|ges(?= (?:till|i|på|via|vid"
    rf"|av) ))(?P<rest>.*)"
)
_WISHES = pattern(
    r"(?:önska[r]?|vill ha|emotse[r]?|ser fram emot) (?:en )?(?:\w+ )?(?:redovisning|rapport|uppföljning"
    r"|återrapportering"
    r"|lägesrapport|information)(?:en)?(?: (?:av|om|kring) (?:arbetet|genomförandet|samverkan|utfallet|beslutet))?"
    rf"{SOON}?"
)
_COMES_BACK = pattern(
    rf"{ACTORS} återkommer(?: till {ACTORS})? med (?:en )?(?:\w+ )?(?:rapport|redovisning|uppföljning|information"
    rf"|återrapportering|lägesrapport|återkoppling)(?: (?:om|av|kring) (?:arbetet|genomförandet|samverkan"
    rf"|beslutet))?{SOON}?"
)
_WAS_HANDLED = pattern(
    rf"(?:ärendet|frågan|förslaget) (?:har )?(?:behandlats|beretts|diskuterats|behandlades|bereddes|föredragits"
    rf"|föredras)"
    rf"(?: (?:av|i|vid|inför) (?:{ACTORS}|(?:dagens )?sammanträdet))?{SOON}?(?:,? § ?\d+)?"
)
_CASE_TOLD = pattern(
    rf"(?:ärendet|frågan|beslutet|{AGREED})(?: (?:ska|skall))?{ALSO} (?:anmäls|anmälas|återrapporteras|redovisas"
    rf"|rapporteras)(?P<rest> .*)"
)
_TOLD = pattern(
    rf"{ACTORS}(?: (?:ska|skall))?{ALSO} (?:informeras|underrättas|meddelas|delges|kontaktas|tillställs"
    rf"|uppdateras(?= om ))(?P<rest>.*)"
)
_PEOPLE = (
    r"(?:(?:berörda?|kommunens|stadens|samtliga|alla|ansvarig|ny|nyanställd)* ?(?:\w*personal(?:en)?"
    r"|medarbetar(?:e|na)|chefer(?:na)?|skolor(?:na)?|rektorer(?:na)?"
    r"|invånar(?:e|na)|medborgar(?:e|na)|\w*verksamheter(?:na)?|förskolor(?:na)?|föreningar(?:na)?|företag(?:en)?"
    r"|fackliga organisationer(?:na)?|revisorer(?:na)?|brukar(?:e|na)|anhöriga"
    r"|elever(?:na)?|vårdnadshavar(?:e|na)|media|allmänheten|kommuninvånar(?:e|na)))"
)
_PEOPLE_TOLD = pattern(
    rf"{_PEOPLE}(?:(?:,| och) (?:{_PEOPLE}|{ACTORS}))*(?: (?:ska|skall|bör))?{ALSO} (?:informeras|underrättas"
    rf"|meddelas|delges|utbildas|bjuds in|(?:ges|erbjuds|får) "
    r"(?:\w+ ){0,2}(?:utbildning|information|stöd|introduktion|kännedom|del av beslutet))(?P<rest>(?: (?:om"
    r"|i|kring|genom|via|på|av|senast|under) .*)?)"
)
_ACTIVE_TELLS = pattern(rf"{ACTORS}{ALSO} {TELLS}(?P<rest> .*)")
_ABOUT = r"(?: (?:för|om|kring|vid|i|inom|mot) (?:[a-zåäö]+ ){0,2}?[a-zåäö]+)?"
_MADE = pattern(
    rf"(?:{OWN_PAPER}{_ABOUT}(?: (?:ska|skall))?{ALSO} {MAKES}(?: av {ACTORS})?"
    rf"|{ACTORS}{ALSO} {MAKES} {OWN_PAPER}(?:{_ABOUT})?)(?P<rest>.*)"
)
_SIGNS = pattern(
    rf"(?:{ACTORS} (?:\w*tecknar|signerar){SIGNED}|{SIGNED} (?:\w*tecknas|signeras)(?: (?:digitalt"
    rf"|elektroniskt))? av {ACTORS}"
    rf"|rätten att (?:\w*teckna|signera){SIGNED} (?:delegeras till|ges till|överlåts (?:till|på)) {ACTORS}"
    rf"|{ACTORS} (?:ges|får|har) (?:delegation|fullmakt|behörighet|mandat) att (?:\w*teckna|signera){SIGNED}"
    rf"){NEEDED}?{FOR_US}?"
)
_BUT = pattern(r"\b(?:återkom\w*|avvakta\w*|vill|önskar|anser|ser fram)\b")
_DONE_WORK = pattern(r" som (?:har )?(?:lagts ner?|lagts ned|utförts|gjorts|bedrivits|genomförts)\b")
_THANKS = pattern(
    r"(?:tackar? [^.;:]{2,60}? för|(?:uttala[r]?|uttryck(?:a|er)|framför[a]?|rikta[r]?) (?:sitt|sin|ett"
    r"|stor)(?: \w+)? (?:tack|uppskattning|tacksamhet)"
    r"(?: till [^.;:]{2,60}?)?(?: för| över| som))(?P<rest> [^.;:]{3,80})"
)
_RESPONSIBLE = pattern(
    rf"(?:(?:samordnings|huvud|verkställighets)?ansvaret(?: för {THE_WORK}{OF_WORK}?)? (?:läggs på|ligger hos"
    rf"|åvilar|ligger på|bärs av|delegeras till"
    rf"|överlåts till) {ACTORS}"
    rf"|{THE_WORK}{OF_WORK}?{ALSO} (?:delegeras till|hanteras av|handhas av|samordnas av|leds av|sköts av"
    rf"|utförs av|verkställs av|genomförs av"
    rf"|ankommer på|överlämnas till|organiseras av) {ACTORS}(?: för (?:verkställighet|genomförande"
    rf"|vidare hantering|kännedom))?"
    rf"|(?:verkställigheten|verkställandet|genomförandet|samordningen) (?:uppdras åt|anförtros|läggs på) {ACTORS}"
    rf"|{ACTORS} (?:ansvarar|svarar) för (?:(?:kommunens|stadens|de|den|löpande|fortsatta|regionala|externa?|extern"
    rf"|intern) )*(?:kontakter(?:na)?|kommunikation(?:en)?|information(?:en)?)(?: med (?:ksl|storsthlm|länets kommuner"
    rf"|övriga kommuner|media|allmänheten))?(?: i (?:frågan|ärendet))?(?: om (?:beslutet|{AGREED}))?"
    rf"|{ACTORS}(?: (?:är|blir|utses till))(?: ansvariga?)(?: nämnd| förvaltning)? för {THE_WORK}{OF_WORK}?"
    rf"|{ACTORS} (?:ansvarar|svarar) för att (?:beslutet|{AGREED}) (?:verkställs|genomförs|följs|införs|efterlevs"
    rf"|implementeras){OF_WORK}?"
    rf"|{ACTORS} {DOES} {THE_WORK}{OF_WORK}{{0,2}}(?: (?:tillsammans med|i (?:samarbete|samverkan"
    rf"|samråd) med) {ACTORS})?|ansvarig(?: (?:nämnd|förvaltning|enhet"
    rf"|chef))?(?: för {THE_WORK})? (?:är|blir) {ACTORS}"
    rf"|{THE_WORK} (?:bedrivs|sker|utförs|drivs|hanteras|samordnas) (?:inom"
    rf"|i) (?:ramen för )?(?:(?:den )?ordinarie|kommunens|befintlig|stadens)"
    rf" (?:verksamhet(?:en)?|organisation(?:en)?|linjeorganisation(?:en)?|krisorganisation)"
    rf"|(?:arbetet|genomförandet|införandet) (?:påbörjas|inleds|startar|sätts igång) (?:omgående|omedelbart|genast"
    rf"|snarast"
    rf"|direkt)|(?:arbetet|genomförandet|införandet) (?:sker|bedrivs|görs) i (?:samverkan|samarbete|samråd) mellan"
    rf" (?:(?:kommunens|berörda|samtliga) )*(?:förvaltningar|nämnder|verksamheter)(?:na)?"
    rf"|(?:arbetet|uppdraget) ingår i {ACTORS} (?:ordinarie |löpande )?(?:uppdrag|verksamhet|ansvar)"
    rf"|{ACTORS} (?:ansvarar|svarar) för att (?:alla )?(?:berörda(?: \w+)?|{ACTORS}) (?:informeras|underrättas|utbildas"
    rf"|får (?:information|kännedom|utbildning))(?: om (?:beslutet|{AGREED}))?"
    rf"|{THE_WORK} (?:ska|skall) (?:samordnas|ledas|hanteras|verkställas|genomföras) av {ACTORS})"
)
_PUBLISHED = pattern(
    rf"(?:{AGREED}|beslutet|information om {AGREED})(?: (?:ska|skall))? (?:publiceras?|offentliggörs|läggs ut"
    rf"|tas in|införs"
    rf"|förs in|läggs in|inarbetas|arbetas in|registreras?|diarieförs|arkiveras?"
    r"|görs tillgänglig(?:t)?|finns (?:att läsa|tillgänglig|publicerad)|kungörs|förvaras) (?:i|på|hos) (?:kommunens "
    r"|stadens )?(?:(?:lokala|digitala|interna|gemensamma|elektroniska) )?(?:\w*(?:avtals|ärende"
    r"|dokument)(?:hanterings)?system(?:et)?|författningssamling(?:en)?|webbplats(?:en)?|hemsida(?:n)?"
    r"|intranät(?:et)?|diarium|diariet|avtalsdatabas(?:en)?|avtalsregister|kommunens avtalsregister|avtalsregistret"
    r"|(?:samling av )?styrdokument|krisledningsplan|handlingsplan|styrande dokument|rutiner"
    r"|digitala anslagstavla|kommunarkivet|kommunkansliet)"
)
# what others did before: "Borgarrådsberedningen hade tillstyrkt förslaget"
_BEFORE = pattern(
    rf"{ACTORS} (?:(?:(?:har|hade) )?(?:tidigare |också |även |enhälligt )?(?:tillstyrkt|biträtt|behandlat|berett"
    r"|diskuterat|ställt sig bakom|(?:är|ställt sig|ställer sig) positiv[at]? till|instämt i)|(?:behandlade|beredde"
    r"|tillstyrkte|instämde i|instämmer i))"
    r" (?:ärendet|förslaget|detsamma|tjänsteskrivelsen|tjänsteutlåtandet|(?:förvaltningens|kontorets|ksl:s) förslag)"
    r"(?: (?:den |vid sitt sammanträde (?:den )?)?(?:\d{1,2} [a-z]+ \d{4}|\d{4}-\d\d-\d\d))?(?:,? ?§ ?\d+)?"
)
_KNOWN_TO = pattern(
    rf"{AGREED} (?:ska|skall) (?:göras|vara) (?:väl )?(?:känd|känt|kända) (?:i|av|inom|för|hos) (?:(?:hela|all"
    rf"|samtliga|alla"
    r"|kommunens|stadens|berörda) )*(?:personal|personalen|medarbetare|verksamheter|verksamheterna|organisationen"
    r"|kommunen"
    r"|förvaltningar|nämnder|chefer|invånare)"
)
_JOINS = pattern(
    r"(?:kommunen|staden|\w+ (?:kommun|stad)|ansluter sig|deltar|medverkar)?(?: ?ansluter sig till"
    r"| ?deltar(?: aktivt)? i"
    r"| ?medverkar(?: aktivt| med en representant)? i| ?(?:(?:ska|kommer att"
    r"|avser att) )?(?:aktivt )?delta(?: aktivt)? i)"
    rf"{JOINT}"
)
_OWN_ORDER = pattern(
    r"(?:\w+s )?(?:delegationsordning|delegationsförteckning|reglement|attestförteckning|arbetsordning"
    r"|informationshanteringsplan|dokumenthanteringsplan)"
    r"(?:en|et)?(?: (?:ska|skall))? (?:revideras?|kompletteras?|ändras?|uppdateras?|justeras?|anpassas?)(?P<rest>.*)"
)
_REPLACES = pattern(
    r"(?:därmed |härmed )?(?:upphäv(?:s|er|a)) (?:kommunens |stadens "
    r"|kommunstyrelsens )?tidigare beslut i (?:frågan|ärendet)"
    r" från (?:år )?\d{4}(?:-\d\d-\d\d)?(?:,? §? ?\d+)?|"
    r"(?:(?:kommunens|stadens|kommunstyrelsens|nämndens) )?(?:tidigare |nuvarande |gällande |äldre "
    r"|egna )?(?:riktlinjer(?:na)?|policy(?:n)?|rutiner(?:na)?"
    r"|regler(?:na)?|handlingsplan(?:en)?|program(?:met)?|principer(?:na)?|strategi(?:n)?)(?: (?:för|om|mot"
    r"|kring) (?:\w+ ){1,5}?)? ?(?:från|antagna|antagen)"
    r" (?:av (?:kommunfullmäktige|kommunstyrelsen|\w+nämnden) )?(?:år |den )?(?:\d{4}(?:-\d\d-\d\d)?"
    r"|\d{1,2} [a-z]+ \d{4})(?:,? § ?\d+)?,?"
    r" (?:upphävs|upphör att gälla|ersätts|utgår)(?: därmed| härmed)?"
)
# "noterar att stadsdirektören för kommunens talan", "antecknas att arbetet leds av säkerhetschefen": what may stand
# alone may also be noted
_NOTES_THAT = pattern(
    r"(?:(?:det )?(?:noteras|antecknas|konstateras)|noterar?|antecknar?|konstaterar?)"
    r"(?: (?:vidare|även|också|samtidigt|därutöver|dessutom|till protokollet|särskilt|slutligen))* att "
    r"|till protokollet (?:antecknas|noteras) att "
)


_IS_MET = pattern(r"\b(?:sker|ske|görs)\b")
_REPORT = pattern(
    r"\b\w*(?:uppföljning|redovisning|rapport|rapportering|information|återkoppling|meddelande"
    r"|underrättelse)"
)


def _takes_place(found: re.Match[str]) -> bool:
    """Whether something is held back, or something else than a report takes place: "Genomförandet sker i två steg"."""
    words = found.group()
    met = _IS_MET.search(words)
    return holds_back(words) or bool(met and not _REPORT.search(words[: met.start()]))


def _only_thanks(found: re.Match[str]) -> bool:
    rest = _DONE_WORK.sub("", found.group("rest"))
    return not (holds_back(found.group()) or _BUT.search(found.group()) or reaches_it(rest))


_KINDS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], bool] | None], ...] = (
    (_CHARGES, lambda found: are_tasks(found.group("tasks"))),
    (_GIVEN_TO, lambda found: are_tasks(found.group("tasks"))),
    (_PAPERS_DONE, lambda found: not _takes_place(found) and not reaches_it(found.group("rest"))),
    (_CASE_TOLD, lambda found: not holds_back(found.group("rest")) and not reaches_it(found.group("rest"))),
    (_WISHES, None),
    (_COMES_BACK, None),
    (_WAS_HANDLED, None),
    (_TOLD, lambda found: not holds_back(found.group("rest")) and not reaches_it(found.group("rest"))),
    (_PEOPLE_TOLD, lambda found: not holds_back(found.group("rest")) and not reaches_it(found.group("rest"))),
    (_ACTIVE_TELLS, lambda found: not holds_back(found.group("rest")) and not reaches_it(found.group("rest"))),
    (_MADE, lambda found: is_purpose(found.group("rest")) and not holds_back(found.group())),
    (_THANKS, _only_thanks),
    (_SIGNS, None),
    (_RESPONSIBLE, None),
    (_PUBLISHED, None),
    (_JOINS, None),
    (_KNOWN_TO, None),
    (_BEFORE, None),
    (_OWN_ORDER, lambda found: not holds_back(found.group("rest")) and not acts_on_it(found.group("rest"))),
    (_REPLACES, None),
)


def is_side_point(words: str) -> bool:
    """Whether a whole point (folded) is of a kind that changes nothing in what is adopted beside it."""
    return len(words) <= 600 and _is_one(words)


@functools.lru_cache(maxsize=256)
def _is_one(words: str) -> bool:
    """Asked of the same point by all who read a decision: its items, its answer, its days, what stands beside it."""
    words = _END.sub("", " ".join(words.split()))
    mark = _MARK.match(words)
    number = _NUMBER.match(words)
    begins = {mark.end() if mark else 0, number.end() if number else 0, 0}
    return any(_is_kind(words[begin:]) for begin in begins)


def _is_kind(words: str) -> bool:
    if any(kind(words) for kind in (is_paid, is_closed, names_people, only_states, is_duty, is_errand, answers)):
        return True
    noted = _NOTES_THAT.match(words)
    if noted and _is_kind(words[noted.end() :]):
        return True
    for kind, judge in _KINDS:
        found = kind.fullmatch(words)
        if found and (judge is None or judge(found)):
            return True
    return False
