"""The paragrafer of a document, in order, each with its parts."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from domain.document import DocumentText, Span
from domain.evidence import PartKind, Section
from parsers.folding import fold, pattern
from parsers.lines import Layout, Line, layout_of
from parsers.part_headings import whole_line
from parsers.parts import leads_a_decision, split_parts

_NUMBER = r"(?P<number>[\dIl]{1,4}(?: ?[:/] ?\d{1,4})?)"
# "§ 77", "§132", "§ 125/2019", "KS § 12:14", "Paragraf 45", "Ks 132", "PLAU 2:13"
_SIGNED = re.compile(
    rf"(?:(?P<prefix>[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{{1,6}})\.? ?)?(?:§|Paragraf\b|PARAGRAF\b) ?{_NUMBER}(?![\d])(?P<rest>.*)"
    rf"|(?P<body>K[Ss]|K[Ff]|A[Uu]|KSAU|KLU|Kst|PLAU"
    rf"|SN) (?P<bare>\d{{1,3}}(?::\d{{1,3}})?)(?P<tail>(?: +(?:Dnr|Diarienr).*)?)"
    r"|(?P<colon_body>KS|KF|AU|KSAU|PLAU) (?P<colon>\d{1,3}:\d{1,3})(?P<colon_tail>\b.*)"
)
_REFERENCE = re.compile(r"\s*(?:[,.;)–\-]|§|och\b|samt\b|[a-zåäö]{1,}(?![a-zåäö]*:)|\d+ ?(?:st|kap)\b)")
_LEADS_ON = pattern(
    r".*(?:,|\(|\b(?:enligt|den|av|protokoll|beslut|samt|och|i|se|till|kap\.?|§§?|från|paragraf|sammanträde"
    r"|\d{4}-\d\d-\d\d,?))"
)
_ONLY_DATE = re.compile(r"[\d\- ]+")
_DOTS = re.compile(r"\.{3,} ?\d*$|…+ ?\d*$")
_DNR = re.compile(r"\(?\b(?:Dnr|DNR|Diarienr|Diarienummer|Diarie ?nr|Ärendenummer|Dar)\b\.?:?.*|Diariekod.*")
_DNR_TAIL = re.compile(r"\s*\((?:[A-ZÅÄÖ]{2,5}|\d\d)[\w/\-.: ]*\d\)\s*$")

_TURNED = re.compile(r"(?P<number>\d{1,3}) ?§ (?=[A-ZÅÄÖ](?!\w*lag))")

# A number alone, where the text layer dropped the sign
_UNSIGNED = re.compile(r"(?P<number>\d{1,3})(?: +(?P<title>[A-ZÅÄÖ].*[^.:])?)?")
_TABLE_LABELS = pattern(r".*\bparagraf\b.*")
_OTHER_LABELS = pattern(r"\b(?:organ|sammanträdes ?datum|datum|diarie ?nummer|dnr|sida?|instans)\b")
_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2} [a-zåäö]{3,9} \d{4}|\b\d{6}\b")
# What a new document in the same file is called, at the head of its first page
_OTHER_DOCUMENT = pattern(
    r"(?:.{0,40} )?(?:tjänste ?(?:skrivelse|utlåtande|udåtande)|promemoria|rekommendation|kallelse|föredragningslista"
    r"|signatursida|signeringssida|missiv)\b[: ]*(?:.{0,60})"
    r"|bilaga(?: \d+)?(?: till .*)?|pm(?: .{0,30})?|motion(?: .{0,60})?"
)
_HEAD_LINES = 5
_ENTRY_LINES = 4
# "Kommunstyrelsens protokoll 2024-10-02" can be a paragraf's title, "Beslut" cannot
_NEVER_TITLES = {PartKind.DECISION, PartKind.PROPOSAL, PartKind.BACKGROUND, PartKind.MOTION}


@dataclass(frozen=True, slots=True)
class _Start:
    """A line that opens a paragraf. `title` is what the line says after the number; `lines` how many it takes."""

    index: int
    number: str
    title_from: int  # offset in the document, where the title may begin
    certain: bool


def split(document: DocumentText) -> tuple[Section, ...]:
    """The paragrafer in order; the whole document as one section without paragraf where there is none.

    What stands before the first paragraf (front page, contents) and a memorandum bound after the minutes belong to no
    section. Tables of contents, lists ("§§ 88-118") and a paragraf's number repeated on its next page open none.
    """
    text = document.text
    layout = layout_of(text)
    starts = _starts(text, layout)
    if not starts:
        return (_section(text, layout, None, 0, len(text), 0),)
    sections = []
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        begin = layout.lines[start.index].start
        end = layout.lines[following.index].start if following else len(text)
        end = _other_document(text, layout, begin, end)
        sections.append(_section(text, layout, start.number, begin, end, start.title_from))
    return tuple(sections)


def _section(text: str, layout: Layout, number: str | None, begin: int, end: int, title_from: int) -> Section:
    title, body_from = _title(text, layout, title_from, end, paragraf=number is not None)
    parts = split_parts(text, layout, begin, end, body_from)
    return Section(paragraf=number, title=title, span=Span(start=begin, end=end), parts=parts)


def _starts(text: str, layout: Layout) -> list[_Start]:
    found = [start for i in range(len(layout.lines)) if (start := _signed(text, layout.lines, i))]
    found = (
        found
        or _turned(text, layout.lines)
        or _tabular(text, layout.lines)
        or _embedded(text, layout.lines)
        or _unsigned(text, layout.lines)
    )
    found = _without_contents(layout, found)
    kept: list[_Start] = []
    for start in found:
        if kept and kept[-1].number == start.number:
            continue  # the number again, as running head of the next page
        kept.append(start)
    return kept


def _signed(text: str, lines: tuple[Line, ...], index: int) -> _Start | None:
    """A paragraf's sign and number at the start of a line that is no reference to another paragraf."""
    line = lines[index]
    raw = text[line.start : line.end]
    if not (raw[0] in "§P" or raw[:1].isupper()):
        return None
    match = _SIGNED.match(raw)
    if not match:
        return None
    number = match.group("number") or match.group("bare") or match.group("colon") or ""
    rest = match.group("rest") or match.group("tail") or match.group("colon_tail") or ""
    if match.group("bare") and match.end() < len(raw):
        return None
    if (
        _DOTS.search(rest)
        or _REFERENCE.match(rest)
        or fold(match.group("prefix") or "") in {"se", "enligt", "och", "jfr"}
    ):
        return None
    if index and line.depth >= _HEAD_LINES:
        before = lines[index - 1].folded
        if _LEADS_ON.fullmatch(before) and not _ONLY_DATE.fullmatch(before) and not lines[index - 1].furniture:
            return None
    number = re.sub(r"\s", "", number).translate(str.maketrans("Il", "11"))
    return _Start(index, number, line.end - len(rest), certain=True)


