"""Cells of a paper's fields that go over two or more lines, put together again.

Read line by line, "Kommunstyrelsen   onsdagen den 21   KS 2015/12" above "januari 2015" has no day at all. Here the
pieces of a column that are one value become one; and where the rows of labels and values do not tell which belong
together ("Nämnd   Justeringsdatum" above three values), each value joins the label of its own column. A table stays as
it is printed unless all that it holds is labels and values.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from typing import Generic

from parsers.field_cells import Cell, FieldKind, read_cells
from parsers.fields import field_rows, find_fields
from parsers.folding import fold
from parsers.part_headings import whole_line
from parsers.placed import W

_MOST_ROWS, _MOST_PIECES = 6, 4
_SAME_EDGE, _SAME_MIDDLE = 3.0, 4.0  # points
_NEAR = 1.9  # heights of a word from one line's top to the next one's
_NARROW = 0.5  # heights of a word between two columns that another row has there
_SPACE = 0.25  # of a word's height
_LONGEST = 160
_FIELDS = re.compile(r"\d{4}|[Kk]ommun|KOMMUN|[Nn]ämnd|[Dd]atum|[Dd]nr|[Mm]öte|[Ii]nstans|[Oo]rgan|[Pp]lats|§")
_IN_ONE_CELL = re.compile(r"\d{4}|\d[:/]\d|[Dd]atum|[Pp]lats\b|§")
_NUMBER = re.compile(r"\d{1,4}")
_LONGER, _ENDINGS = {FieldKind.DATE, FieldKind.NUMBER}, {FieldKind.OTHER, FieldKind.BODY}

_Cell = Sequence[W]
_Row = tuple[_Cell[W], ...]


def join_wrapped(lines: Sequence[Sequence[W]], gap: float) -> tuple[_Row[W], ...]:
    """The lines, each as its cells, those of wrapped fields whole. `gap`: how many word heights of white part two."""
    parted = [_parted(line, gap) for line in lines]
    right = max((line[-1].x1 for line in lines), default=0.0)
    joined: list[_Row[W]] = []
    at = 0
    while at < len(lines):
        for beyond in range(_last_near(lines, parted, at), at + 1, -1):
            rows = _Block(parted[at:beyond], right).joined()
            if rows:
                joined += rows
                at = beyond
                break
        else:
            joined.append(parted[at])
            at += 1
    return tuple(joined)


def _last_near(lines: Sequence[Sequence[W]], parted: Sequence[_Row[W]], at: int) -> int:
    """Up to which line the lines from `at` stand close below one another and may be fields."""
    beyond = at + 1
    while beyond < min(len(lines), at + _MOST_ROWS):
        above, line = lines[beyond - 1][0], lines[beyond][0]
        if not 0 < line.top - above.top <= _NEAR * max(line.height, above.height):
            break
        beyond += 1
    # running text is told apart here, before anything is read
    known = _FIELDS
    if all(len(row) == 1 for row in parted[at:beyond]):
        beyond, known = min(beyond, at + _MOST_PIECES - 1), _IN_ONE_CELL
    found = len(_text(lines[at])) <= _LONGEST and known.search(" ".join(map(_text, lines[at:beyond])))
    return beyond if found else at + 1


def _parted(line: Sequence[W], gap: float) -> _Row[W]:
    cuts = [n for n in range(1, len(line)) if line[n].x0 - line[n - 1].x1 > gap * line[n].height]
    return tuple(line[start:end] for start, end in itertools.pairwise((0, *cuts, len(line))))


def _text(words: Iterable[W]) -> str:
    return " ".join(word.text for word in words)


class _Block(Generic[W]):
    """Lines close below one another, as columns."""

    def __init__(self, rows: Sequence[_Row[W]], right: float) -> None:
        self._printed = rows
        starts = [cell[0].x0 for row in rows for cell in row]
        self._rows = [_at_starts(row, starts) for row in rows]
        widest = max(self._rows, key=len)
        self._ends = [*(cell[0].x0 for cell in widest[1:]), right]
        self._columns = self._in_columns(widest)

    def joined(self) -> list[_Row[W]]:
        """The rows with wrapped cells whole; none at all where that does not make more of them fields."""
        if self._columns is None:
            return []
        columns = [self._whole(number, pieces) for number, pieces in enumerate(self._columns)]
        merged = sum(map(len, columns)) < sum(map(len, self._columns))
        best: list[_Row[W]] = []
        told = _told(self._printed) if _all_fields(self._printed) and not merged else -1
        for rows in (_levelled(columns), _labels_with_values(columns)):
            if rows and _all_fields(rows) and _told(rows) > told:
                best, told = rows, _told(rows)
        return best

    def _in_columns(self, widest: _Row[W]) -> list[list[tuple[int, _Cell[W]]]] | None:
        """The cells of each column with their row; None when a cell stands in none."""
        columns: list[list[tuple[int, _Cell[W]]]] = [[] for _ in widest]
        for number, row in enumerate(self._rows):
            taken = -1
            for cell in row:
                column = next((n for n in range(taken + 1, len(widest)) if _is_below(cell, widest[n])), None)
                if column is None:
                    return None
                columns[column].append((number, cell))
                taken = column
        return columns

    def _whole(self, number: int, pieces: list[tuple[int, _Cell[W]]]) -> list[tuple[int, _Cell[W]]]:
        """The cells of a column, those pieces that are one value as one."""
        found: list[tuple[int, _Cell[W]]] = []
        at = 0
        while at < len(pieces):
            most = min(len(pieces), at + _MOST_PIECES)
            cells = [cell for _, cell in pieces[at:most]]
            count = next((n for n in range(len(cells), 1, -1) if _is_one(cells[:n], self._ends[number])), 1)
            found.append((pieces[at][0], list(itertools.chain(*cells[:count]))))
            at += count
        return found


def _is_one(pieces: Sequence[_Cell[W]], end: float) -> bool:
    """Whether these pieces are one field, and not a field each: "onsdagen den 21" above "januari 2015"."""
    whole = _read(_text(itertools.chain(*pieces)))
    if not whole or _has_text(whole):
        return False
    each = [_read(_text(piece)) for piece in pieces]
    if whole[-1].value is None:  # "Sammanträdes-" above "datum", and no two labels
        return len(whole) == 1 and _has_text(each[0])
    in_words = whole[-1].kind is FieldKind.OTHER
    if each[0] and each[0][-1].value is None and not in_words:
        return False  # a label above its value
    broken = any(_has_text(cells) and not _NUMBER.fullmatch(_text(p)) for cells, p in zip(each, pieces, strict=True))
    continued = len(whole) < sum(map(len, each)) and (_goes_on(each) or _is_its_own(_text(pieces[0]), whole))
    return (broken or continued) and not _falls_apart(pieces, len(whole)) and (not in_words or _fill(pieces, end))


def _goes_on(each: Sequence[Sequence[Cell]]) -> bool:
    """Whether below a day stand its hours, or below a number its "KS": "§ 97" below "Kommunstyrelsen" is another."""
    kinds = [cells[0].kind for cells in each[1:] if cells]
    return bool(each[0]) and each[0][-1].kind in _LONGER and all(kind in _ENDINGS for kind in kinds)


def _is_its_own(first: str, whole: Sequence[Cell]) -> bool:
    """Whether the first piece says whose body the whole is: "Kommunstyrelsens" above "arbetsutskott"."""
    return first[-1:] in "sS" and len(whole) == 1 and whole[0].kind is FieldKind.BODY


def _falls_apart(pieces: Sequence[_Cell[W]], count: int) -> bool:
    """Whether two stretches of these pieces are whole fields by themselves: a day with its hours, and a number."""
    for at in range(1, len(pieces)):
        above, below = (_read(_text(itertools.chain(*part))) for part in (pieces[:at], pieces[at:]))
        if above and below and len(above) + len(below) <= count and not _has_text((*above, *below)):
            return True
    return False


def _fill(pieces: Sequence[_Cell[W]], end: float) -> bool:
    """Whether each piece reaches so far to the right that the next one's first word had no room; none is a heading."""
    for above, below in itertools.pairwise(pieces):
        if above[-1].x1 + _SPACE * below[0].height + below[0].x1 - below[0].x0 <= end:
            return False
    return not any(whole_line(" ".join(fold(_text(piece)).split())) for piece in pieces[1:])


