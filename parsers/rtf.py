"""Rich Text Format (rtf) to DocumentText: what a reader of the finished paper sees.

Our own, for a reason: striprtf 0.0.35, the kept library, gives tracked deletions (`\\deleted`) and hidden text (`\\v`)
as text, leaves out headers and footers, and takes quadratic time over hyperlinks.
Source: Rich Text Format Specification 1.9.1.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field, replace

from domain.document import DocumentText, FailureKind, ReadingFailure
from domain.doubt import Doubt
from parsers.document_builder import DocumentBuilder, Limits
from parsers.flowed_text import CELL, ROW, join, tidy
from parsers.sniff import RTF

READER = "rtf 1"
MAX_DEPTH = 10_000
"""Groups within groups. Word's own stay below 50."""

_TOKEN = re.compile(
    r"\\([A-Za-z]{1,32})(-?\d{1,10})? ?"  # a word with its number: \par, \u228
    r"|\\'([0-9A-Fa-f]{2})"  # a byte in the font's code page
    r"|\\([^A-Za-z])"  # a sign: \~, \{
    r"|(\{(?:[\r\n]*\\\*)?|\})"  # {\*\word: a group for those who know the word; a star elsewhere means nothing
    r"|[\r\n\x00]+"
    r"|([^\\{}\r\n\x00]+)"
    r"|."
)

_SHOWN, _MAY_SHOW, _UNSEEN = range(3)  # _MAY_SHOW: unseen until a destination within says otherwise

