"""Rows of fields that say which paragraf of which meeting this is: "Diarienummer KS/2015:144", "Paragraf § 61".

A web export prints them as a block, a label left of its value or above it, all labels in one line and all values in the
next. A row is one only with a value of its kind: "Sammanträdesdatum 2016" is the title of a paragraf about next year.
"""

from __future__ import annotations

from collections.abc import Sequence

from domain.document import Span
from parsers.bodies import ANY
from parsers.folding import pattern
from parsers.lines import Line

_NUMBER_LABEL = r"(?:(?:ärende|diarie)[ -]?(?:nummer|nr|id)|dnr|d:nr|sida?|paragraf(?: ?(?:nr|nummer))?)"
_MEETING_LABEL = (
    r"(?:sammanträdes ?(?:datum|dag)|sammanträde|sammanträdande organ|mötesdatum|möte|beslutsdatum|besluts ?instans"
    r"|beslutande organ|beslutsorgan|instans|organ|nämnd)"
)
_LABEL = rf"(?:{_NUMBER_LABEL}|{_MEETING_LABEL}|datum)\.? ?:?"
_MONTH = r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]{0,6}\.?"
_HOUR = r"(?:,? (?:kl|klockan)\.? ?\d\d?(?:[.:]\d\d)?(?: ?- ?\d\d?(?:[.:]\d\d)?)?)?"
_DAY = (
    rf"(?:(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)? )?(?:den )?(?:\d{{4}}-\d\d-\d\d|\d{{1,2}} {_MONTH} \d{{4}}){_HOUR}"
)
_OWN_BODY = rf"{ANY}(?: i [a-zåäö]{{2,20}})?"
_MEETING = rf"(?:{_OWN_BODY}(?:,? {_DAY})?|{_DAY}(?:,? {_OWN_BODY})?)"
_NEXT = r"(?:[,;]| ?[|·\-])? "  # between two fields of one row
_REGISTERED = r"(?:[a-zåäö]{1,6}[ /-]?)?\d[\d/:.,\-]*(?: ?[a-zåäö]{1,5}\b)?(?: \d{2,3})?"  # KS/2015:144, 2015/12 KS
_SIGN = r"§ ?\d{1,4}(?:[:/]\d{1,4})?"
_PAIR = rf"(?:{_NUMBER_LABEL}\.? ?:? ?(?:{_SIGN}|{_REGISTERED})|{_MEETING_LABEL} ?:? ?{_MEETING}|datum ?:? ?{_DAY})"

_ROW = pattern(rf"(?:{_SIGN}{_NEXT})?{_PAIR}(?:{_NEXT}{_PAIR}){{0,5}}")
# "Kommunstyrelsen, § 61 | Ärendenummer KS 2015/144": body and sign have no label, but some field beside them has one
_NAMED = rf"(?:{_OWN_BODY}(?:,? {_DAY})?{_NEXT}{_SIGN}|{_SIGN}{_NEXT}{_OWN_BODY}(?:,? {_DAY})?)"
_NAMED_ROW = pattern(rf"{_NAMED}(?:{_NEXT}{_PAIR}){{1,4}}|(?:{_PAIR}{_NEXT}){{1,4}}{_NAMED}(?:{_NEXT}{_PAIR}){{0,3}}")
_LABELS = pattern(rf"(?:{_LABEL}|§)(?:{_NEXT}{_LABEL}){{0,5}}")
_VALUE = rf"(?:{_SIGN}|{_MEETING}|{_REGISTERED})"
_VALUES = pattern(rf"{_VALUE}(?:{_NEXT}{_VALUE}){{0,5}}")
_MEETING_LABELS = pattern(rf"{_MEETING_LABEL}\.? ?:?")
_MEETING_ROW = pattern(rf"(?:.{{0,80}} )?{_MEETING_LABEL} ?:? ?{_MEETING}(?:{_NEXT}{_PAIR}){{0,5}}")
_LONGEST = 160


def is_row(folded: str) -> bool:
    """Whether a folded line is nothing but labels, each with its value: "Sammanträde Kommunstyrelsen 2015-05-18"."""
    return len(folded) <= _LONGEST and bool(_ROW.fullmatch(folded) or is_named_row(folded))


def is_named_row(folded: str) -> bool:
    """Whether a row tells body and paragraf, unlabelled, with a field: "Kommunstyrelsen, § 61 | Dnr KS 2015/144"."""
    return "§" in folded and len(folded) <= _LONGEST and bool(_NAMED_ROW.fullmatch(folded))


def is_labels(folded: str) -> bool:
    """Whether a folded line is nothing but labels, whose values stand below."""
    return len(folded) <= _LONGEST and bool(_LABELS.fullmatch(folded))


def is_values(folded: str) -> bool:
    """Whether a folded line is nothing but values: "§ 61 KS/2015:144 Kommunstyrelsen 2015-05-18"."""
    return len(folded) <= _LONGEST and bool(_VALUES.fullmatch(folded))


def block_around(lines: Sequence[Line], index: int) -> tuple[int, int] | None:
    """The block of fields [first, beyond) that line `index`, which has the paragraf's number, stands in; None if none.

    A sign alone is no block, nor one with the diarienummer below it: so do most minutes open a paragraf.
    """
    here = lines[index].folded
    labelled = index > 0 and is_labels(lines[index - 1].folded)
    signed = here.startswith("§")
    if not (is_row(here) or ((signed or labelled) and is_values(here))):
        return None
    if signed and not (labelled or is_named_row(here) or _with_a_meeting(lines, index)):
        return None
    first = index
    while first:
        above = lines[first - 1].folded
        paired = first > 1 and is_values(above) and is_labels(lines[first - 2].folded)
        if not (is_row(above) or is_labels(above) or paired):
            break
        first -= 2 if paired and not is_row(above) else 1
    beyond, in_columns = index + 1, labelled
    while beyond < len(lines):
        below = lines[beyond].folded
        if not (is_row(below) or is_labels(below) or (in_columns and is_values(below))):
            break
        in_columns = in_columns or is_labels(below)
        beyond += 1
    return first, beyond


def _with_a_meeting(lines: Sequence[Line], index: int) -> bool:
    """Whether the row of a sign, or one of those that follow it, tells the meeting."""
    for at, line in enumerate(lines[index : index + 5]):
        if is_row(line.folded) and _MEETING_ROW.fullmatch(line.folded):
            return True
        if at and not is_row(line.folded):
            return False
    return False


def meeting_rows(lines: Sequence[Line]) -> tuple[Span, ...]:
    """Where these lines say of which meeting they are: a whole row, or the value below such a label."""
    found = []
    for index, line in enumerate(lines):
        below = index > 0 and bool(_MEETING_LABELS.fullmatch(lines[index - 1].folded)) and is_values(line.folded)
        if below or (is_row(line.folded) and _MEETING_ROW.fullmatch(line.folded)):
            found.append(Span(start=line.start, end=line.end))
    return tuple(found)
