"""Conditions and limits: words that make an adoption less than a plain one."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass

from domain.evidence import DecisionBody
from parsers.bodies import ANY, body_of
from parsers.folding import pattern


class Limit(enum.Enum):
    CONDITION = "condition"  # "under förutsättning att samtliga kommuner antar", "med följande tillägg"
    SUBJECT_TO = "subject_to"  # "under förutsättning av kommunfullmäktiges beslut": not final
    PART = "part"  # "punkt 1 och 2", "i de delar som"


@dataclass(frozen=True, slots=True, kw_only=True)
class Restriction:
    """A limit found at text[start:end]; `body` is whose decision it waits for."""

    limit: Limit
    start: int
    end: int
    rule: str
    body: DecisionBody | None = None


_SUBJECT_TO = pattern(
    rf"(?:under förutsättning (?:av|att)|förutsatt(?: av| att)?|med förbehåll (?:för|av|att)|i avvaktan på"
    rf"|villkorat av)(?: att)? (?P<body>{ANY})(?P<what>[^.;:]{{0,90}})"
)
_ONLY_DECISION = pattern(
    r" ?(?:s )?(?:motsvarande |kommande |slutliga |eget |godkännande|beslut|antagande|beslutar|godkänner"
    r"|antar|fattar|ger sitt|lämnar sitt|bifaller|ställer sig|ansluter|ställningstagande)"
)
_CONDITION = pattern(
    r"under (?:den )?förutsättning(?:en)?(?: av| att)?|förutsatt att|på (?:det )?villkor(?:et)? att|(?:med"
    r"|på) (?:följande |de |det |vissa )?(?:villkor|förbehåll)(?:en|et)?"
    r"|med (?:följande|de|den|det|ett|nedanstående|viss[at]?|några)(?: \w+){0,2} (?:tillägg|ändring"
    r"|justering|undantag|förbehåll|komplettering|synpunkt|reservation|förtydligande|villkor|begränsning"
    r"|revidering)\w*"
    r"|med (?:tillägg(?:et)?|ändring(?:en)?|undantag(?:et)?|förbehåll(?:et)?|reservation"
    r"|komplettering(?:en)?)(?: av| för| att| om| enligt| i)?"
    r"|med den (?:ändringen|begränsningen|skillnaden|kompletteringen)|\bdock\b|\bförutom\b|längst (?:till"
    r"|t\.? ?o\.? ?m)|som längst|\bendast\b|\benbart\b"
    r"|i avvaktan på|inom (?:ramen för )?(?:befintlig\w*|given|ordinarie|beslutad) (?:\w+)?(?:budget|ram"
    r"|anslag|resurs)\w*|på försök|försöksvis|\bi princip\b|\bprincipiellt\b|\bpreliminärt\b"
    r"|under ett (?:försöks|prov)år"
    r"|(?:för|under) en (?:försöks|prov)period|\bsåvida\b|\bsåvitt (?:avser|gäller)|\b(?:utom|exklusive)\b"
    r"|\bom inte\b|\bom (?=\w+ (?:\w+ ){0,3}(?:löses|beviljas|finns|tillförs|bidrar|deltar|ansluter sig)\b)"
    r"|\bså länge\b|med mindre|från och med de(?:n|t) (?:dag|tidpunkt|datum|att)\w*"
    r"|\b(?:när|sedan|så snart) (?:samtliga|alla|övriga|staten|regionen|landstinget|finansiering)\w*"
    r"|med (?:(?:där|däri|nedan|bifogade|i \w+) )?(?:gjorda"
    r"|föreslagna|angivna|redovisade|markerade) (?:ändring|tillägg|justering|förbehåll|komplettering)\w*"
    r"|(?<!med och )till och med (?:den )?\d|\bt\.? ?o\.? ?m\.? (?:den )?\d"
    r"|\b(?:under|för|i) (?:ett|två|tre|fyra|fem|\d) år\b(?!s)"
    r"|\b(?:begränsas|begränsat|inskränks) till\b"
    r"|i (?:den )?(?:lydelse|form|utformning|version) som (?!.{0,60}(?:ksl|storsthlm|kommunförbund|rekommend))"
    r"|[a-zåäö]*(?:förvaltning|kontor|kansli|utskott|stab|kommunstyrelse)(?:en|et)?s (?:reviderade|omarbetade|ändrade"
    r"|justerade|kompletterade|egna) "
    r"|utan (?:att ta på sig|ekonomiskt åtagande|kostnad)\w*|för ett år|(?:gälla|gäller"
    r"|giltig)(?: \w+){0,3} (?:till och med|t\.? ?o\.? ?m\.?)"
)
_NO_RULES = r"(?![\d.,\- ]*(?:och \d+)? ?(?:i|av|ur|enligt) (?:\w+ )?(?:delegation|reglement|kommunallag|protokoll))"
_PART = pattern(
    rf"\b(?:enligt|i enlighet med) (?:punkt(?:en|erna)?|avsnitt(?:en|et)?|del(?:en|arna)?) \d{_NO_RULES}"
    r"|\bdel(?:arna)? \d+(?:(?:-| och )\d+)?\W*$|"
    r"(?:^|\b(?:överenskommelsens|rekommendationens|avtalets|principernas|förslagets|antar|anta|godkänner"
    r"|godkänna|bakom|avslår|avslå) )(?:endast |de |enbart )?"
    r"(?:punkt(?:en|erna|er)?|avsnitt|del(?:en|arna)?|princip(?:en|erna)?) \d|i de(?:n|t)? del(?:ar"
    r"|en)?(?: som|:)|i (?:tillämpliga|vissa|berörda) delar|\bdelvis\b|till viss del|i huvudsak"
    r"|\((?:punkt|avsnitt|kapitel|kap\.?|del|bilaga) \d+[^)]{0,20}\) (?:i|av|ur|till) "
    r"|(?:definition|bestämmelse|åtagande|avsnitt|punkt|kapitel)\w*(?: [\w()]+){0,4} (?:i|ur) (?:den |det )?"
    r"(?:överenskommelsen|rekommendationen|\w*avtalet)"
    r"|(?:överenskommelsen|rekommendationen|avtalet|avsiktsförklaringen) (?:gällande|avseende|rörande|beträffande"
    r"|vad (?:gäller|avser)|i fråga om|såvitt avser) (?:\w+ )?"
    r"(?:punkt|avsnitt|kapitel|princip)\w* \d"
    r"|(?:första|andra|tredje) (?:punkten|delen|principen)|\bmen (?:inte|ej)\b|\bdock (?:inte|ej)\b"
)
UNTIL = "condition.until"
"""The rule of a limit that is nothing but its last day, which can be the recommendation's own."""
_UNTIL = pattern(
    r"^(?!gall)(?:till och med|t\.? ?o\.? ?m)\b|^(?:gälla|gäller|giltig)\b[^.]*\b(?:till och med|t\.? ?o\.? ?m\.?)$"
)
# A point of its own that changes the terms: "att överenskommelsen ska utvärderas efter ett år"
_TERMS = pattern(
    r"(?:ska|skall|bör|måste|får)(?: \w+){0,4} (?:utvärdera|ompröva|omförhandla|följas upp|sägas upp"
    r"|tidsbegränsa|begränsa|ses över)\w*|utvärder(?:as|ing)|omprövas|\bförbehåll\w*|\bförutsätter\b"
    r"|\bförutsättning\w*"
    r"|rätt att (?:när som helst )?(?:lämna|utträda|säga upp|avsluta)|får (?:inte|ej|högst)|\bhögst\b"
    r"|\b(?:begränsas|begränsat|begränsad|inskränks) till\b|åtagande\w*(?: \w+){0,3} (?:avser|omfattar|gäller)\b"
    r"|\b(?:tolk|uppfatt)(?:ar|as)\b|utgår (?:från|ifrån) att|\bomfattar (?:endast|bara|enbart|inte|ej)\b"
    r"|överstig\w*|\bvillkor\w*|gäller (?:endast|enbart|bara|inte|ej|längst|under|i ett år|till och med)"
    # but "den gamla upphör därmed att gälla för Österåkers del"
    r"|(?<!upphör att )(?<!upphör därmed att )(?<!upphör härmed att )(?<!upphör samtidigt att )"
    r"\bgäll(?:er|a) (?:för|i|inom|vid) (?!(?:hela|samtliga|alla|kommunen|staden"
    r"|kommunens (?:samtliga|alla)|\w+ (?:kommun|stad)s?)\b)"
    r"|\btidsbegräns\w*"
    r"|(?:ska|skall)(?: \w+){0,3} (?:inte|ej|endast)|\bförutsatt\b|\btillägg\w*|\bundantag\w*|\bdock\b(?! senast)"
)
# "med den ändringen avseende punkt 3": a change of a part is a condition of the whole
_CHANGE = pattern(
    r"\b(?:ändring|tillägg|komplettering|justering|förtydligande|undantag|yrkande|förslag)\w*(?: \w+){0,2} $"
)
# The third is a change of what was proposed, not of what is adopted: "med ändring av arbetsutskottets förslag"
_NO_LIMIT = pattern(
    r"dock senast|inte minst|med ändring av (?:\w+s )?förslag\b|från och med den [^.]{0,30}till och med"
)