# {\shp{\*\shpinst ...{\shptxt words}}}: a text box; {\upr{ansi}{\*\ud unicode}}: the same words twice
_OPENS = frozenset({"shptxt", "ud"})
_HALF_OPEN = frozenset({"shpinst", "upr", "background"})
_FLOWS = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "headers"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "footers"),
    "footnote": "notes",
}
_DESTINATIONS_UNSEEN = frozenset(
    {
        *(
            "colortbl",
            "stylesheet",
            "info",
            "pict",
            "fldinst",
            "objdata",
            "annotation",
            "atnid",
            "atnauthor",
            "atntime",
        ),
        *("atndate", "atnref", "atnicn", "filetbl", "nonshppict", "shprslt", "xe", "tc", "rxe", "bkmkstart", "bkmkend"),
        *("template", "listtable", "revtbl", "mmathPict", "themedata", "datafield", "formfield"),
        *("ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn"),
    }
)
_SIGNS = {
    **dict.fromkeys(("par", "line", "sect", "page", "column"), "\n"),
    **{"tab": "\t", "cell": CELL, "nestcell": CELL, "row": ROW, "nestrow": ROW},
    **{"emdash": "\u2014", "endash": "\u2013", "bullet": "\u2022", "emspace": " ", "enspace": " ", "qmspace": " "},
    **{"lquote": "\u2018", "rquote": "\u2019", "ldblquote": "\u201c", "rdblquote": "\u201d"},
    **{"~": " ", "_": "-", "{": "{", "}": "}", "\\": "\\", "\n": "\n", "\r": "\n"},
}
_CODE_PAGES = {
    **{77: "mac_roman", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950", 161: "cp1253", 162: "cp1254"},
    **{163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250"},
    **{254: "cp437", 255: "cp850"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """What a group inherits and changes until its closing brace."""

    flow: str = "text"
    sight: int = _SHOWN
    struck: bool = False  # a tracked deletion
    hidden: bool = False
    in_fonts: bool = False
    starred: bool = False  # the word after \* may be a destination unknown to us
    font: int | None = None
    after_unicode: int = 1  # how many substitutes follow each \u


@dataclass(slots=True)
class _Reading:
    """The state between tokens."""

    group: _Group = field(default_factory=_Group)
    stack: list[_Group] = field(default_factory=list)
    flows: dict[str, list[list[str]]] = field(
        default_factory=lambda: {"headers": [], "text": [[]], "notes": [], "footers": []}
    )
    fonts: dict[int, str] = field(default_factory=dict)
    code_page: str = "cp1252"
    default_font: int | None = None
    defined_font: int = 0
    to_skip: int = 0
    waiting: bytearray = field(default_factory=bytearray)  # bytes of a code page, to be decoded together
    units: list[int] = field(default_factory=list)  # UTF-16 units: \u55357\u56832 are one sign

    @property
    def seen(self) -> bool:
        group = self.group
        return group.sight == _SHOWN and not (group.struck or group.hidden or group.in_fonts)

    def put(self, text: str) -> None:
        self.flush()
        if self.seen:
            self.flows[self.group.flow][-1].append(text)

    def put_bytes(self, data: bytes) -> None:
        skipped = min(self.to_skip, len(data))
        self.to_skip -= skipped
        if self.seen and data[skipped:]:
            self._flush_units()
            self.waiting += data[skipped:]

    def put_unit(self, unit: int) -> None:
        if self.seen:
            self._flush_bytes()
            self.units.append(unit & 0xFFFF)
        self.to_skip = self.group.after_unicode

    def flush(self) -> None:
        self._flush_bytes()
        self._flush_units()
        self.to_skip = 0

    def _flush_bytes(self) -> None:
        if self.waiting:
            font = self.default_font if self.group.font is None else self.group.font
            code_page = self.fonts.get(-1 if font is None else font, self.code_page)
            self.flows[self.group.flow][-1].append(self.waiting.decode(code_page, errors="replace"))
            self.waiting.clear()

    def _flush_units(self) -> None:
        if self.units:
            data = b"".join(unit.to_bytes(2, "little") for unit in self.units)
            self.flows[self.group.flow][-1].append(data.decode("utf-16-le", errors="replace"))
            self.units.clear()


def read_rtf(content: bytes, sha256: str, limits: Limits) -> DocumentText | ReadingFailure:
    """Headers, text, footnotes, footers. A file that ends inside its groups is read as far as it goes, with a doubt."""
    start = content.find(b"{\\rtf")
    if start < 0:
        return ReadingFailure(sha256=sha256, kind=FailureKind.BROKEN, detail="no {\\rtf at the start")
    reading = _Reading()
    whole = _run(reading, content[start:].decode("latin-1"))
    reading.flush()
    builder = DocumentBuilder(limits)
    builder.add_plain(join(*(tidy("".join(one)) for flow in reading.flows.values() for one in flow)))
    doubts = () if whole else (Doubt.TEXT_UNCERTAIN,)
    return builder.finish(sha256=sha256, media_type=RTF, reader=READER, doubts=doubts)


def _run(reading: _Reading, text: str) -> bool:
    """Whether the outermost group was closed."""
    position = 0
    while match := _TOKEN.match(text, position):
        position = match.end()
        word, number, byte, sign, brace, run = match.groups()
        if run:
            reading.put_bytes(run.encode("latin-1"))
        elif byte:
            reading.put_bytes(bytes.fromhex(byte))
        elif brace:
            reading.flush()
            if not _brace(reading, brace):
                return not reading.stack
        elif sign in _SIGNS:
            reading.put(_SIGNS[sign])
        elif word == "bin":
            position += max(int(number or 0), 0)
        elif word:
            _word(reading, word, int(number) if number else None)
    return False


def _brace(reading: _Reading, brace: str) -> bool:
    """False when the document ends here."""
    if brace != "}":
        reading.stack.append(reading.group)
        reading.group = replace(reading.group, starred=brace.endswith("*"))
        return len(reading.stack) <= MAX_DEPTH
    if reading.stack:
        reading.group = reading.stack.pop()
    return bool(reading.stack)


def _word(reading: _Reading, word: str, number: int | None) -> None:
    if word == "u":
        reading.put_unit(number or 0)
        return
    if word in _SIGNS:
        reading.put(_SIGNS[word])
        return
    reading.flush()
    group = reading.group
    on = number != 0
    if word in {"v", "webhidden"}:
        reading.group = replace(group, hidden=on)
    elif word == "deleted":
        reading.group = replace(group, struck=on)
    elif word == "plain":
        reading.group = replace(group, hidden=False, struck=False, font=None)
    elif word == "uc":
        reading.group = replace(group, after_unicode=min(max(number or 0, 0), 100))
    elif word in {"f", "fcharset", "ansicpg", "deff", "mac", "pc", "pca"}:
        _font(reading, word, number or 0)
    else:
        reading.group = _destination(group, word)
        if reading.group.flow != group.flow:  # each section has its header, mostly the same: join() keeps one of them
            reading.flows[reading.group.flow].append([])


def _destination(group: _Group, word: str) -> _Group:
    starred = group.starred
    if starred:
        group = replace(group, starred=False)
    if word == "fonttbl":
        return replace(group, in_fonts=True)
    if group.sight == _UNSEEN:
        return group
    if word in _OPENS:
        return replace(group, sight=_SHOWN)
    if word in _HALF_OPEN:
        return replace(group, sight=_MAY_SHOW)
    if word in _FLOWS:
        return replace(group, flow=_FLOWS[word])
    return replace(group, sight=_UNSEEN) if starred or word in _DESTINATIONS_UNSEEN else group


def _font(reading: _Reading, word: str, number: int) -> None:
    if word == "ansicpg":
        reading.code_page = _known(f"cp{number}", "cp1252")
    elif word in {"mac", "pc", "pca"}:
        reading.code_page = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}[word]
    elif word == "deff":
        reading.default_font = number
    elif word == "fcharset":
        if reading.group.in_fonts and number in _CODE_PAGES:
            reading.fonts[reading.defined_font] = _CODE_PAGES[number]
    elif reading.group.in_fonts:
        reading.defined_font = number
    else:
        reading.group = replace(reading.group, font=number)


def _known(code_page: str, otherwise: str) -> str:
    try:
        return codecs.lookup(code_page).name
    except LookupError:
        return otherwise
