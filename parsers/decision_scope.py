"""What limits the decision although it stands outside its part: under a heading of its own, in the title, a footnote.

"Villkor: Antagandet gäller under förutsättning att landstinget deltar", "*) Beslutet gäller inte gymnasieskolan". What
is looked for is said of the decision, of what is adopted or of the municipality's own part, as a statement. Background
tells what an agreement holds, what others do and what would be if: that limits nothing. Below the decision, under a
heading that nobody knows, any word of limitation is enough.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from domain.document import DocumentText, Span
from domain.evidence import Part, PartKind, Section
from parsers.bodies import ANY
from parsers.decision_tails import hangs_on
from parsers.folding import fold, pattern, view_of
from parsers.lines import Layout, Line, layout_of
from parsers.part_headings import whole_line
from parsers.side_points import is_side_point

_MOST = 40_000  # characters of a part; nobody limits a decision behind twenty pages
# Others speak there, or what they say is only proposed: it is read where the decision follows it.
_NOT_READ = {PartKind.DECISION, PartKind.PROPOSAL, PartKind.MOTION, PartKind.PROCEDURE, PartKind.EARLIER}

_LIMITER = (
    r"(?:inte|ej|icke|endast|enbart|bara|högst|längst|först|när|så länge|tills (?!vidare)|till dess|till och med"
    r"|t\.? ?o\.? ?m\.?|till utgången|till den|under \d|under förutsättning|förutsatt|med (?:förbehåll|undantag"
    r"|reservation)|utom|delvis"
    r"|(?:i|under|för) (?:ett|två|tre|fyra|fem|\d+) år(?:et)?\b|för \d{4})"
)
_ACT = (
    r"(?:beslutet|antagandet|godkännandet|anslutningen|ställningstagandet|deltagandet|åtagandet"
    r"|(?:kommunens|stadens|kommunstyrelsens|fullmäktiges|\w+ (?:kommuns|stads))"
    r" (?:beslut|antagande|godkännande|anslutning|ställningstagande|deltagande|medverkan|åtaganden?))"
)
_PARTY = (
    r"\b(?<!om )(?<!att )(?<!en )(?:kommunen|staden|kommunstyrelsen|kommunfullmäktige"
    r"|(?!(?:en|varje|annan|någon|respektive|ingen|vilken|denna) )\w+ (?:kommun|stad))"
)
_NONE = r"(?:inte|ej|inga|ingen|inget|endast|bara|enbart)"
_THING = r"(?:överenskommelsen|avtalet|\w+avtalet|rekommendationen|principerna|avsiktsförklaringen)"
_STATED = pattern(
    rf"\b{_ACT}(?: \w+){{0,2}} (?:gäller|avser|omfattar|träder i kraft|verkställs|börjar gälla)(?: \w+){{0,2}}"
    rf" {_LIMITER}"
    rf"|\b{_ACT} (?:är|har|blev|ska|skall|måste)?(?: (?!inte\b|ej\b)\w+){{0,2}} ?\b(?:överklaga(?:t|ts|d|des)"
    r"|upphäv(?:t|ts|d|des|s)|återkalla(?:t|ts|des)|inhibera(?:t|ts|des)|villkora(?:t|d|s)|ompröva(?:s|ts|t)"
    r"|tidsbegränsa(?:t|d|s)|begränsa(?:t|d|s)|preliminärt|vilande"
    r"|frivilligt?(?! för (?:kommunerna|varje|respektive|samtliga|länets)))\b"
    rf"|\batt {_ACT} (?:inte|ej|endast|enbart|bara) (?:gäller|avser|omfattar)\b"
    rf"|\b{_ACT}(?: \w+){{0,3}} (?:förutsätter|innebär (?:inget|inte|ingen) (?:åtagande|antagande"
    rf"|ställningstagande))\b"
    rf"|\b{_ACT}(?: \w+){{0,3}} (?:först|inte) (?:när|förrän|sedan|efter)\b"
    rf"|{_PARTY} (?:förbehåller sig|binder sig (?:inte|ej)|undantar\b|begränsar (?:sitt|sina)"
    rf"|(?:åtar|förbinder|ansluter) sig (?:dock |därmed )?{_NONE}"
    r"|(?:deltar|medverkar|ansluter sig|omfattas)(?: \w+){0,2} (?:till och med|t\.? ?o\.? ?m|längst"
    r"|under \d{4}(?=[,;.]| *$)|endast|bara|enbart)"
    r"|tillämpar (?:dock )?(?:inte|ej|endast|bara)|tolkar \w+|säger upp|utträder|uttalar att|förklarar att)"
    rf"|\b(?:{_THING}|den|rekommendationen) (?:antas|godkänns)(?: \w+){{0,4}} {_LIMITER}"
    rf"|\b{_THING} (?:under)?tecknas(?: \w+){{0,2}} (?:först|inte|ej|endast|förutsatt|under förutsättning)\b"
    rf"|\b(?:antar?|godkänner|godkänna|ansluter sig till) (?:\w+ ){{0,6}}?(?:med (?:förbehåll|undantag|reservation)"
    r"|i alla delar utom|utom (?:bilaga|punkt|avsnitt)|(?:dock )?med (?:ändring|tillägg))\b"
    r"|\b(?:punkt(?:en)?|avsnitt(?:et)?|bilaga|stycke|kapitel|del) \d+(?:\.\d+)* (?:\w+ )?(?:undantas"
    r"|omfattas (?:inte|ej)|gäller (?:inte|ej)|tillämpas (?:inte|ej)|utgår|stryks|ändras|är frivillig\w*"
    r"|(?:ska|skall) (?:inte|ej)|(?:inte|ej) (?:ska|skall))"
    r"|\bärendet (?:återupptas|tas upp (?:på nytt|igen)|ska tas upp igen)\b"
)
# A proposal that was less than the decision: "Kommunen kan enligt förslaget anta överenskommelsen utom bilaga 2"
_PROPOSED = pattern(
    r"(?:\b(?:kan|ska|skall|bör|skulle|föreslås|föreslår|innebär|bedömer|anser|förordar|rekommenderar)\b[^.;]{0,90}?"
    r"\b(?:anta|antar|antas|godkänna|godkänner|godkänns|ansluta|ansluter|teckna|tecknar|ställa sig bakom"
    r"|ställer sig bakom)\b)"
    r"[^.;]{0,120}?\b(?:utom|förutom|exklusive|med undantag|med förbehåll|med reservation|delvis|dock inte"
    r"|men inte|i alla delar utom"
    r"|under förutsättning|förutsatt att)\b"
)
_OWN_PROPOSAL = pattern(
    rf"(?:{_PARTY}|\b(?:förslaget|\w*(?:förvaltning|kontor|kansli)(?:en|et)?|utskottet|arbetsutskottet)\b)"
)
_OTHERS_PROPOSE = pattern(
    r"\b(?:ksl|storsthlm|kommunförbund\w*|landsting\w*|region\w*|länets kommuner|kommunerna|reserver\w*|yrka\w*"
    r"|tidigare)\b"
)
# What others are asked or do, what was, what would be: "KSL rekommenderar kommunerna att anta ... med undantag för"
_NOT_OURS = pattern(
    r"\b(?:ksl|storsthlm|kommunförbund\w*|landsting\w*|region\w*|övriga|andra|varje|respektive|i ?dag|för närvarande"
    r"|hittills|ännu|tidigare|dittills|om inte|ifall|kan|skulle|hade|yrka\w*|reserver\w*)\b"
)
_BODY_SPEAKS = pattern(
    rf"\b(?:{ANY}|kommunen|staden) (?:antecknar|uttalar|förklarar|konstaterar|noterar"
    rf"|framhåller)\b"
)

# Below the decision, under a heading without a name of ours.
_ANY_LIMIT = pattern(
    r"\b(?:villkor\w*|förutsätt\w*|förutsatt|förbehåll\w*|undant\w*|till och med|t\.? ?o\.? ?m|(?:i|under) (?:ett"
    r"|två|tre|fyra|fem|\d+) år\b|frivillig\w*|upphäv\w*|överklaga[dt]\w*"
    r"|ompröv\w*|begräns\w*|tidsbegräns\w*|\w*ändra[sdt]\w*|säger upp|sägs upp|utträd\w*|först (?:när|sedan|efter)"
    r"|(?:omfatta|gälle|gälla|tillämpa)\w* (?:inte|ej|endast)|laga kraft|tolk(?:ar|as|ning\w*)|avses|avvik\w*"
    r"|tills|så länge|utom|i den mån|tillägg\w*|återkalla\w*|inhib\w*"
    r"|tak)\b"
)
# A bare denial counts when it is said of the municipality or of what it decided; of "kommunerna" it is background.
_DENIES = pattern(r"\b(?:inte|ej|icke|aldrig|inga|inget|ingen|endast|enbart|bara|högst|maximalt|under \d{4})\b")
_OURS = pattern(
    r"\b(?:kommunens?|stadens?|kommunstyrelsens?|\w+ (?:kommuns?|stads?)|beslut\w*|antagande\w*"
    r"|deltagande\w*|åtagande\w*|punkt\w*|avsnitt\w*|bilaga|stycke\w*)\b"
)
_LIMITS = (
    r"(?:villkor|förbehåll|undantag|tillägg|avgränsning(?:ar)?|begränsning(?:ar)?|tidsbegränsning(?:ar)?|omprövning"
    r"|(?:lokala )?avvikelser|reservation från kommunen)"
)
_LIMITING_HEADING = pattern(
    rf"(?:(?:kommunens|stadens|kommunstyrelsens|särskilda|lokala) )?{_LIMITS}"
    r"(?: (?:för|av|i|till) (?:beslutet|antagandet|deltagandet|anslutningen|åtagandet|godkännandet))?"
)
_HINT = pattern(rf"\b{_LIMITS}\b")
# A heading of time or extent with nothing but a limit behind it: "Giltighet: Till och med 2016", "Avtalstid / 1 år"
_EXTENT = (
    r"(?:giltighet(?:stid)?|avtalstid|avtalsperiod|löptid|tidsperiod|omfattning|beslutets (?:giltighet|omfattning))"
)
_ONLY_A_LIMIT = (
    r"(?:(?:gäller )?(?:endast |längst |enbart |högst )?(?:till och med|t\.? ?o\.? ?m\.?|till|under|ett|två|tre"
    r"|fyra|fem|\d+ år|\d{4}|försöksperiod"
    r"|endast|enbart|bara|delvis)\b[^.;:\n]{0,50})"
)
_BARE = pattern(rf"\b{_EXTENT}:? {_ONLY_A_LIMIT}")
_BARE_LINE = pattern(rf"{_EXTENT}:? {_ONLY_A_LIMIT}\.?")
_BARE_HEADING = pattern(rf"{_EXTENT} ?:?")
_BARE_TEXT = pattern(rf"{_ONLY_A_LIMIT}\.?")
# "Beslutet meddelas KSL när fullmäktige har godkänt det": what is sent later, or with something else, is held back
_SENT_WITH_A_LIMIT = pattern(
    r"\b(?:när (?!(?:protokollet|paragrafen|det|beslutet|utdraget) (?:är|har) (?:\w+ )?justera)|först|sedan|förrän"
    r"|innan"
    r"|så snart|efter (?:att|det att|beslut|(?:\w+ )?(?:godkännande|fastställelse)|\w+s (?:beslut|godkännande))"
    r"|under förutsättning|förutsatt|villkor\w*|förbehåll\w*|undantag\w*|synpunkter|utgår|stryks|(?:avsnitt|bilaga"
    r"|punkt) \d|\w*(?:ändring|tillägg|invändning)\w*"
    r"|delar av|delvis|i princip|tills|till dess|i avvaktan|längst|såvida|varefter|utan att|på försök|i den \w+"
    r"|i de delar"
    r"|(?:och|samt|men) (?:att )?(?:inte )?(?:avvakta|tillämpa|anta|avstå|pröva|begära|omförhandla|villkora"
    r"|återkomma|får säga)"
    r"|om (?:\w+ ){1,4}(?:så|önskar|begär|beslutar|godkänner|antar)"
    r"|(?:tillsammans med|jämte|med) (?:(?!särskilt\b)\w+ ){0,3}yttrande\w*)\b"
)
_FIRST_LINES = 250  # characters of a dispatch list: the sentence that opens it
_SENTENCE = re.compile(r"(?<=[.!?;:])\s+(?=\S)|\n(?=[*•·\-]|\d{1,2}[.)] )")
_SHORTEST_SENTENCE = 4  # blanks
_SHORT_LINE = 50  # characters; a line of running text has more
_HYPHEN = re.compile(r"(?<=[^\W\d_])-\s*\n\s*(?=[a-zåäö])")


def limited_elsewhere(document: DocumentText, section: Section) -> Span | None:
    """The first place outside the decision that limits it, None when there is none."""
    layout = layout_of(document.text)
    decided = max((p.span.end for p in section.parts if p.kind is PartKind.DECISION), default=0)
    for part in section.parts:
        if part.kind is PartKind.DISSENT and _speaks_unsigned(document, part):
            return part.span
        if part.span.start >= decided and _opens_with_a_limit(document, part):
            return part.span
        if part.kind in _NOT_READ or (part.kind is PartKind.DISSENT and not _is_of_the_body(document, part)):
            continue
        unknown = part.kind is PartKind.BACKGROUND and bool(part.heading) and whole_line(_flat(part.heading)) is None
        below = unknown and part.span.start >= decided
        found = _in_part(document, layout, part, any_limit=below)
        if found:
            return found
    return None


def _opens_with_a_limit(document: DocumentText, part: Part) -> bool:
    """Whether a sentence of the decision, read as a heading for how it begins, holds something back.

    "Beslutet skickas till KSL när medel finns", "Beslutet har inga konsekvenser förrän fullmäktige har beslutat."
    """
    if part.kind is PartKind.DISPATCH:
        opening = document.text[part.span.start : min(part.span.end, part.span.start + _FIRST_LINES)]
        words = _flat(opening.strip().split("\n\n")[0])
        return bool(_SENT_WITH_A_LIMIT.search(words)) or hangs_on(words)
    heading = _flat(part.heading)
    sentence = part.heading.rstrip().endswith(".") and heading.count(" ") >= _SHORTEST_SENTENCE
    if not sentence or part.kind not in {PartKind.BACKGROUND, PartKind.PROCEDURE} or is_side_point(heading):
        return False
    return _limits_at_all(heading) or bool(_SENT_WITH_A_LIMIT.search(heading))


def _flat(text: str) -> str:
    return " ".join(fold(_HYPHEN.sub("", text)).split())


def _is_of_the_body(document: DocumentText, part: Part) -> bool:
    """A note or statement of kommunstyrelsen itself; a member's changes nothing."""
    text = _flat(part.heading) + " " + _flat(document.text[part.span.start : part.span.end][:_MOST])
    return bool(_BODY_SPEAKS.search(text) or _OF_A_BODY.search(_flat(part.heading)))


