"""Which day of a page's head is no rival of the meeting's: a later one that stands bare beside one that is named.

"Solna stad   2015-12-16   9 (19)" above "Sammanträde   2015-12-07" is the day on which the extract was written, or the
minutes printed or adjusted. A day with a body, a weekday or a word of meetings beside it may be the meeting's own, and
so may an earlier one: those stay, and two of them are a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from domain.document import DocumentText, Page, Span
from domain.evidence import Evidence
from parsers.bodies import ANY, body_of, find_bodies
from parsers.field_cells import FieldKind
from parsers.fields import Field, find_fields
from parsers.find_dates import find_field_dates, find_meeting_dates
from parsers.folding import fold, pattern
from parsers.zones import lines

ASIDE = "meeting_date.aside"
"""The rule of a day that is set aside: shown, and no claim of the meeting's day."""

_NAME = (
    r"sammanträdes(?:- ?| )?(?:datum|dag|tid)|sammanträde|mötes(?:- )?(?:datum|dag|tid)|möte|protokoll från"
    r"|beslutsdatum|datum för (?:sammanträde|möte|beslut)t?"
)
_WEEKDAY = r"(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?"
_TO_THE_DAY = rf"(?: ?:| ?\.{{3,}})?(?: \|)?(?: {_WEEKDAY},?)?(?: den)?"
# The label first in its cell, or the meeting of a named body: "protokoll fört vid kommunstyrelsens sammanträde den",
# "utdrag ur protokoll fört vid sammanträde med kommunstyrelsen"
_NAMED = pattern(rf"(?:(?:.*\| )?(?:{_NAME})(?: \|)?(?: (?:med )?{ANY} ?,?)?{_TO_THE_DAY})")
_OF_A_BODY = pattern(
    rf"(?:.*\| )?(?:(?:\w+ )?(?:\w*protokoll\w*|\w*utdrag)\b(?:(?!tidigare|nästa|förra|bordlag|återremi).){{0,60}} )?"
    rf"(?:\w{{4,30}}s (?:sammanträde|möte)|(?:sammanträdet?|möte) (?:med|i|av|för) {ANY} ?,?){_TO_THE_DAY}"
)
_PLACE_AND_TIME = pattern(r"(?:plats och tid|tid och plats|plats ?/ ?tid)\b.*")
_JUST_DATUM = pattern(r"(?:.*\| )?(?:datum|dokument(?:- ?)?datum) ?:? ?(?:\| )?")
_OF_MEETINGS = pattern(
    rf".*(?:sammanträd|möte|beslut|protokoll(?!s?-?utdrag)|paragraf|§|\bkl\b|\btid\b|\bdatum för|{_WEEKDAY})"
)
_EXTRACT = pattern(r"\b(?:utdrag (?:ur|från) (?:\w+ )?\w*protokoll\w*|\w*protokolls?-?utdrag)\b")
_LABEL = pattern(rf"(?:{_NAME}) ?:?")
_REGISTERED = re.compile(r"\b[a-z]{1,6}[ /.:-]?\d{2,4}[/:.-]\d\S*")  # the "KS" of "KS/2015:236" is no body beside it
_CELLS = re.compile(r" {3,}|\t+")
_SOME_LINES = 16


def find_days(document: DocumentText, pages: Iterable[Page], heading: Span) -> tuple[Evidence, ...]:
    """What says when a paragraf's meeting was: the first of these pages whose head has a day, and its own fields."""
    of_head = next((days for page in pages if (days := find_meeting_dates(document, page))), ())
    seen = {day.span for day in of_head}
    return set_aside(document, (*of_head, *(d for d in find_field_dates(document, heading) if d.span not in seen)))


