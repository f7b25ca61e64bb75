"""Headings in a narrow column left of their text: those of two or three lines put together, those close to it parted.

Read row by row, "Kommunstyrelsens   Kommunstyrelsen antar överenskommelsen" above "beslut   om samverkan" mixes heading
and decision. Here the heading becomes a line of its own above the text that stood beside it. Only words that together
are a known heading are moved; every other row of a table stays as it is printed.

A long heading ends close to the text: "Kommunstyrelsens 1. Principerna antas". Its column ends where the other rows of
the page begin their text, and not where much white is.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from domain.evidence import PartKind
from parsers.folding import fold
from parsers.part_headings import Heading, whole_line
from parsers.placed import W

_MOST_ROWS = 4  # with a piece of the heading; beside it the text goes on in rows of its own
_SAME_EDGE = 4.0  # points
_SAME_START = 2.5  # points between the starts of one column, as a scanner sees them
_LEAST_STARTS = 3  # rows with clear white before their text
_NARROW = 0.45  # heights of a word: clearly more than a space
_LEAST_WORDS = 3  # of a row of text
_CLOSE = 1.7  # heights of a word from one piece's top to the next one's


def gather_headings(lines: Sequence[Sequence[W]], gap: float) -> tuple[Sequence[W], ...]:
    """The lines with such headings gathered. `gap`: how many word heights of white part two columns."""
    edges = _edges(lines, gap)
    gathered: list[Sequence[W]] = []
    at = 0
    while at < len(lines):
        left, right = _cells(lines[at], gap, edges)
        heading, beside, rows = _heading(lines, at, gap, edges) if right else ([], [], 0)
        if not rows and len(left) < len(_cells(lines[at], gap, ())[0]) and _is_above_text(left, right):
            heading, beside, rows = list(left), [right], 1
        gathered += [heading, *beside] if rows else [lines[at]]
        at += rows or 1
    return tuple(gathered)


def _edges(lines: Sequence[Sequence[W]], gap: float) -> tuple[float, ...]:
    """Where several rows with clear white begin what stands right of it."""
    starts = sorted(right[0].x0 for _, right in (_cells(line, gap, ()) for line in lines) if right)
    return tuple(
        start for start, last in zip(starts, starts[_LEAST_STARTS - 1 :], strict=False) if last - start <= _SAME_START
    )


def _heading(
    lines: Sequence[Sequence[W]], at: int, gap: float, edges: Sequence[float]
) -> tuple[list[W], list[Sequence[W]], int]:
    """The heading that begins in this row, the text beside it, and how many rows it takes; 0 when there is none."""
    left, right = _cells(lines[at], gap, edges)
    words, beside, pieces = list(left), [right], [lines[at][0]]
    best: tuple[list[W], list[Sequence[W]], int] = ([], [], 0)
    for number, row in enumerate(lines[at + 1 : at + 2 * _MOST_ROWS], start=1):
        if not 0 <= row[0].top - pieces[-1].top <= _CLOSE * row[0].height or len(pieces) == _MOST_ROWS:
            break
        if row[0].x0 >= right[0].x0 - _SAME_EDGE:  # its lines are closer, or further apart, than those of the heading
            beside.append(row)
            continue
        more, rest = _cells(row, gap, edges)
        aligned = abs(row[0].x0 - left[0].x0) <= _SAME_EDGE or abs(more[-1].x1 - left[-1].x1) <= _SAME_EDGE
        if not aligned or more[-1].x1 > right[0].x0:
            break
        if (rest and rest[0].x0 < right[0].x0 - _SAME_EDGE) or _is_next(words, more):
            break
        words += more
        pieces.append(row[0])
        beside += [rest] if rest else []
        if _is_heading(words):
            best = (list(words), list(beside), number + 1)
    return best


def _is_heading(words: Sequence[W]) -> bool:
    return _as_heading(words) is not None


def _as_heading(words: Sequence[W]) -> Heading | None:
    return whole_line(" ".join(fold(" ".join(word.text for word in words)).split()))


def _is_next(heading: Sequence[W], more: Sequence[W]) -> bool:
    """Whether these words are a heading of their own: "Expedieras" below "Beslut", and no "sänds till"."""
    return more[0].text[:1].isupper() and _is_heading(heading) and _is_heading(more)


def _is_above_text(left: Sequence[W], right: Sequence[W]) -> bool:
    """Whether a row is a heading of one line close to its text, and no label close to its value."""
    heading = _as_heading(left)
    return heading is not None and heading.kind is not PartKind.CERTIFICATION and len(right) >= _LEAST_WORDS


def _cells(line: Sequence[W], gap: float, edges: Sequence[float]) -> tuple[Sequence[W], Sequence[W]]:
    """The first column of a row, and all that stands right of it; less white is enough where a column begins."""
    for index, (word, after) in enumerate(itertools.pairwise(line), start=1):
        white = (after.x0 - word.x1) / (after.height or 1.0)
        if white > gap or (white > _NARROW and any(abs(after.x0 - edge) <= _SAME_START for edge in edges)):
            return line[:index], line[index:]
    return line, ()
