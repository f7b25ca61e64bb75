"""The numbers that a browser prints before the items of an HTML list: "1.", "a.", "iv.".

Outlook writes the points of a decision so: `<ol start=2 type=1><li>att ...`. Source: HTML Living Standard, 4.4.5 and
4.4.8 (ol, li); CSS Lists 3, 3 (list-style-type).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.numbering import numeral, whole

LISTS = frozenset({"ol", "ul", "menu", "dir"})

_START = re.compile(r"(?<!\S)start\s{0,9}=\s{0,9}[\"']?\s{0,9}([+-]?\d{1,11})", re.IGNORECASE)
_VALUE = re.compile(r"(?<!\S)value\s{0,9}=\s{0,9}[\"']?\s{0,9}([+-]?\d{1,11})", re.IGNORECASE)
_TYPE = re.compile(r"(?<!\S)type\s{0,9}=\s{0,9}[\"']?([1aAiI])(?![^\s\"'/])")
_REVERSED = re.compile(r"(?<!\S)reversed(?![^\s=/])", re.IGNORECASE)
_STYLE = re.compile(r"list-style(?:-type)?\s{0,9}:\s{0,9}([a-z-]{1,40})", re.IGNORECASE)

_TYPES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLES = {
    **{"decimal": "decimal", "decimal-leading-zero": "decimalZero"},
    **{"lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "lower-roman": "lowerRoman"},
    **{"upper-alpha": "upperLetter", "upper-latin": "upperLetter", "upper-roman": "upperRoman"},
    **dict.fromkeys(("none", "disc", "circle", "square"), "none"),
}


@dataclass(slots=True)
class _List:
    form: str
    number: int
    step: int = 1


class HtmlLists:
    """Follows the lists of a page as their tags come."""

    def __init__(self) -> None:
        self._open: list[_List] = []

    def begin(self, name: str, attributes: str) -> None:
        """One of LISTS opens. Bullets bear no numbers, nor does a list that counts down from an end not told."""
        start = _START.search(attributes)
        down = bool(_REVERSED.search(attributes))
        numbered = name == "ol" and (start or not down)
        step = -1 if down else 1
        form = _form(attributes, "decimal") if numbered else "none"
        self._open.append(_List(form, whole(start[1] if start else None, 1) - step, step))

    def end(self) -> None:
        """The innermost list closes."""
        if self._open:
            self._open.pop()

    def item(self, attributes: str) -> str:
        """What is printed before the item that opens here: "2. ", or nothing."""
        if not self._open:
            return ""
        inside = self._open[-1]
        value = _VALUE.search(attributes)
        inside.number = whole(value[1], 0) if value else inside.number + inside.step
        printed = numeral(inside.number, _form(attributes, inside.form) if inside.form != "none" else "none")
        return f"{printed}. " if printed else ""


def _form(attributes: str, otherwise: str) -> str:
    """As numbering.numeral has it."""
    if (style := _STYLE.search(attributes)) and style[1].lower() in _STYLES:
        return _STYLES[style[1].lower()]
    kind = _TYPE.search(attributes)
    return _TYPES[kind[1]] if kind else otherwise
