"""The parts of one paragraf: which lines are its decision, which a proposal, a motion, background and so on."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from domain.document import Span
from domain.evidence import Part, PartKind
from parsers.bodies import ANY, body_of, rank
from parsers.fields import is_row
from parsers.folding import fold, pattern
from parsers.lines import Layout, Line
from parsers.part_headings import Heading, line_start, whole_line
from parsers.unheaded import decides_last, follows_the_procedure, tells_history

# "Kommunstyrelsens Kommunstyrelsen antar avsiktsförklaringen" above "beslut och störningsfri region": the heading
# stands in a column of its own, two lines high
_COLUMN_OWNER = pattern(
    rf"(?P<owner>{ANY}) (?=(?:\d{{1,2}}[.)]? |[-•] ?)?(?:att |{ANY} |ärendet |[a-zåäö]+ (?:kommun|stad) ))"
)
_COLUMN_BELOW = pattern(r"(?P<below>beslut|förslag)(?: |$)")
# A decision that no heading opens: "Kommunstyrelsen beslutade anta överenskommelsen."
_UNHEADED = pattern(
    rf"(?:beslut: ?)?{ANY} (?:beslutar|beslutade|beslöt|besluta|föreslår|hemställer|antar|godkänner|avslår"
    rf"|avböjer|avstår"
    r"|tillstyrker|avstyrker|ställer sig|ansluter sig|återremitterar|bordlägger|noterar|lägger|överlämnar|bifaller)\b"
    r"(?! (?:den|vid|i|vid sitt) (?:\d|sammanträde|mars|april|maj))(?! (?:\d{4}-\d\d|§))"
)
_LEAD_ALONE = pattern(
    rf"{ANY} (?:beslutar|beslutade|beslöt|besluta)(?: därför)?(?: att| följande)?:?|{ANY} (?:föreslår"
    rf"|hemställer)(?! (?:den )?\d) .{{0,60}}(?:att|besluta|besluta (?:att|följande)|:)"
)
# "Kommunstyrelsen har 2014-12-01, § 198, lämnat följande förslag till kommunfullmäktige:"
_QUOTES_PROPOSAL = pattern(
    rf"{ANY} (?:har|hade)?[^.:;]{{0,60}}? ?(?:lämnat|lämnade|lade|lagt|avgav|avgett|avgivit|framlade|framlagt"
    rf"|framställt) (?:följande|nedanstående) (?:besluts)?förslag(?: till (?:beslut|{ANY}))*(?: i ärendet)?:"
    rf"|{ANY} (?:förslag|hemställan)(?: till {ANY})?(?:,? (?:av |den |från )?\d[^:.]{{0,40}})? (?:lyder|är"
    r"|har följande lydelse)(?: (?:följande|som följer|enligt följande))?:"
)
_PROPOSES = pattern(rf"{ANY} (?:\w+ )?(?:föreslår|föreslog|hemställer|hemställde|har föreslagit)\b")
_LEADS = ("besluta", "beslot", "foreslar", "hemstaller")  # without one there is no lead
_VERBAL = pattern(
    r"\b(?:anta|antas|antar|godkänn\w*|avslå\w*|bifall\w*|uppdra\w*|får|ska|skall|att|notera\w*|lägg\w*"
    r"|beslut\w*|utse\w*|välj\w*"
    r"|återremitt\w*|bordlägg\w*|fastställ\w*|överlämna\w*|är|anses|antecknas|förklaras|gäller|betalas"
    r"|finansieras|belastar)\b"
)
_GOES_ON = ("bordl", "aterrem", "utgar", "dras", "lyfts", "tas ", "skjuts", "ska", "har ", "laggs", "anses")
_SENTENCE_END = (".", ":", "!", "?", ";")


@dataclass(slots=True)
class _Opening:
    kind: PartKind
    heading: str
    start: int  # where the part's own text begins
    cut: int  # where the heading begins: the part before it ends here
    inline: bool


def split_parts(text: str, layout: Layout, start: int, end: int, body_from: int) -> tuple[Part, ...]:
    """The parts of text[start:end]; what lies before `body_from` (sign, number, title) belongs to the heading.

    A part's span holds its text without the heading's words.
    """
    lines = [line for line in layout.between(start, end) if not line.furniture]
    openings = [_Opening(PartKind.HEADING, "", start, start, False)]
    for index, line in enumerate(lines):
        if line.start < body_from:
            continue
        opening = _opening(text, lines, index, openings[-1])
        if opening:
            openings.append(opening)
    parts = _close(openings, end)
    return _settle(text, parts)


def leads_a_decision(folded: str) -> bool:
    """Whether a line (folded) only says who decides or proposes: "Kommunstyrelsen föreslår kommunfullmäktige att"."""
    return any(lead in folded for lead in _LEADS) and bool(_LEAD_ALONE.fullmatch(folded))


def decides_at_once(folded: str) -> bool:
    """Whether a line (folded) begins with a body and what it decides: "Kommunstyrelsen antar överenskommelsen"."""
    return bool(_UNHEADED.match(folded))


def _opening(text: str, lines: list[Line], index: int, current: _Opening) -> _Opening | None:
    """The part that begins at this line, if one does."""
    line = lines[index]
    raw = text[line.start : line.end]
    heading = _unless_fields(whole_line(line.folded), text, line)
    if heading and not _is_running_sentence(lines, index, raw):
        return _Opening(heading.kind, raw.strip(" :"), line.end, line.start, False)
    quoting = _quotes_a_proposal(lines, index)
    if quoting:
        return _Opening(PartKind.PROPOSAL, text[line.start : quoting.end].strip(" :"), quoting.end, line.start, False)
    if _at_sentence_start(lines, index, text):
        heading = _unless_fields(line_start(raw, line.folded), text, line)
        if heading:
            words = len(line.folded[: heading.length].split())
            return _inline(raw, line, heading, words)
        column = _column(lines, index)
        if column:
            return _Opening(column.kind, column.words, line.start + len(raw.split()[0]), line.start, True)
    if current.kind in {PartKind.HEADING, PartKind.BACKGROUND} and _decides_unheaded(lines, index, text, current):
        return _Opening(PartKind.DECISION, "", line.start, line.start, True)
    if current.kind in {PartKind.BACKGROUND, PartKind.DOCUMENTS} and decides_last(text, lines, index, current.start):
        return _Opening(PartKind.DECISION, "", line.start, line.start, True)
    if leads_a_decision(line.folded) and follows_the_procedure(text, lines, index, current.kind, current.heading):
        if raw.isupper():
            return _Opening(PartKind.DECISION, raw.strip(" :"), line.end, line.start, False)
        return _Opening(PartKind.DECISION, "", line.start, line.start, True)
    if current.kind is PartKind.DECISION and _is_unknown_heading(text, lines, index):
        return _Opening(PartKind.BACKGROUND, raw, line.end, line.start, False)
    if current.kind is PartKind.DECISION and current.start < line.start and tells_history(text, lines, index):
        return _Opening(PartKind.BACKGROUND, "", line.start, line.start, True)
    return None


def _unless_fields(heading: Heading | None, text: str, line: Line) -> Heading | None:
    """Not "Beslutande Kommunstyrelsen, Datum 2015-04-20", nor "Kommunstyrelsen   Protokoll från": rows of fields."""
    if heading and heading.kind in {PartKind.PROCEDURE, PartKind.EARLIER} and " " in line.folded:
        return None if is_row(text, line.start, line.end) else heading
    return heading


def _quotes_a_proposal(lines: list[Line], index: int) -> Line | None:
    """The last line of a full clause that introduces a body's proposal; it may run over two lines."""
    for last in lines[index : index + 2]:
        words = " ".join(line.folded for line in lines[index : index + 2] if line.start <= last.start)
        if words.endswith(":") and "forsl" in words and _QUOTES_PROPOSAL.fullmatch(words):
            return last
    return None