def _at_starts(row: _Row[W], starts: Sequence[float]) -> _Row[W]:
    """The row with a cell of its own also where little white stands before the place at which another row has one."""
    cut: list[_Cell[W]] = []
    for cell in row:
        begin = 0
        for n in range(1, len(cell)):
            apart = cell[n].x0 - cell[n - 1].x1 > _NARROW * cell[n].height
            if apart and any(abs(cell[n].x0 - start) <= _SAME_EDGE for start in starts):
                cut.append(cell[begin:n])
                begin = n
        cut.append(cell[begin:])
    return tuple(cut)


def _is_below(cell: _Cell[W], column: _Cell[W]) -> bool:
    middle, own = (column[0].x0 + column[-1].x1) / 2, (cell[0].x0 + cell[-1].x1) / 2
    return abs(cell[0].x0 - column[0].x0) <= _SAME_EDGE or abs(own - middle) <= _SAME_MIDDLE


def _read(text: str) -> tuple[Cell, ...]:
    return read_cells(text, 0, len(text))


def _has_text(cells: Sequence[Cell]) -> bool:
    return any(cell.kind is FieldKind.TEXT for cell in cells)


def _levelled(columns: Sequence[list[tuple[int, _Cell[W]]]]) -> list[_Row[W]]:
    """The cells as rows: a column's second one is level with those of the others, wherever the first one ended."""
    levels = {row: level for column in columns if column[0][0] == 0 for level, (row, _) in enumerate(column)}
    placed: list[tuple[int, _Cell[W]]] = []
    for column in columns:
        level = -1
        for row, cell in column:
            level = max(level + 1, levels.get(row, 0))
            placed.append((level, cell))
    return [tuple(c for at, c in placed if at == level) for level in sorted({at for at, _ in placed})]


