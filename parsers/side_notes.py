"""Points beside a decision that state something and decide nothing: praise, perspectives, votes, what the decision is.

"Överenskommelsen är väl avvägd", "Barnperspektivet har beaktats", "Omröstning begärs och verkställs", "Beslutet gäller
från dagens datum", "Detta beslut utgör kommunens svar till KSL". What is praised may be praised in few words of any
kind that hold nothing back; what a decision has no bearing on are only the perspectives named here: "ingen påverkan på
kommunens åtaganden" would limit it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from parsers.folding import pattern
from parsers.side_tasks import SAYS_THAT, SOON, reaches_it
from parsers.side_words import ACTORS, AGREED, holds_back

# --- Praise and courtesy --------------------------------------------------------------------------------------------
_REGIONAL = (
    r"(?:(?:den|det|ett|en|fortsatta?|fördjupade?|utökade?|ökade?|goda|gott?|regionala?|gemensam(?:ma|t)?|kommande|nära"
    r"|länsgemensam(?:ma|t)?|stärkta?|utvecklade?|mellankommunala?) )*"
)
_TOGETHER = (
    rf"(?:{_REGIONAL}(?:samverkan|samarbetet?|arbetet?|dialog(?:en)?)"
    r"(?: (?:med (?:ksl|storsthlm|länets (?:övriga )?kommuner|övriga kommuner(?: i länet)?)|(?:i|inom) (?:länet"
    r"|regionen"
    r"|frågan)|mellan (?:länets )?kommuner(?:na)?(?: i länet)?))?)"
)
_THING = (
    rf"(?:{AGREED}|förslaget(?: till (?:överenskommelse|avtal))?|initiativet(?: (?:från|av) (?:ksl|storsthlm))?"
    rf"|(?:ksl:s|storsthlms) (?:initiativ|förslag|arbete)|{_TOGETHER})"
)
_VERY = r"(?:(?:mycket|väl|både|särskilt|i hög grad) )?"
_GOOD = (
    rf"{_VERY}(?:avväg(?:d|t|da)|genomarbeta(?:d|t|de)|underbygg(?:d|t|da)|balansera(?:d|t|de)|genomtänkt[a]?|bra"
    rf"|god|gott"
    r"|viktigt?|viktiga|angelägen|angeläget|angelägna|positivt?|positiva|värdefullt?|värdefulla|betydelsefullt?"
    r"|betydelsefulla|ändamålsenligt?|ändamålsenliga|välkommen|välkommet|välkomna|rimligt?|rimliga"
    r"|(?:till (?:stor )?nytta|av (?:stor )?(?:vikt|betydelse|värde)) för (?:kommunen|staden|länet|regionen"
    r"|(?:kommunens |stadens |länets )?(?:invånare|invånarna|medborgare|medborgarna))"
    r"|av (?:stor|största) (?:vikt|betydelse|värde))"
)
_FOR_WHOM = (
    r"(?: för (?:kommunen|staden|länet|regionen|(?:kommunens|stadens|länets) (?:invånare|medborgare|verksamheter)"
    r"|invånarna))"
)
_STEP = (
    r"(?:ett|en) (?:viktigt?|bra|positivt?|angeläge[tn]|betydelsefullt?|värdefullt?|stort|naturligt?|gott?|god) (?:steg"
    r"|bidrag|del|grund|förutsättning|verktyg|stöd|insats|utgångspunkt)(?P<towards>(?: [a-zåäö]+){0,8})"
)
_VALUED = (
    rf"{_THING} (?:är|utgör|bedöms vara|anses vara|ses som) (?:{_GOOD}(?: och {_GOOD})?{_FOR_WHOM}?|{_STEP})"
    rf"|(?:{_THING}|beslutet) (?:stärker|främjar|gynnar|underlättar|utvecklar|förbättrar|(?:ligger"
    rf"|går) (?:väl )?i linje med"
    r"|är (?:väl )?i linje med|(?:är|bedöms vara) förenlig(?:a|t)? med|stämmer (?:väl )?(?:överens )?med|(?:är"
    r"|ligger) (?:helt )?i enlighet med)"
    r"(?P<what>(?: [a-zåäö]+){1,7})"
    rf"|{_THING} (?:bedöms|anses|väntas|kommer att) (?:stärka|främja|gynna|underlätta|förbättra|utveckla)"
    r"(?P<gain>(?: [a-zåäö]+){1,7})"
    r"|(?:ärendet|frågan) är (?:brådskande|angelägen|angeläget|viktigt?|väl (?:berett|beredd|genomarbetat))"
    r"|(?:ärendet|frågan) är väl (?:berett|beredd)"
)
_PRAISE = pattern(
    rf"(?:(?:anser|bedömer|konstaterar|menar|finner|noterar|framhåller) (?:också |även |vidare )?att )?(?:{_VALUED})"
)
_GLAD = pattern(
    rf"(?:(?:ser (?:mycket )?positivt på|är (?:mycket )?positiv(?:t inställd)? till|välkomnar|uppskattar"
    rf"|ser fram (?:emot"
    rf"|mot)|hälsar) (?:att ta del av )?(?:{_THING}|(?:den |en )?(?:första |kommande |årliga |nästa )*(?:uppföljning"
    rf"|redovisning|rapport|lägesrapport)(?:en)?)(?: med tillfredsställelse| välkommet| välkommen)?"
    rf"|delar (?:ksl:s|storsthlms|förbundets) (?:uppfattning|bedömning|syn) (?:om|av|på)"
    rf" (?:behovet|vikten|betydelsen|värdet|nyttan) av {_TOGETHER})"
)
_BINDS = pattern(r"\b(?:överenskomm|avtal|anslut|åtag|bind|slutlig|kommande|framtid|alternativ)\w*")

_STRESSES = pattern(
    r"(?:vill )?(?:även |särskilt |också )?(?:lyft(?:a|er) fram|framhåll(?:a|er)|betona[r]?|understryk(?:a|er)"
    r"|poängtera[r]?"
    r"|påtala[r]?)"
    r" (?:vikten|betydelsen|värdet) av (?:en |ett |att )?(?:(?:god|gott|goda|fortsatt|fortsatta|regional|gemensam"
    r"|nära|väl fungerande|länsgemensam"
    r"|ett|en|tydlig) )*(?:samverkan|samarbete|dialog|beredskap|kommunikation|information|uppföljning|krisberedskap)"
    r"(?: (?:i|inom|mellan) (?:länet|regionen|länets kommuner|kommunerna))?(?: i (?:frågan|dessa frågor))?"
)
_SEES = pattern(
    rf"(?:konstatera[r]?|notera[r]?) att (?:kommunen|staden) (?:redan )?(?:i ?dag )?(?:redan )?(?:arbetar"
    rf"|bedriver arbete) (?:redan )?(?:(?:i linje med|enligt|i enlighet med|utifrån) {AGREED}|på (?:detta"
    rf"|det) sätt(?:et)?)"
    rf"|ser (?:mycket )?(?:positivt på )?{AGREED} som (?:ett|en) (?:viktigt?|bra|positivt?|angeläge[tn]"
    rf"|betydelsefullt?|värdefullt?) (?:steg|bidrag|del|grund|förutsättning|verktyg|stöd|insats)"
    r"(?: (?:för|i|till|mot) (?:en |ett |den |det )?(?:\w+ )?(?:samverkan|samarbetet?|arbetet|utvecklingen"
    r"|beredskap|krisberedskap|regionen|länet)(?: (?:i|inom|mellan) (?:länet|regionen|kommunerna))?)?"
    rf"|(?:notera[r]?|konstatera[r]?) (?:med (?:tillfredsställelse|glädje) )?att arbetet (?:redan )?(?:är igång"
    rf"|pågår|är påbörjat"
    r"|är inlett|har (?:redan )?(?:påbörjats|inletts|startat))"
    r"|(?:ser (?:mycket )?positivt på|välkomnar|gläds åt|uppskattar) att (?:länets"
    r"|regionens) (?:alla )?kommuner (?:samverkar|samarbetar"
    r"|arbetar tillsammans|gör gemensam sak|fördjupar sin samverkan|utvecklar sin samverkan)(?: i (?:frågan"
    r"|dessa frågor))?"
    r"|(?:detta )?beslutet? kan överklagas (?:genom laglighetsprövning"
    r"|enligt (?:\d+ kap\.? ?)?kommunallagen)(?: enligt (?:\d+ kap\.? ?)?kommunallagen)?"
)

# --- Perspectives that were looked at -------------------------------------------------------------------------------
_OF_CHILDREN = (
    r"(?:(?:ett |en )?(?:barn(?:rätts|konsekvens)?|jämställdhets|miljö|klimat|tillgänglighets|jämlikhets|trygghets"
    r"|hållbarhets|folkhälso|integrations)(?:perspektiv|aspekt|fråg|hänsyn|konsekvens)(?:et|en|er|erna|orna)?"
    r"|barn(?:et|en)?s (?:bästa|rättigheter)|barnkonventionen|jämställdheten|tillgängligheten)"
)
_UPON = (
    r"(?:barn(?:en)?(?: (?:och|eller) ung(?:a|domar|domarna))?|ungdomar|jämställdhet(?:en)?|jämlikhet(?:en)?"
    r"|miljö(?:n)?|klimat(?:et)?|tillgänglighet(?:en)?|folkhälsa(?:n)?|barns (?:rättigheter|livsvillkor)"
    r"|integration(?:en)?|personal(?:en)?)"
)
_EFFECT = (
    r"(?:konsekvens(?:er)?|miljökonsekvenser|klimatkonsekvenser|barnkonsekvenser|påverkan|inverkan|effekt(?:er)?"
    r"|jämställdhetskonsekvenser)"
)
_PERSPECTIVES = pattern(
    rf"(?:{_OF_CHILDREN}|(?:konsekvenserna|effekterna) för {_UPON}) (?:har (?:\w+ )?(?:beaktats|prövats|analyserats"
    rf"|belysts|övervägts|vägts in)|beaktas|är beakta[dt]"
    r"|har varit vägledande|belyses)(?: (?:i|vid|under) (?:ärendet|beredningen(?: av ärendet)?|handläggningen"
    r"|tjänsteskrivelsen|tjänsteutlåtandet|förslaget))?"
    r"|ärendet har (?:beretts|prövats|analyserats|belysts) (?:ur|utifrån) (?:ett )?(?:(?:barn|jämställdhets|miljö"
    r"|jämlikhets"
    r"|tillgänglighets)- och )?(?:barn(?:rätts)?|jämställdhets|miljö|klimat|tillgänglighets|jämlikhets)perspektiv"
    r"|(?:beslutet|ärendet|förslaget|anslutningen|antagandet) (?:har|får|medför|innebär"
    rf"|bedöms (?:inte )?(?:ha|få|medföra|innebära)) (?:inga|ingen|några|någon|inte några|inte någon)(?: (?:direkta"
    rf"|särskild[a]?"
    rf"|negativa?|betydande|särskilda|nämnvärd[a]?))* {_EFFECT} (?:för|på|ur (?:ett |en )?)? ?(?:{_UPON}"
    rf"|{_OF_CHILDREN})"
    rf"(?: (?:och|eller) (?:{_UPON}|{_OF_CHILDREN}))?"
    rf"|(?:beslutet|förslaget|anslutningen) (?:har|får|bedöms (?:ha|få)) (?:positiva|goda) {_EFFECT} (?:för|på) {_UPON}"
    r"|(?:beslutet|ärendet|förslaget) (?:har|får|medför|innebär) inga (?:direkta )?(?:miljö|klimat|barn|jämställdhets)"
    r"konsekvenser"
    rf"|(?:beslutet|ärendet|förslaget) (?:bedöms inte (?:\w+ )?påverka|påverkar inte|berör inte) (?:särskilt )?{_UPON}"
    r"(?: särskilt| direkt| negativt| i någon (?:större )?utsträckning)?"
)
_CHECKED = pattern(
    rf"(?:samråd|avstämning|dialog) (?:har (?:skett|hållits|genomförts)|har förts) med {ACTORS}{SOON}?"
    r"|(?:information|samverkan|förhandling|mbl-?förhandling|mbl-?information|facklig (?:samverkan|information"
    r"|förhandling))"
    r"(?: (?:enligt|i enlighet med) (?:\d+ ?§ ?)?(?:mbl|medbestämmandelagen|samverkansavtalet"
    r"|lokalt samverkansavtal)(?: \d+ ?§)?)?"
    r"(?: med (?:de )?(?:fackliga|berörda) \w+)? (?:har (?:skett|lämnats|genomförts|ägt rum|hållits)"
    r"|är (?:genomförd|slutförd|avslutad|lämnad)"
    rf"|genomfördes|hölls|skedde|lämnades)(?: (?:till|med) (?:de )?(?:fackliga"
    rf"|berörda)(?: \w+){{1,2}})?(?: enligt (?:\d+ ?§ ?)?(?:mbl|medbestämmandelagen)(?: \d+ ?§)?)?{SOON}?"
    r"|(?:en )?(?:barnkonsekvensanalys(?:en)?|barnchecklista(?:n)?|konsekvensanalys(?:en)?"
    r"|prövning av barnets bästa|(?:en )?analys av barnets bästa"
    r"|jämställdhetsanalys(?:en)?|riskanalys(?:en)?|miljökonsekvensbedömning(?:en)?)"
    r" (?:har (?:gjorts|genomförts|upprättats)(?: och (?:bifogas|biläggs)(?: (?:tjänsteskrivelsen|ärendet|handlingarna"
    r"|tjänsteutlåtandet))?)?|är (?:gjord|genomförd|bifogad)|bifogas|biläggs"
    r"|redovisas i (?:tjänsteskrivelsen|ärendet|tjänsteutlåtandet))"
)

# --- The vote -------------------------------------------------------------------------------------------------------
_VOTES = r"\d{1,3} (?:ja|nej)?[- ]?(?:röster(?:na)?|röst)?"
_MEMBER = (
    r"(?:(?!(?:kommun|stad)\w*\b)(?:[a-zåäö-]+ ){1,3}\(\w{1,4}\)|(?:(?:samtliga |alla )?ledamöter(?:na)? (?:för"
    r"|från) )?\w*(?:demokraterna"
    r"|partiet|moderaterna|liberalerna|alliansen|oppositionen)(?:s ledamöter)?)"
)
_MEMBERS = rf"{_MEMBER}(?:(?:,| och) {_MEMBER})*"
_VOTED = pattern(
    r"(?:sluten |öppen )?(?:votering|omröstning|rösträkning) (?:begärs|begärdes|verkställs|verkställdes|genomförs"
    r"|genomfördes|har begärts|sker|skedde|företas)(?: och (?:verkställs|verkställdes|genomförs|genomfördes))?"
    r"(?: (?:med|genom) (?:upprop|handuppräckning|rösträkning|slutna sedlar))?"
    rf"|(?:beslutet|detta) (?:fattas|fattades|tas|togs) (?:med|efter) {_VOTES} mot {_VOTES}"
    rf"|(?:beslutet|detta) (?:fattas|fattades|tas|togs) (?:enhälligt|efter (?:votering|omröstning)|med acklamation"
    rf"|i (?:full )?enighet|utan (?:omröstning|votering))"
    rf"|(?:omröstningen|voteringen) (?:utfaller|utföll|ger|gav|visar|visade|resulterar|resulterade|slutar|slutade)"
    rf"(?: med| på| i)? {_VOTES}(?:,| och| mot) {_VOTES}(?:(?:,| och) \d{{1,3}} (?:som )?(?:avstår|avstod"
    r"|nedlagda röster)(?: från att rösta)?)?"
    rf"|(?:blank |skriftlig )?(?:reservation(?:er)?|protokollsanteckning(?:ar)?|särskil(?:t|da) (?:yttranden?"
    rf"|uttalanden?))"
    r" (?:lämnas|lämnades|anmäls|anmäldes|inlämnas|avges|bifogas|biläggs)(?: till protokollet)? (?:av|från)"
    rf" {_MEMBERS}"
)

# who was not there, was not free to take part, or said what a party thinks: none of it is the decision's
_ABSENT = pattern(
    rf"{_MEMBERS} (?:har )?(?:inte |ej )?(?:anmäler|anmälde|anmält|deltar|deltog|deltagit|lämnar|lämnade|är"
    rf"|var)(?: (?:inte|ej))?"
    r"(?: (?:jäv|i beslutet|i beslut|i handläggningen|i handläggningen av ärendet|i överläggningen|i ärendet|(?:lokalen"
    r"|rummet|sammanträdet|mötet)|frånvarande|närvarande|jävig[a]?))(?:,? (?:på grund av jäv"
    r"|under (?:ärendets behandling"
    r"|behandlingen av ärendet)|vid beslutet|till följd av jäv|och (?:deltar|deltog) (?:inte|ej) i (?:beslutet"
    r"|handläggningen)))?"
    rf"|{_MEMBERS} (?:anmäler|anmälde) att (?:hon|han|hen|de|partiet|gruppen) (?:inte|ej) (?:deltar"
    rf"|deltog) i (?:beslutet"
    rf"|handläggningen)|{_MEMBERS} (?:deltar|deltog) (?:inte|ej) (?:på grund av|till följd av) jäv"
    rf"|på grund av jäv (?:deltar|deltog) (?:(?:inte|ej) {_MEMBERS}|{_MEMBERS} (?:inte|ej)) i (?:beslutet"
    rf"|handläggningen)"
    rf"|{_MEMBERS} lämnar en röstförklaring"
    rf"|vid (?:beslutet|behandlingen av ärendet) (?:är|var) {_MEMBERS} (?:inte |ej )(?:närvarande|med)"
)
_PARTY_SAYS = pattern(
    rf"{_MEMBERS} (?:anser|menar|framhåller|påpekar|välkomnar|ser positivt på"
    rf"|uttrycker sitt stöd för)(?P<said> [^.;:]{{3,120}})"
)
_BOARD_SAYS = pattern(
    r"\b(?:kommunen|staden|kommunstyrelsen|kommunfullmäktige|styrelsen|nämnden|beslut(?!et\b)\w*|instämmer|bif\w+)\b"
)

# --- What the decision is, and from when ----------------------------------------------------------------------------
_THIS = (
    r"(?:(?:detta|det här|kommunstyrelsens|kommunfullmäktiges) beslut|beslutet|detta|protokollsutdraget|paragrafen"
    r"|antagandet|utdraget)"
)
_IS_THE_ANSWER = pattern(
    rf"{_THIS} (?:utgör|är|gäller som|räknas som|likställs med|ska (?:anses|betraktas|gälla|räknas) som|betraktas som"
    r"|anses som|lämnas som|översänds som|sänds som|överlämnas som|skickas som) (?:ett |även |därmed )?(?:(?:kommunens"
    r"|stadens|\w+ (?:kommuns|stads)) )?(?:svar|undertecknande|underskrift|undertecknat exemplar)(?: (?:till|på|av"
    r"|under) (?:ksl|storsthlm"
    rf"|kommunförbundet stockholms län|{AGREED}|(?:ksl:s |storsthlms )?(?:rekommendation|rekommendationen|skrivelse"
    rf"|skrivelsen)))?"
)
_AT_ONCE = pattern(
    rf"(?:beslutet|antagandet|anslutningen|{AGREED}) (?:ska )?(?:gäller|gälla|träder i kraft|träda i kraft"
    rf"|börjar gälla)"
    r" (?:omedelbart|genast|direkt|med omedelbar verkan|(?:från och med|från|fr\.? ?o\.? ?m\.?) (?:beslutsdatum"
    r"|beslutsdagen"
    r"|beslutsdatumet|dagens (?:datum|beslut|sammanträde|möte)|dagen för (?:detta beslut|beslutet)|i ?dag))"
    r"|(?:beslutet|ärendet|anslutningen|frågan) (?:behöver inte|inte behöver|måste inte) (?:behandlas av"
    r"|beslutas av|underställas"
    r"|föras till"
    r"|tas upp i|gå vidare till) (?:kommun)?fullmäktige"
)
_IS_PARTY = pattern(
    rf"(?:kommunen|staden|\w+ (?:kommun|stad)) (?:är|blir)? ?(?:därmed |härmed )?(?:är )?(?:ansluten till|part i"
    rf"|en del av)"
    rf" {AGREED}|{AGREED} (?:är|anses) (?:därmed |härmed )(?:antagen|antaget|antagna|godkänd|godkänt|godkända)"
    r"(?: (?:av|i|för) (?:kommunen|staden|\w+ (?:kommun|stad)))?"
    rf"|{AGREED} träder i stället för (?:den |det |kommunens )?(?:tidigare|äldre) (?:avsiktsförklaring"
    rf"|överenskommelse|avtal)"
    r"(?:en|et)?(?: från (?:år )?\d{4})?"
)
_ENCLOSED = pattern(
    rf"{AGREED} (?:framgår av|återfinns i|finns i|redovisas i|biläggs(?: protokollet)? som"
    rf"|bifogas(?: protokollet)? som)"
    r" bilaga(?: (?:\d{1,2}|[a-h]))?(?: till (?:protokollet|denna paragraf|paragrafen|beslutet))?"
    rf"|(?:{AGREED}|originalet|handlingarna|ett (?:undertecknat )?exemplar(?: av {AGREED})?"
    rf"|original(?:et|handlingen)?(?: av {AGREED})?|(?:kommunens|stadens) (?:original)?exemplar(?: av {AGREED})?)"
    r"(?: (?:ska|skall))? (?:diarieförs|arkiveras|förvaras|registreras|diarieföras|arkiveras"
    r"|förvaras)(?: och (?:diarieförs"
    rf"|arkiveras|förvaras|registreras))?(?: (?:i|hos|på|av) (?:kommunens |stadens )?(?:arkiv(?:et)?|diari(?:um|et)|"
    rf"{ACTORS}))?"
)


def _is_free(found: re.Match[str]) -> bool:
    words = " ".join(found.group(name) or "" for name in ("towards", "what", "gain"))
    return not (holds_back(words) or reaches_it(words) or SAYS_THAT.search(words) or _BINDS.search(words))


_KINDS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], bool] | None], ...] = (
    (_PRAISE, _is_free),
    (_GLAD, None),
    (_STRESSES, None),
    (_SEES, None),
    (_CHECKED, None),
    (_PERSPECTIVES, None),
    (_VOTED, None),
    (_IS_THE_ANSWER, None),
    (_AT_ONCE, None),
    (_ABSENT, None),
    (_PARTY_SAYS, lambda found: not (holds_back(found.group("said")) or _BOARD_SAYS.search(found.group("said")))),
    (_IS_PARTY, None),
    (_ENCLOSED, None),
)


def only_states(words: str) -> bool:
    """Whether a point (folded, without its mark and lead) states something that limits nothing, and decides nothing."""
    for kind, judge in _KINDS:
        found = kind.fullmatch(words)
        if found and (judge is None or judge(found)):
            return True
    return False