def _inline(raw: str, line: Line, heading: Heading, words: int) -> _Opening:
    rest = raw.split(None, words)
    start = line.end - len(rest[words]) if len(rest) > words else line.end
    return _Opening(heading.kind, " ".join(rest[:words]).strip(" :"), start, line.start, True)


def _column(lines: list[Line], index: int) -> Heading | None:
    """A heading of two lines standing left of the text."""
    match = _COLUMN_OWNER.match(lines[index].folded)
    if not match or index + 1 >= len(lines) or not match.group("owner").endswith("s"):
        return None
    below = _COLUMN_BELOW.match(lines[index + 1].folded)
    if not below:
        return None
    kind = PartKind.DECISION if below.group("below") == "beslut" else PartKind.PROPOSAL
    return Heading(kind, f"{match.group('owner')} {below.group('below')}", match.end())


def _is_running_sentence(lines: list[Line], index: int, raw: str) -> bool:
    """A line that only looks like a heading: "bifaller" ends one, "kommunstyrelsens förslag." is the next."""
    if raw[0].islower():
        return True
    if raw.casefold().strip(" :.") == "beslut":
        return False
    goes_on = index + 1 < len(lines) and lines[index + 1].folded.startswith(_GOES_ON)
    if raw.startswith("Ärende") and goes_on:
        return True  # "Ärendet / bordläggs."
    return index > 0 and lines[index - 1].folded.endswith(
        (" och", " av", " enligt", " med", " till", " om", " den", ",")
    )


def _at_sentence_start(lines: list[Line], index: int, text: str) -> bool:
    line = lines[index]
    return text[line.start].isupper() and (
        index == 0 or not lines[index - 1].folded.endswith((",", " och", " av", "-"))
    )


