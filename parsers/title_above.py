"""A paragraf's title that stands above its fields, as in minutes exported from the web.

"Samverkan för en trygg region / Paragraf § 61 / Diarienummer KS/2015:144 / Sammanträde ... / Beslut". The line above
the fields may as well be the last one of the paragraf before, or of the letterhead. Whichever is taken says what the
decision is about, so where it is not sure to be a heading there is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.evidence import PartKind
from parsers.bodies import ANY
from parsers.fields import block_around, is_labels, is_row, tells_a_meeting
from parsers.folding import fold, pattern
from parsers.lines import Line
from parsers.part_headings import line_start, whole_line
from parsers.parts import decides_at_once, leads_a_decision

_MOST_LINES, _LONGEST, _FULL_LINE, _HEAD_LINES, _NEAR = 3, 250, 40, 5, 12
_LIST_PARTS = {PartKind.DOCUMENTS, PartKind.DISPATCH}
# "Salems kommun, Kommunstyrelsen", "Kommunstyrelsen 2015-05-18", "Sammanträdesprotokoll 2015-05-18 Sida 3"
_LETTERHEAD = pattern(
    rf"(?:[a-zåäö\-]+ ){{0,2}}(?:kommuns?|stads?)(?:,? (?:{ANY}|\d).*)?|{ANY}(?:,? (?:\d|{ANY}).*)?"
    r"|(?:.{0,60} )?(?:sammanträdes ?)?protokoll(?:s ?utdrag)?(?:,? .*)?|utdrag (?:ur|av|från) .*|kallelse.*"
    r"|(?:sida?|plats|tid|närvarande|beslutande|ordförande|sekreterare|justerare|övriga|handläggare|utskriven)\b.*"
    r"|.*(?:@|www\.|https?:|\btel(?:efon)?\b|\b\d{3} ?\d{2} [a-zåäö]{3,}).*|[\d\W]+"
)
_NO_TITLE = pattern(
    r"\d{1,2}[.)].*|[\-•*–].*|att\b.*|.*[.:;,!?]"
    r"|.*\b(?:beslutar|beslutade|beslöt|föreslår|yrkar|yrkade|noterar|antar|antas|godkänner|godkänns|bifaller|avslår|avslås"
    r"|återremitterar|återremitteras|bordlägger|bordläggs|finner|reserverar|bilaga|tjänsteskrivelse\w*|skrivelse)\b.*"
)
_SIGNED = pattern(r"§ ?\d")
_ABBREVIATED = (" m.m.", " m.fl.", " mm.")
_LEFT_OPEN = pattern(r".*(?:-|,|\b(?:och|om|för|i|av|till|med|mot|på|vid|från|samt|enligt|den))")


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleAbove:
    """Lines of the layout: the title is [first, fields), its fields [fields, body)."""

    first: int
    fields: int
    body: int


def titles_above(text: str, lines: Sequence[Line], starts: Sequence[int]) -> dict[int, TitleAbove]:
    """For the lines that have paragrafer's numbers (`starts`, in order): those with a title above their fields.

    None at all where some paragraf of the document has its title below the fields: that is how its pages are made.
    """
    found: dict[int, TitleAbove] = {}
    previous = -1
    for start in starts:
        first, body = _fields_around(text, lines, start)
        if first < body:
            if _is_titled_below(text, lines, body):
                return {}
            title = _title_before(text, lines, first, previous) if _opens_the_matter(text, lines, body) else None
            if title is not None:
                found[start] = TitleAbove(first=title, fields=first, body=body)
        previous = start
    return found


def _fields_around(text: str, lines: Sequence[Line], start: int) -> tuple[int, int]:
    """The block of fields [first, beyond) of line `start`, which has the number; (start, start) when it has none.

    A sign alone is no block, nor one with the diarienummer below it: so do most minutes open a paragraf.
    """
    spans = [(line.start, line.end) for line in lines[max(0, start - _NEAR) : start + _NEAR]]
    at = min(start, _NEAR)
    first, beyond = block_around(text, spans, at)
    shift = start - at
    signed = _SIGNED.match(lines[start].folded) and not (at and is_labels(text, *spans[at - 1]))
    if signed and not tells_a_meeting(text, spans[at:beyond]) and not tells_a_meeting(text, spans[first:at]):
        return start, start
    return first + shift, beyond + shift


def _opens_the_matter(text: str, lines: Sequence[Line], index: int) -> bool:
    """Whether a part of the paragraf begins here, so that no title can follow. "Ärende" may have one below it."""
    if index >= len(lines):
        return False
    line = lines[index]
    heading = whole_line(line.folded) or line_start(text[line.start : line.end], line.folded)
    if heading:
        return heading.words not in {"arende", "arendet"}
    return leads_a_decision(line.folded) or decides_at_once(line.folded)


def _is_titled_below(text: str, lines: Sequence[Line], index: int) -> bool:
    """Whether a title, with a part below it, follows the fields; it may run over some lines."""
    for at in range(index, min(index + _MOST_LINES, len(lines) - 1)):
        if _opens_the_matter(text, lines, at) or not _may_be_title(text, lines[at]):
            return False
        if _opens_the_matter(text, lines, at + 1):
            return True
    return False


def _title_before(text: str, lines: Sequence[Line], fields: int, previous: int) -> int | None:
    """The first line of the title that ends above line `fields`; None where that is not sure."""
    first = fields - 1
    if first <= previous or not _on_one_page(text, lines, first) or not _may_be_title(text, lines[first]):
        return None
    while first - 1 > previous and _goes_on_from_above(text, lines, first):
        first -= 1
        if fields - first > _MOST_LINES or not _may_be_title(text, lines[first]):
            return None
    whole = text[lines[first].start : lines[fields - 1].end]
    if not (whole[0].isupper() or whole[0].isdigit()) or len(whole) > _LONGEST:
        return None
    return first if _stands_apart(text, lines, first, previous) else None


def _may_be_title(text: str, line: Line) -> bool:
    """Whether the words of a line can be those of a title, wherever it stands."""
    folded, raw = line.folded, text[line.start : line.end]
    if line.furniture or len(folded) > _LONGEST or _LETTERHEAD.fullmatch(folded) or is_row(text, line.start, line.end):
        return False
    if _NO_TITLE.fullmatch(folded) and not folded.endswith(_ABBREVIATED):
        return bool(folded.endswith(",") and not _NO_TITLE.fullmatch(folded[:-1]))
    return not (whole_line(folded) or line_start(raw, folded) or leads_a_decision(folded) or decides_at_once(folded))


def reads_as_title(raw: str) -> bool:
    """Whether these words, the beginning of a line, are those of a title: no letterhead, no sentence, no heading."""
    folded = " ".join(fold(raw).split())
    if _LETTERHEAD.fullmatch(folded) or _NO_TITLE.fullmatch(folded) or is_row(raw, 0, len(raw)):
        return False
    return len(folded.split()) > 2 and not whole_line(folded) and not line_start(raw, folded)


def _on_one_page(text: str, lines: Sequence[Line], index: int) -> bool:
    return "\f" not in text[lines[index].end : lines[index + 1].start]


def _gap(text: str, lines: Sequence[Line], index: int) -> bool:
    """Whether an empty line or a new page stands above this line."""
    between = text[lines[index - 1].end : lines[index].start]
    return "\f" in between or between.count("\n") > 1


def _goes_on_from_above(text: str, lines: Sequence[Line], index: int) -> bool:
    """Whether this line of a title continues the one above it: in lower case, or after words that ask for more."""
    above = lines[index - 1]
    if _gap(text, lines, index) or above.furniture:
        return False
    if text[lines[index].start].islower() or _LEFT_OPEN.fullmatch(above.folded):
        return True
    return above.end - above.start >= _FULL_LINE and _may_be_title(text, above)


def _stands_apart(text: str, lines: Sequence[Line], first: int, previous: int) -> bool:
    """Whether what stands above the title is another thing: the page's head, or the end of the paragraf before it."""
    if first == 0:
        return True
    above = first - 1
    while above >= 0 and _heads_a_page(text, lines[above]):
        above -= 1
    if above < 0 or "\f" in text[lines[above].end : lines[first].start]:
        return True
    if above != first - 1 or not _gap(text, lines, first) or _LEFT_OPEN.fullmatch(lines[above].folded):
        return False
    return not _ends_a_list(text, lines, above, previous)


def _heads_a_page(text: str, line: Line) -> bool:
    """Whether a line is of a page's head or foot: "Skogstads kommun", and in the head also "Möte 2015-05-18"."""
    in_head = line.depth < _HEAD_LINES and is_row(text, line.start, line.end) and "§" not in line.folded
    return line.furniture or in_head or bool(_LETTERHEAD.fullmatch(line.folded))


def _ends_a_list(text: str, lines: Sequence[Line], above: int, previous: int) -> bool:
    """Whether the title may be one entry more of what is above: of papers or receivers set with gaps between them."""
    loose = False  # a gap between two entries
    for index in range(above, previous, -1):
        heading = whole_line(lines[index].folded)
        if heading or lines[index].folded.endswith(":"):
            few = above - index < 2  # one entry tells nothing of the gaps between them
            listed = heading is None or heading.kind in _LIST_PARTS
            return index == above or (listed and (loose or (few and _gap(text, lines, index + 1))))
        loose = loose or (index < above and _gap(text, lines, index + 1))
    return False
