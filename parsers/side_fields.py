"""A narrow column of fields beside the text of a paper: read to its end before the text, not row by row with it.

"Nämnd / Kommunstyrelsen / Möte / 2015-05-26 / Paragraf / § 61" down the margin, the title and the decision beside it.
Read across, the rows would be "2015-05-26   Beslut" and "Paragraf   2. Direktören får i uppdrag att". A column with any
other word than labels and their values stays as it is printed, and so does one beside paragrafer of their own.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence

from parsers.columns import parted
from parsers.field_cells import FieldKind
from parsers.fields import field_rows, find_fields, is_labels
from parsers.placed import W

_LEAST_FIELDS = 2  # kinds of them, each with its label
_LEAST_TEXT = 4  # lines of text beside them that are no fields
_TELLING = {FieldKind.BODY, FieldKind.DATE, FieldKind.PARAGRAF, FieldKind.NUMBER}
_EDGES = 3  # places where a column may begin, those of most lines

_Line = Sequence[W]


def fields_first(lines: Sequence[_Line[W]], gap: float) -> tuple[_Line[W], ...]:
    """The lines from the top, those of such a column of fields before the text beside it.

    `gap`: how many word heights of white part two columns.
    """
    for edge in _edges(lines, gap):
        sides = [parted(line, (edge,)) for line in lines]
        for first, beyond in _runs(sides):
            pairs = [side for side in sides[first:beyond] if side]
            for own, other in ((0, 1), (1, 0)):
                rows = [number for number, pair in enumerate(pairs) if pair[own]]
                stretch = _fields(rows, [pairs[number][own] for number in rows])
                if stretch is None:
                    continue
                beside = pairs[stretch[0] : stretch[1]]
                text = [pair[other] for pair in beside if pair[other]]
                if _is_text(text):
                    fields = [pair[own] for pair in beside if pair[own]]
                    return (*lines[: first + stretch[0]], *fields, *text, *lines[first + stretch[1] :])
    return tuple(lines)


def _edges(lines: Sequence[_Line[W]], gap: float) -> list[float]:
    """Where a column may begin: the same place for many lines, right of the page's margin."""
    starts: Counter[float] = Counter(
        round(word.x0)
        for line in lines
        for number, word in enumerate(line)
        if not number or word.x0 - line[number - 1].x1 > gap * word.height
    )
    margin = min(starts, default=0)
    return [at for at, n in starts.most_common(_EDGES + 1) if at > margin + 1 and n >= _LEAST_TEXT][:_EDGES]


def _runs(sides: Sequence[object]) -> Iterator[tuple[int, int]]:
    """Runs of lines that do not go across the edge: from, up to."""
    for parts, run in itertools.groupby(range(len(sides)), key=lambda number: bool(sides[number])):
        numbers = list(run)
        if parts:
            yield numbers[0], numbers[-1] + 1


def _fields(rows: Sequence[int], column: Sequence[_Line[W]]) -> tuple[int, int] | None:
    """From which line to which the column is a block of fields, all of it below its first label; None if it is not."""
    text, spans = _as_text(column)
    first = next((n for n, (start, end) in enumerate(spans) if is_labels(text, start, end)), None)
    if first is None:
        return None
    spans, rows = spans[first:], rows[first:]
    spans = [(start, end) for start, end in spans if not _is_misread(text, start, end)]
    if len(field_rows(text, spans)) < len(spans):
        return None
    kinds = {field.kind for field in find_fields(text, spans) if field.labelled}
    return (rows[0], rows[-1] + 1) if len(kinds & _TELLING) >= _LEAST_FIELDS else None


def _is_misread(text: str, start: int, end: int) -> bool:
    """Whether a cell is no more than figures that a scanner made of something: "210." for "§ 102"."""
    return not any(map(str.isalpha, text[start:end])) and not field_rows(text, [(start, end)])


def _is_text(column: Sequence[_Line[W]]) -> bool:
    """Whether these lines are text, and of one paragraf only: none has a sign of its own."""
    text, spans = _as_text(column)
    plain = len(spans) - len(field_rows(text, spans))
    return plain >= _LEAST_TEXT and not any(line[0].text.startswith("§") for line in column)


def _as_text(column: Sequence[_Line[W]]) -> tuple[str, list[tuple[int, int]]]:
    """The lines of a column as a text, and where each of them stands in it."""
    lines = [" ".join(word.text for word in line) for line in column]
    ends = list(itertools.accumulate(len(line) + 1 for line in lines))
    return "\n".join(lines), [(end - len(line) - 1, end - 1) for line, end in zip(lines, ends, strict=True)]
