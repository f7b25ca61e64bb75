"""The municipality's own diarienummer, in the many forms that Swedish registries print.

"KS/2014:458", "KS 2015.152", "KS 2013/372-100", "12KS/0491", "KS-2018/451.181", "2015/KS 0011 001",
"2017KSM0604 301", "329-384/2013", "KFKS 2015/15-002", "KS 07-409 024", "KS/2017/0022/042-20", "12/51". It never
identifies the municipality (at least four use "KS/2015:238"), and our own "KSL/15/0016-5" is never one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.document import DocumentText, Span
from domain.evidence import Evidence, EvidenceKind
from parsers import zones
from parsers.field_cells import FieldKind
from parsers.fields import fields_of

_LETTERS = r"(?:[A-ZÅÄÖ]{1,6}|[A-ZÅÄÖ][a-zåäö]{1,4}n?)"
# A year before or after the letters, then numbers joined by the signs seen; then plan codes ("60", "001", "024").
_VALUE = (
    r"(?!K\.?S\.?L\b|[Dd]nr|DNR|[Nn]r\b|[Ss]ida?\b|(?:[Mm]öte|MÖTE|[Dd]atum|DATUM)\b)"
    r"(?:"
    # KS/2015:311, KS 2015.152, KS15/246, KS/2015/0141/170-4
    rf"{_LETTERS}(?:[ ]{{1,2}}|[/:-])?\d{{2,4}}(?:[ ]?[/:.-][ ]?\d{{1,6}}){{1,6}}"
    rf"|(?:19|20)?\d{{2}}/?{_LETTERS}[ /-]?\d{{1,5}}"  # 16KS/0102, 2015/KS 0274, 2017KSM0604
    rf"|{_LETTERS}[-/ ]\d{{3,5}}/\d{{2,4}}"  # KS-0444/2016
    r"|\d{1,4}(?:-\d{1,5}){1,4}/\d{4}"  # 110-538/2015
    rf"|(?:19|20)?\d{{2}}[/:]\d{{1,5}}(?:[ -]{_LETTERS}(?:-\d{{1,2}})?\b)?"  # 2016/0098 KS, 2018/0715 KS-7, 12/51
    r")"
    r"(?:[.-]\d{1,3}\b){0,4}(?:[ ]\d{2,3}(?![\d:.]|[ ]?\(|[ ]?kr)){0,4}"
)
_LABEL = (
    r"(?:(?<![\w-])(?<!\b[Ee]r )"
    r"(?:Dnr|Diarie\s?nummer|Diarie\s?nr|Diarieför[dt]\s+som|Ärendenummer|Ärendenr|Ärende-?id|D:nr|Dar|Drn|(?:Vår\s)?beteckning)"
    r"\b\.?)"
)
# Only where a label says what it is: "2015-188", "2015-000188", "188/15", "KS.2015.188", "2015.188.KS"
_LABELLED_VALUE = (
    rf"(?:(?:19|20)\d\d-\d{{2,6}}(?![\d-])|\d{{3,4}}/\d\d(?![\d/])|{_LETTERS}\.(?:19|20)\d\d\.\d{{1,5}}"
    rf"|(?:19|20)\d\d\.\d{{1,5}}\.{_LETTERS})\b"
)
_LABELLED = re.compile(rf"{_LABEL}\s*[:.]?\s*({_LABELLED_VALUE}|{_VALUE})", re.IGNORECASE)
# "Dnr KS" at the end of a line, "15/0120" at the beginning of the next
_OVER_THE_LINE = re.compile(
    rf"{_LABEL}[ \t]*[:.]?[ \t]*((?!K\.?S\.?L\b){_LETTERS}[ \t]*\n[ \t]*\d{{2,4}}(?:[/:.-]\d{{1,5}})+)(?![\d/])",
    re.IGNORECASE,
)
_TABLE = re.compile(rf"\b(?:Diarienummer|Diarienr|Dnr)\b[^\n]{{0,300}}\n[^\n]{{0,300}}?(?<![\w/])({_VALUE})(?!\w)")
_BRACKETS = re.compile(rf"\(\s*(?:dnr\.?:?\s*)?({_VALUE})\s*\)")
_ALONE = re.compile(rf"^[ \t]*({_VALUE})[ \t]*$", re.MULTILINE)
# Broken over the end of a line: "(KS / 2015.152)", "(KFKS 2015/ / 215-170)".
_BROKEN = re.compile(
    rf"\(\s*(?:dnr\.?:?\s*)?((?!K\.?S\.?L\b){_LETTERS}[ \t]*\n[ \t]*\d{{2,4}}(?:[/:.-]\d{{1,5}})+"
    rf"|(?:19|20)\d\d[/:]\d{{1,5}}[ \t]*\n[ \t]*{_LETTERS}"
    rf"|(?!K\.?S\.?L\b){_LETTERS}[ /-]?\d{{2,4}}(?:[/:.]\n[ \t]*\d{{1,5}}|[/:.]\d{{1,5}}-\n[ \t]*\d{{1,5}})"
    r"(?:[.-]\d{1,5})*)\s*\)"
)
# In a cell of its own, where the reader kept the gap between columns: "2015-06-11   KS/2015:133".
_CELL = re.compile(rf"(?:^|[ \t]{{3}})[ \t]{{0,9}}(?=\S*[A-ZÅÄÖ])({_VALUE})[ \t]*(?=$|[ \t]{{2}})", re.MULTILINE)
_OWN_NUMBER = re.compile(r"K\.?\s?S\.?\s?[L1I]\s?[/\\\s-]")
_BESIDE = re.compile(rf"§\s?[\d:/]+[ \t]+({_VALUE})[ \t]*$", re.MULTILINE)
# At the right edge of the paragraf's row, the letters last: "§ 52   Avsiktsförklaring om samverkan   2014/0117 KS".
# "2014/2015 KS" may be two years.
_EDGE = re.compile(
    rf"^[ \t]{{0,9}}§[ ]?[\d:/]{{1,9}}[ .\t][^\n]{{0,150}}?[ ]{{2,99}}"
    rf"((?:19|20)\d\d[/:](?!(?:19|20)\d\d\b)\d{{1,5}}[ ]{_LETTERS}(?:-\d{{1,2}})?)[ \t]*$",
    re.MULTILINE,
)
_SHORT = re.compile(r"^\d{1,2}/\d+$")

_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("diarienummer.labelled", _LABELLED),
    ("diarienummer.labelled", _OVER_THE_LINE),
    ("diarienummer.brackets", _BRACKETS),
    ("diarienummer.broken_brackets", _BROKEN),
    ("diarienummer.table", _TABLE),
    ("diarienummer.beside_paragraf", _BESIDE),
    ("diarienummer.alone", _ALONE),
    ("diarienummer.cell", _CELL),
    ("diarienummer.row_edge", _EDGE),
)


def find_diarienummer(document: DocumentText, span: Span) -> tuple[Evidence, ...]:
    """All numbers in a stretch of text (a heading, a page's head), those with a label first."""
    text = zones.with_hyphens(document.text)
    found: dict[str, Evidence] = {}
    for rule, start, end in (*_in_fields(document, span), *_in_text(text, span)):
        value = re.sub(r"(?<=\d[/:]) (?=\d)", "", " ".join(text[start:end].split()))  # "KS 2015/" above "112"
        if rule == "diarienummer.broken_brackets":
            value = re.sub(r"(?<=[/:.-]) ", "", value)
        bare = rule not in LABELLED and _SHORT.match(value)
        if not (bare or value in found or _OWN_NUMBER.match(value) or _is_ours(text, start)):
            found[value] = zones.evidence(document, EvidenceKind.DIARIENUMMER, value, start, end, rule)
    return tuple(found.values())


LABELLED = frozenset({"diarienummer.labelled", "diarienummer.field"})
"""The rules that find a number by its label."""


def _in_text(text: str, span: Span) -> Iterator[tuple[str, int, int]]:
    for rule, pattern in _RULES:
        for match in pattern.finditer(text, span.start, span.end):
            yield rule, match.start(1), match.end(1)


def _in_fields(document: DocumentText, span: Span) -> Iterator[tuple[str, int, int]]:
    """Beside, below or above its label: "Organ   Vår beteckning" above "Kommunstyrelsen   KS 2015/144"."""
    for field in fields_of(document.text, span.start, span.end):
        if field.kind is FieldKind.NUMBER and field.labelled:
            yield "diarienummer.field", field.value.start, field.value.end


def _is_ours(text: str, at: int) -> bool:
    """The number is the tail of ours: "KSL/" stands before "15/0016"."""
    return bool(re.search(r"K\.?\s?S\.?\s?[L1I]\s?[/\\\s:-]{1,2}$", text[max(0, at - 7) : at]))
