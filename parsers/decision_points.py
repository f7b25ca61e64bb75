"""The statements of a decision part: att-satser, numbered points, sentences; each with its stance."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from domain.document import Span
from domain.evidence import Part
from parsers.bodies import ANY
from parsers.decision_leads import Lead, Stance, heading_stance, read_lead
from parsers.decision_verbs import find_events
from parsers.folding import View, close_up, fold, pattern, view_of
from parsers.lines import Layout
from parsers.side_points import is_side_point


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One statement. `text` is its folded content after the lead, which `view` holds from `offset` on.

    `whole` is the statement with its lead; `lead_span` the words that say who decides, wherever they stand.
    """

    text: str
    whole: str
    view: View
    offset: int
    lead: Lead
    lead_span: Span | None

    @property
    def stance(self) -> Stance:
        return self.lead.stance

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The place in the document of text[start:end]."""
        stop = len(self.text) if end is None else end
        return self.view.span(self.offset + start, self.offset + stop)


_POINT = pattern(
    r"(?:(?:punkt )?(?:\d{1,2}|[a-h])[.)] ?\D|\d{1,2}:? (?=[^\d\W])|[-•*+·▪] ?\S|att\d{0,2}:?(?: |$)"
    r"|att-?sats \d|dels |samt att\b)"
)
_ABBREVIATIONS = pattern(
    r".*\b(?:t|o|m|ex|bl|a|dvs|kl|nr|dnr|s|k|jfr|ca|resp|kap|st|p|f|d|u|mfl|inkl|exkl|avs|ang|enl|tel)\.?$"
)
_SENTENCE = re.compile(r"(?<=[\w)\"'%])[.!?;] (?=\S)")
_INLINE_POINT = pattern(
    r"(?<=[:.;,]) (?=\d{1,2}[.)] \D|• ?)|(?<=[.;,]) (?=\d{1,2}: [^\d\W])|(?<=\S) (?=- ?att\b)|(?<=beslutar) (?=\d[.)] )"
)
# words that want an "att" after them, which is then no att-sats of its own
_LEADS_ON = pattern(
    r"\b(?:om|för|på|till|från|genom|utan|med|av|mot|innebär|innebärande|så|än|rekommendation(?:en)?|förslag(?:et)?"
    r"|yrkande(?:t)?|begäran|möjlighet(?:en)?|uppdrag(?:et)?|i uppdrag|syfte|(?:åt|till|ger) [a-zåäö]+|direktören"
    r"|chefen|kontoret|förvaltningen|noterar|konstaterar|meddelar|svarar|anser|län|ksl|storsthlm|inte|ej|inget|ingenting"
    r"|skäl|motiveringen|förutsättning|förutsatt|villkor|kommunerna|fortsätter|godkänner|beslutet)$"
)
_NUMBERED = pattern(
    r"\b(?:bilaga|bilagor|punkt(?:en|erna)?|nr|nummer|kapitel|kap\.?|avsnitt|alternativ|den|till|från)$"
)
_NAMES_PAPER = pattern(r"\W*(?:\d+\. )?(?:som )?(?:yttrande|svar|remissvar|remissyttrande)\b")
_NEW_LEAD = pattern(
    r"(?:kommunstyrelsen|kommunfullmäktige|[a-zåäö]*utskottet|[a-zåäö]*nämnden) (?:beslutar|föreslår"
    r"|beslutade|föreslog)\b"
)
# "antar överenskommelsen och föreslår kommunfullmäktige att anslå medel": two statements in one
_ALSO_PROPOSES = pattern(
    rf"(?:,| och| samt|, och|, samt)(?: att)? (?P<proposes>(?:föreslår|föreslå|hemställer"
    rf"|hemställa)(?: \w+){{0,2}} (?:{ANY})\b)"
)
_AND_THAT = pattern(r"(?:,? (?:och|samt)|,) (?=att )")
_LONGEST_LIST = 2_000  # characters
_COLUMN_TAIL = pattern(r"(?:beslut|förslag) ")


def read_points(text: str, layout: Layout, part: Part) -> tuple[Point, ...]:
    """The points of one part, in order. Page furniture and the marks of a list are left out."""
    points: list[Point] = []
    stance = heading_stance(part.heading)
    lead_span: Span | None = None
    waiting = _statements(text, layout, part)[::-1]
    while waiting:
        view = waiting.pop()
        lead = read_lead(view.text, stance)
        also = _ALSO_PROPOSES.search(view.text, lead.content + 1)
        if also and not lead.stance.proposes:
            waiting.append(_cut(view, also.start("proposes"), len(view.text)))
            view = _cut(view, 0, also.start())
        if lead.rule != "lead.none":
            nested = points and lead_span and not points[-1].text and stance.proposes
            named = view.span(0, max(lead.content, 1))
            lead_span = Span(start=lead_span.start, end=named.end) if nested and lead_span else named
        said = view.text[lead.content :].strip(" .:,")
        stance = stance if lead.stance.foreign and said else lead.stance  # a lead without content holds on
        content = lead.content + len(view.text[lead.content :]) - len(view.text[lead.content :].lstrip(" .:,"))
        points.append(
            Point(
                text=view.text[content:].rstrip(),
                whole=view.text,
                view=view,
                offset=content,
                lead=lead,
                lead_span=lead_span,
            )
        )
    return tuple(points)


def _cut(view: View, start: int, end: int) -> View:
    return View(text=view.text[start:end], places=view.places[start:end])


def _statements(text: str, layout: Layout, part: Part) -> list[View]:
    """Each statement's view: lines joined until the next point or sentence begins."""
    groups: list[list[tuple[int, int]]] = []
    before, in_list = "", False
    for number, (start, end) in enumerate(_stretches(text, layout, part)):
        raw = text[start:end]
        folded = close_up(" ".join(fold(raw).split()))
        if number == 0 or _begins(raw, folded, before, in_list):
            groups.append([])
            in_list = False
        in_list = in_list or folded.startswith(("att ", "- att", "-att"))
        groups[-1].append((start, end))
        before = folded
    views = [view_of(text, group) for group in groups]
    return [piece for view in views for piece in _sentences(text, view)]


