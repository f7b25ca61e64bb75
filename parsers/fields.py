"""The fields of a paper, each with its label: "Organ   Mötesdatum" above "Kommunstyrelsen   2015-05-18".

A label stands left of its value, above it or below it. Rows of labels and rows of values are brought together by what
the labels ask for, in order: the second of two days below "Sammanträdesdatum   Justeringsdatum" is that of justering.
Where fewer values than labels could be meant, none is.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from domain.document import Span
from parsers.field_cells import Cell, FieldKind, read_cells
from parsers.folding import fold
from parsers.lines import layout_of
from parsers.part_headings import whole_line

_TYPED = frozenset({FieldKind.DATE, FieldKind.BODY, FieldKind.PARAGRAF, FieldKind.NUMBER, FieldKind.NAME})
_COUNTED = frozenset({FieldKind.PARAGRAF, FieldKind.COUNT})
_DAYS = frozenset({FieldKind.DATE, FieldKind.OTHER_DATE})
_NUMBER_ALONE = re.compile(r"\d{1,4}(?:[:/]\d{1,4})?")
# what the value of a label can look like
_LOOKS = {
    FieldKind.DATE: {FieldKind.DATE},
    FieldKind.OTHER_DATE: {FieldKind.DATE},
    FieldKind.BODY: {FieldKind.BODY},
    FieldKind.NUMBER: {FieldKind.NUMBER},
    FieldKind.OTHER: {FieldKind.TEXT, FieldKind.OTHER, FieldKind.NAME},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A value of a known kind. `labelled`: a label says so; otherwise its form and the fields around it do.

    A day of something else than the meeting has the kind OTHER_DATE.
    """

    kind: FieldKind
    value: Span
    labelled: bool
    row: int  # of the lines that were given


def find_fields(text: str, lines: Sequence[tuple[int, int]]) -> tuple[Field, ...]:
    """The fields in these lines (start, end), in order. Only whole lines of fields are read, no sentence, no title."""
    rows = [list(read_cells(text, start, end)) for start, end in lines]
    found: list[Field] = []
    for first, beyond in _blocks(text, rows):
        found += _of_block(text, rows, first, beyond)
    return tuple(found)


@lru_cache(maxsize=4)  # a paragraf's heading is asked for its day, its body, its municipality and its number
def fields_of(text: str, start: int, end: int) -> tuple[Field, ...]:
    """The fields in the lines of text[start:end], whose labels may stand above. Rows count from `start`."""
    lines = [(line.start, line.end) for line in layout_of(text).between(max(0, start - _ABOVE), end)]
    index = next((number for number, line in enumerate(lines) if line[0] >= start), len(lines))
    first, _ = block_around(text, lines, index) if index < len(lines) else (index, index)
    found = find_fields(text, lines[first:])
    return tuple(dataclasses.replace(f, row=f.row - index + first) for f in found if f.value.start >= start)


def is_row(text: str, start: int, end: int) -> bool:
    """Whether the line text[start:end] is nothing but labels and values, or labels alone."""
    return _is_fields(read_cells(text, start, end))