def restrictions(text: str) -> tuple[Restriction, ...]:
    """The limits in one folded statement that adopts something, in order."""
    found = []
    taken = 0
    for match in _SUBJECT_TO.finditer(text):
        body = body_of(match.group("body")) or body_of(match.group("body").rstrip("s"))
        alone = bool(_ONLY_DECISION.match(match.group("what")))
        if body is None or body is DecisionBody.DELEGATE:
            continue
        found.append(
            Restriction(
                limit=Limit.SUBJECT_TO,
                start=match.start(),
                end=match.end("body") if alone else match.end(),
                rule="finality.subject_to",
                body=body,
            )
        )
        if not alone:
            found.append(
                Restriction(limit=Limit.CONDITION, start=match.start(), end=match.end(), rule="condition.in_clause")
            )
        taken = match.end("body")
    found += _plain(text, _CONDITION, Limit.CONDITION, "condition.in_clause", taken)
    found += _plain(text, _PART, Limit.PART, "condition.part", 0)
    return tuple(found)


def _plain(text: str, wording: re.Pattern[str], limit: Limit, rule: str, after: int) -> list[Restriction]:
    return [
        Restriction(
            limit=limit, start=match.start(), end=match.end(), rule=UNTIL if _UNTIL.search(match.group()) else rule
        )
        for match in wording.finditer(text)
        if match.start() >= after
        and not (limit is Limit.PART and _CHANGE.search(text[max(0, match.start() - 40) : match.start()]))
        and not _NO_LIMIT.match(text[match.start() : match.start() + 60])
    ]


def sets_terms(text: str) -> bool:
    """Whether a point that adopts nothing itself sets terms for what another adopts."""
    return bool(_TERMS.search(text))


# Signed first when somebody has approved it once more: "återkomma med det slutliga avtalet för godkännande innan det
# undertecknas", "underteckna avtalet efter godkännande av ordföranden"
_APPROVED_LATER = pattern(
    r"\b(?:för|efter|efter inhämtat) (?:\w+ )?(?:godkännande|fastställelse|fastställande|medgivande|samtycke"
    r"|ställningstagande)\b"
    r"|\b(?:innan|före|förrän)(?: \w+){0,4} (?:\w*tecknas|\w*tecknar|undertecknande)"
)


def awaits_approval(text: str) -> bool:
    """Whether a charge beside the adoption lets the signing wait for another approval."""
    return bool(_APPROVED_LATER.search(text))