def _stretches(text: str, layout: Layout, part: Part) -> list[tuple[int, int]]:
    """The part's lines without furniture; the first may begin within a line, beside its heading."""
    span = part.span
    found = []
    newline = text.find("\n", span.start, span.end)
    first_end = newline if newline >= 0 else span.end
    first = text[span.start : first_end]
    lines = layout.between(span.start, span.end)
    inner = first_end if not lines or lines[0].start > first_end else lines[0].start
    if first.strip() and (not lines or lines[0].start >= first_end):
        begin = span.start + len(first) - len(first.lstrip())
        found.append((begin, min(span.start + len(first.rstrip()), inner)))
    elif lines and text[span.start : lines[0].start].strip():
        found.append((span.start, lines[0].start))
    column = part.heading.islower() and part.heading.endswith(("beslut", "förslag", "forslag"))
    for number, line in enumerate(lines):
        if line.furniture:
            continue
        start = line.start
        if number == 0 and column:
            tail = _COLUMN_TAIL.match(line.folded)
            start += tail.end() if tail else 0
        found.append((start, min(line.end, span.end)))
    return [(start, end) for start, end in found if start < end]


def _begins(raw: str, folded: str, before: str, in_list: bool) -> bool:
    """Whether this line begins a statement of its own."""
    if before.endswith("-") and raw[0].islower():
        return False  # the rest of a hyphenated word
    if folded.startswith("att ") or folded == "att":
        return _begins_att(before, in_list)
    if _POINT.match(folded) and not (folded[0].isdigit() and _NUMBERED.search(before)):
        # "anta 1. förslaget" broken over lines is rare; a date broken over lines ("den / 19 januari") is not
        return not re.match(
            r"\d{1,2} (?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec|kr|pro|tkr|mnkr"
            r"|000)",
            folded,
        )
    if not (raw[0].isupper() or raw[0] in "\"”'"):
        return False
    if before.endswith((".", ":", ";", "!", "?")) or _NEW_LEAD.match(folded):
        return True
    events = find_events(folded[:40])
    return bool(events) and events[0].start == 0


def _begins_att(before: str, in_list: bool) -> bool:
    """Whether a line that begins with "att" is an att-sats of its own.

    The first after a lead goes on from it, with whatever stands between: "under förutsättning av fullmäktiges beslut, /
    att anta". So does one that a line break only happens to put first: "avslår rekommendationen om / att anta".
    """
    return before.endswith((".", ":", ";")) or (in_list and not _LEADS_ON.search(before))


def _sentences(text: str, view: View) -> list[View]:
    """A statement cut at its full stops and at points that stand within the line."""
    cuts = [0]
    for match in _SENTENCE.finditer(view.text):
        following = view.places[match.end()]
        if _NAMES_PAPER.match(view.text) and not find_events(view.text[: match.start()]):
            continue  # "Yttrande över remissen Ny lag. Åtgärder mot buller översänds": a title with a full stop
        if (
            match.start() > 3
            and text[following].isupper()
            and not _ABBREVIATIONS.match(view.text[max(0, match.start() - 12) : match.start()])
        ):
            cuts.append(match.end())
    cuts += [match.end() for match in _INLINE_POINT.finditer(view.text)]
    cuts = [*sorted(set(cuts)), len(view.text)]
    pieces = []
    for start, end in itertools.pairwise(cuts):
        if view.text[start:end].strip():
            pieces.append(_cut(View(text=view.text.replace("\n", " "), places=view.places), start, end))
    return [part for piece in pieces for part in _asides(piece)]


def _asides(view: View) -> list[View]:
    """A statement without its att-satser that are side points by themselves: they stand as points of their own.

    "beslutar att anta avtalet, att kostnaden ryms inom ram, samt att paragrafen justeras omedelbart"
    """
    joins = list(_AND_THAT.finditer(view.text))
    if not joins or len(view.text) > _LONGEST_LIST:
        return [view]
    ends = [*(join.start() for join in joins[1:]), len(view.text)]
    cuts: set[int] = {0, len(view.text)}
    for join, end in zip(joins, ends, strict=True):
        if is_side_point(view.text[join.end() : end]):
            cuts |= {join.start(), end}
    return [_cut(view, start, end) for start, end in itertools.pairwise(sorted(cuts))]
