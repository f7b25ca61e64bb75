"""Where paragrafer begin: signs and numbers that open one, told from contents, references and running heads."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.field_cells import FieldKind
from parsers.fields import find_fields, is_row
from parsers.folding import fold, pattern
from parsers.lines import Layout, Line
from parsers.part_headings import whole_line
from parsers.sign_at_edge import HEAD_LINES, NUMBER, order_of, signs_at_the_edge
from parsers.title_above import titles_above

# "§ 77", "§132", "§ 125/2019", "KS § 12:14", "Paragraf 45", "Paragraf:   § 45", "Ks 132", "PLAU 2:13"
_SIGNED = re.compile(
    r"(?:(?P<prefix>[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{1,6})\.? ?)?"
    rf"(?:§|(?:Paragraf|PARAGRAF)\b(?: ?(?:nr|nummer)\b)?:?[ \t]{{0,20}}§?) {{0,3}}{NUMBER}(?![\d])(?P<rest>.*)"
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
_BODY = r"(?:K[Ss]|K[Ff]|A[Uu]|KSAU|KLU|Kst|PLAU)"
# "171 § Överenskommelse om ...", "Ks 14 §"
_TURNED = re.compile(
    r"(?P<number>\d{1,3}) ?§ (?=[A-ZÅÄÖ](?!\w*lag))"
    rf"|{_BODY} (?P<of_body>\d{{1,3}}(?::\d{{1,3}})?) ?§(?= +[A-ZÅÄÖ(](?!\w*lag)|$) *"
)

# A number alone, where the text layer dropped the sign
_UNSIGNED = re.compile(r"(?P<number>\d{1,3})(?: +(?P<title>[A-ZÅÄÖ].*[^.:])?)?")
_TABLE_LABELS = pattern(r".*\bparagraf\b.*")
_OTHER_LABELS = pattern(r"\b(?:organ|sammanträdes ?datum|datum|diarie ?nummer|dnr|sida?|instans)\b")
_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2} [a-zåäö]{3,9} \d{4}|\b\d{6}\b")
_ENTRY_LINES = 4
_FIELDS = 8  # lines of a block of fields


@dataclass(frozen=True, slots=True)
class Start:
    """A line that opens a paragraf. `title` is what the line says after the number; `lines` how many it takes."""

    index: int
    number: str
    title_from: int  # offset in the document, where the title may begin


def find_starts(text: str, layout: Layout) -> list[Start]:
    """The lines that open paragrafer, in order; contents, references and running heads left out."""
    capitals = (i for i, line in enumerate(layout.lines) if text[line.start] == "§" or text[line.start].isupper())
    found = [start for i in capitals if (start := _signed(text, layout.lines, i))]
    found = _without_fields_of_the_next(layout.lines, _with_labelled(text, layout.lines, found))
    found = (
        found
        or _more(_fielded(text, layout.lines), _tabular(text, layout.lines))
        or _turned(text, layout.lines)
        or _tabular(text, layout.lines)
        or [Start(*sign) for sign in signs_at_the_edge(text, layout.lines)]
        or _embedded(text, layout.lines)
        or _loose(text, layout.lines)
        or _unsigned(text, layout.lines)
    )
    found = _without_contents(layout, found)
    kept: list[Start] = []
    for start in found:
        if kept and kept[-1].number == start.number:
            continue  # the number again, as running head of the next page
        kept.append(start)
    return kept


def _more(found: list[Start], others: list[Start]) -> list[Start]:
    """A table of fields above each matter, also where the one of the second matter stands further down the page."""
    return others if len(others) > len(found) > 0 else found


def _signed(text: str, lines: tuple[Line, ...], index: int) -> Start | None:
    """A paragraf's sign and number at the start of a line that is no reference to another paragraf."""
    line = lines[index]
    raw = text[line.start : line.end]
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
    if _is_led_to(text, lines, index):
        return None
    number = re.sub(r"\s", "", number).translate(str.maketrans("Il", "11"))
    return Start(index, number, line.end - len(rest))


