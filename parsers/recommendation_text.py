"""One of our own recommendations, read for `registrator recommendation add`: number, title, date, deadline.

Headings of the form: REKOMMENDATION, date and "Dnr: KSL/15/0016-5" in the head, then the title, then "Rekommendation",
"Svarsperiod" and so on. A deadline that is missing is None: it is asked for, never guessed.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from domain.document import DocumentText
from domain.evidence import Evidence, EvidenceKind
from parsers import zones
from parsers.find_dates import MONTHS, find_dates
from parsers.find_recommendation import parse_number
from parsers.validity import says_when


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldText:
    """A field's value as text (ISO for dates) with its proof; the rule ends in ".inferred" when a part was inferred."""

    value: str
    evidence: Evidence

    @property
    def inferred(self) -> bool:
        return self.evidence.rule.endswith(".inferred")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationFields:
    """What a recommendation's text says; None where it does not."""

    diarienummer: FieldText | None
    title: FieldText | None
    decided_on: FieldText | None
    respond_by: FieldText | None
    supersedes: FieldText | None = None
    terms: FieldText | None = None  # the sentence that says when it applies, as printed


_NUMBER = re.compile(r"(?:KSL\s?[/\s]\s?\d{2,4}\s?/\s?\d{3,4}(?:\s?-\s?\d{1,3})?)|(?<=Dnr: )\d{4}/\d{4}")
_SECTION = re.compile(
    r"^\s*(?:Rekommendation|Ärendebeskrivning|Bakgrund|Sammanfattning|Syfte|Till\s+kommunstyrels\w+.*|Kommunstyrels\w+)\s*$",
    re.IGNORECASE,
)
_HEAD_LINE = re.compile(
    r"^\s*(?:REKOMMENDATION|Dnr\b.*|Diarienummer\b.*|(?:19|20)\d\d-\d\d-\d\d.*|Sid(?:a|an)?\b.*|\d+\s?\(\d+\)|KOMMUNFÖRBUNDET.*|"
    r"KSL|Storsthlm|Till\b.*|Datum\b.*|Rekommendation att anta|Bilaga\b.*)\s*$",
    re.IGNORECASE,
)
_DECIDED = re.compile(r"besluta(?:de|t)\b[^.]{0,160}?rekommendera|rekommendera(?:de)?\b", re.IGNORECASE)
_DEADLINE = re.compile(
    r"\b(?:senast|till\s+handa|före|inom\s+svarsperioden|svar\s+önskas|svarsdatum|svarstid(?:en)?)\b", re.IGNORECASE
)
_NOT_DEADLINE = re.compile(r"gäller|träd\w+\s+i\s+kraft|upphör|löper", re.IGNORECASE)
_DAY_MONTH = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?::?e)?\s+({'|'.join(sorted(MONTHS, key=len, reverse=True))})\b(?!\s+\d{{4}})", re.IGNORECASE
)
_SUPERSEDES = re.compile(
    r"ersätter\s+(?:rekommendation(?:en)?\s+)?[^.]{0,60}?(KSL\s?/\s?\d{2,4}\s?/\s?\d{3,4}(?:\s?-\s?\d{1,3})?)",
    re.IGNORECASE,
)


def read_recommendation(text: DocumentText) -> RecommendationFields:
    """The fields of a recommendation's text; never raises."""
    number = _number(text)
    decided = _decided_on(text)
    return RecommendationFields(
        diarienummer=number,
        title=(_title(text, number.evidence.span.end) if number and number.evidence.span else None) or _title(text, 0),
        decided_on=decided,
        respond_by=_respond_by(text, decided),
        supersedes=_supersedes(text),
        terms=_terms(text),
    )


def _field(text: DocumentText, kind: EvidenceKind, value: str, start: int, end: int, rule: str) -> FieldText:
    return FieldText(value=value, evidence=zones.evidence(text, kind, value, start, end, f"recommendation_text.{rule}"))


def _number(text: DocumentText) -> FieldText | None:
    """The number in the head; else the first anywhere."""
    match = _NUMBER.search(text.text)
    if match is None:
        return None
    value = re.sub(r"\s", "", match.group())
    return _field(text, EvidenceKind.RECOMMENDATION, value, match.start(), match.end(), "number")


