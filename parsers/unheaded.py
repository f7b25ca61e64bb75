"""Where a part of a paragraf begins although no heading says so: the decision below its background, or the reverse."""

from __future__ import annotations

from collections.abc import Sequence

from domain.evidence import PartKind
from parsers.bodies import ANY
from parsers.fields import is_row
from parsers.folding import pattern
from parsers.lines import Line
from parsers.part_headings import Heading, line_start, whole_line

_DECIDED = pattern(
    rf"{ANY} (?:beslutar|beslutade|beslöt|har beslutat|föreslår)(?: (?!också|även|då|tidigare|senast|i samband)|:?$)"
)
_AT_A_TIME = pattern(
    # "2016-2019" are the years of a programme
    r"\b(?:19|20)\d\d-(?!(?:19|20)\d\d\b)|\bden \d|§"
    r"|\b(?:tidigare|då|redan|senast|samtidigt|vid sammanträde\w*|i fjol)\b"
)
_CLOSES = {PartKind.DISPATCH, PartKind.CERTIFICATION}
_ROOM, _AROUND = 0.8, 20  # of the longest of so many lines around: letters differ in width


# "Kommunen ansluter sig först den 1 januari" in what stands above: it may be what is meant
_LIMITS_ABOVE = pattern(
    r"\b(?:kommunen|staden|vi|kommunstyrelsen|fullmäktige|ordföranden?)\b.*\b(?:ansluter|anslutning\w*|reserver\w*|deltar|åtar"
    r"|undantar|avstår|avslår|återremitt\w*|bordl\w*|uppdra\w*|beslutar?|föreslår)\b"
    r"|\böverlämna\w* till\b|\bfår i uppdrag\b|\breserver\w*|\bförst den\b|\båterremi\w*|\bbordl[aä]\w*|\bvillkor\w*"
    r"|\bförbehåll\w*"
)


def decides_last(text: str, lines: Sequence[Line], index: int, since: int) -> bool:
    """Whether the paragraf's last paragraph, below background or papers, is the decision, which no heading opens.

    `since`: the offset where that background begins; where it says what the municipality does, nothing is decided so.
    "Kommunstyrelsen beslutade den 2 mars 2009 att anta" tells history: of its own the minutes give no day.
    """
    if not index or not _DECIDED.match(lines[index].folded) or not _begins_anew(text, lines, index):
        return False
    if any(_LIMITS_ABOVE.search(near.folded) for near in lines[:index] if near.start >= since):
        return False
    last = index
    while last + 1 < len(lines) and "\n\n" not in text[lines[last].end : lines[last + 1].start]:
        if _heading(text, lines[last + 1]):
            break
        last += 1
    if any(_AT_A_TIME.search(near.folded) for near in lines[index : last + 1]):
        return False
    # "Diarienummer KS 2015/171" in the foot of the page
    after = next((near for near in lines[last + 1 :] if not is_row(text, near.start, near.end)), None)
    heading = _heading(text, after) if after else None
    return after is None or (heading is not None and heading.kind in _CLOSES)


def _heading(text: str, line: Line) -> Heading | None:
    return whole_line(line.folded) or line_start(text[line.start : line.end], line.folded)


def _begins_anew(text: str, lines: Sequence[Line], index: int) -> bool:
    """Whether a paragraph begins here: below an empty line, or where the line above had room for its first word."""
    above, line = lines[index - 1], lines[index]
    if "\n\n" in text[above.end : line.start]:
        return True
    longest = max(len(near.folded) for near in lines[max(0, index - _AROUND) : index + _AROUND])
    room = len(above.folded) + len(line.folded.split()[0]) < _ROOM * longest
    return room and not above.folded.endswith((",", "-", ":", " och", " samt", " av", " om", " att"))


# "Kommunförbundet Stockholms Läns styrelse beslutade den 19 mars 2015 att rekommendera" in a paragraph of its own
_HISTORY = pattern(
    r"(?:kommunförbundet(?: stockholms? läns?)?s?|ksl:?s?|storsthlm:?s?)(?: \(ksl\))?(?:s? styrelse)?(?: \(ksl\))?"
    r" (?:har|beslutade|beslöt|rekommendera(?:de|r)) (?!.*\b(?:dock|endast|inte|ej|villkor\w*|förutsättning)\b)"
)


# what a sentence says that does something, or limits what is done: then a person reads the whole
_ACTS = pattern(
    r"\b(?:anslut\w*|antar|antas|antog\w*|reserver\w*|överlämna\w*|uppdra\w*|besluta(?:r|s|nde)?|villkor\w*|förutsätt\w*"
    r"|förutsatt|endast|bara|enbart|först|dock|inte|ej|icke|ingen|inga|inget|undanta\w*|avgör\w*|deleger\w*|gäller|gälla"
    r"|träder|senast|kostnad\w*|återkom\w*|därefter|bordlägg\w*|återremitt\w*|upphör\w*|till och med|t\.?o\.?m|delar"
    r"|delvis|tillägg\w*|ändring\w*|ändra\w*|avslå\w*|avslag\w*|avvakta\w*|invänta\w*|föreslå\w*|yrka\w*"
    r"|kommunen|staden|kommunstyrelsen|fullmäktige|kommunfullmäktige|ärendet|förklara\w*|utom|såvida"
    r"|under|fram|sedan|när|om att|förbehåll\w*)\b"
)


def tells_history(text: str, lines: Sequence[Line], index: int) -> bool:
    """Whether paragraphs without a heading, below the decision, only tell what we asked for: background begins.

    Where any of them may do or limit something, up to the next heading, they stay with the decision.
    """
    if not index or not _HISTORY.match(lines[index].folded):
        return False
    above = lines[index - 1]
    if above.folded.endswith(":") or not (
        above.folded.endswith((".", "!", "?", ";")) or "\n\n" in text[above.end : lines[index].start]
    ):
        return False
    for line in lines[index:]:
        if whole_line(line.folded) or line_start(text[line.start : line.end], line.folded):
            break
        if _ACTS.search(line.folded):
            return False
    return True


_WHO_DECIDES = pattern(rf"{ANY} (?:beslutar|beslutade|beslöt|har beslutat)(?: därför)?(?: att| följande)?:?")
# "Hon yrkar att styrelsen fattar följande beslut." above such a line: it is a quotation
_ANNOUNCES = pattern(r".*(?:följande|nedan\w*|enligt|lyder|lydelse|proposition\w*|kontraproposition\w*|röstar?)\b.*")


def follows_the_procedure(text: str, lines: Sequence[Line], index: int, kind: PartKind, heading: str) -> bool:
    """Whether "KOMMUNSTYRELSEN BESLUTAR" alone in its line heads the decision below what was moved and put to the vote.

    `kind`, `heading`: of the part that it would end. In capitals it stands among headings in capitals; in small
    letters only below how the decision was come to, and apart from it.
    """
    line = lines[index]
    if not index or index + 1 >= len(lines) or not _WHO_DECIDES.fullmatch(line.folded):
        return False
    above = lines[index - 1]
    apart = "\n\n" in text[above.end : line.start]
    if whole_line(above.folded) or _ANNOUNCES.fullmatch(above.folded) or not (apart or above.folded.endswith(".")):
        return False
    if text[line.start : line.end].isupper():
        return heading.isupper() and kind in {PartKind.PROCEDURE, PartKind.MOTION, PartKind.DOCUMENTS}
    return apart and above.folded.endswith(".") and kind is PartKind.PROCEDURE
