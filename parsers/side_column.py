"""Headings of two or three lines that stand in a narrow column left of their text, put together again.

Read row by row, "Kommunstyrelsens   Kommunstyrelsen antar överenskommelsen" above "beslut   om samverkan" mixes heading
and decision. Here the heading becomes a line of its own above the text that stood beside it. Only words that together
are a known heading are moved; every other row of a table stays as it is printed.
"""

from __future__ import annotations

from collections.abc import Sequence

from parsers.folding import fold
from parsers.part_headings import whole_line
from parsers.placed import W

_MOST_ROWS = 4
_SAME_EDGE = 4.0  # points


def gather_headings(lines: Sequence[Sequence[W]], gap: float) -> tuple[Sequence[W], ...]:
    """The lines with such headings gathered. `gap`: how many word heights of white part two columns."""
    gathered: list[Sequence[W]] = []
    at = 0
    while at < len(lines):
        heading, beside, rows = _heading(lines, at, gap)
        gathered += [heading, *beside] if rows else [lines[at]]
        at += rows or 1
    return tuple(gathered)


def _heading(lines: Sequence[Sequence[W]], at: int, gap: float) -> tuple[list[W], list[Sequence[W]], int]:
    """The heading that begins in this row, the text beside it, and how many rows it takes; 0 when there is none."""
    left, right = _cells(lines[at], gap)
    if not right or not left:
        return [], [], 0
    words, beside = list(left), [right]
    best: tuple[list[W], list[Sequence[W]], int] = ([], [], 0)
    for number, row in enumerate(lines[at + 1 : at + _MOST_ROWS], start=1):
        above = lines[at + number - 1]
        if row[0].top - above[0].top > 1.7 * row[0].height or abs(row[0].x0 - left[0].x0) > _SAME_EDGE:
            break
        more, rest = _cells(row, gap)
        if more[-1].x1 > right[0].x0 or (rest and rest[0].x0 < right[0].x0 - _SAME_EDGE):
            break
        words += more
        beside += [rest] if rest else []
        if whole_line(" ".join(fold(" ".join(word.text for word in words)).split())):
            best = (list(words), list(beside), number + 1)
    return best


def _cells(line: Sequence[W], gap: float) -> tuple[Sequence[W], Sequence[W]]:
    """The first column of a row, and all that stands right of it."""
    for index in range(1, len(line)):
        if line[index].x0 - line[index - 1].x1 > gap * line[index].height:
            return line[:index], line[index:]
    return line, ()