def _title(text: DocumentText, start: int) -> FieldText | None:
    """The lines between the head (date, number) and the first section's heading.

    Looked for from `start`, the end of the number: a letterhead of several lines stands above it.
    """
    first: zones.Line | None = None
    last: zones.Line | None = None
    for line in zones.lines(text.text, start, min(len(text.text), start + 4000)):
        if first is None and (_HEAD_LINE.match(line.text) or _SECTION.match(line.text)):
            continue
        if _SECTION.match(line.text) or (last is not None and line.start - last.start > 300):
            break
        first, last = first or line, line
        if first and line.start - first.start > 400:
            break
    if first is None or last is None or last.end - first.start > 400:
        return None
    folded = " ".join(text.text[first.start : last.end].split())
    value = re.sub(r"(\w)- (\w)", r"\1\2", re.sub(r"^Rekommendation att anta\s+", "", folded, flags=re.IGNORECASE))
    return _field(text, EvidenceKind.RECOMMENDATION, value, first.start, last.end, "title")


def _decided_on(text: DocumentText) -> FieldText | None:
    """The date of the board's decision, from the sentence; else the date in the head."""
    match = _DECIDED.search(text.text)
    if match:
        start = max(text.text.rfind(".", 0, match.start()) + 1, match.start() - 160, 0)
        dates = find_dates(text.text, start, match.end())
        if dates:
            found = dates[0]
            day = found.day.isoformat()
            return _field(text, EvidenceKind.MEETING_DATE, day, found.start, found.end, "decided_on.sentence")
    dates = find_dates(text.text, 0, min(len(text.text), 400))
    if not dates:
        return None
    found = dates[0]
    return _field(text, EvidenceKind.MEETING_DATE, found.day.isoformat(), found.start, found.end, "decided_on.head")


def _respond_by(text: DocumentText, decided: FieldText | None) -> FieldText | None:
    """The date after "senast"; where the year is missing, the first such day after the board's decision."""
    for match in _DEADLINE.finditer(text.text):
        end = min(len(text.text), match.end() + 60)
        if _NOT_DEADLINE.search(text.text, max(0, match.start() - 40), match.end()):
            continue
        dates = find_dates(text.text, match.end(), end)
        if dates:
            found = dates[0]
            day = found.day.isoformat()
            return _field(text, EvidenceKind.MEETING_DATE, day, found.start, found.end, "respond_by")
        short = _DAY_MONTH.search(text.text, match.end(), end)
        if short and decided:
            after = dt.date.fromisoformat(decided.value)
            later = _next_day(after, MONTHS[short.group(2).lower()], int(short.group(1)))
            if later:
                return _field(
                    text,
                    EvidenceKind.MEETING_DATE,
                    later.isoformat(),
                    short.start(),
                    short.end(),
                    "respond_by.year.inferred",
                )
    return None


def _next_day(after: dt.date, month: int, day: int) -> dt.date | None:
    for year in (after.year, after.year + 1):
        try:
            found = dt.date(year, month, day)
        except ValueError:
            continue
        if found > after:
            return found
    return None


def _supersedes(text: DocumentText) -> FieldText | None:
    match = _SUPERSEDES.search(text.text)
    if match is None or parse_number(match.group(1)) is None:
        return None
    value = re.sub(r"\s", "", match.group(1))
    return _field(text, EvidenceKind.RECOMMENDATION, value, match.start(1), match.end(1), "supersedes")


_SENTENCE = re.compile(r"(?<![^\s])[A-ZÅÄÖ](?:[^.]|\.(?=\S)){10,300}\.(?=\s|$)")


def _terms(text: DocumentText) -> FieldText | None:
    """The first sentence that says from when or until when it applies; each line may begin one."""
    for line in zones.lines(text.text, 0, len(text.text)):
        for match in _SENTENCE.finditer(text.text, line.start, min(len(text.text), line.end + 300)):
            if match.start() < line.end and says_when(match.group()):
                value = " ".join(match.group().split())
                return _field(text, EvidenceKind.RECOMMENDATION, value, match.start(), match.end(), "terms")
    return None