def _turned(text: str, lines: tuple[Line, ...]) -> list[_Start]:
    """The number before the sign, a title after it: "171 § Överenskommelse om ...". No law: "5 § kommunallagen"."""
    found: list[_Start] = []
    for index, line in enumerate(lines):
        match = _TURNED.match(text[line.start : line.end])
        led = index and line.depth >= _HEAD_LINES and _LEADS_ON.fullmatch(lines[index - 1].folded)
        if not match or led:
            continue
        if not found or int(match.group("number")) > int(found[-1].number):
            found.append(_Start(index, match.group("number"), line.start + match.end(), certain=True))
    return found


def _tabular(text: str, lines: tuple[Line, ...]) -> list[_Start]:
    """The number in a head of labels above values: "Organ Sammanträdesdatum Paragraf Diarienummer"."""
    found = []
    for index, line in enumerate(lines[:-1]):
        if "paragraf" not in line.folded or len(line.folded) > 120 or not _TABLE_LABELS.fullmatch(line.folded):
            continue
        if not _OTHER_LABELS.search(line.folded):
            continue
        values = lines[index + 1]
        raw = _DATE.sub(lambda m: " " * len(m.group()), text[values.start : values.end])
        match = re.search(r"§ ?(\d{1,4}(?:[:/]\d{1,4})?)|(?<!\S)(\d{1,4})(?!\S)", raw)
        if match:
            found.append(_Start(index + 1, match.group(1) or match.group(2), values.end, certain=True))
    return found


_EMBEDDED = re.compile(rf"(?<![\w,]) ?(?:[A-ZÅÄÖ]{{2,5}} ?)?§ ?{_NUMBER}(?= *(?:Dnr|Diarienr|$))")


def _embedded(text: str, lines: tuple[Line, ...]) -> list[_Start]:
    """A sign at the end of a line of the page's head, or before its diarienummer in a text without line breaks."""
    for index, line in enumerate(lines):
        if line.depth >= _HEAD_LINES + 3:
            continue
        match = _EMBEDDED.search(text[line.start : line.end])
        if match and not _REFERENCE.match(text[line.start + match.end() : line.end]):
            return [_Start(index, re.sub(r"\s", "", match.group("number")), line.start + match.end(), certain=True)]
    return []


