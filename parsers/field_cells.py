"""One line of a paper's fields, cell by cell: "Sammanträdesdatum: 2015-05-18", "Organ   Mötesdatum   §".

A cell is a label, a value that is known by its own form (a body, a day, a paragraf's sign, a diarienummer, the
municipality), or a label with its value. Other words are text: a title, a sentence, or what stands below a label that
asks for words ("Handläggare"). Which label a value of another line belongs to: parsers.fields.
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from functools import lru_cache

from domain.document import Span
from parsers import zones
from parsers.bodies import ANY
from parsers.folding import pattern


class FieldKind(enum.Enum):
    """What a label asks for, and what a value is."""

    DATE = "date"  # of the meeting; as a value any day
    BODY = "body"
    PARAGRAF = "paragraf"
    NUMBER = "number"  # the municipality's own diarienummer
    NAME = "name"  # of the municipality
    OTHER_DATE = "other_date"  # of justering, anslag, printing; only ever a label's kind
    COUNT = "count"  # a number on the agenda, of a page
    OTHER = "other"  # handläggare, plats, diarieplan
    TEXT = "text"  # other words; only ever a value's kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A label (`value` None), a value (`asks` empty), or both; places are those of the document.

    `asks`: what the label asks for. `kind`: what the value is by its form, None for a label alone.
    """

    asks: frozenset[FieldKind]
    kind: FieldKind | None
    value: Span | None