def _is_led_to(text: str, lines: tuple[Line, ...], index: int) -> bool:
    """Whether the line above asks for a paragraf, "enligt kommunstyrelsens beslut 2015-03-02," above "§ 12"."""
    if not index or lines[index].depth < HEAD_LINES:
        return False
    above = lines[index - 1]
    apart = "\n\n" in text[above.end : lines[index].start] and above.folded[-1].isdigit()
    leads = _LEADS_ON.fullmatch(above.folded) and not _ONLY_DATE.fullmatch(above.folded) and not above.furniture
    return bool(leads) and not apart and not is_row(text, above.start, above.end)


_LABEL_ALONE = pattern(r"paragraf(?: ?(?:nr|nummer))?:?")
_NUMBER_ALONE = re.compile(rf"(?:§ ?)?{NUMBER}")


def _with_labelled(text: str, lines: tuple[Line, ...], found: list[Start]) -> list[Start]:
    """With the numbers, signed or not, that stand below a label of their own: "Paragraf / 45"."""
    known = {start.index for start in found}
    labelled = []
    for index, line in enumerate(lines[:-1]):
        if not line.folded.startswith("paragraf") or not _LABEL_ALONE.fullmatch(line.folded):
            continue
        below = lines[index + 1]
        match = _NUMBER_ALONE.fullmatch(text[below.start : below.end])
        if match and index + 1 not in known:
            number = re.sub(r"\s", "", match.group("number")).translate(str.maketrans("Il", "11"))
            labelled.append(Start(index + 1, number, below.end))
    return sorted([*found, *labelled], key=lambda start: start.index) if labelled else found


def _without_fields_of_the_next(lines: tuple[Line, ...], found: list[Start]) -> list[Start]:
    """Without a field "Paragraf: § 77" of the page's head, where "§ 77 Överenskommelse om ..." opens the matter."""
    kept = []
    for at, start in enumerate(found):
        again = any(s.number == start.number and s.index - start.index <= _FIELDS for s in found[at + 1 : at + 2])
        if not (again and lines[start.index].folded.startswith("paragraf")):
            kept.append(start)
    return kept


_SIGNED_FIELD = pattern(r"§|\bparagraf\b")
_AROUND = 6  # lines of a block of fields on either side of the paragraf's


def _fielded(text: str, lines: tuple[Line, ...]) -> list[Start]:
    """The number in a block of fields: "Organ   Mötesdatum   §" above "Kommunstyrelsen   2015-05-18   61".

    Below the head of a page the matter must follow and a title be above: other rows of fields refer to a paragraf.
    """
    found: list[Start] = []
    tried = -1
    for index, line in enumerate(lines):
        if index <= tried or not _SIGNED_FIELD.search(line.folded):
            continue
        first = max(0, index - _AROUND)
        around = lines[first : index + _AROUND]
        fields = find_fields(text, [(near.start, near.end) for near in around])
        field = next((f for f in fields if f.kind is FieldKind.PARAGRAF and f.row + first >= index - 1), None)
        telling = any(f.kind in {FieldKind.DATE, FieldKind.BODY, FieldKind.NUMBER} for f in fields)
        if field is None or not telling:
            continue
        tried = at = field.row + first
        if not _is_in_the_head(lines, at) and at not in titles_above(text, lines, [at]):
            continue
        number = re.sub(r"\s", "", re.findall(NUMBER, text[field.value.start : field.value.end])[-1])
        if not found or order_of(number) > order_of(found[-1].number):
            found.append(Start(at, number, lines[at].end))
    return found


def _is_in_the_head(lines: tuple[Line, ...], index: int) -> bool:
    """Whether no part of a paragraf has begun on this page above this line."""
    line = lines[index]
    above = lines[max(0, index - line.depth) : index]
    return not any(whole_line(near.folded) for near in above if not near.furniture)


