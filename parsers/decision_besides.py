"""What a decision says word by word: the clauses that decide, whole, and what is said beside them.

An adoption can be taken back in a point of its own: "1. Överenskommelsen antas. 2. Kommunens åtagande begränsas till
50 000 kronor." So whoever accepts without a person needs all that is said, but for what is plainly harmless: whom to
tell, who signs, what it costs, who takes no part.
"""

from __future__ import annotations

import itertools
import re

from domain.document import Span
from parsers.decision_clause import Answer
from parsers.decision_closings import only_closes
from parsers.decision_items import Item
from parsers.decision_tails import is_limited, puts_off
from parsers.folding import pattern
from parsers.side_points import is_side_point
from parsers.side_words import holds_back

# What a point beside the decision may do. Whatever is none of these must consist of plain words alone.
_TELLS = pattern(
    r"\b(?:meddela|underrätta|informera|delge|delges|expediera|skicka|sänd|översänd|överlämna|tillställ"
    r"|rapportera|redovisa"
    r"|anmäl|publicera|protokollsutdrag|tillhanda|till handa)(?!\w*nde\b)\w*(?P<rest>.*)",
)
_ADJUSTS = pattern(r"\bjustera\w*")
_APPOINTS = pattern(r"\b(?:representeras|utse[rs]?|utsågs|välj(?:a|er|s)|förordna\w*)\b")
_PAYS = pattern(
    r"\b(?:finansier|belast|betalas|bokför|anslå|avsätt|anvisa|omfördela|ryms|täck)\w*|\b(?:mer)?kostnad\w*"
)
# "Arbetet följs upp i kommunens årsredovisning"
_REPORTS = pattern(
    r"\W*(?:\d{1,2}[.)] )?(?:att )?(?:arbetet|uppdraget|beslutet|genomförandet|tillämpningen|uppföljning(?:en)?"
    r"|resultatet)\b"
    r"[^.]*?\b(?:följs upp|redovisas|rapporteras|återrapporteras)\b"
)
_SERVES = pattern(r"\b(?:an)?svarar? (?:gemensamt |även |också )?för\b")
_CHARGES = pattern(r"\b(?:uppdra\w*|bemyndiga\w*|befullmäktiga\w*|delegera\w*|fullmakt|rätt)\b.*?\batt (?P<task>.+)")
_TASK = pattern(
    r"(?:(?:även|också|vid behov|därefter|gemensamt|tillsammans(?: med \w+)?|löpande|skyndsamt"
    r"|i (?:samarbete|samverkan) med \w+|för \w+(?: kommuns| stads)? räkning|på \w+ vägnar|i samråd med \w+"
    # its time, when the task is to plan or to report
    r"|(?:under (?:året|hösten|våren|\d{4})|senast (?:den )?\d{1,2} [a-z]+ \d{4})"
    r"(?= (?:rapportera|ta fram|upprätta) )) )*"
    r"(?:(?:under)?teckna|skriva under|signera|ingå|vidta|samordna|genomföra|verkställa|utse|svara för|ansvara"
    r"|företräda|representera|meddela|informera|delge|skicka|översända|underrätta|planera|bevaka|medverka|delta"
    r"|implementera|hantera|administrera|fullgöra|säkerställa|rapportera|återrapportera|följa upp|bereda|påbörja|leda"
    r"|organisera|förvalta|arbeta in|inarbeta|uppdatera (?:\w+ ){0,3}(?:\w*plan|\w*dokument|rutin|riktlinje"
    r"|reglemente)"
    r"|upprätta (?:rutin|plan|handlingsplan)|ta fram (?:\w+ ){0,3}(?:rutin|\w*plan|riktlinje|information))\w*\b"
)
# "besvara rekommendationen" can answer anything, "ta fram en tidplan för anslutningen" puts it off
_NO_TASK = pattern(
    r"\b(?:inställning\w*|reservation\w*|ståndpunkt\w*|uppfattning\w*|(?:bilaga|avsnitt|punkt|kapitel) \d+"
    r"|separat\w*|en avsiktsförklaring\b|ett \w+ avtal|avhopp\w*|frångå\w*|tidpunkt\w*|(?:för"
    r"|inför) (?:kommunens |stadens )?anslutning\w*|dialog"
    r"|samråd\w* med (?:ksl|region|stat|landsting)\w*"
    r"|bereda|(?:planera|förbereda) anslutning\w*|besvara (?:rekommend|överens|avtal)\w*|lämna (?:\w+ )?svar"
    r"|ersätt(?:er|a))\b"
)
# Others than the municipality: what they pay, or are asked to do, is no business of its own.
_OTHERS = pattern(
    r"\b(?:ksl|storsthlm|kommunförbund|region(?!al)|landsting|länsstyrelse|staten|statlig|övriga|andra|parter"
    r"|förbundet|statsbidrag|framtida|avdrag|genom bidrag|samtliga kommuner)\w*"
)
# A person's dissent, and a wish that is turned down: neither changes what the others decided.
_DISSENT = pattern(
    r"\breserverar sig\b|\bdeltar (?:\w+ )?(?:inte|ej) i (?:beslut|handläggning|behandling)"
    r"|\b(?:ersättar|särskil[td]a?|skriftlig[ta]?) ?(?:yttrande|uttalande)\w*"
    r"|\b(?:till)?protokollsanteckning(?:ar)?\b"
    r"|\b(?:avstår|avstod) från att delta\b|\banmäler jäv\b|\bröstar (?:nej|mot)\b"
)
_STATEMENT_OF = pattern(r"yttrande|uttalande|anteckning")
# "vidta de åtgärder som krävs för att verkställa beslutet"
_NEEDED = pattern(
    r"\b(?:de |den |det )?(?:åtgärder|handlingar|beslut) som (?:krävs|behövs|erfordras|kan (?:krävas|behövas))\b"
)
# to whom it is only told, and who of our own carries it out, `is_side_point` knows
_PASSES_ON = pattern(
    r"\b(?:ärendet|frågan) (?:\w+ ){0,2}(?:(?:över|in)?lämnas|sänds|skickas|översänds|ges|går|förs|hänskjuts"
    r"|hänvisas) till\b"
)
_COMES_BACK = pattern(
    r"återkomma(?: till \w+)? med (?:en |ett )?"
    r"(?:förslag till (?=(?:en )?(?:\w*handlingsplan|\w*rutin))(?:en )?)?"
    r"(?=redovisning|rapport|uppföljning|återrapport|lägesrapport|information"
    r"|\w*handlingsplan|\w*rutin)"
)
# What the decision rests on, as running text below its points: "I ärendet föreligger tjänsteutlåtande 2015-04-20".
_PAPERS = (
    r"[^.]{0,60}?\b[a-zåäö]*(?:utlåtande|skrivelse|promemoria|protokoll|rekommendation|underlag|handling|beslut"
    r"|överenskommelse|avtal)"
)
_RESTS_ON = pattern(
    r"\W*(?:(?:i ärendet (?:föreligger|finns|har (?:upprättats|inkommit|lämnats))"
    r"|till grund för (?:beslutet|ärendet|kommunstyrelsens beslut) ligger"
    r"|(?:som )?underlag (?:för|till|i) (?:beslutet|ärendet|beslut) (?:är|finns|ligger|utgörs av|har varit)"
    r"|som underlag (?:finns|ligger|har \w+)|handlingar(?:na)? i ärendet (?:är|utgörs av)"
    r"|(?:ärendet|förslaget|bakgrunden)(?: \w+)? (?:redovisas|beskrivs|framgår|redogörs för) (?:närmare )?(?:i|av)"
    r"|beslutet (?:grundas|grundar sig|baseras|bygger) på)" + _PAPERS + r"|ärendet har beretts (?:av|i)\b)"
)
_MUNICIPALITY = pattern(r"\b(?:kommun|stad)(?:ens?|s)?\b|\bkommunstyrelsen\b|\bkommunfullmäktige\b")
# "Den överenskommelse som kommunfullmäktige antog den 11 december 2014 upphör därmed att gälla.", "upphäva
# kommunstyrelsens beslut 2009-03-16 § 51 om oljeskydd": whether that was older than the recommendation, matching tells.
_OLD = (
    r"(?:(?:tidigare|nuvarande|äldre|hittillsvarande|gamla|gällande|befintlig\w*) (?:\w+ )?\w*(?:överenskommels|avtal"
    r"|avsiktsförklaring|riktlinje|princip|rutin|polic|program|plan|reglement|tax)\w*"
    r"|\bsom \w+ (?:antog|godkände|beslutade)\b"
    r"|\bsom (?:tecknades|ingicks|undertecknades|slöts|träffades) (?:av \w+ )?(?:den )?\d"
    r"|\bsom antogs (?:av \w+ )?(?:den )?\d|\bantag(?:en|et|na) (?:av \w+ )?(?:den )?\d"
    r"|(?:avtal|överenskommelse|avsiktsförklaring|beslut)\w* från (?:den |år )?\d"
    r"|(?:kommunstyrelsens|kommunens|stadens|fullmäktiges|kommunfullmäktiges|[a-zåäö]*nämndens|utskottets"
    r"|sitt)(?: tidigare)? beslut"
    r"(?: (?:av|den|från|år))* \d)"
)
_ENDS = r"\b(?:upphör|upphävs?|upphäva|upphäver|ersätter|ersätts|sägs upp|säg(?:a|er) upp|utgår)\b"
_REPLACES = pattern(rf"{_OLD}[^.]{{0,90}}{_ENDS}|{_ENDS}[^.;]{{0,60}}{_OLD}")
_WITH_THE_NEW = pattern(
    r"\b(?:då|när|i samband med att|genom att|samma dag som) (?:den|det|denna|detta)? ?(?:ny[at] |reviderade )?"
    r"(?:överenskommels\w+|\w*avtal\w*)? ?(?:träder i kraft|börjar gälla)|\bnär den nya [^.]{0,40}träder i kraft"
)
_FOR_US = pattern(r"(?<=gälla) för (?:\w+ )?\w+ (?:del|kommun|stad)\b")  # "upphör att gälla för Österåkers del"
_ON_A_CONDITION = pattern(
    r"\b(?:inte|ej|icke|endast|enbart|bara|dock|först|sedan|när|då|förrän|innan|såvida|så länge|förutsatt\w*"
    r"|förutsättning\w*|villkor\w*|förbehåll\w*|avvakt\w*|senare|\w*pröv\w*|\w*förhandl\w*|utom|förutom|delvis|delar"
    r"|tidigast|om inte)\b(?<!ersätter då)(?<!upphör då)"
)
# what follows a member's dissent or the end of an older paper, and is no part of it: "..., varefter nytt beslut fattas"
_GOES_ON = pattern(
    r"\b(?:varefter|varvid|varpå|tills|till dess|på försök|utan att|såvida|(?:och|men|samt"
    r"|dock) (?:att )?(?:\w+ )?(?:kommunen|staden"
    r"|kommunstyrelsen|kommunfullmäktige|avvakta|villkora|tillämpa|anta|begära|omförhandla|säga upp|får säga"
    r"|inte tillämpa)"
    r"|om (?:övriga|samtliga|alla|andra))\b"
)
_LIMITS = pattern(
    r"\b(?:inte|ej|icke|aldrig|endast|enbart|bara|blott|dock|först|sedan|när|förrän|innan|såvida|så länge|högst\w*"
    r"|max\w*"
    r"|längst|i ?stället|förutsatt\w*|förutsättning\w*|villkor\w*|begräns\w*|undant\w*|förbehåll\w*|\w*förhandl\w*"
    r"|\w*ändr\w*|omarbet\w*|revider\w*|utträd\w*|frånträd\w*|säg(?:a|er|s)(?: \w+){0,3} upp|uppsäg\w*|avslut\w*"
    r"|upphäv\w*|upphör\w*|\w*pröv\w*|avvakt\w*|uppskj\w*|skjut\w*|senare\w*|vilande\w*|annull\w*|återta\w*"
    r"|återkall\w*|återkom\w*|försök\w*|provperiod\w*|tidsbegräns\w*|underställ\w*|stryk\w*|stegvis|tolk\w*|eget|egna"
    r"|avvik\w*|invänd\w*|synpunkt\w*|upp till|procent|%"
    r"|fortsatt (?:anslutning|deltagande|medverkan)|inför beslut|tidigast|ingen|inget"
    r"|som (?:därefter|sedan|då)|därefter beslut\w*|i den (?:form|lydelse|utformning|version)"
    r"|avgör\w*|bestäm\w*|måste|själv\w*|hänskjut\w*|därutöver|utöver|varefter|varvid|ta[r]? (?:\w+ )?ställning"
    r"|får inga \w*(?:kostnad|utgift|åtagande)\w*|lämplig\w*|i \w+ omfattning"
    r"|efter (?:den )?\d|preliminär\w*|tills|till dess|utan att|varefter|efter (?:\w+ )?\w*(?:beslutet?|behandling"
    r"|prövning|godkännande)"
    r"|omfattning\w*|utsträckning\w*|sakna[rs]|inga (?:\w+ )?kostnader (?:får|ska|skall)"
    r"|om (?:medel|budget\w*|anslag|kostnad\w*|staten|regionen|samtliga)\b"
    r"|på nytt|för (?:godkännande|fastställelse|fastställande|antagande|prövning|beslut|ställningstagande|yttrande)"
    r"|huruvida|om kommunen"
    r"|i \w+ delar|för ?utom|utom|så långt|så vitt|delar(?:na)?|delen"
    r"|i den (?:mån|utsträckning|omfattning)|i möjligaste|i mån av"
    r"|där (?:så|det)|om möjligt|på (?:sitt|eget) sätt|successivt|vissa|en del av|i första hand|frivillig\w*"
    r"|gäll\w*|träd(?:a|er)|begära|begär|kräv\w*"
    r"|lämna(?:r|s)? (?:samarbet|samverkan|överenskomm|avtal)\w*|till och med|t\.? ?o\.? ?m)\b"
)
# what is told of, paid or shifted by these names holds nothing back: "informeras om anslutningen"
_NAMED = pattern(
    r"\bom (?:kommunens )?anslutningen\b|\bpå kommunens anslutning\b|\banslutningen (?=meddelas|anmäls|ryms|finansieras"
    r"|redovisas|expedieras)|\bomfördelning\b|\binga ytterligare kostnader\b|\bbli informerad om det\b"
)
_FOR_YEARS = pattern(
    r"\b(?:under|för) (?:åren? )?\d{4}(?:,| och|-| samt) ?\d{4}\b|\b(?:betalas|utgår) (?:under|för) \d{4}\b"
)
# What the searches below would take for an ordinary point: "Texten justeras", "teckna ett enklare avtal", "betalas till
# hälften", "utses att jämka den", "genomföra det som kommunen har råd med"
_SOMETHING_ELSE = pattern(
    r"\b(?:text(?:en|er|erna)?|belopp\w*|lydelse\w*|version\w*|jämka\w*|korriger\w*|\w*enkla(?:re|d|t)|hälft\w*"
    r"|skälig\w*|gransk\w*"
    r"|\w*utred\w*|talan mot|om punkterna|har råd|fram till|fullmäktiges|löst|löses?|lösa[s]?|talan|bedömning|hållning"
    r"|krav)\b"
    r"|\b(?:överenskommelsen|\w*avtalet|rekommendationen|den) (?:ska |skall )?justera\w*"
    r"|\butse\w* (?:att (?!vara\b|företräda\b|representera\b|underteckna\b)|som \w+(?:ar|er)\b)"
    r"|\b(?:under)?teckna (?:ett|en|avtal|\w*överenskommelse)\b"
    r"|\bdet som\b|\bbetalas (?:till|med) (?!ksl|storsthlm)"
)
_LONGEST = 2_000  # letters; no ordinary point is as long, and looking through 200,000 took most of a minute
_JOINS = pattern(r"(?:,| och| samt)(?: att)? ")


