"""The headings that open the parts of a paragraf, in their many wordings.

Order matters where one wording holds another: "Beslut sänds till" and "Beslutsunderlag" before "Beslut",
"Förslag till beslut på sammanträdet" (a motion) before "Förslag till beslut" (the office's proposal).
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from domain.evidence import PartKind
from parsers.bodies import ANY
from parsers.folding import fold, pattern

_OWNER = rf"(?:{ANY}|[a-zåäö\-]+(?:ens|ets|ns|ts|s|förvaltningens|kontorets))"
_MONTH = r"(?:jan|feb|mars|april|maj|jun|jul|aug|sept|okt|nov|dec)"
_TABLE: tuple[tuple[PartKind, str], ...] = (
    (
        PartKind.DISPATCH,
        r"(?:besluts?(?:et)? )?(?:ska )?(?:sänds?|skickas?|expedieras?|delges|meddelas|tillställs|översänds)"
        r"(?: för kännedom)?(?: till)?|(?:protokolls)?utdrag(?:et)?(?: skickas| sänds| expedieras)?(?: till)"
        r"|(?:kopi(?:a|or)|avskrift(?:er)?|utdrag) (?:på|av) (?:beslutet|protokollet|paragrafen)(?: (?:skickas|sänds))?"
        r"(?: till)?|avskrift(?: till)?|beslut till|(?:beslutet )?(?:vidarebefordras|kommuniceras)(?: (?:till|med))?"
        r"|expedieringslista|utskickslista|för åtgärd(?: till)?"
        r"|expediering(?: till)?|besluts?expediering|expedieras(?: till)?|delges|delgivning|delgivningslista"
        r"|sändlista"
        r"|för kännedom(?: till)?|kopia(?: till)?|mottagare|distribution|exp(?: till)?|för verkställighet"
        r"|beslutet till|underrättas|(?:ska |att )?underrättas(?: om beslutet)?|meddelas|besluts?meddelande(?: till)?"
        r"|protokollsutdrag|beslutsmottagare",
    ),
    (
        PartKind.DOCUMENTS,
        r"besluts?underlag(?:et)?|underlag(?: för| till)?(?: beslut(?:et)?)?|handling(?:ar)?(?:na)?(?: i ärendet)?"
        r"|ärendets handlingar|ärendehandlingar|bilag(?:a|or)(?: till (?:ärendet|protokollet|paragrafen"
        r"|beslutet))?|referenser",
    ),
    (
        PartKind.CERTIFICATION,
        r"rätt utdrag(?:et)?.*|utdraget (?:bestyrks|bestyrkes|intygas).*|utdragets riktighet.*"
        r"|vid protokollet.*|bestyrkes.*|anslag ?/ ?bevis.*"
        r"|underskrifter|justerat(?: den)? \d.*|in fidem.*|hur man överklagar.*|besvärshänvisning"
        r"|överklagande(?:hänvisning)?"
        r"|bevis(?: om (?:justering|anslag).*)?|intygas.*|protokollet justerat.*|justering(?:sdatum)?"
        r"|omedelbar justering",
    ),
    (
        PartKind.MOTION,
        r"(?:tilläggs|avslags|ändrings|återremiss|bordläggnings|bifalls)?(?:yrkanden?"
        r"|yrkandet)(?: och .{3,30}| på sammanträdet"
        r"| under sammanträdet| i (?:kommunstyrelsen|nämnden|fullmäktige|utskottet))?"
        r"|förslag till beslut (?:på|under|vid) sammanträdet|förslag (?:på|under"
        r"|vid) (?:dagens )?sammanträdet?|dagens yrkanden"
        r"|motförslag|förslag och yrkanden|framställda yrkanden|ledamöternas yrkanden",
    ),
    (
        PartKind.PROCEDURE,
        r"besluts?gång(?:en)?|propositions?ordning(?:en)?|propositione?r?|voterings?(?: .{0,30})?"
        r"|voterings?proposition"
        r"|omröstnings?(?:\W.{0,40})?|omröstningsresultat|omröstningsordning|voteringsordning"
        r"|voteringsresultat|besluts?ordning"
        r"|överläggning(?:en)?(?: i .{3,30})?|debatt|diskussion|inlägg|jäv|behandling på sammanträdet"
        r"|dagens sammanträde"
        r"|ärendets (?:behandling|gång) (?:på|vid|under) sammanträdet|ordningsfråga|beslutande"
        r"|(?:deltar|deltog|deltagit) (?:inte|ej)(?: i beslutet)?|ej deltagande|avstår(?: från att delta)?|jävig(?:a)?"
        r"|föredragning(?:en)?|föredragande"
        r"|beslutsordning|yttranden|anföranden|talare",
    ),
    (
        PartKind.DISSENT,
        r"(?:skriftliga? |blank )?reservation(?:er)?(?: .{0,40})?|särski(?:lt|lda) (?:yttranden?"
        r"|uttalanden?)(?: .{0,40})?"
        r"|(?:till )?protokolls?(?:-| )?anteckning(?:ar)?|ersättar(?:e|nas?)? ?(?:yttranden?|uttalanden?)"
        r"|röstförklaring(?:ar)?"
        r"|anteckning(?:ar)? till protokollet|till protokollet|yttrande till protokollet|uttalande(?:n)?",
    ),
    (
        PartKind.EARLIER,
        r"tidigare (?:behandling|beslut|handläggning|ställningstaganden?)(?: .{0,40})?"
        rf"|{ANY} (?:behandling|beredning|yttrande|protokoll|handläggning)(?: .{{0,40}})?"
        # "Kommunstyrelsens beslut 1   Kommunstyrelsen antar": the figure is the first point's
        rf"|{ANY} (?:beslut|förslag)(?: till (?:beslut|{ANY}))?,? (?=den |\d{{3}}|\d\d?(?:[/.]\d| {_MONTH}))"
        r"(?:den )?\d.{0,40}"
        r"|ärendets (?:tidigare )?(?:beredning|gång|behandling)|beredning(?:en)?(?: av ärendet)?|historik"
        r"|remissbehandling|ärendet har (?:beretts|behandlats|handlagts)|så gick det till"
        r"|handläggning(?:en)?(?: av ärendet)?"
        r"|(?:så|hur) (?:har )?ärendet (?:har )?(?:beretts|behandlats|handlagts)",
    ),
    (
        PartKind.PROPOSAL,
        r"förslag(?: till)? (?:beslut|ställningstagande|protokollsbeslut)(?: (?:i|från|av|enligt) .{3,40})?"
        r"|besluts?förslag(?:et)?"
        rf"|förslag till {ANY}(?: beslut)?|förslag"
        rf"|(?!{ANY} förslag till (?:kommun)?fullmäktige){_OWNER} (?:besluts)?förslag"
        r"(?: till (?:beslut|[a-zåäö\- ]{3,40}))?"
        rf"|{_OWNER} rekommendation|{_OWNER} hemställan|föreliggande förslag|utsänt förslag|ordförandeförslag",
    ),
    (
        PartKind.DECISION,
        rf"(?:{ANY} )?(?:[a-zåäö]{{2,20}}s )?(?:protokolls|sammanträdes)?beslut(?: för egen (?:del|räkning)"
        rf"| i ärendet| \d{{4}}-\d\d-\d\d"
        r"| enligt delegation| på delegation)?(?: ?\(.{0,30}\))?"
        rf"|(?:delegations|ordförande) ?beslut(?: enligt .{{5,60}})?|beslut på delegation|{ANY} (?:beslut"
        rf"|ställningstagande)(?: för egen del)?|{ANY} beslutar för egen (?:del|räkning)"
        rf"|{ANY} förslag till (?:kommun|stads)?fullmäktige(?:s beslut)?|{ANY} (?:beslut|förslag) till {ANY}"
        rf"|beslut i {ANY}"
        r"|beslut för egen del|för egen del",
    ),
    (
        PartKind.BACKGROUND,
        r"ärende ?beskrivning(?:en)?|beskrivning av ärendet|bakgrund(?:en)?(?: (?:och|till|i) .{2,40})?"
        r"|ärende[tn]?(?: i (?:korthet|sammanfattning))?|ärendets bakgrund|(?:kort )?om ärendet"
        r"|orientering|läs mer|det gäller|(?:vad )?(?:ärendet|saken) (?:gäller|avser|rör|handlar om)"
        r"|sammanfattning(?:en)?(?: (?:av|och|i) .{2,40})?|ärende ?information|information(?: om ärendet)?"
        r"|(?:.{3,30} )?bedömning(?:ar)?(?: av .*)?"
        r"|ekonomi|ekonomisk[at]? .{5,40}|konsekvenser?(?: .{3,50})?|.{3,30}konsekvens(?:er|beskrivning"
        r"|analys)(?: .{0,40})?"
        r"|(?:besluts)?motivering(?:en)?(?: .{0,30})?|motiv(?: till .{0,30})?|skäl(?:en)?(?: för .{2,30}"
        r"| till .{2,30})?|barnens bästa"
        r"|barn ?(?:rätts)?perspektiv(?:et)?|jämställdhet(?: .{0,30})?|redogörelse(?:n)?(?: .{0,40})?"
        r"|inledning|syfte(?:t)?(?: .{0,30})?"
        r"|remiss(?:en|yttranden|instanser)?|analys|utredning(?:en)?|kommentar(?:er)?|tidsplan(?:en)?"
        r"|uppföljning|förslaget i korthet"
        r"|överväganden|.{3,30} överväganden|lagstöd|juridi\w+(?: .{0,30})?|rättelse|ärendegång|finansiering"
        r"|miljö\w*|bakgrundsbeskrivning"
        r"|nuläge(?:t)?|innehåll(?:et)?|överenskommelsen i korthet|förslagets innehåll|risk(?:er|analys)"
        r"|samråd|facklig .{5,30}|anmärkning",
    ),
)
# how a heading begins; most lines are told apart here, before the whole table is tried
_MAY_BEGIN = pattern(
    r"(?:besl|prot|förs|skick|sänd|exped|delg|för |kopi|mott|distr|exp|utdr|underl|handl|ären|bila|refer"
    r"|så |ej |avst|orie|läs |det |rätt|vid |best|ansl|under[sr]|just|om är|kort om|vad |saken|meddela"
    r"|in |hur |besv|överk|bevis|intyg|omed|till|avslag|ändr|återr|bordl|bifall|yrk|dagens|motf|framst|ledam"
    r"|prop|vote|omrö|överl|deba|disk"
    r"|inl|jäv|beha|ordn|delt|yttr|anför|tala|skri|blank|rese|särsk|ersä|röst|anteck|utta|tidi|hist|remi"
    r"|bered|före|utsä|ordf|dele|besk|bakg"
    r"|samm|info|ekon|konse|motiv|skäl|barn|jäms|redog|syft|anal|utre|komm|tids|uppf|överv|lags|juri|fina"
    r"|miljö|nulä|inneh|risk|samr|fack|anm"
    r"|.{3,45}(?:beslut|förslag|behandling|beredning|yttrande|protokoll|handläggning|bedömning|konsekvens"
    r"|överväganden|ställningstagande|hemställan))"
)
# one pattern of all kinds, in order: a line is tried once
_ANY_KIND = pattern("|".join(f"(?P<{kind.value}>{wording})" for kind, wording in _TABLE))
_LONGEST, _MOST_WORDS = 80, 6

# "2. Tidigare beslut upphävs och ärendet återremitteras." is a point of the decision
_POINT = pattern(r"\d{1,2}[.)] ?(?:\S+ ){3,}\S+\.")
_LEVEL = pattern(r"besluts ?nivå\b.*")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading at the start of a line: its first `length` characters (of the folded line) are the heading's words."""

    kind: PartKind
    words: str
    length: int