def _labels_with_values(columns: Sequence[list[tuple[int, _Cell[W]]]]) -> list[_Row[W]]:
    """One row in which each label stands left of the value of its column; none where a column is no such pair."""
    row: list[_Cell[W]] = []
    above: set[bool] = set()
    for column in columns:
        labels = [all(cell.value is None for cell in _read(_text(words))) for _, words in column]
        if len(column) == 1 or not any(labels):
            row += [words for _, words in column]
            continue
        if len(column) != 2 or sum(labels) != 1:
            return []
        above.add(labels[0])
        first, second = (words for _, words in column)
        row.append([*first, *second] if labels[0] else [*second, *first])
    return [tuple(row)] if len(above) == 1 else []


def _as_text(rows: Sequence[_Row[W]]) -> tuple[str, list[tuple[int, int]]]:
    """The rows as a text, and where each of them stands in it."""
    lines = ["   ".join(map(_text, row)) for row in rows]
    ends = list(itertools.accumulate(len(line) + 1 for line in lines))
    return "\n".join(lines), [(end - len(line) - 1, end - 1) for line, end in zip(lines, ends, strict=True)]


def _all_fields(rows: Sequence[_Row[W]]) -> bool:
    text, spans = _as_text(rows)
    return len(field_rows(text, spans)) == len(spans)


def _told(rows: Sequence[_Row[W]]) -> int:
    """How much the fields of these rows say: a value with its label counts twice, and a paragraf with its sign."""
    text, spans = _as_text(rows)
    return sum(1 + (field.labelled or field.kind is FieldKind.PARAGRAF) for field in find_fields(text, spans))
