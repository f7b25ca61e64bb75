"""The paragraf's sign at the right edge of its title's row: "Överenskommelse om samverkan vid skyfall   § 118"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.lines import Line
from parsers.title_above import reads_as_title

NUMBER = r"(?P<number>[\dIl]{1,4}(?: ?[:/] ?\d{1,4})?)"
HEAD_LINES = 5
"""Of a page: what begins there begins anew."""

_AT_EDGE = re.compile(rf"(?P<title>\S.*?) {{3,}}(?:[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{{1,4}} )?§ ?{NUMBER}")
_TITLE_LINES = 3


def order_of(number: str) -> tuple[int, ...]:
    """Paragrafer grow: "5:9" stands before "5:14", which stands before "6:1"."""
    return tuple(int(part) for part in re.split(r"[:/]", number))


def signs_at_the_edge(text: str, lines: Sequence[Line]) -> list[tuple[int, str, int]]:
    """For each such title: the index of its first line, the paragraf's number, and the offset where the title begins.

    The title may have begun on the lines above: then the one with the sign goes on in lower case.
    """
    found: list[tuple[int, str, int]] = []
    for index, line in enumerate(lines):
        match = _AT_EDGE.fullmatch(text[line.start : line.end]) if "§" in line.folded else None
        if not match or line.furniture:
            continue
        first = _first_of_title(text, lines, index)
        apart = not first or _gap(text, lines, first) or lines[first].depth < HEAD_LINES
        number = re.sub(r"\s", "", match.group("number")).translate(str.maketrans("Il", "11"))
        if not apart or not reads_as_title(text[lines[first].start : line.start + match.end("title")]):
            continue
        if not found or order_of(number) > order_of(found[-1][1]):
            found.append((first, number, lines[first].start))
    return found


def _first_of_title(text: str, lines: Sequence[Line], index: int) -> int:
    first = index
    while first and index - first < _TITLE_LINES and text[lines[first].start].islower():
        if _gap(text, lines, first):
            break
        first -= 1
    return first


def _gap(text: str, lines: Sequence[Line], index: int) -> bool:
    between = text[lines[index - 1].end : lines[index].start]
    return "\f" in between or between.count("\n") > 1