def _unsigned(text: str, lines: tuple[Line, ...]) -> list[_Start]:
    """Numbers that must be paragrafer: in minutes, growing, each with a decision's heading below."""
    if "protokoll" not in fold(text[:3000]) and "sammantrade" not in fold(text[:3000]):
        return []
    headings = [
        i for i, line in enumerate(lines) if (h := whole_line(line.folded)) and h.kind.value in {"decision", "proposal"}
    ]
    if not headings:
        return []
    found: list[_Start] = []
    for index, line in enumerate(lines):
        match = _UNSIGNED.fullmatch(text[line.start : line.end])
        if not match or line.furniture or (found and int(match.group("number")) <= int(found[-1].number)):
            continue
        following = [h for h in headings if index < h <= index + 8]
        above = lines[index - 1].folded if index else ""
        if not following or whole_line(above) or above.endswith((",", " av", " den")):
            continue
        title = match.group("title")
        if not title and (index + 1 >= len(lines) or not text[lines[index + 1].start].isupper()):
            continue
        found.append(_Start(index, match.group("number"), line.start + match.end("number"), certain=False))
    return found


def _without_contents(layout: Layout, found: list[_Start]) -> list[_Start]:
    """Leave out a table of contents: entries with next to no text whose number comes again later with its matter."""
    last = {start.number: i for i, start in enumerate(found)}
    kept: list[_Start] = []
    seen: set[str] = set()
    differs = len(found)  # the next start whose number is another
    following = [differs] * len(found)
    for i in range(len(found) - 2, -1, -1):
        differs = i + 1 if found[i + 1].number != found[i].number else differs
        following[i] = differs
    for i, start in enumerate(found):
        seen.add(start.number)
        final = i + 1 == len(found)
        lines = (len(layout.lines) if final else found[i + 1].index) - start.index
        # the last entry is followed by the front page's rest, then by the paragraf that the contents began with
        ends_contents = final or found[i + 1].number in seen
        if last[start.number] > following[i] and (lines <= _ENTRY_LINES or ends_contents):
            continue
        kept.append(start)
    return kept


def _other_document(text: str, layout: Layout, begin: int, end: int) -> int:
    """Where another document begins within the section, at the head of a page; `end` when none does."""
    for line in layout.between(begin, end):
        later = line.start > begin and line.depth < _HEAD_LINES and text.find("\f", begin, line.start) >= 0
        # a sentence that only goes on over the page has no capital: "region enligt KSL:s rekommendation daterad"
        if later and not text[line.start].islower() and _OTHER_DOCUMENT.fullmatch(line.folded):
            return text.rfind("\f", begin, line.start) + 1
    return end


def _title(text: str, layout: Layout, title_from: int, end: int, *, paragraf: bool) -> tuple[str, int]:
    """The title, and the offset from which parts may begin.

    All lines up to the first heading when that comes soon, else the first line and what goes on in lower case.
    """
    lines = [line for line in layout.between(title_from, end) if not line.furniture][:8]
    words = []
    if paragraf:
        around = layout.lines[bisect_right(layout.starts, title_from) - 1]
        words = [_without_dnr(text[title_from : around.end])]
    body_from = title_from
    soon = next((i for i, line in enumerate(lines) if whole_line(line.folded)), None)
    taken = [w for w in words if w]
    for i, line in enumerate(lines):
        raw = text[line.start : line.end]
        heading = whole_line(line.folded)
        if heading and heading.words in {"arende", "arendet"} and not taken:
            body_from = line.end
            soon = None
            continue
        if heading and not taken and paragraf and _title_goes_on(text, lines, i):
            heading, soon = None, i + 2
        named = heading and (taken or not paragraf or heading.kind in _NEVER_TITLES)
        if named or (taken and not _goes_on(raw, taken[-1], soon, i)):
            break
        bare = _without_dnr(raw)
        if bare:
            taken.append(bare)
        body_from = line.end
        if len(taken) >= 4:
            break
    title = " ".join(taken)
    title = re.sub(r"(\w)- (?=[a-zåäö])(?!och\b|eller\b|samt\b)", r"\1", title)
    return _DNR_TAIL.sub("", re.sub(r"\s+", " ", title)).strip(), body_from


def _title_goes_on(text: str, lines: list[Line], index: int) -> bool:
    """ "Valberedningens förslag till vid sammanträdet / förekommande val / Beslut": no heading of a part."""
    if index + 2 >= len(lines) or not whole_line(lines[index + 2].folded):
        return False
    return text[lines[index + 1].start].islower() and not lines[index + 1].folded.startswith("att ")


def _goes_on(raw: str, above: str, soon: int | None, index: int) -> bool:
    """Whether this line still belongs to the title."""
    from parsers.part_headings import line_start

    folded = " ".join(fold(raw).split())
    if line_start(raw, folded) or leads_a_decision(folded):
        return False
    if soon is not None and index < soon <= 4 and not raw.endswith("."):
        return True
    return raw[0].islower() or above.endswith(("-", "–", ",")) or bool(_DNR.match(raw))


def _without_dnr(raw: str) -> str:
    return _DNR.sub("", raw).strip(" .:\t")
