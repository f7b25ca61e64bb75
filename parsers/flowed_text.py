"""Text of word processors, gathered piece by piece, made into tidy lines.

The readers of docx, odt, rtf and doc put CELL after each cell of a table and ROW after each row; `tidy` makes of them
lines that the later steps can read.
"""

from __future__ import annotations

import re

from parsers.document_builder import COLUMN_GAP

CELL = "\x1f"
ROW = "\x1e"

_GAP = re.compile(r"[ \t]+")


def tidy(text: str) -> str:
    """Rows on one line, no soft hyphens, tabs as a column's gap, at most one empty line."""
    *rows, rest = text.split(ROW)
    rows_tidy = "".join(map(_row, rows)) + rest
    flat = rows_tidy.replace(CELL, COLUMN_GAP).replace("\xad", "").replace("\xa0", " ")
    lines = [_GAP.sub(lambda gap: COLUMN_GAP if "\t" in gap[0] else gap[0], line).strip() for line in flat.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def join(*flows: str) -> str:
    """Headers, text, notes and footers, one after another, what is empty left out and each of the same words once."""
    return "\n\n".join(dict.fromkeys(flow for flow in flows if flow.strip())).replace("\f", "\n")


def _row(piece: str) -> str:
    """The cells up to a row's end on one line; what stands before the first cell's own paragraph is left as it is."""
    cells = piece.split(CELL)
    before, _, first = cells[0].rstrip("\n").rpartition("\n")
    tidied = [re.sub(r"\n+", "\n", cell.strip("\n")) for cell in (first, *cells[1:])]
    head = f"{before}\n" if before else ""
    return head + COLUMN_GAP.join(cell for cell in tidied if cell) + "\n"