def _decides_unheaded(lines: list[Line], index: int, text: str, current: _Opening) -> bool:
    line = lines[index]
    before = lines[index - 1] if index else None
    if leads_a_decision(line.folded):
        return True
    if current.kind is PartKind.BACKGROUND and current.heading:
        return False
    begins = before is None or before.folded.endswith(_SENTENCE_END) or "\n\n" in text[before.end : line.start]
    return (begins or current.kind is PartKind.HEADING) and bool(_UNHEADED.match(line.folded))


def _is_unknown_heading(text: str, lines: list[Line], index: int) -> bool:
    """A short line without a verb, between a finished sentence and a new one: a heading that we have no name for."""
    line = lines[index]
    raw = text[line.start : line.end]
    if index == 0 or index + 1 >= len(lines) or len(raw) > 50 or not raw[0].isupper():
        return False
    if raw[-1] in ".,;:-–" or len(raw.split()) > 5 or _VERBAL.search(line.folded):
        return False
    following = lines[index + 1]
    after = text[following.start : following.end]
    return lines[index - 1].folded.endswith(".") and after[0].isupper() and len(after) > len(raw)


def _close(openings: list[_Opening], end: int) -> list[Part]:
    parts = []
    for opening, following in zip(openings, [*openings[1:], None], strict=True):
        stop = following.cut if following else end
        span = Span(start=min(opening.start, stop), end=stop)
        parts.append(Part(kind=opening.kind, heading=opening.heading, span=span))
    return parts


def _settle(text: str, parts: list[Part]) -> tuple[Part, ...]:
    """Kinds that only the neighbours tell.

    "Kommunstyrelsens förslag till kommunfullmäktige" right under "Förslag till beslut" is a proposal, right under
    "Beslut" a decision. Without any other decision, "Arbetsutskottets förslag" is what the utskott decided.
    """
    settled: list[Part] = []
    inherited: set[int] = set()
    for number, part in enumerate(parts):
        above = settled[-1] if settled else None
        kind = part.kind
        if (
            above
            and above.heading
            and above.kind in {PartKind.PROPOSAL, PartKind.DECISION}
            and kind in {PartKind.PROPOSAL, PartKind.DECISION}
            and not text[above.span.start : above.span.end].strip()
            # an office's or nobody's proposal stays one: the decision above it is missing
            and (above.kind is PartKind.PROPOSAL or kind is PartKind.DECISION or _is_of_a_body(part.heading))
        ):
            kind = above.kind
            inherited.add(number)
        settled.append(dataclasses.replace(part, kind=kind))
    settled = _own_proposals(settled, inherited)
    if any(part.kind is PartKind.DECISION and part.heading for part in settled):
        # "Kommunstyrelsen beslutade / att ..." in the background of a headed decision is history
        settled = [
            _as_told(text, part) if part.kind is PartKind.DECISION and not part.heading else part for part in settled
        ]
    return tuple(settled)


def _as_told(text: str, part: Part) -> Part:
    """History, or the proposal that the decision above can refer to: "Kommunstyrelsen föreslår fullmäktige besluta"."""
    lead = _PROPOSES.match(" ".join(fold(text[part.span.start : part.span.start + 120]).split()))
    if lead is None:
        return dataclasses.replace(part, kind=PartKind.BACKGROUND)
    return dataclasses.replace(part, kind=PartKind.PROPOSAL, heading=lead.group())


def _own_proposals(parts: list[Part], inherited: set[int]) -> list[Part]:
    """Tell proposals that were decided from those that were laid before."""
    decisions = [part for part in parts if part.kind is PartKind.DECISION and not _is_proposal_heading(part.heading)]
    owners = {_owner(part.heading) for part in decisions}
    result: list[Part] = []
    for number, part in enumerate(parts):
        kind = part.kind
        if number in inherited:
            pass  # under an empty "Beslut" or "Förslag till beslut" it is what that heading says
        elif kind is PartKind.DECISION and decisions and _is_proposal_heading(part.heading):
            if _owner(part.heading) not in owners:
                kind = PartKind.PROPOSAL
        elif kind is PartKind.PROPOSAL and not decisions and _owner(part.heading):
            kind = PartKind.DECISION
        result.append(dataclasses.replace(part, kind=kind))
    return result


def _is_proposal_heading(heading: str) -> bool:
    return "förslag" in heading.casefold()


_OWNED = pattern(rf"(?P<owner>{ANY}) (?:besluts?)?(?:beslut|förslag)\b.*")


_TO_A_BODY = pattern(rf"förslag till {ANY}\b")


def _is_of_a_body(heading: str) -> bool:
    """A body's own proposal, or one that goes to another body: "Förslag till kommunfullmäktige"."""
    return bool(_owner(heading) or _TO_A_BODY.match(" ".join(fold(heading).split())))


def _owner(heading: str) -> str:
    """The body in "Kommunstyrelsens förslag till kommunfullmäktige", "" for an office's or nobody's."""
    match = _OWNED.fullmatch(" ".join(fold(heading).split()))
    if not match:
        return ""
    body = body_of(match.group("owner"))
    return body.value if body and rank(body) > 0 else ""