def _turned(text: str, lines: tuple[Line, ...]) -> list[Start]:
    """The number before the sign, a title after it: "171 § Överenskommelse om ...". No law: "5 § kommunallagen"."""
    found: list[Start] = []
    for index, line in enumerate(lines):
        match = _TURNED.match(text[line.start : line.end])
        if not match or _is_led_to(text, lines, index):
            continue
        number = match.group("number") or match.group("of_body")
        if not found or order_of(number) > order_of(found[-1].number):
            found.append(Start(index, number, line.start + match.end()))
    return found


def _tabular(text: str, lines: tuple[Line, ...]) -> list[Start]:
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
            found.append(Start(index + 1, match.group(1) or match.group(2), values.end))
    return found


_EMBEDDED = re.compile(rf"(?<![\w,]) ?(?:[A-ZÅÄÖ]{{2,5}} ?)?§ ?{NUMBER}(?= *(?:Dnr|Diarienr|$))")


def _embedded(text: str, lines: tuple[Line, ...]) -> list[Start]:
    """A sign at the end of a line of the page's head, or before its diarienummer in a text without line breaks."""
    for index, line in enumerate(lines):
        if line.depth >= HEAD_LINES + 3:
            continue
        match = _EMBEDDED.search(text[line.start : line.end])
        if match and not _REFERENCE.match(text[line.start + match.end() : line.end]):
            return [Start(index, re.sub(r"\s", "", match.group("number")), line.start + match.end())]
    return []


# "§ 77. Överenskommelse om ...", "§ 77 – Överenskommelse", "Kommunstyrelsen § 77 Överenskommelse", "KS-§ 77", "§ KS 77"
_LOOSE = re.compile(
    rf"(?P<body>(?:K[SF]|[A-ZÅÄÖ]\w*(?:styrelsen|fullmäktige|utskottet))[ -]?(?:(?:19|20)\d\d(?:-\d\d-\d\d)?)? ?)?"
    rf"§\.? {{0,3}}(?:{_BODY} ?)?{NUMBER} {{0,3}}(?:[.):–-]+ *)?(?P<rest>$|[A-ZÅÄÖ(].*|\d[\d/:.-]* ?[A-ZÅÄÖ]{{1,5}}$)"
)


def _loose(text: str, lines: tuple[Line, ...]) -> list[Start]:
    """Where no line has the usual form: a stop or dash after the number, or, in the page's head, a body before it."""
    found: list[Start] = []
    for index, line in enumerate(lines):
        match = _LOOSE.fullmatch(text[line.start : line.end])
        if not match or (match.group("body") and line.depth >= HEAD_LINES + 3) or _DOTS.search(match.group("rest")):
            continue
        if _is_led_to(text, lines, index):
            continue
        number = re.sub(r"\s", "", match.group("number")).translate(str.maketrans("Il", "11"))
        if not found or order_of(number) > order_of(found[-1].number):
            found.append(Start(index, number, line.end - len(match.group("rest"))))
    return found


def _unsigned(text: str, lines: tuple[Line, ...]) -> list[Start]:
    """Numbers that must be paragrafer: in minutes, growing, each with a decision's heading below."""
    if "protokoll" not in fold(text[:3000]) and "sammantrade" not in fold(text[:3000]):
        return []
    headings = [
        i for i, line in enumerate(lines) if (h := whole_line(line.folded)) and h.kind.value in {"decision", "proposal"}
    ]
    if not headings:
        return []
    found: list[Start] = []
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
        found.append(Start(index, match.group("number"), line.start + match.end("number")))
    return found


def _without_contents(layout: Layout, found: list[Start]) -> list[Start]:
    """Leave out a table of contents: entries with next to no text whose number comes again later with its matter."""
    last = {start.number: i for i, start in enumerate(found)}
    kept: list[Start] = []
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
