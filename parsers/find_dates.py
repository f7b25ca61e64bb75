"""The meeting's date among the many others: justering, anslag, template, deadline, earlier meetings.

Forms: "2015-04-28", "den 19 mars 2015", "måndagen den 21 oktober 2019 kl. 18:02", "12/5 2015", "051013", and broken
by OCR "2014-1 1-24".
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.document import DocumentText, Page, Span
from domain.evidence import Evidence, EvidenceKind
from parsers import zones
from parsers.field_cells import FieldKind
from parsers.fields import Field, fields_of, find_fields, is_row

MONTHS = {
    name: number
    for number, names in enumerate(
        ("januari jan", "februari feb febr", "mars mar", "april apr", "maj", "juni jun", "juli jul", "augusti aug",
         "september sep sept", "oktober okt", "november nov", "december dec"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_TWO = r"(?:[0-3Oo]?[\dOo]|[0-3]\s\d)"  # "2015-O5-O4" of a scan
_ISO = re.compile(rf"(?<![\d/-])((?:19|20)\d\d)\s?[-–.‑]\s?({_TWO})\s?[-–.‑]\s?({_TWO})(?![\d/-])")
_WORDS = re.compile(
    rf"(?<!\d)(\d{{1,2}})\s{{0,9}}(?::?[ea](?=\s)|\.)?\s{{0,9}}({_MONTH})\.?,?\s{{0,9}}(?:\bår\s{{1,9}})?((?:19"
    rf"|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?((?:19|20)\d\d)(?!\d)")
_SLASH = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})[\s-]+((?:19|20)\d\d)(?!\d)")
_EIGHT = re.compile(r"(?<!\d)((?:19|20)\d\d)([01]\d)([0-3]\d)(?!\d)")
_SPACED = re.compile(r"(?<![\w/-])((?:19|20)\d\d)[ /]([01]\d)[ /]([0-3]\d)(?![\d/-])")
_SHORT_YEAR = re.compile(rf"(?<!\d)(\d{{1,2}})\s+({_MONTH})\.?\s+[-–’'](\d\d)(?!\d)", re.IGNORECASE)
_SIX = re.compile(r"(?<![\d/:-])(\d\d)([01]\d)([0-3]\d)(?![\d/:-])")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    day: dt.date
    start: int
    end: int


def find_dates(text: str, start: int, end: int, *, compact: bool = False) -> tuple[FoundDate, ...]:
    """The real dates in a stretch of text, in order; `compact` takes "051013", "20150504", "2015 05 04" too."""
    text = zones.with_hyphens(text)
    found = [*_from(_ISO, text, start, end, "ymd"), *_from(_WORDS, text, start, end, "dmy")]
    found += [*_from(_SLASH, text, start, end, "dmy"), *_from(_DOTTED, text, start, end, "dmy")]
    if compact:
        found += [date for form in (_EIGHT, _SIX, _SPACED) for date in _from(form, text, start, end, "ymd")]
        found += _from(_SHORT_YEAR, text, start, end, "dmy")
    return tuple(sorted(found, key=lambda date: date.start))


def _from(pattern: re.Pattern[str], text: str, start: int, end: int, order: str) -> Iterator[FoundDate]:
    for match in pattern.finditer(text, start, end):
        parts = ["".join(group.split()).lower() for group in match.groups()]
        year, month, day = parts if order == "ymd" else reversed(parts)
        number, day = MONTHS.get(month) or int(month.replace("o", "0")), day.replace("o", "0")
        try:
            found = dt.date(int(year) + (2000 if len(year) == 2 else 0), number, int(day))
        except ValueError:
            continue
        yield FoundDate(day=found, start=match.start(), end=match.end())


_LABEL = re.compile(
    r"(?<!nästa )(?<!förra )(?<!kommande )(?<!gående )(?<!tidigare )"
    r"(?:sammanträdes?-?\s?datum|sammantrades?datum|sammanträdesdag|sammanträde|mötesdatum|möte|"
    r"datum\s+för\s+(?:sammanträde|beslut)|beslutsdatum)\b\s*:?",
    re.IGNORECASE,
)
_PLACE_AND_TIME = re.compile(r"\b(?:plats\s+och\s+tid|tid\s+och\s+plats|tid\s*:|plats\s*/\s*tid)", re.IGNORECASE)
_OTHER_DATE = re.compile(
    r"justera|justering|anslag|tas\s+ned|tillkännag|utskri|version|mall|expedi|\bexp\b|ankom|inkom|ink\b|mottag|"
    r"svar\s+senast|senast|laga\s+kraft|"
    r"upprättad|reviderad|rev\b|underskrift|skickat|signer|tidigare|mailad|datum\s+för\s+anslag|för\s+publicering|brevdatum|bestyrk"
    r"|\butdragsdatum|\butdrag(?:et)?(?:\s+(?:gjort|utskrivet|upprättat|expedierat|översänt))?\s*:?\s*(?:den\s+)?(?=\d)"
    r"|\b(?:nästa|förra|(?:näst|efter)?kommande|föregående)\s+(?:ordinarie\s+)?(?:sammanträde|möte)",
    re.IGNORECASE,
)
_STAMP = re.compile(r"\b(?:ankom|inkom|ink\b|mottag|expedi|exp\b|diarieför|registrera[dt]\b)", re.IGNORECASE)
# "2015-06-03" below "Ankom": a stamp of two lines
_ALONE = re.compile(rf"\s*(?:den\s+)?[\d\s/.:-]*(?:(?:{_MONTH})\.?)?[\d\s/.:-]*", re.IGNORECASE)
_REACH, _BELOW_HEAD = 160, 4


def find_meeting_dates(document: DocumentText, page: Page) -> tuple[Evidence, ...]:
    """Dates on this page that say when the meeting was, each with the rule that found it."""
    found: list[Evidence] = []
    rows = zones.head(document, page)
    fields = find_fields(document.text, [(line.start, line.end) for line in rows])
    others = [field.value for field in fields if field.kind is FieldKind.OTHER_DATE]
    found += [date for field in fields if _is_meeting(field) for date in _of_field(document, field)]
    stamped = False
    for line in rows:
        other = _OTHER_DATE.search(line.text)
        end = line.start + other.start() if other else line.end
        end = line.start if stamped and _ALONE.fullmatch(line.text) else end
        dates = find_dates(document.text, line.start, end, compact=True)
        stamped = bool(_STAMP.search(line.text)) and not find_dates(document.text, line.start, line.end, compact=True)
        mine = (d for d in dates if not any(o.start <= d.start < o.end for o in others))
        found += [_evidence(document, date, "meeting_date.head") for date in mine]
    top = min(page.end, page.start + 2500)
    for rule, label, reach in (
        ("meeting_date.label", _LABEL, _REACH),
        ("meeting_date.place_and_time", _PLACE_AND_TIME, 300),
    ):
        of_head = rule == "meeting_date.label"
        limit = (rows[-1].end if rows else page.start) if of_head else top
        last = _end_of_fields(document.text, rows, page.end) if of_head else page.end
        for match in label.finditer(document.text, page.start, limit):
            date = _after(document.text, match.end(), min(last, match.end() + reach))
            if date and not any(o.start <= date.start < o.end for o in others):
                found.append(_evidence(document, date, rule))
    return tuple(found)


def _end_of_fields(text: str, rows: Sequence[zones.Line], end: int) -> int:
    """How far a label of the head reaches: over rows of fields below it, not into the text ("den 19 mars 2015 att")."""
    last = rows[-1].end if rows else 0
    for line in itertools.islice(zones.lines(text, last, end), _BELOW_HEAD):
        if not is_row(text, line.start, line.end):
            break
        last = line.end
    return last


def _is_meeting(field: Field) -> bool:
    return field.kind is FieldKind.DATE and field.labelled


def _of_field(document: DocumentText, field: Field) -> list[Evidence]:
    dates = find_dates(document.text, field.value.start, field.value.end)[:1]
    return [_evidence(document, date, "meeting_date.label") for date in dates]


_LEAD = re.compile(
    r"\W*(?:\d{1,2}[.)]\s*)?(?:att\s+)?(?:kommunstyrelsen|kommunfullmäktige|fullmäktige)\s+(?:beslutade|beslöt"
    r"|beslutar|antog|godkände)"
    r"\s+(?:vid\s+(?:sitt\s+)?sammanträde(?:t)?\s+)?(?:den\s+)?",
    re.IGNORECASE,
)


def find_field_dates(document: DocumentText, heading: Span) -> tuple[Evidence, ...]:
    """The date in a paragraf's own fields: "Sammanträde Kommunstyrelsen 2015-05-18", "Kommunstyrelsen | 2015-05-18"."""
    fields = fields_of(document.text, heading.start, heading.end)
    telling = {f.row for f in fields if f.kind in {FieldKind.BODY, FieldKind.PARAGRAF}}
    days = (f for f in fields if f.kind is FieldKind.DATE and (f.labelled or telling & {f.row - 1, f.row, f.row + 1}))
    return tuple(evidence for field in days for evidence in _of_field(document, field))


def find_lead_dates(document: DocumentText, decides: tuple[Span, ...]) -> tuple[Evidence, ...]:
    """The day that a deciding sentence names as its own: "Kommunstyrelsen beslutade den 11 maj 2015 att anta"."""
    found = []
    for span in decides:
        lead = _LEAD.match(document.text, span.start, span.end)
        dates = find_dates(document.text, lead.end(), span.end) if lead else ()
        if lead and dates and dates[0].start == lead.end():
            found.append(_evidence(document, dates[0], "meeting_date.lead"))
    return tuple(found)


def _after(text: str, start: int, end: int) -> FoundDate | None:
    """The first date after a label, unless words of another date stand between."""
    dates = find_dates(text, start, end)
    if not dates or _OTHER_DATE.search(text, start, dates[0].start):
        return None
    return dates[0]


def _evidence(document: DocumentText, date: FoundDate, rule: str) -> Evidence:
    return zones.evidence(document, EvidenceKind.MEETING_DATE, date.day.isoformat(), date.start, date.end, rule)