# Nobody who was outvoted is named: "Reservation: Kommunen omfattas inte av avsnitt 4"
_MEMBER = pattern(
    r"\([a-zåäö]{1,4}(?: ?, ?[a-zåäö]{1,4})*\)|\b(?:ledamot|ledamöter|ledamöterna|gruppen|partiet|undertecknade?"
    r"|jag|vi|oss)\b"
    r"|\w*demokrat\w*|\bmoderat\w*|\bliberal\w*|\bcenterpart\w*|\bvänsterpart\w*|\bmiljöpart\w*|\bfolkpart\w*"
    r"|\balliansen\b"
)
_BODY_FIRST = pattern(
    r"\W*(?:kommunen|staden|kommunstyrelsen|kommunfullmäktige|\w+ (?:kommun|stad)) (?!(?:antecknar|noterar|lägger"
    r"|beslutar att (?:anteckna|lägga))\b)"
)


def _speaks_unsigned(document: DocumentText, part: Part) -> bool:
    """Whether a dissent names no member and begins with the municipality itself: it is worded as its own decision."""
    text = _flat(document.text[part.span.start : part.span.end][:_MOST])
    return bool(_BODY_FIRST.match(text)) and not _MEMBER.search(f"{_flat(part.heading)} {text}")


_OF_A_BODY = pattern(rf"\b(?:av|från) {ANY}|^{ANY} ")


