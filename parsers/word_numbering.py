"""The lists of a Word document (word/numbering.xml, word/styles.xml) and the number that each paragraph gets.

Many minutes are written in a template where "§ 87" is a list's number: the file holds only the title.
Source: ECMA-376 part 1, 17.9; what it leaves open as Word does: lists of one abstract definition count on together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from parsers.numbering import MAX_LEVELS, Counts, Level, whole

MAX_CHAIN = 20
"""Styles that are based on one another."""

_AFTER = {"tab": "\t", "space": " ", "nothing": ""}
_PLACE = re.compile(r"%([1-9])")
_SYMBOL_FONT = re.compile(r"symbol|wingdings|webdings", re.IGNORECASE)
_OFF = frozenset({"0", "false", "off"})


@dataclass(slots=True, kw_only=True)
class _Style:
    """What a style says of numbers; None: nothing."""

    based_on: str = ""
    list_id: str | None = None
    level: int | None = None


@dataclass(slots=True, kw_only=True)
class _List:
    """One w:num: which definition it uses, and what it changes."""

    definition: str = ""
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class _Definition:
    """One w:abstractNum. `style_link`: the numbering style that holds the levels instead."""

    levels: dict[int, Level] = field(default_factory=dict)
    by_style: dict[str, int] = field(default_factory=dict)
    style_link: str = ""


class WordLists:
    """Gathers the definitions: give it the elements of numbering.xml and of styles.xml."""

    def __init__(self) -> None:
        self._styles: dict[str, _Style] = {}
        self._lists: dict[str, _List] = {}
        self._definitions: dict[str, _Definition] = {}
        self._style = _Style()
        self._list = _List()
        self._definition = _Definition()
        self._level: _LevelBeingRead | None = None
        self._at = 0  # the level that w:lvl or w:lvlOverride is about
        self._in_list = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        value = local.get("val", "")
        if name == "w:style":
            self._style = self._styles[local.get("styleId", "")] = _Style()
        elif name == "w:basedOn":
            self._style.based_on = value
        elif name == "w:numId":
            self._style.list_id = value
        elif name == "w:ilvl":
            self._style.level = _clamped(value)
        elif name == "w:abstractNum":
            self._definition = self._definitions[local.get("abstractNumId", "")] = _Definition()
            self._in_list = False
        elif name == "w:numStyleLink":
            self._definition.style_link = value
        elif name == "w:num":
            self._list = self._lists[local.get("numId", "")] = _List()
            self._in_list = True
        elif name == "w:abstractNumId":
            self._list.definition = value
        elif name in {"w:lvl", "w:lvlOverride"}:
            self._at = _clamped(local.get("ilvl", ""))
            self._level = _LevelBeingRead() if name == "w:lvl" else None
        elif name == "w:startOverride":
            self._list.starts[self._at] = whole(value, 1)
        elif self._level:
            self._level.take(name, value, local)

    def end(self, name: str) -> None:
        if name == "w:lvl" and self._level:
            into = self._list.levels if self._in_list else self._definition.levels
            into[self._at] = self._level.done()
            if self._level.style and not self._in_list:
                self._definition.by_style[self._level.style] = self._at
            self._level = None

    def characters(self, data: str) -> None:
        """There is no text in these parts."""

    def numbered(self, style: str, list_id: str | None, level: int | None) -> tuple[str, int] | None:
        """List and level of a paragraph with this style, which itself names them or not; None without a number."""
        inherited = None
        for _ in range(MAX_CHAIN):
            found = self._styles.get(style)
            if list_id is not None or found is None:
                break
            list_id, inherited = found.list_id, style
            level = found.level if level is None else level
            style = found.based_on
        if list_id is None or list_id not in self._lists:
            return None  # list "0" means: none after all
        if inherited is not None:
            level = self._definition_of(list_id).by_style.get(inherited, level)
        return list_id, level or 0

    def levels(self, list_id: str) -> dict[int, Level]:
        """How the list's levels are numbered."""
        return self._definition_of(list_id).levels | self._lists[list_id].levels

    def starts(self, list_id: str) -> dict[int, int]:
        """The numbers with which this list begins anew, by level."""
        return self._lists[list_id].starts

    def family(self, list_id: str) -> str:
        """What lists have in common that count on together."""
        return self._lists[list_id].definition

    def _definition_of(self, list_id: str) -> _Definition:
        found = self._definitions.get(self._lists[list_id].definition, _Definition())
        linked = self._styles.get(found.style_link) if found.style_link else None
        other = self._lists.get(linked.list_id or "") if linked else None
        return self._definitions.get(other.definition, found) if other else found