def set_aside(document: DocumentText, days: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The days of one meeting's head, those that are no rivals of its one named day with the rule ASIDE."""
    if len({day.value for day in days}) < 2:
        return tuple(days)
    fields = _labelled(document, days)
    named = {day.value for day in days if _is_named(document.text, day, fields)}
    if len(named) != 1:
        return tuple(days)
    meeting = named.pop()
    told = {day.span for day in days if day.rule != "meeting_date.head" and not _is_just_datum(document.text, day)}
    return tuple(
        replace(day, rule=ASIDE)
        if day.value > meeting and day.span not in told and _is_bare(document.text, day)
        else day
        for day in days
    )


def _labelled(document: DocumentText, days: Sequence[Evidence]) -> tuple[Field, ...]:
    """The days in the rows of fields around these; none where a mere "Datum" stands among the labels."""
    spans = [day.span for day in days if day.span]
    first = document.text.rfind("\f", 0, min(span.start for span in spans)) + 1
    rows = list(lines(document.text, first, max(span.end for span in spans) + 80))[:_SOME_LINES]
    if any(cell in {"datum", "datum:", "tidpunkt"} for row in rows for cell in _CELLS.split(fold(row.text).strip())):
        return ()
    found = find_fields(document.text, [(row.start, row.end) for row in rows])
    return tuple(field for field in found if field.kind is FieldKind.DATE and field.labelled)


def _is_named(text: str, day: Evidence, fields: Iterable[Field]) -> bool:
    """Whether a label that only a meeting's day has stands beside this day, or in the row of labels above it."""
    if day.span is None or day.rule == "meeting_date.lead":
        return False
    before = _before(text, day.span)
    if _NAMED.fullmatch(before) or _OF_A_BODY.fullmatch(before):
        return True
    if day.rule == "meeting_date.place_and_time":
        return bool(_PLACE_AND_TIME.fullmatch(before))
    held = any(f.value.start <= day.span.start < f.value.end for f in fields)
    return (held and not _is_just_datum(text, day)) or bool(_LABEL.fullmatch(_above(text, day.span)))


def _is_just_datum(text: str, day: Evidence) -> bool:
    """Whether its label, beside or above it, is "Datum": of the paper, or of the meeting."""
    if day.span is None:
        return False
    above = _cells(_line_above(text, day.span))
    in_a_row = "datum" in above and not any(_LABEL.fullmatch(cell) for cell in above)
    return in_a_row or bool(_JUST_DATUM.fullmatch(_before(text, day.span)))


def _before(text: str, span: Span) -> str:
    """What stands before the day in its line, its cells parted by bars."""
    line = fold(text[text.rfind("\n", 0, span.start) + 1 : span.start])
    return " ".join(_CELLS.sub(" | ", line).split())


def _above(text: str, span: Span) -> str:
    """The cell above the day's own, where the line above has as many cells as the day's line."""
    start, end = _line(text, span)
    above, cells = _cells(_line_above(text, span)), _cells(text[start:end])
    at = len(_CELLS.findall(text[start : span.start].lstrip()))
    return above[at] if len(above) == len(cells) else ""


def _line_above(text: str, span: Span) -> str:
    start, _ = _line(text, span)
    return text[slice(*_line(text, Span(start=start - 1, end=start - 1)))] if start else ""


def _cells(line: str) -> list[str]:
    return _CELLS.split(fold(line).strip())


def _line(text: str, span: Span) -> tuple[int, int]:
    end = text.find("\n", span.end)
    return text.rfind("\n", 0, max(0, span.start)) + 1, end if end >= 0 else len(text)


def _is_bare(text: str, day: Evidence) -> bool:
    """Whether nothing in the day's line, and no body just above it, may make it the meeting's."""
    if day.span is None:
        return False
    start, end = _line(text, day.span)
    rest = " ".join(fold(f"{text[start : day.span.start]} | {text[day.span.end : end]}").split())
    rest = _EXTRACT.sub(" ", _REGISTERED.sub(" ", rest))
    if _OF_MEETINGS.match(rest) or find_bodies(rest):
        return False
    above = _line_above(text, day.span)
    cells = [_above(text, day.span)] if len(_cells(above)) == len(_cells(text[start:end])) else _cells(above)
    alone = not rest.strip(" |.,()-0123456789")
    return not (alone and any(body_of(cell) for cell in cells))