def field_rows(text: str, lines: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Which of these lines (start, end) are rows of fields."""
    rows = [list(read_cells(text, start, end)) for start, end in lines]
    return frozenset(row for first, beyond in _blocks(text, rows) for row in range(first, beyond))


def is_labels(text: str, start: int, end: int) -> bool:
    """Whether the line text[start:end] is nothing but labels, whose values stand below or above."""
    cells = read_cells(text, start, end)
    return bool(cells) and all(cell.value is None for cell in cells)


def tells_a_meeting(text: str, lines: Sequence[tuple[int, int]]) -> bool:
    """Whether these rows say of which meeting they are: with a label, or beside the sign in the first of them."""
    fields = (f for f in find_fields(text, lines) if f.kind in {FieldKind.DATE, FieldKind.BODY})
    return any(f.labelled or f.row == 0 for f in fields)


def block_around(text: str, lines: Sequence[tuple[int, int]], index: int) -> tuple[int, int]:
    """The rows of fields [first, beyond) that line `index` is one of; (index, index) when it is none.

    Above it only rows with a label count: a lone "Kommunstyrelsen" there is of the page's head.
    """
    low, high = max(0, index - _REACH), min(len(lines), index + _REACH)
    rows = [list(read_cells(text, start, end)) for start, end in lines[low:high]]
    for first, beyond in _blocks(text, rows):
        if first <= index - low < beyond:
            labelled = (row for row in range(first, index - low) if any(cell.asks for cell in rows[row]))
            return next(labelled, index - low) + low, beyond + low
    return index, index


_REACH, _ABOVE = 12, 400  # lines, characters


def _is_fields(cells: Sequence[Cell]) -> bool:
    """Whether no cell is text; but "Plats   Kommunalhuset, sal A" is a label in a cell of its own, and its value."""
    return bool(cells) and not any(
        cell.kind is FieldKind.TEXT and not (at and _asks_for_words(cells[at - 1])) for at, cell in enumerate(cells)
    )


def _asks_for_words(cell: Cell) -> bool:
    return cell.value is None and FieldKind.OTHER in cell.asks


def _blocks(text: str, rows: list[list[Cell]]) -> list[tuple[int, int]]:
    """Runs of rows of fields. Text is one's value below or above a label that asks for words, or a number below "§"."""
    found: list[tuple[int, int]] = []
    first = 0
    for index in range(len(rows) + 1):
        inside = index < len(rows) and (
            _is_fields(rows[index])
            or (index > first and _explained(text, rows[index - 1], rows[index]))
            or (index + 1 < len(rows) and _explained_below(text, rows[index], rows[index + 1]))
        )
        if not inside:
            if any(c.value is not None for row in rows[first:index] for c in row) or _has_labels(rows[first:index]):
                found.append((first, index))
            first = index + 1
    return found


def _has_labels(rows: list[list[Cell]]) -> bool:
    """Whether rows without any value are labels all the same: "Organ   Mötesdatum", for "Plats" may be a title."""
    return any(len(row) > 1 and all(cell.value is None for cell in row) for row in rows)


def _explained(text: str, above: list[Cell], cells: list[Cell]) -> bool:
    """Whether each text of a row can be the value of a label above it. A part's heading never is one."""
    told = sum(_asks_for_words(cell) and right.kind is FieldKind.TEXT for cell, right in itertools.pairwise(above))
    words = sum(map(_asks_for_words, above)) - told
    numbers = sum(cell.value is None and bool(cell.asks & _COUNTED) for cell in above)
    for cell in cells:
        if cell.kind is FieldKind.TEXT and cell.value:
            words_of_it = text[cell.value.start : cell.value.end].strip()
            if len(cells) == 1 and whole_line(" ".join(fold(words_of_it).split())):
                return False
            if numbers and _NUMBER_ALONE.fullmatch(words_of_it):
                numbers -= 1
            else:
                words -= 1
    return bool(cells) and words >= 0


def _explained_below(text: str, cells: list[Cell], labels: list[Cell]) -> bool:
    """Whether a row that has known values too stands above a row of its labels, one for each of its cells."""
    known = any(cell.kind in _TYPED for cell in cells)
    in_pairs = len(cells) == len(labels) > 1 and all(label.value is None for label in labels)
    return known and in_pairs and _explained(text, labels, cells)


def _of_block(text: str, rows: list[list[Cell]], first: int, beyond: int) -> list[Field]:
    asked: dict[tuple[int, int], frozenset[FieldKind]] = {}  # what the label of a value in another cell asks for
    for row in range(first, beyond):
        asked |= {(row, cell): asks for cell, asks in _beside(text, rows[row])}
        rows[row] = [
            dataclasses.replace(cell, asks=frozenset({FieldKind.TEXT})) if (row, at + 1) in asked else cell
            for at, cell in enumerate(rows[row])
        ]
    upward = _waits(rows[beyond - 1]) and not _waits(rows[first])
    for row in range(first, beyond):
        to = row - 1 if upward else row + 1
        if first <= to < beyond and _waits(rows[row]):
            asked |= {(to, cell): asks for cell, asks in _pair(text, rows[row], rows[to])}
    found = []
    for row in range(first, beyond):
        for number, cell in enumerate(rows[row]):
            if cell.value is None or cell.kind is None:
                continue
            asks = cell.asks or asked.get((row, number), frozenset())
            kind = _kind(cell.kind, asks)
            if kind in _TYPED or kind is FieldKind.OTHER_DATE:
                found.append(Field(kind=kind, value=cell.value, labelled=bool(asks), row=row))
    return found


def _kind(looks: FieldKind, asks: frozenset[FieldKind]) -> FieldKind:
    if not asks or looks in asks:
        return looks
    if looks is FieldKind.DATE and FieldKind.OTHER_DATE in asks:
        return FieldKind.OTHER_DATE
    return FieldKind.PARAGRAF if FieldKind.PARAGRAF in asks else FieldKind.OTHER


def _waits(cells: list[Cell]) -> bool:
    return any(cell.value is None and FieldKind.TEXT not in cell.asks for cell in cells)


def _beside(text: str, cells: list[Cell]) -> list[tuple[int, frozenset[FieldKind]]]:
    """For each value whose label stands in the cell left of it: its place, and what the label asks for."""
    return [
        (at, label.asks)
        for at, (label, cell) in enumerate(itertools.pairwise(cells), start=1)
        if label.value is None and cell.value is not None and not cell.asks and _fits(text, label.asks, cell)
    ]


def _fits(text: str, asks: frozenset[FieldKind], cell: Cell) -> bool:
    looks = set().union(*(_LOOKS.get(kind, set()) for kind in asks))
    if cell.value is None or cell.kind in looks:
        return cell.value is not None
    signed = cell.kind is FieldKind.PARAGRAF and FieldKind.PARAGRAF in asks
    return signed or (
        bool(asks & _COUNTED) and bool(_NUMBER_ALONE.fullmatch(text[cell.value.start : cell.value.end].strip()))
    )


def _pair(text: str, labels: list[Cell], values: list[Cell]) -> list[tuple[int, frozenset[FieldKind]]]:
    """For each value that has its label in the other row: its place, and what the label asks for."""
    waiting = [cell.asks for cell in labels if cell.value is None and FieldKind.TEXT not in cell.asks]
    free = [place for place, cell in enumerate(values) if cell.value is not None and not cell.asks]
    if len(waiting) == len(free) and all(_fits(text, asks, values[p]) for asks, p in zip(waiting, free, strict=True)):
        return list(zip(free, waiting, strict=True))
    taken: dict[int, frozenset[FieldKind]] = {}
    of_days: list[int] = []
    for number, asks in sorted(enumerate(waiting), key=lambda one: len(one[1])):
        # "Sammanträde", which asks for body or day, has the body that is left, if one is
        rest = asks - _DAYS
        fit = next((p for p in free if p not in taken and rest and _fits(text, rest, values[p])), None)
        if fit is not None:
            taken[fit] = asks
        elif asks & _DAYS:
            of_days.append(number)
    days = [place for place in free if values[place].kind is FieldKind.DATE and place not in taken]
    exact = sorted(number for number in of_days if len(waiting[number]) == 1)
    for asking in (exact, sorted(of_days)):
        if len(asking) == len(days):
            return [*taken.items(), *zip(days, (waiting[number] for number in asking), strict=True)]
    return list(taken.items())
