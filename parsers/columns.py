"""Pages set in two or three columns: each one is read to its end before the one right of it.

A page's lines go straight across it, which is right for tables and for a label beside its value, and mixes two columns
of running text into nonsense: "att anta överenskommelsen   KSL:s rekommendation har".
"""

from __future__ import annotations

import itertools
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsers.placed import W

LEAST_LINES = 6
"""Lines in each column; less is a letterhead or a row of signatures."""

FULL = 0.7
"""Of its column: half of the lines of running text reach as far."""

_SAME_EDGE = 2.0  # points
_FAR = 2.5  # times the usual pitch: a head or foot stands so far from the text
Line = Sequence[W]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    """So many columns. `edges`: where each one but the first begins, from and to, in widths of the page.

    `least_width`: of the page, for each column; one of headings beside their text is narrower. `goes_on`: share of
    lines that begin in lower case, as running text does; the cells of a table mostly do not. `alike`: how many of the
    lines of the first columns each of them has at least; those of a table with wrapped cells differ.
    """

    edges: tuple[tuple[float, float], ...]
    least_width: float
    goes_on: float
    alike: float


_SETTINGS = (
    _Setting(edges=((0.3, 0.45), (0.55, 0.75)), least_width=0.2, goes_on=0.5, alike=0.8),
    _Setting(edges=((0.4, 0.65),), least_width=0.25, goes_on=0.25, alike=0),
)


def in_reading_order(lines: Sequence[Line[W]], width: float, gap: float) -> tuple[Line[W], ...]:
    """The lines from the top, those of columns of running text one column after the other.

    `width` of the page in points; `gap`: how many word heights of white part two columns.
    """
    starts = _starts(lines, width, gap)
    for setting in _SETTINGS:
        edges = [_edge(starts, low * width, high * width) for low, high in setting.edges]
        found = [edge for edge in edges if edge is not None]
        if len(found) == len(edges) and (ordered := _ordered(lines, found, width, setting)):
            return ordered
    return tuple(lines)


def _starts(lines: Sequence[Line[W]], width: float, gap: float) -> Counter[int]:
    """Where words begin a line or stand apart, away from the page's margins, and how many do."""
    return Counter(
        round(word.x0)
        for line in lines
        for number, word in enumerate(line)
        if 0.3 * width < word.x0 < 0.75 * width and (not number or word.x0 - line[number - 1].x1 > gap * word.height)
    )


def _edge(starts: Counter[int], low: float, high: float) -> float | None:
    """Where a column begins: the same place for many lines."""
    edge, count = max(((at, n) for at, n in starts.items() if low < at < high), key=lambda one: one[1], default=(0, 0))
    return edge if count >= LEAST_LINES else None


def _ordered(
    lines: Sequence[Line[W]], edges: Sequence[float], width: float, setting: _Setting
) -> tuple[Line[W], ...] | None:
    """None when these edges part no running text."""
    sides = [parted(line, edges) for line in lines]
    ordered: list[Line[W]] = []
    at = 0
    for first, last in _blocks(lines, sides):
        block = [parts for parts in sides[first:last] if parts]
        columns = [[parts[n] for parts in block if parts[n]] for n in range(len(edges) + 1)]
        counts = [len(column) for column in columns[:-1]]
        alike = min(counts) >= setting.alike * max(counts)
        if alike and all(_is_running(column, width, setting) for column in columns):
            ordered += [*lines[at:first], *itertools.chain(*columns)]
            at = last
    return (*ordered, *lines[at:]) if at else None


def parted(line: Line[W], edges: Sequence[float]) -> tuple[Line[W], ...] | None:
    """What of the line stands in each column; None for a line that goes across."""
    cuts = [sum(word.x0 < edge - _SAME_EDGE for word in line) for edge in edges]
    for edge, cut in zip(edges, cuts, strict=True):
        if cut and line[cut - 1].x1 > edge - (line[cut - 1].height if cut < len(line) else _SAME_EDGE):
            return None
    return tuple(line[start:end] for start, end in itertools.pairwise((0, *cuts, len(line))))


def _blocks(lines: Sequence[Line[W]], sides: Sequence[object]) -> Iterator[tuple[int, int]]:
    """Runs of lines that do not go across and stand close below one another: from, up to."""
    tops = [line[0].top for line in lines]
    # baselines of two columns need not be level, so that the next line is often the other column's
    usual = statistics.median([b - a for a, b in itertools.pairwise(tops) if b - a > 1] or [0.0])
    height = statistics.median(line[0].height for line in lines)
    first = 0
    for number in range(len(lines) + 1):
        ends = number == len(lines) or not sides[number]
        if ends or (number > first and tops[number] - tops[number - 1] > _FAR * max(usual, height)):
            if number > first:
                yield first, number
            first = number + 1 if ends else number


def _is_running(column: Sequence[Line[W]], page: float, setting: _Setting) -> bool:
    if len(column) < LEAST_LINES:
        return False
    width = max(line[-1].x1 for line in column) - min(line[0].x0 for line in column)
    full = sum(line[-1].x1 - line[0].x0 >= FULL * width for line in column)
    goes_on = sum(line[0].text[:1].islower() for line in column)
    enough = width >= setting.least_width * page and goes_on >= setting.goes_on * len(column)
    return enough and 2 * full >= len(column)