def statements(text: str, group: list[Item], deciding: list[Item]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """(the clauses that decide, whole from lead to end; the other clauses that are not plainly harmless)."""
    decides: list[Span] = []
    besides: list[Span] = []
    for _, found in itertools.groupby(group, key=lambda item: id(item.point)):
        for item, start, end in _regions(list(found)):
            span = item.point.view.span(start, end)
            if item in deciding:
                decides.append(span)
            elif not _is_harmless(item, item.point.whole[start:end]) and _is_said(text[span.start : span.end]):
                besides.append(span)
    return tuple(decides), tuple(besides)


def _regions(items: list[Item]) -> list[tuple[Item, int, int]]:
    """Each clause of one statement with where it begins and ends in `point.whole`; together they are all of it."""
    point = items[0].point
    found, begin = [], 0
    for item, following in zip(items, [*items[1:], None], strict=True):
        end = len(point.whole)
        if following:
            end = point.offset + item.verdict.end
            if following.verdict.start < item.verdict.end:  # a passive verb's subject stands before it
                joins = [m.start() for m in _JOINS.finditer(point.whole, point.offset + following.verdict.start, end)]
                end = joins[-1] if joins else end
        found.append((item, begin, end))
        begin = end
    return found


# "Botkyrka kommun, 147 85 Tumba", "tel 08-530 610 00"
_ADDRESS = re.compile(r"\b(?:kommun|stad|tel|fax|org\.? ?nr)\b|\S+@\S+|\bwww\.\S+|(?<=, )\d{3} ?\d\d\b")


def _is_said(words: str) -> bool:
    """No foot of a page or list of names: "Utskriftsdatum 2016-04-19  Mall 2014-01-07  1" has no word in lower case."""
    return any(word[0].islower() for word in _ADDRESS.sub(" ", words).split())


def _is_harmless(item: Item, words: str) -> bool:
    """Whether these words (folded) are of a kind that can change nothing in what is adopted beside them."""
    if len(words) > _LONGEST:
        return False
    if is_side_point(words) or is_side_point(item.point.whole):
        return True
    words = _COMES_BACK.sub("rapportera ", words)
    if item.verdict.rule.endswith(("relative", "side.addition")) or only_closes(words):
        return True
    if puts_off(words) or _PASSES_ON.search(words):
        return False
    if _REPLACES.search(words):
        plain = _FOR_US.sub(" ", _WITH_THE_NEW.sub(" ", words))
        return not (_ON_A_CONDITION.search(plain) or _GOES_ON.search(plain) or is_limited(plain))
    if is_limited(_NEEDED.sub(" ", words)):
        return False
    dissent = _DISSENT.search(words)
    if dissent:
        reach = len(words) if _STATEMENT_OF.search(words) else dissent.start()
        return not (_MUNICIPALITY.search(words[:reach]) or _GOES_ON.search(words, dissent.end()))
    if item.answer in {Answer.ADOPT, Answer.DECLINE, Answer.FORWARD, Answer.STATEMENT} or _LIMITS.search(
        _NEEDED.sub(" ", words)
    ):
        return False
    if _SOMETHING_ELSE.search(words) or holds_back(_NEEDED.sub(" ", _NAMED.sub(" ", words))):
        return False
    if _RESTS_ON.match(words) or _REPORTS.match(words):
        return True
    tells = _TELLS.search(words)
    if tells:
        return not (
            re.search(r"\batt\b", tells.group("rest")) or _NO_TASK.search(words)
        )  # what is told can be a condition
    charges = _CHARGES.search(words)
    if charges:
        return (
            bool(_TASK.match(charges.group("task")))
            and not _NO_TASK.search(words)
            and not _OTHERS.search(words[: charges.start("task")])
        )
    harmless = any(kind.search(words) for kind in (_ADJUSTS, _APPOINTS, _PAYS, _SERVES))
    return harmless and not (_OTHERS.search(words) or _FOR_YEARS.search(words))
