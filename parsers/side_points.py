"""Points beside a decision, by kind: somebody of the municipality's own informs, reports, plans, pays, is appointed.

Beside an adoption stand the ordinary points of Swedish minutes: who is told, who carries it out and reports when, from
which budget it is paid, which older paper it replaces, that the matter is closed. A point is one of these when all
of it is: its mark and lead, then one kind from first word to last. Their objects are more or less free: what is told to
whom may be any words that hold nothing back, what is done with the agreement itself only the words written here.
To teach a kind: a row here, sentences in `tests/unit/parsers/side_tables.py`, and their mirror that must stop.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from parsers.folding import pattern
from parsers.side_money import is_paid
from parsers.side_tasks import (
    ALSO,
    DOES,
    FOR_US,
    JOINT,
    MAKES,
    NEEDED,
    OF_WORK,
    OWN_PAPER,
    SAYS_THAT,
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
    r"\W*(?:(?:punkt )?(?:\d{1,2}|[a-h])[.):] ?)?(?:[-•] ?)?(?:,? ?(?:och|samt|dels|vidare|dessutom|därutöver"
    r"|slutligen|även) )?"
    r"(?:att )?(?:(?:kommunstyrelsen|kommunfullmäktige|fullmäktige)(?= ))?(?: ?besluta(?:r|de)?)?"
    r"(?: (?:vidare|dessutom|även|också|därutöver|slutligen|samtidigt|i övrigt|för egen del))?(?: ?att )? ?"
)
_END = re.compile(r"[\s.;:,]*$")

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
    r"|arbetet|genomförandet|utfallet|tillämpningen|\w*skrivelse\w*|kopia|pressmeddelande|svar|underrättelse"
    r"|kommunens svar|bekräftelse|återkoppling)(?: (?:om|av|till|enligt|på) (?:" + AGREED + r"|beslutet|arbetet"
    r"|uppdraget|uppföljningen|genomförandet|detta|ksl|storsthlm|åtgärder))?"
    rf"(?: (?:ska|skall|bör))?{ALSO} {TELLS}(?P<rest>.*)"
)
_CASE_TOLD = pattern(
    rf"(?:ärendet|frågan|beslutet|{AGREED})(?: (?:ska|skall))?{ALSO} (?:anmäls|anmälas|återrapporteras|redovisas"
    rf"|rapporteras)(?P<rest> .*)"
)
_TOLD = pattern(
    rf"{ACTORS}(?: (?:ska|skall))?{ALSO} (?:informeras|underrättas|meddelas|delges|kontaktas|tillställs)(?P<rest>.*)"
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
    rf"|{ACTORS}{ALSO} {MAKES} {OWN_PAPER})(?P<rest>.*)"
)
_WHO = rf"(?:{ACTORS}|\w+ \w+ \(\w{{1,4}}\)|\w+(?: \w+)? \(\w{{1,4}}\)(?:(?:,| och) \w+(?: \w+)? \(\w{{1,4}}\))*)"
_ROLE = (
    r"(?:(?:kommunens|stadens|ordinarie|ny|gemensam|lokal|samordnande|ansvarig) )*(?:\w*kontaktperson(?:er)?"
    r"|\w*representant(?:er)?"
    r"|ledamot|ledamöter|ersättare|\w*ombud|företrädare|samordnare|\w*ansvariga?(?: nämnd| förvaltning)?"
    r"|kontaktpunkt|ansvarig chef)"
)
_BODY_OF_ALL = (
    r"(?: (?:i|för|gentemot|mot|till|i förhållande till|i frågor som rör|för frågor enligt|avseende) (?:ksl"
    r"|storsthlm|\w+ (?:styrgrupp|arbetsgrupp"
    rf"|samverkansråd|nätverk|samverkan)\w*|(?:den |det )?(?:regionala |gemensamma "
    rf"|länsgemensamma )*(?:styrgruppen|arbetsgruppen|samverkansrådet"
    rf"|rådet|nätverket|arbetet|samverkan|samverkansgruppen|referensgruppen)|{AGREED}|frågor som rör {AGREED}))"
)
_APPOINTS = pattern(
    rf"(?:(?:som|till) {_ROLE}{_BODY_OF_ALL}? (?:utses|väljs|förordnas|utse|välja|nomineras) {_WHO}"
    rf"|{_WHO} (?:utses|väljs|förordnas|nomineras|är|blir|ska vara|utses till)(?: (?:till|som|att vara))? {_ROLE}"
    rf"|{_WHO} (?:utses|förordnas) att (?:företräda|representera) (?:kommunen|staden)"
    rf"|(?:utser?|välj(?:er|a)|förordnar?|nominera[r]?) {_WHO} (?:till|som|att vara) {_ROLE}"
    rf"|{_WHO} (?:ingår|deltar|medverkar|företräder (?:kommunen|staden)|representerar (?:kommunen"
    rf"|staden)) i{JOINT}{FOR_US}?){_BODY_OF_ALL}?{SOON}?"
)
_CLOSING = pattern(
    r"(?:(?:det )?(?:noteras|antecknas|noterar|antecknar) att beslutet är enhälligt|beslutet (?:är|var"
    r"|fattades) enhälligt"
    r"|(?:med detta|därmed|härmed) är (?:uppdraget|ärendet) (?:slutfört|avslutat|fullgjort|besvarat|slutbehandlat)"
    r"|delar (?:förvaltningens|kontorets|\w+kontorets|\w+förvaltningens|arbetsutskottets) bedömning"
    r"|(?P<bare>(?:redovisningen|informationen|rapporten|redogörelsen|remissvaren"
    r"|yttrandena)[^.;:]{0,60}?) (?:noteras|antecknas|godkänns)|(?P<what>[^.;:]{3,110}?) (?:noteras|antecknas"
    r"|läggs|anses|förklaras|är|tas|har)(?: (?:därmed|härmed"
    r"|i övrigt|vara|med detta|således))*"
    r" (?:till (?:protokollet|handlingarna)|(?:som )?(?:fullgjort?|slutfört?|besvara[dt]e?|avsluta[dt]e?"
    r"|verkställt?|slutbehandla[dt]e?"
    r"|färdigbehandla[dt]e?|genomförts?|till kännedom|omedelbart justera[dt]))"
    r"|(?:lägger?|noterar?|antecknar?)(?: även| också)? (?P<paper>[^.;:]{3,110}?) till (?:protokollet|handlingarna)"
    r"|ärendet (?:avslutas|är (?:därmed )?avslutat)(?: i och med (?:detta beslut|beslutet)| därmed| härmed)?"
    r"|(?:ordföranden )?(?:förklarar )?(?:paragrafen|ärendet|protokollet|punkten"
    r"|denna paragraf) (?:förklaras )?(?:omedelbart|genast|direkt) justera\w+"
    r"|(?:paragrafen|ärendet|protokollet|punkten|beslutet)(?: (?:ska|skall))? justeras? (?:omedelbart|genast|direkt))"
)
_SIGNS = pattern(rf"(?:{ACTORS} (?:\w*tecknar|signerar){SIGNED}|{SIGNED} \w*tecknas av {ACTORS}){NEEDED}?{FOR_US}?")
_THANKS = pattern(
    r"(?:tackar? [^.;:]{2,60}? för|(?:uttala[r]?|uttryck(?:a|er)|framför[a]?|rikta[r]?) (?:sitt|sin|ett"
    r"|stor)(?: \w+)? (?:tack|uppskattning|tacksamhet)"
    r"(?: till [^.;:]{2,60}?)?(?: för| över| som))(?P<rest> [^.;:]{3,80})"
)
_STRESSES = pattern(
    r"(?:vill )?(?:även |särskilt |också )?(?:framhåll(?:a|er)|betona[r]?|understryk(?:a|er)|poängtera[r]?"
    r"|påtala[r]?)"
    r" (?:vikten|betydelsen|värdet) av (?:en |ett |att )?(?:(?:god|gott|goda|fortsatt|fortsatta|regional|gemensam"
    r"|nära|väl fungerande|länsgemensam"
    r"|ett|en|tydlig) )*(?:samverkan|samarbete|dialog|beredskap|kommunikation|information|uppföljning|krisberedskap)"
    r"(?: (?:i|inom|mellan) (?:länet|regionen|länets kommuner|kommunerna))?(?: i (?:frågan|dessa frågor))?"
)
_SEES = pattern(
    rf"(?:konstatera[r]?|notera[r]?) att (?:kommunen|staden) (?:redan )?(?:i ?dag )?(?:redan )?(?:arbetar"
    rf"|bedriver arbete) (?:redan )?(?:i linje med|enligt|i enlighet med|utifrån) {AGREED}"
    rf"|ser (?:mycket )?(?:positivt på )?{AGREED} som (?:ett|en) (?:viktigt?|bra|positivt?|angeläge[tn]"
    rf"|betydelsefullt?|värdefullt?) (?:steg|bidrag|del|grund|förutsättning|verktyg|stöd|insats)"
    r"(?: (?:för|i|till|mot) (?:en |ett |den |det )?(?:\w+ )?(?:samverkan|samarbetet?|arbetet|utvecklingen"
    r"|beredskap|krisberedskap|regionen|länet)(?: (?:i|inom|mellan) (?:länet|regionen|kommunerna))?)?"
    r"|(?:detta )?beslutet? kan överklagas (?:genom laglighetsprövning"
    r"|enligt (?:\d+ kap\.? ?)?kommunallagen)(?: enligt (?:\d+ kap\.? ?)?kommunallagen)?"
)
_CHECKED = pattern(
    rf"(?:samråd|avstämning|dialog) (?:har (?:skett|hållits|genomförts)|har förts) med {ACTORS}{SOON}?"
    r"|(?:information|samverkan|förhandling|mbl-?förhandling|mbl-?information|facklig (?:samverkan|information"
    r"|förhandling))"
    r"(?: (?:enligt|i enlighet med) (?:\d+ ?§ ?)?(?:mbl|medbestämmandelagen|samverkansavtalet"
    r"|lokalt samverkansavtal)(?: \d+ ?§)?)?"
    r"(?: med (?:de )?(?:fackliga|berörda) \w+)? (?:har (?:skett|lämnats|genomförts|ägt rum|hållits)"
    r"|är (?:genomförd|slutförd|avslutad|lämnad)"
    rf"|genomfördes|hölls|skedde|lämnades)(?: (?:till|med) (?:de )?(?:fackliga|berörda)(?: \w+){{1,2}})?{SOON}?"
    r"|(?:en )?(?:barnkonsekvensanalys(?:en)?|barnchecklista(?:n)?|konsekvensanalys(?:en)?"
    r"|prövning av barnets bästa|(?:en )?analys av barnets bästa"
    r"|jämställdhetsanalys(?:en)?|riskanalys(?:en)?|miljökonsekvensbedömning(?:en)?)"
    r" (?:har (?:gjorts|genomförts|upprättats)|är (?:gjord|genomförd|bifogad)|bifogas|biläggs"
    r"|redovisas i (?:tjänsteskrivelsen|ärendet|tjänsteutlåtandet))"
)
_RESPONSIBLE = pattern(
    rf"(?:(?:samordnings|huvud|verkställighets)?ansvaret(?: för {THE_WORK}{OF_WORK}?)? (?:läggs på|ligger hos"
    rf"|åvilar|ligger på|bärs av|delegeras till"
    rf"|överlåts till) {ACTORS}"
    rf"|{THE_WORK}{OF_WORK}?{ALSO} (?:delegeras till|hanteras av|handhas av|samordnas av|leds av|sköts av"
    rf"|utförs av|verkställs av|genomförs av"
    rf"|ankommer på|överlämnas till|organiseras av) {ACTORS}(?: för (?:verkställighet|genomförande"
    rf"|vidare hantering|kännedom))?"
    rf"|{ACTORS}(?: (?:är|blir|utses till))(?: ansvariga?)(?: nämnd| förvaltning)? för {THE_WORK}{OF_WORK}?"
    rf"|{ACTORS} (?:ansvarar|svarar) för att (?:beslutet|{AGREED}) (?:verkställs|genomförs|följs|införs|efterlevs"
    rf"|implementeras){OF_WORK}?"
    rf"|{ACTORS} {DOES} {THE_WORK}{OF_WORK}{{0,2}}|ansvarig(?: (?:nämnd|förvaltning|enhet"
    rf"|chef))?(?: för {THE_WORK})? (?:är|blir) {ACTORS}"
    rf"|{THE_WORK} (?:bedrivs|sker|utförs|drivs|hanteras|samordnas) (?:inom"
    rf"|i) (?:ramen för )?(?:(?:den )?ordinarie|kommunens|befintlig|stadens)"
    rf" (?:verksamhet(?:en)?|organisation(?:en)?|linjeorganisation(?:en)?|krisorganisation)"
    rf"|{THE_WORK} (?:ska|skall) (?:samordnas|ledas|hanteras|verkställas|genomföras) av {ACTORS})"
)
_PUBLISHED = pattern(
    rf"(?:{AGREED}|beslutet|information om {AGREED})(?: (?:ska|skall))? (?:publiceras?|läggs ut|tas in|införs"
    rf"|förs in|registreras?|diarieförs|arkiveras?"
    r"|görs tillgänglig(?:t)?|kungörs|förvaras) (?:i|på|hos) (?:kommunens "
    r"|stadens )?(?:lokala )?(?:författningssamling(?:en)?|webbplats(?:en)?|hemsida(?:n)?"
    r"|intranät(?:et)?|diarium|diariet|avtalsdatabas(?:en)?|avtalsregister|avtalsregistret|styrdokument"
    r"|digitala anslagstavla|kommunarkivet|kommunkansliet)"
)
# what others did before: "Borgarrådsberedningen hade tillstyrkt förslaget"
_BEFORE = pattern(
    rf"{ACTORS} (?:(?:har|hade)(?: tidigare| också| även| enhälligt)? (?:tillstyrkt|biträtt|behandlat|berett|diskuterat"
    r"|ställt sig bakom|instämt i)|(?:behandlade|beredde|tillstyrkte|instämde i|instämmer i))"
    r" (?:ärendet|förslaget|detsamma|tjänsteskrivelsen|tjänsteutlåtandet|(?:förvaltningens|kontorets|ksl:s) förslag)"
    r"(?: (?:den |vid sitt sammanträde (?:den )?)?(?:\d{1,2} [a-z]+ \d{4}|\d{4}-\d\d-\d\d))?(?:,? ?§ ?\d+)?"
)
_JOINS = pattern(
    r"(?:kommunen|staden|\w+ (?:kommun|stad)|ansluter sig|deltar|medverkar)?(?: ?ansluter sig till| ?deltar i"
    r"| ?medverkar i|(?:ska )? ?delta i)"
    rf"{JOINT}"
)
_OWN_ORDER = pattern(
    r"(?:\w+s )?(?:delegationsordning|delegationsförteckning|reglement|attestförteckning|arbetsordning"
    r"|informationshanteringsplan|dokumenthanteringsplan)"
    r"(?:en|et)?(?: (?:ska|skall))? (?:revideras?|kompletteras?|ändras?|uppdateras?|justeras?|anpassas?)(?P<rest>.*)"
)
_REPLACES = pattern(
    r"(?:(?:kommunens|stadens|kommunstyrelsens|nämndens) )?(?:tidigare |nuvarande |gällande |äldre "
    r"|egna )?(?:riktlinjer(?:na)?|policy(?:n)?|rutiner(?:na)?"
    r"|regler(?:na)?|handlingsplan(?:en)?|program(?:met)?|principer(?:na)?|strategi(?:n)?)(?: (?:för|om|mot"
    r"|kring) (?:\w+ ){1,5}?)? ?(?:från|antagna|antagen)"
    r" (?:av (?:kommunfullmäktige|kommunstyrelsen|\w+nämnden) )?(?:år |den )?(?:\d{4}(?:-\d\d-\d\d)?"
    r"|\d{1,2} [a-z]+ \d{4})(?:,? § ?\d+)?,?"
    r" (?:upphävs|upphör att gälla|ersätts|utgår)(?: därmed| härmed)?"
)

_OWN_DOUBTS = pattern(
    r"\b(?:kommunens|stadens|kommunstyrelsens) (?:\w+ )?(?:yttrande|svar|bedömning|uppfattning|mening)\w*"
)


_IS_MET = pattern(r"\b(?:sker|ske|görs)\b")
_REPORT = pattern(
    r"\b\w*(?:uppföljning|redovisning|rapport|rapportering|information|återkoppling|meddelande"
    r"|underrättelse)"
)
_AGREEMENT = pattern(
    rf"^(?:kommunens |stadens )?(?:{AGREED}|deltagande\w*|anslutning\w*|samverkan|samarbete\w*|medverkan"
    rf"|åtagande\w*|avtal\w*)$"
)


def _takes_place(found: re.Match[str]) -> bool:
    """Whether something is held back, or something else than a report takes place: "Genomförandet sker i två steg"."""
    words = found.group()
    met = _IS_MET.search(words)
    return holds_back(words) or bool(met and not _REPORT.search(words[: met.start()]))


def _is_closed(found: re.Match[str]) -> bool:
    what = found.group("what") or found.group("paper") or found.group("bare") or ""
    what = re.sub(r"^(?:det|de) uppdrag som [^,;]{5,70}$", "", what)
    if acts_on_it(what) or (_AGREEMENT.search(what) and not found.group("bare")):
        return False  # "Kommunens deltagande är avslutat", "Överenskommelsen läggs till handlingarna"
    return not (holds_back(what) or SAYS_THAT.search(what.removeprefix("uppdraget att ")) or _OWN_DOUBTS.search(what))


_KINDS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], bool] | None], ...] = (
    (_CHARGES, lambda found: are_tasks(found.group("tasks"))),
    (_GIVEN_TO, lambda found: are_tasks(found.group("tasks"))),
    (_PAPERS_DONE, lambda found: not _takes_place(found) and not reaches_it(found.group("rest"))),
    (_CASE_TOLD, lambda found: not holds_back(found.group("rest")) and not reaches_it(found.group("rest"))),
    (_TOLD, lambda found: not holds_back(found.group("rest")) and not reaches_it(found.group("rest"))),
    (_PEOPLE_TOLD, lambda found: not holds_back(found.group("rest")) and not reaches_it(found.group("rest"))),
    (_ACTIVE_TELLS, lambda found: not holds_back(found.group("rest")) and not reaches_it(found.group("rest"))),
    (_MADE, lambda found: is_purpose(found.group("rest")) and not holds_back(found.group())),
    (_APPOINTS, None),
    (_CLOSING, _is_closed),
    (_THANKS, lambda found: not holds_back(found.group()) and not reaches_it(found.group("rest"))),
    (_STRESSES, None),
    (_SIGNS, None),
    (_SEES, None),
    (_CHECKED, None),
    (_RESPONSIBLE, None),
    (_PUBLISHED, None),
    (_JOINS, None),
    (_BEFORE, None),
    (_OWN_ORDER, lambda found: not holds_back(found.group("rest")) and not acts_on_it(found.group("rest"))),
    (_REPLACES, None),
)  # fmt: skip


def is_side_point(words: str) -> bool:
    """Whether a whole point (folded) is of a kind that changes nothing in what is adopted beside it."""
    if len(words) > 600:
        return False
    words = _END.sub("", " ".join(words.split()))
    mark = _MARK.match(words)
    begins = {mark.end() if mark else 0, 0}
    return any(_is_kind(words[begin:]) for begin in begins)


def _is_kind(words: str) -> bool:
    if is_paid(words):
        return True
    for kind, judge in _KINDS:
        found = kind.fullmatch(words)
        if found and (judge is None or judge(found)):
            return True
    return False
