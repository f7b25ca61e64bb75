"""The tail of a clause beside the decision that takes back what its beginning seems to be.

Who signs, who carries it out and what it costs changes nothing in what is adopted; "... underteckna överenskommelsen om
kostnaderna ryms i budget", "... genomföra den i grundskolan", "ett tak för kostnaderna sätts" do. So such a clause is
harmless only when nothing in all of it waits, limits or undoes.
"""

from __future__ import annotations

from parsers.folding import pattern

# "om medel finns", "om kommunfullmäktige så beslutar"; not "kostnaden om 40 000 kronor ryms", "beslutet om skyfall"
_IF = pattern(
    r"\bom (?!\d|ca |cirka |totalt )(?:\w+ ){0,5}?(?:finns|medge[rs]|tillstyrk(?:er|s)|görs?|ryms|beslutar|fattas"
    r"|finner|kan|räcker|behövs|krävs|ökar|överst?iger|överskrider|antar|antas|godkänn(?:er|s)|deltar|uppstår"
    r"|tillåter|möjligt"
    r"|erfordras|så)\b"
    r"|\bom (?:(?:kommun)?fullmäktige|kommunstyrelsen|ksl|storsthlm|landstinget|regionen|staten|\w*nämnden"
    r"|(?:övriga|andra|alla|samtliga|minst|tillräckligt|länets) (?:\w+ )?\w+) (?:\w+ ){0,2}?(?:hinner|vill|önskar|begär"
    r"|behandlar|bifaller|ansluter|medverkar|åtar|ställer|betalar|bidrar|får|har|blir|ger|lämnar|fattar|säger"
    r"|gör|avslår|antar|(?!eller|efter|under|över|kommuner|parter|medlemmar)\w{3,}(?:ar|er))\b"
)
_WAITS = pattern(
    r"\b(?:i mån av|så långt|i den mån|tidigast|om möjligt|först (?:när|sedan|efter)"
    r"|när (?:medel|finansiering|budget\w*)|i (?:tillämpliga|lämpliga|vissa) delar)\b"
    r"|\b\w*teckna\w*\b[^.]*\bvid behov\b|\bvid behov\b[^.]*\b\w*teckna"
)
# "svarar för genomförandet under 2016"; a representative and a budget have their years
_AT_WILL = pattern(
    r"\befter (?:egen|eget) \w+|\bi huvudsak\w*|\benligt särskilt beslut\b|\btill utgången av\b"
    r"|\b(?:genomför|tillämp|verkställ|implementer|medverk|delta|deltag)\w*(?: \w+){0,2}"
    r" (?:under|t\.? ?o\.? ?m\.?|till och med|längst) "
)
_CAPS = pattern(r"\b(?:kostnads|utgifts|avgifts)?tak(?:et)?\b|\bmaximalt\b|\bhögst\b|\bupp till\b")
# "teckna avtal på ett år"
_FOR_A_TIME = pattern(
    r"\b(?:på|i|för|under) (?:ett|en|två|tre|fyra|fem|sex|\d+) (?:år|månad\w*|mandatperiod"
    r"|läsår)\b(?! sikt)"
)
_UNDOES = pattern(
    r"\b(?:om)?förhandl\w+|\bmot(?:förslag|bud)\w*|\bsäga upp\b|\butträd\w+|\bföreslå (?:\w+ )?ändring\w*|\bavstå\b"
    r"|\b(?:åtar|förbinder|binder) sig\b|\bbetalar (?:inte|inga)\b"
)
_PUTS_OFF = pattern(r"\b(?:åter(?:remit\w+|förvisa\w*)|bordlägg\w*|uppskjut\w*)\b")
# "för grundskolans del"; not "för kommunens räkning"
_PART_OF = pattern(
    r"\bför (?!(?:kommunens|stadens|kommunstyrelsens|kommunfullmäktiges|\w+ (?:kommuns|stads)) )"
    r"\w+s (?:del|vidkommande)\b"
)
# "genomföra överenskommelsen i grundskolan"; not "i sin verksamhet", "inom befintlig ram"
_WHERE = pattern(
    r"\b(?:genomför|tillämp|implementer|inför(?!m)|verkställ)\w*(?: \w+){0,3} (?:i|inom|på) "
    r"(?!(?:hela |den |det |de )?(?:kommun|stad|nämnd|verksamhet|ram|budget|organisation|ansvarsområde|förvaltning)"
    r"|\w+ (?:kommun|stad|kommuns|stads)\b|(?:sin|sina|sitt|hela|respektive|samtliga|alla|egen|eget|befintlig|berörda"
    r"|ordinarie|fastställd|beslutad|given|tilldelad)\w* |(?:enlighet|samverkan|samarbete|samråd|samband|dialog|linje"
    r"|praktiken|vägnar|uppdrag)\b|\w+ vägnar)"
)
_REFUSES = pattern(r"\b(?:avsl(?:år|ås|å)|avböj\w*|säg\w* nej)\b")
_MONEY = pattern(r"\b\w*(?:kostnad|finansiering|avgift|bidrag|medel)\w*")
# "Nämndens yttrande ska utgöra kommunens svar"; not "beslutet skickas till KSL som kommunens svar"
_OTHER_ANSWER = pattern(
    r"\b\w*(?:yttrande|skrivelse|utlåtande|promemoria)\w*\b(?! från ksl)[^.:]{0,60}"
    r"\b(?:som|utgör\w*) (?:\w+ ){0,3}svar\b"
)


def puts_off(words: str) -> bool:
    """Whether a clause (folded) beside the decision puts the matter off: "... upphävs och ärendet återremitteras"."""
    return bool(_PUTS_OFF.search(words))


def hangs_on(words: str) -> bool:
    """Whether it only holds if something else does: "underteckna överenskommelsen om nämnden tillstyrker"."""
    return bool(_IF.search(words))


def gives_other_answer(words: str) -> bool:
    """Whether another paper than the decision is what answers: it can hold anything."""
    return bool(_OTHER_ANSWER.search(words))


def is_limited(words: str) -> bool:
    """Whether a clause (folded, whole) beside the decision says more than who signs, who does it or who pays."""
    if _REFUSES.search(words) and _MONEY.search(words):
        return True
    kinds = (_IF, _WAITS, _AT_WILL, _FOR_A_TIME, _CAPS, _UNDOES, _PUTS_OFF, _PART_OF, _WHERE, _OTHER_ANSWER)
    return any(kind.search(words) for kind in kinds)