class WordLabels:
    """The numbers of one part's paragraphs, in order. Implements parsers.numbering.Labels."""

    def __init__(self, lists: WordLists) -> None:
        self._lists = lists
        self._counts: dict[str, Counts] = {}
        self._begun: set[str] = set()
        self._style, self._list_id, self._level = "", None, None  # type: tuple[str, str | None, int | None]
        self._unseen = False  # the paragraph's own mark is struck or hidden
        self._before = 0  # depth inside what the paragraph was before a tracked change

    def start(self, name: str, attributes: Mapping[str, str]) -> str:
        if name == "w:pPr" and not self._before:
            self._style, self._list_id, self._level, self._unseen = "", None, None, False
        elif name == "w:pPrChange":
            self._before += 1
        elif not self._before and name in {"w:pStyle", "w:numId", "w:ilvl", "w:vanish", "w:del"}:
            value = next((v for key, v in attributes.items() if key.endswith(" val")), "")
            if name == "w:pStyle":
                self._style = value
            elif name == "w:numId":
                self._list_id = value
            elif name == "w:ilvl":
                self._level = _clamped(value)
            else:
                self._unseen = name == "w:del" or value not in _OFF
        return ""

    def end(self, name: str) -> str:
        if name == "w:pPrChange":
            self._before -= 1
        if name != "w:pPr" or self._before or self._unseen:
            return ""
        found = self._lists.numbered(self._style, self._list_id, self._level)
        return self._next(*found) if found else ""

    def _next(self, list_id: str, level: int) -> str:
        counts = self._counts.setdefault(self._lists.family(list_id), Counts())
        if list_id not in self._begun:
            self._begun.add(list_id)
            for at, number in self._lists.starts(list_id).items():
                counts.begin_at(at, number)
        return counts.next(level, self._lists.levels(list_id))


class _LevelBeingRead:
    """A w:lvl between its start and its end."""

    def __init__(self) -> None:
        self.style = ""
        self._level = Level()
        self._text = ""
        self._symbols = False
        self._hidden = False

    def take(self, name: str, value: str, local: Mapping[str, str]) -> None:
        if name == "w:start":
            self._level = replace(self._level, start=whole(value, 1))
        elif name == "w:numFmt":
            self._level = replace(self._level, form=value)
        elif name == "w:lvlText":
            self._text = value
        elif name == "w:suff":
            self._level = replace(self._level, after=_AFTER.get(value, "\t"))
        elif name == "w:lvlRestart":
            self._level = replace(self._level, restarts_after=whole(value, MAX_LEVELS))
        elif name == "w:isLgl":
            self._level = replace(self._level, all_decimal=value not in _OFF)
        elif name == "w:pStyle":
            self.style = value
        elif name == "w:rFonts":
            self._symbols = any(_SYMBOL_FONT.search(font) for font in local.values())
        elif name == "w:vanish":
            self._hidden = value not in _OFF

    def done(self) -> Level:
        if self._level.form == "bullet":
            return replace(self._level, pieces=() if self._hidden else (bullet(self._text, symbols=self._symbols),))
        # re.split gives text and the number of a level in turn
        pieces = tuple(int(p) - 1 if odd % 2 else p for odd, p in enumerate(_PLACE.split(self._text)))
        return replace(self._level, pieces=() if self._hidden else pieces)


def bullet(text: str, *, symbols: bool) -> str:
    """A list's sign. In a symbol font "§" is a small square, and must not begin a paragraf."""
    sign = text.strip()[:1]
    return "•" if symbols or not sign.isprintable() or "\ue000" <= sign <= "\uf8ff" else sign


def _clamped(value: str) -> int:
    return min(max(whole(value, 0), 0), MAX_LEVELS - 1)