_D, _B, _P, _N, _O = FieldKind.DATE, FieldKind.BODY, FieldKind.PARAGRAF, FieldKind.NUMBER, FieldKind.OTHER
_LABELS: dict[str, tuple[frozenset[FieldKind], str]] = {
    "meeting": (frozenset({_D, _B}), r"sammanträde|möte|protokoll från"),
    "day": (
        frozenset({_D}),
        r"sammanträdes(?: |- ?)?(?:datum|dag|tid)|mötes(?:- )?(?:datum|dag|tid)|beslutsdatum"
        r"|datum för (?:sammanträde|möte|beslut)t?|protokollsdatum|datum(?: och tid)?|tidpunkt",
    ),
    "other_day": (
        frozenset({FieldKind.OTHER_DATE}),
        r"justerings?(?:- )?(?:datum|dag)|justera[tds](?: den)?|brevdatum|utdrags(?:- )?datum"
        r"|datum för (?:justering|anslag\w*|publicering|utdrag\w*)(?: .{0,30})?"
        r"|justering|anslag(?:et)?(?: (?:upp|den))?|anslags?(?:datum|dag)|utskrifts?(?:datum|dag)|utskriven"
        r"|utdrag(?:et)? (?:gjort|utskrivet|upprättat|bestyrkt|expedierat)"
        r"|expedierings?datum|expediera[td]|publicera[td]",
    ),
    "body": (
        frozenset({_B}),
        r"(?:sammanträdande |beslutande )?organ|besluts ?(?:instans|organ)|instans|beslutande(?: instans)?"
        r"|nämnd(?: ?/ ?styrelse)?|styrelse ?/ ?nämnd|styrelse",
    ),
    "paragraf": (frozenset({_P}), r"paragraf(?:en|er)?(?: ?(?:nr|nummer))?|§(?: ?nr)?(?! ?\d)"),
    "number": (
        frozenset({_N}),
        r"(?:vårt )?diarie(?: |- ?)?(?:nummer|nr|id|beteckning)|ärende-?id|ärendebeteckning|(?:vårt )?dnr|d:nr"
        r"|(?:vår )?beteckning",
    ),
    "matter": (frozenset({_N, FieldKind.COUNT}), r"ärende(?:[ -]?(?:nummer|nr))?"),
    "count": (frozenset({FieldKind.COUNT}), r"punkt|ärendepunkt|sida?|blad|bilaga"),
    "name": (frozenset({FieldKind.NAME, _O}), r"kommun"),
    "words": (
        frozenset({_O}),
        r"er (?:beteckning|referens)|ert (?:dnr|diarienummer)|vår referens"
        r"|handläggare|plats|lokal|diarieplan|diariekod|diarieplans(?:beteckning|kod)|klassificering|ärendetyp"
        r"|sekretess|status|version|dokumenttyp|handlingstyp|sekreterare|ordförande|förvaltning|avdelning|ansvarig",
    ),
}
_LABEL = pattern(
    "(?:"
    + "|".join(f"(?P<{name}>{words})" for name, (_, words) in _LABELS.items())
    + r")(?!\w|- )\.?(?P<sign> ?:| ?\.{3,})?(?=\W|$)"
)
_MONTH = r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]{0,6}\.?"
_CLOCK = r"\d\d?[.:]\d\d(?: ?- ?\d\d?[.:]\d\d)?"
_DAY = (
    r"(?:(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?,? )?(?:den )?"
    rf"(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}(?::?e)? {_MONTH} \d{{4}})"
    rf"(?:,? (?:(?:kl|klockan)\b\.?(?: ?\d\d?(?: ?- ?\d\d?)?\b(?![.:]))?(?: ?{_CLOCK})?|{_CLOCK}))?"
)
_SIGN = (
    r"(?:(?:[a-zåäö]{2,5}|[a-zåäö]+(?:styrelsen|fullmäktige)) ?)?(?:(?:19|20)\d\d )?(?:§|paragraf) ?\d{1,4}"
    r"(?:[:/]\d{1,4})?|\d{1,4}(?:[:/]\d{1,4})? ?§"
)
_REGISTERED = (
    r"(?!ksl\b|(?:[a-zåäö]{1,6} )?(?:19|20)\d\d-\d\d-\d\d\b)"
    r"(?:[a-zåäö]{1,6}[ /.:-]?\d{2,4}(?:[ ]?[/:.-] ?\d{1,5}){1,5}|(?:19|20)?\d\d[/:-]?[a-zåäö]{1,6}[ /.-]?\d{1,5}"
    r"|[a-zåäö]{1,6}-\d{3,5}/\d{2,4}|(?:19|20)?\d\d[/:-]\d{1,6}(?: [a-zåäö]{1,5}\b)?|\d{1,5}/\d{2,4})(?: \d{2,3}\b)?"
)
_NAME = r"[a-zåäö]{3,}(?:[ -][a-zåäö]{3,})? (?:kommun|stad)"
_VALUE = pattern(
    rf"(?:(?P<paragraf>{_SIGN})|(?P<date>{_DAY})|(?P<number>{_REGISTERED})|(?P<body>{ANY}(?: i [a-zåäö]{{2,20}})?)"
    rf"|(?P<name>{_NAME}))(?=[ ,;.|]|$)"
)
_COUNT = pattern(r"(?P<count>\d{1,4}(?:[:/]\d{1,4})?(?: ?\(\d{1,3}\))?)(?=[ ,;|]|$)")
_HOURS = pattern(rf"(?:kl\.? ?)?{_CLOCK}")
_NEXT = re.compile(r"(?:\.?[,;.]| ?[|·-](?= ))? {0,2}")
_CELLS = re.compile(r"\s{3,}|\t| \|(?: |$)")
_LONGEST, _LONGEST_WORDS = 160, 60
_TYPED = {_D, _B, _P, _N, FieldKind.NAME}


@lru_cache(maxsize=512)  # a line is asked for its day, its body, its paragraf and its number
def read_cells(text: str, start: int, end: int) -> tuple[Cell, ...]:
    """The cells of the line text[start:end], in order; no cell at all for a line too long to be one of fields."""
    if end - start > _LONGEST:
        return ()
    folded = zones.fold(text[start:end])
    cells: list[Cell] = []
    at = 0
    for cut in (*_CELLS.finditer(folded), None):
        stop = cut.start() if cut else len(folded)
        if folded[at:stop].strip():
            begin = at + len(folded[at:stop]) - len(folded[at:stop].lstrip())
            cells += _cell(folded, begin, stop, start, beside=any(c.kind in _TYPED for c in cells))
        at = cut.end() if cut else stop
    if len(cells) > 1:
        cells = [_counted(folded, start, cell) for cell in cells]
    if len(cells) == 1 and cells[0].value is None and _is_a_heading(folded, cells[0]):
        return (Cell(asks=frozenset(), kind=FieldKind.TEXT, value=Span(start=start, end=end)),)
    return tuple(cells)