def _in_part(document: DocumentText, layout: Layout, part: Part, *, any_limit: bool) -> Span | None:
    start, end = part.span.start, min(part.span.end, part.span.start + _MOST)
    heading = _flat(part.heading)
    if any_limit and _LIMITING_HEADING.fullmatch(heading.strip(" :.")):
        return part.span if part.span.start < part.span.end else None
    words = _flat(document.text[start:end])
    if not (
        _STATED.search(words)
        or _PROPOSED.search(words)
        or _BARE.search(words)
        or (any_limit and _limits_at_all(words))
        or _HINT.search(words)
    ):
        return None
    return next(_said(document, layout, start, end, any_limit=any_limit), None)


def _said(document: DocumentText, layout: Layout, start: int, end: int, *, any_limit: bool) -> Iterator[Span]:
    """Every sentence that limits, and every line that is a heading of limits."""
    lines = [line for line in layout.between(start, end) if not line.furniture]
    for line in lines:
        if _LIMITING_HEADING.fullmatch(line.folded.strip(" :.")) and document.text[line.start].isupper():
            yield Span(start=line.start, end=line.end)
    yield from _bare_limits(lines)
    for group in _groups(document.text, lines):
        view = view_of(document.text, [(max(line.start, start), min(line.end, end)) for line in group])
        cuts = [0, *(m.end() for m in _SENTENCE.finditer(view.text)), len(view.text)]
        for begin, cut in itertools.pairwise(cuts):
            sentence = view.text[begin:cut].replace("\n", " ")
            if _is_stated(sentence) or _is_proposed(sentence) or (any_limit and _limits_at_all(sentence)):
                yield view.span(begin, begin + len(sentence.rstrip()))


