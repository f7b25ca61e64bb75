"""Pages set in two columns: the left one is read to its end before the right one.

A page's lines go straight across it, which is right for tables and for a label beside its value, and mixes two columns
of running text into nonsense: "att anta överenskommelsen   KSL:s rekommendation har".
"""

from __future__ import annotations

import itertools
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

LEAST_LINES = 6
"""Lines in each column; less is a letterhead or a row of signatures."""

LEAST_WIDTH = 0.25
"""Of the page, for each column. A column of headings beside their text is narrower."""

FULL = 0.7
"""Of its column: half of the lines of running text reach as far."""

GOES_ON = 0.25
"""Share of lines that begin in lower case, as running text does; the cells of a table mostly do not."""

_SAME_EDGE = 2.0  # points
_FAR = 2.5  # times the usual pitch: a head or foot stands so far from the text


class _Placed(Protocol):
    """A word with its place in points from the page's top left corner."""

    @property
    def text(self) -> str: ...
    @property
    def x0(self) -> float: ...
    @property
    def x1(self) -> float: ...
    @property
    def top(self) -> float: ...
    @property
    def height(self) -> float: ...


W = TypeVar("W", bound=_Placed)
Line = Sequence[W]


def in_reading_order(lines: Sequence[Line[W]], width: float, gap: float) -> tuple[Line[W], ...]:
    """The lines from the top, those of two columns of running text one column after the other.

    `width` of the page in points; `gap`: how many word heights of white part two columns.
    """
    edge = _right_column(lines, width, gap)
    if edge is None:
        return tuple(lines)
    sides = [_parted(line, edge) for line in lines]
    ordered: list[Line[W]] = []
    at = 0
    for first, last in _blocks(lines, sides):
        left, right = ([side for pair in sides[first:last] if pair and (side := pair[n])] for n in (0, 1))
        if _is_running(left, width) and _is_running(right, width):
            ordered += [*lines[at:first], *left, *right]
            at = last
    return (*ordered, *lines[at:])


def _right_column(lines: Sequence[Line[W]], width: float, gap: float) -> float | None:
    """Where the right one of two columns begins: the same place in the page's middle for many lines."""
    edges = Counter(
        round(word.x0)
        for line in lines
        for number, word in enumerate(line)
        if 0.4 * width < word.x0 < 0.65 * width and (not number or word.x0 - line[number - 1].x1 > gap * word.height)
    )
    if not edges:
        return None
    edge, count = max(edges.items(), key=lambda item: item[1])
    return edge if count >= LEAST_LINES else None


def _parted(line: Line[W], edge: float) -> tuple[Line[W], Line[W]] | None:
    """What stands left and right of the gutter; None for a line that goes across."""
    count = sum(word.x0 < edge - _SAME_EDGE for word in line)
    left, right = line[:count], line[count:]
    crosses = left and left[-1].x1 > edge - (left[-1].height if right else _SAME_EDGE)
    return None if crosses else (left, right)


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


def _is_running(column: Sequence[Line[W]], page: float) -> bool:
    if len(column) < LEAST_LINES:
        return False
    width = max(line[-1].x1 for line in column) - min(line[0].x0 for line in column)
    full = sum(line[-1].x1 - line[0].x0 >= FULL * width for line in column)
    goes_on = sum(line[0].text[:1].islower() for line in column)
    return width >= LEAST_WIDTH * page and 2 * full >= len(column) and goes_on >= GOES_ON * len(column)