def _kind_of(words: str) -> PartKind | None:
    match = _ANY_KIND.fullmatch(words)
    return PartKind(match.lastgroup) if match else None


@functools.lru_cache(maxsize=8192)
def whole_line(folded: str) -> Heading | None:
    """The heading that is all of this line, or None."""
    if len(folded) > _LONGEST + 10 or folded.endswith("-"):  # "Kommunstyrelsen beslut-" goes on with "ar"
        return None
    bare = folded.strip(" :.*#_|\"'-")
    if _POINT.fullmatch(folded):
        return None
    # "1. Beslut" numbers the parts, "Beslut (enhälligt)" adds how
    bare = re.sub(r"^\d{1,2}[.)]? (?=[a-z])", "", bare)
    if not bare or len(bare) > _LONGEST:
        return None
    if _LEVEL.fullmatch(bare):
        return Heading(PartKind.HEADING, bare, len(folded))
    kind = _kind_of(bare)
    return Heading(kind, bare, len(folded)) if kind else _damaged(bare, len(folded))


# What OCR makes of the decision's heading: "Kommunstyrelsebenslsu t", "Bes1ut", "B eslut".
_DAMAGED = (
    "kommunstyrelsensbeslut",
    "kommunfullmaktigesbeslut",
    "arbetsutskottetsbeslut",
    "beslut",
    "forslagtillbeslut",
)
_DIGIT_LETTERS = str.maketrans("1058", "losb")