def _bare_limits(lines: list[Line]) -> Iterator[Span]:
    """Headings of time or extent, in a line with their limit or above it."""
    for line in lines:
        if _BARE_LINE.fullmatch(line.folded.strip()):
            yield Span(start=line.start, end=line.end)
    for line, following in itertools.pairwise(lines):
        if _BARE_HEADING.fullmatch(line.folded.strip()) and _BARE_TEXT.fullmatch(following.folded.strip()):
            yield Span(start=line.start, end=following.end)


def _limits_at_all(words: str) -> bool:
    return bool(_ANY_LIMIT.search(words) or (_DENIES.search(words) and _OURS.search(words)))


def _is_stated(sentence: str) -> bool:
    """Whether it limits, and nothing before that says that it speaks of others, of once or of what could be."""
    return any(not _NOT_OURS.search(sentence[: match.end()]) for match in _STATED.finditer(sentence))


def _is_proposed(sentence: str) -> bool:
    """Whether it tells of a proposal of the municipality's own that was less than a plain yes."""
    found = _PROPOSED.search(sentence)
    return bool(found and _OWN_PROPOSAL.search(sentence) and not _OTHERS_PROPOSE.search(sentence))


def _groups(text: str, lines: list[Line]) -> Iterator[list[Line]]:
    """Lines that may hold one sentence: a capital below a short line begins anew ("KSL" in a list of recipients)."""
    group: list[Line] = []
    for line in lines:
        if group and (group[-1].end - group[-1].start < _SHORT_LINE) and not text[line.start].islower():
            yield group
            group = []
        group.append(line)
    if group:
        yield group
