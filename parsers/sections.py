"""The paragrafer of a document, in order, each with its parts."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from domain.document import DocumentText, Span
from domain.evidence import PartKind, Section
from parsers.fields import field_rows
from parsers.folding import fold, pattern
from parsers.lines import Layout, Line, furniture_within, layout_of
from parsers.part_headings import line_start, whole_line
from parsers.parts import decides_at_once, leads_a_decision, split_parts
from parsers.section_starts import find_starts
from parsers.sign_at_edge import HEAD_LINES
from parsers.title_above import titles_above

_DNR = re.compile(r"\(?\b(?:Dnr|DNR|Diarienr|Diarienummer|Diarie ?nr|Ärendenummer|Dar)\b\.?:?.*|Diariekod.*")
# the sign at the right edge of the title's row, and the title's own label
_SIGN_TAIL = re.compile(r" {3,}(?:[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{1,4} )?§ ?\d{1,4}(?:[:/]\d{1,4})?$")
_LABEL = re.compile(r"^(?:Rubrik|Ärenderubrik|Ärendemening|Ärende)(?: ?: *| {2,})(?=\S)")
_LEFT_OPEN = pattern(r".*\b(?:och|om|för|i|av|till|med|mot|på|vid|från|samt|enligt|den)")
_DNR_TAIL = re.compile(r"\s*\((?:[A-ZÅÄÖ]{2,5}|\d\d)[\w/\-.: ]*\d\)\s*$")

# What a new document in the same file is called, at the head of its first page
_OTHER_DOCUMENT = pattern(
    r"(?:.{0,40} )?(?:tjänste ?(?:skrivelse|utlåtande|udåtande)|promemoria|rekommendation|kallelse|föredragningslista"
    r"|signatursida|signeringssida|missiv)\b[: ]*(?:.{0,60})"
    r"|signaturer|underskrifter|(?:elektronisk|digital)\w* (?:signatur|signering|underskrift)\w*|verifikat(?:ion)?"
    r"|(?:detta |det här )?dokument(?:et)? (?:har|är) (?:\w+ )?(?:signerat|undertecknat)\w*\b.{0,80}"
    r"|bilaga(?: \d+)?(?: till .*)?|pm(?: .{0,30})?|motion(?: .{0,60})?"
)
# "Kommunstyrelsens protokoll 2024-10-02" can be a paragraf's title, "Beslut" cannot
_NEVER_TITLES = {PartKind.DECISION, PartKind.PROPOSAL, PartKind.BACKGROUND, PartKind.MOTION}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """Where a paragraf stands, before anybody has looked into it; `paragraf` None for a document without any."""

    paragraf: str | None
    span: Span
    title_from: int  # offset in the document, where the title may begin
    title_above: Span | None = None  # a title that stands above the paragraf's fields, which end at `title_from`


def split(document: DocumentText) -> tuple[Section, ...]:
    """The paragrafer in order; the whole document as one section without paragraf where there is none.

    What stands before the first paragraf (front page, contents) and a memorandum bound after the minutes belong to no
    section. Tables of contents, lists ("§§ 88-118") and a paragraf's number repeated on its next page open none.
    """
    return tuple(section_of(document, outline) for outline in outlines(document))


def outlines(document: DocumentText) -> tuple[Outline, ...]:
    """As `split`, without looking into any: whole minutes have a hundred paragrafer that nobody asks for."""
    text = document.text
    layout = layout_of(text)
    starts = find_starts(text, layout)
    if not starts:
        return (Outline(paragraf=None, span=Span(start=0, end=len(text)), title_from=0),)
    lines = layout.lines
    above = titles_above(text, lines, [start.index for start in starts])
    begins = [lines[above[s.index].first if s.index in above else s.index].start for s in starts]
    found = []
    for start, begin, end in zip(starts, begins, [*begins[1:], len(text)], strict=True):
        span = Span(start=begin, end=_other_document(text, layout, begin, end))
        at = above.get(start.index)
        title = Span(start=begin, end=lines[at.fields - 1].end) if at else None
        title_from = lines[at.body - 1].end if at else start.title_from
        found.append(Outline(paragraf=start.number, span=span, title_from=title_from, title_above=title))
    return tuple(found)


def section_of(document: DocumentText, outline: Outline) -> Section:
    """One paragraf of `document` with its title and parts."""
    text, span = document.text, outline.span
    layout = layout_of(text)
    if outline.title_above:
        title, body_from = _joined([document.slice(outline.title_above)]), outline.title_from
    else:
        title, body_from = _title(text, layout, outline.title_from, span.end, paragraf=outline.paragraf is not None)
    parts = split_parts(text, layout, span.start, span.end, body_from)
    furniture = furniture_within(text, span.start, span.end)
    return Section(paragraf=outline.paragraf, title=title, span=span, parts=parts, furniture=furniture)


def number_from(document: DocumentText, section: Section) -> int:
    """The offset of the line that has the paragraf's number: the section's first one, or one below its title."""
    lines = layout_of(document.text).between(section.span.start, section.span.end)[:12]
    if not lines or section.paragraf is None or section.paragraf in lines[0].folded:
        return section.span.start
    number = re.compile(rf"(?:.*(?:§|\bparagraf\D{{0,12}}) ?)?{re.escape(section.paragraf)}(?: .*)?")
    return next((line.start for line in lines if number.fullmatch(line.folded)), section.span.start)


def _other_document(text: str, layout: Layout, begin: int, end: int) -> int:
    """Where another document begins within the section, at the head of a page; `end` when none does."""
    turned = text.find("\f", begin, end)
    if turned < 0:
        return end
    for line in layout.between(turned, end):
        # a sentence that only goes on over the page has no capital: "region enligt KSL:s rekommendation daterad"
        heads = line.depth < HEAD_LINES and not text[line.start].islower()
        if heads and _OTHER_DOCUMENT.fullmatch(line.folded):
            return text.rfind("\f", begin, line.start) + 1
    return end


def _title(text: str, layout: Layout, title_from: int, end: int, *, paragraf: bool) -> tuple[str, int]:
    """The title, and the offset from which parts may begin.

    All lines up to the first heading when that comes soon, else the first line and what goes on in lower case.
    """
    inside = (line for line in layout.between(title_from, end) if not line.furniture)
    lines = [line for line in inside if not paragraf or line.start > title_from][:8]
    words = []
    if paragraf:
        around = layout.lines[bisect_right(layout.starts, title_from) - 1]
        words = [_without_dnr(text[title_from : around.end])]
    body_from = title_from
    soon = next((i for i, line in enumerate(lines) if whole_line(line.folded)), None)
    taken = [w for w in words if w]
    rows = field_rows(text, [(line.start, line.end) for line in lines]) if paragraf else frozenset()
    for i, line in enumerate(lines):
        raw = text[line.start : line.end]
        if i in rows:
            body_from = line.end
            continue
        heading = whole_line(line.folded)
        if heading and heading.words in {"arende", "arendet"} and not taken:
            body_from = line.end
            soon = None
            continue
        if heading and not taken and paragraf and _title_goes_on(text, lines, i):
            heading, soon = None, i + 2
        named = heading and (taken or not paragraf or heading.kind in _NEVER_TITLES)
        if named or (taken and not _goes_on(raw, taken[-1], soon, i)) or (paragraf and _decides(raw, line)):
            break
        bare = _without_dnr(raw)
        if bare:
            taken.append(bare)
        body_from = line.end
        if len(taken) >= 4:
            break
    return _joined(taken), body_from


def _joined(lines: list[str]) -> str:
    """A title of these lines, words divided at a line's end whole again, without the diarienummer in brackets."""
    title = re.sub(r"\s+", " ", " ".join(lines))
    title = re.sub(r"(\w)- (?=[a-zåäö])(?!och\b|eller\b|samt\b)", r"\1", title)
    return _DNR_TAIL.sub("", title).strip()