def _damaged(bare: str, length: int) -> Heading | None:
    """A heading that lost or swapped a few letters. One in five may be wrong, blanks do not count."""
    close = bare.replace(" ", "").translate(_DIGIT_LETTERS)
    if len(close) < 5 or len(close) > 30 or bare.count(" ") > 4:
        return None
    for known in _DAMAGED:
        if close == known or (abs(len(close) - len(known)) <= len(known) // 6 and _near(close, known)):
            kind = PartKind.PROPOSAL if known.startswith("forslag") else PartKind.DECISION
            return Heading(kind, known, length)
    return None


def _near(one: str, other: str) -> bool:
    """Few letters differ: for a short word one, else one in five, whatever their order in a scrambled stretch."""
    if one[0] != other[0] or one[-1] != other[-1]:
        # a word that only begins alike ("besluta", "beslutet") is another word
        return False
    allowed = max(1, len(other) // 5)
    rows = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        previous, rows[0] = rows[0], i
        for j, b in enumerate(other, 1):
            previous, rows[j] = rows[j], min(rows[j] + 1, rows[j - 1] + 1, previous + (a != b))
    return rows[-1] <= allowed


_SENTENCE_WORDS = 5
_CELLS = re.compile(r"\s{3,}|\t")


def line_start(raw: str, folded: str) -> Heading | None:
    """The heading that stands left of its text on the same line: "Beslut Kommunstyrelsen ...", "Beslut: ...".

    Without a colon the text must begin like a sentence or a point; "Beslut om antagande" is a title.
    """
    if not _MAY_BEGIN.match(folded):
        return None
    words, parts = folded.split(" ", _MOST_WORDS), raw.split(None, _MOST_WORDS)
    for count in range(min(_MOST_WORDS, len(words) - 1, len(parts) - 1), 0, -1):
        colon = words[count - 1].endswith(":")
        if not colon and not _begins_sentence(" ".join(parts[count : count + 2])):
            continue
        head = " ".join(words[:count])
        bare = head.strip(" :.-")
        kind = _kind_of(bare)
        if kind and _fits(kind, bare, " ".join(parts[count:]), colon or _stands_apart(raw, count)):
            return Heading(kind, bare, len(head))
    return None


def _stands_apart(raw: str, count: int) -> bool:
    """Whether a column's width separates the first words of the line from a sentence: its verb may stand in the next.

    "Beslut   De av KSL rekommenderade principerna för öppna data" above "antas."
    """
    found = re.match(rf"\s*(?:\S+ ){{{count - 1}}}\S+\s{{3,}}(?=\S)", raw)
    beside = raw[found.end() :].rstrip() if found else ""
    return len(beside.split()) >= _SENTENCE_WORDS and not _CELLS.search(beside)


def _begins_sentence(rest: str) -> bool:
    return rest[0].isupper() or rest[0] in "-–—•" or bool(re.match(r"\d{1,2}[.)]? [A-ZÅÄÖ]|att\b", rest))


_DECIDES = pattern(
    rf"(?:\d{{1,2}}[.)]? |[-•] ?)?(?:att\b|{ANY}\b|ärendet\b|överenskommelsen\b|rekommendationen\b"
    rf"|\w+ (?:kommun|stad)\b"
    r"|.{0,120}\b(?:beslutar|antar|antas|godkänn\w*|avslås?|avslår|bordlägg\w*|återremitter\w*|noter\w*|föreslår)\b)"
)


def _fits(kind: PartKind, bare: str, rest: str, colon: bool) -> bool:
    """Whether a heading with text beside it is one: the decision must be followed by what decides."""
    if colon:
        return True
    if kind is PartKind.DECISION:
        return bool(_DECIDES.match(" ".join(fold(rest).split())))
    return " " not in bare or kind not in {PartKind.CERTIFICATION, PartKind.PROCEDURE}