def _is_a_heading(folded: str, label: Cell) -> bool:
    """Whether a label alone in its line may head text: "Ärende", "Bilaga"."""
    return label.asks == {FieldKind.COUNT} or folded.strip(" :.") == "arende"


def _counted(folded: str, start: int, cell: Cell) -> Cell:
    """A number in a cell of its own, "9", of a paragraf or of the agenda: its label stands in another row."""
    if cell.kind is not FieldKind.TEXT or cell.value is None:
        return cell
    alone = _COUNT.fullmatch(folded, cell.value.start - start, cell.value.end - start)
    return Cell(asks=cell.asks, kind=FieldKind.COUNT, value=cell.value) if alone else cell


def _cell(folded: str, start: int, end: int, offset: int, *, beside: bool) -> list[Cell]:
    """What one cell holds: fields in a row, or else one text. `beside`: of a line that has known values."""
    end = start + len(folded[start:end].rstrip())
    cells: list[Cell] = []
    unfilled: frozenset[FieldKind] = frozenset()
    at = start
    while at < end:
        label = _LABEL.match(folded, at, end)
        asks = _LABELS[_named(label)][0] if label else unfilled
        listed = beside or any(c.kind in _TYPED for c in cells)
        found = _value(folded, _past(folded, label.end(), end) if label else at, end, asks, label, listed=listed)
        if found is None and label and _is_alone(folded, _past(folded, label.end(), end), end):
            cells.append(Cell(asks=asks, kind=None, value=None))
            at, unfilled = _past(folded, label.end(), end), frozenset()
            continue
        if found is None or (label and not _answers(asks, found[0])):
            whole = Span(start=offset + start, end=offset + end)
            return [Cell(asks=frozenset(), kind=FieldKind.TEXT, value=whole)]
        kind, first, last = found
        asked = asks if label or kind in unfilled else frozenset()
        cells.append(Cell(asks=asked, kind=kind, value=Span(start=offset + first, end=offset + last)))
        unfilled = asks - {kind}
        after = _NEXT.match(folded, last, end)
        at = after.end() if after else last
    return cells


def _answers(asks: frozenset[FieldKind], kind: FieldKind) -> bool:
    """Whether a value of this form can stand beside such a label: no body beside "Paragraf", no day beside "Organ"."""
    free = FieldKind.OTHER in asks or kind in {FieldKind.NAME, FieldKind.OTHER}
    return free or kind in asks or (kind is FieldKind.DATE and FieldKind.OTHER_DATE in asks)


def _is_alone(folded: str, at: int, end: int) -> bool:
    """Whether a label has no value behind it: another label follows, or nothing."""
    return at >= end or bool(_LABEL.match(folded, at, end))


def _named(label: re.Match[str]) -> str:
    return next(name for name in _LABELS if label.group(name))


def _past(folded: str, at: int, end: int) -> int:
    while at < end and folded[at] in " .:":
        at += 1
    return at


def _value(
    folded: str,
    at: int,
    end: int,
    asks: frozenset[FieldKind],
    label: re.Match[str] | None,
    *,
    listed: bool,
) -> tuple[FieldKind, int, int] | None:
    """The value at this place: its kind by its form, and where it stands; None when there is none."""
    if at >= end:
        return None
    counted = asks & {FieldKind.PARAGRAF, FieldKind.COUNT} and _COUNT.match(folded, at, end)
    match = _VALUE.match(folded, at, end)
    registered = match and match.lastgroup == "number" and FieldKind.NUMBER in asks
    if counted and label and not registered and (not match or match.lastgroup == "number" or FieldKind.COUNT in asks):
        kind = FieldKind.PARAGRAF if FieldKind.PARAGRAF in asks else FieldKind.COUNT
        return kind, at, counted.end()
    if match:
        return FieldKind(match.lastgroup), at, match.end()
    if hours := _HOURS.fullmatch(folded, at, end):
        return FieldKind.OTHER, at, hours.end()
    if label and label.group("words") and (listed or label.group("sign")) and end - at <= _LONGEST_WORDS:
        return FieldKind.OTHER, at, end
    return None
