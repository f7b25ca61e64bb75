"""The lists of an OpenDocument text and the number that each of its paragraphs gets.

Source: OpenDocument 1.3 part 3, 5.3 (lists), 16.30 to 16.34 (list styles); `loext:num-list-format` is LibreOffice's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from parsers.numbering import MAX_LEVELS, Counts, Level, whole
from parsers.word_numbering import bullet

MAX_CHAIN = 20
"""Styles that are based on one another."""

OUTLINE = ""
"""The name we give to the one list style of headings, which has none."""

_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none"}
_LEVELS = frozenset({"text:list-level-style-number", "text:outline-level-style", "text:list-level-style-bullet"})
_AFTER = {"listtab": "\t", "space": " ", "nothing": ""}
_PLACE = re.compile(r"%(\d{1,2})%")


@dataclass(slots=True, kw_only=True)
class _ParagraphStyle:
    parent: str
    list_style: str | None


class OdtLists:
    """Gathers the list styles: give it the elements of styles.xml, then of content.xml, which has the last word."""

    def __init__(self) -> None:
        self._styles: dict[str, dict[int, Level]] = {}
        self._paragraphs: dict[str, _ParagraphStyle] = {}
        self.hidden: set[str] = set()
        """Styles whose text is not shown: "Mallens anvisning: skriv beslutet här"."""
        self._style = ""
        self._current: dict[int, Level] | None = None
        self._at = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "style:style":
            local = _local(attributes)
            self._style = local.get("name", "")
            self._paragraphs[self._style] = _ParagraphStyle(
                parent=local.get("parent-style-name", ""), list_style=local.get("list-style-name")
            )
        elif name == "style:text-properties" and _local(attributes).get("display") == "none":
            self.hidden.add(self._style)
        elif name == "text:list-style":
            self._current = self._styles[_local(attributes).get("name", "?")] = {}
        elif name == "text:outline-style":
            self._current = self._styles[OUTLINE] = {}
        elif self._current is None:
            return
        elif name in _LEVELS:
            local = _local(attributes)
            self._at = _level(local.get("level"))
            self._current[self._at] = _level_style(name, local, self._at)
        elif name == "style:list-level-label-alignment" and self._at in self._current:
            after = _AFTER.get(_local(attributes).get("label-followed-by", ""), "\t")
            self._current[self._at] = replace(self._current[self._at], after=after)

    def end(self, name: str) -> None:
        if name in {"text:list-style", "text:outline-style"}:
            self._current = None
        elif name == "style:style":
            self._style = "?"  # what comes outside of styles hides nothing

    def characters(self, data: str) -> None:
        """There is no text in styles; content.xml is read for it another time."""

    def levels(self, style: str) -> dict[int, Level]:
        return self._styles.get(style, {})

    def of_paragraph(self, style: str) -> str | None:
        """The list style that a paragraph's style names, itself or by its parents."""
        for _ in range(MAX_CHAIN):
            found = self._paragraphs.get(style)
            if found is None or found.list_style is not None:
                return found.list_style if found else None
            style = found.parent
        return None


@dataclass(slots=True, kw_only=True)
class _OpenList:
    """A text:list that is being read; lists within it count with it."""

    style: str | None
    counts: Counts


@dataclass(slots=True)
class _Reading:
    lists: list[_OpenList] = field(default_factory=list)
    items: list[int | None] = field(default_factory=list)  # of each open item: -1 numbered already, else its start


_NUMBERED = -1


class OdtLabels:
    """The numbers of one part's paragraphs, in order. Implements parsers.numbering.Labels."""

    def __init__(self, lists: OdtLists) -> None:
        self._lists = lists
        self._open = _Reading()
        self._last: dict[str | None, Counts] = {}  # by list style
        self._by_id: dict[str, Counts] = {}
        self._outline = Counts()

    def start(self, name: str, attributes: Mapping[str, str]) -> str:
        if name == "text:list":
            self._begin(_local(attributes))
        elif name == "text:list-item":
            start = _local(attributes).get("start-value")
            self._open.items.append(None if start is None else max(whole(start, 1), 0))
        elif name == "text:list-header":
            self._open.items.append(_NUMBERED)
        elif name in {"text:p", "text:h"}:
            return self._paragraph(name, _local(attributes))
        return ""

    def end(self, name: str) -> str:
        if name == "text:list" and self._open.lists:
            self._open.lists.pop()
        elif name in {"text:list-item", "text:list-header"} and self._open.items:
            self._open.items.pop()
        return ""

    def _begin(self, local: Mapping[str, str]) -> None:
        style = local.get("style-name")
        if self._open.lists:
            outer = self._open.lists[-1]
            counts, style = outer.counts, outer.style if style is None else style
        elif (goes_on := self._by_id.get(local.get("continue-list", ""))) is not None:
            counts = goes_on
        elif local.get("continue-numbering") == "true" and style in self._last:
            counts = self._last[style]
        else:
            counts = Counts()
        self._open.lists.append(_OpenList(style=style, counts=counts))
        self._last[style] = counts
        if "id" in local:
            self._by_id[local["id"]] = counts

    def _paragraph(self, name: str, local: Mapping[str, str]) -> str:
        if self._open.lists and self._open.items:
            start, self._open.items[-1] = self._open.items[-1], _NUMBERED
            if start == _NUMBERED:
                return ""
            inner = self._open.lists[-1]
            style = self._lists.of_paragraph(local.get("style-name", "")) if inner.style is None else inner.style
            return _next(
                inner.counts, min(len(self._open.lists), MAX_LEVELS) - 1, self._lists.levels(style or "?"), start
            )
        if name == "text:h" and local.get("is-list-header") != "true":
            start = whole(local["start-value"], 1) if local.get("restart-numbering") == "true" else None
            return _next(self._outline, _level(local.get("outline-level")), self._lists.levels(OUTLINE), start)
        return ""


def _next(counts: Counts, level: int, levels: Mapping[int, Level], start: int | None) -> str:
    if start is not None:
        counts.begin_at(level, start)
    return counts.next(level, levels)


def _level_style(name: str, local: Mapping[str, str], at: int) -> Level:
    if name == "text:list-level-style-bullet":
        return Level(pieces=(bullet(local.get("bullet-char", "•"), symbols=False),), form="bullet")
    form = _FORMS.get(local.get("num-format", ""), "decimal")
    shown = min(max(whole(local.get("display-levels"), 1), 1), at + 1)
    own = [piece for level in range(at - shown + 1, at + 1) for piece in (".", level)][1:]
    pieces: tuple[str | int, ...] = (local.get("num-prefix", ""), *own, local.get("num-suffix", ""))
    if "num-list-format" in local:
        parts = _PLACE.split(local["num-list-format"])
        pieces = tuple(_level(part) if odd % 2 else part for odd, part in enumerate(parts))
    return Level(
        pieces=() if form == "none" and shown == 1 else pieces, form=form, start=whole(local.get("start-value"), 1)
    )


def _level(value: str | None) -> int:
    return min(max(whole(value, 1), 1), MAX_LEVELS) - 1


def _local(attributes: Mapping[str, str]) -> dict[str, str]:
    return {key.rpartition(" ")[2]: value for key, value in attributes.items()}