def _title_goes_on(text: str, lines: list[Line], index: int) -> bool:
    """ "Valberedningens förslag till vid sammanträdet / förekommande val / Beslut": no heading of a part."""
    if index + 2 >= len(lines) or not whole_line(lines[index + 2].folded):
        return False
    return text[lines[index + 1].start].islower() and not lines[index + 1].folded.startswith("att ")


def _goes_on(raw: str, above: str, soon: int | None, index: int) -> bool:
    """Whether this line still belongs to the title."""
    folded = " ".join(fold(raw).split())
    if line_start(raw, folded) or leads_a_decision(folded) or decides_at_once(folded):
        return False
    if soon is not None and index < soon <= 4 and not raw.endswith("."):
        return True
    left_open = above.endswith(("-", "–", ",")) or _LEFT_OPEN.fullmatch(" ".join(fold(above).split()))
    return raw[0].islower() or bool(left_open or _DNR.match(raw))


def _decides(raw: str, line: Line) -> bool:
    """Whether the line is already the decision: "Beslut   Kommunstyrelsen beslutade", "KS beslutar att"."""
    heading = line_start(raw, line.folded)
    headed = heading is not None and heading.kind is PartKind.DECISION and ":" not in heading.words
    return headed or leads_a_decision(line.folded)


def _without_dnr(raw: str) -> str:
    return _LABEL.sub("", _SIGN_TAIL.sub("", _DNR.sub("", raw))).strip(" .:\t")
