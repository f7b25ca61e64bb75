"""Rows for spreadsheets: what a table holds, and the same as CSV and JSON. The XLSX is made in `outbox.workbook`."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass

from outbox.stockholm import STOCKHOLM

Cell = str | int | float | bool | dt.date | dt.datetime | None
"""Times are aware; they are shown as the clock on the wall in Stockholm."""

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # the wide ones, too, in Asian Excel


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """`title` is the reader's (Swedish), `name` the programs' (in JSON); `width` in characters."""

    title: str
    name: str
    width: int = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table with a name; each row has a cell for each column."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula: "=HYPERLINK(…)" in an attachment's name."""
    return text.lstrip(" ").startswith(FORMULA_SIGNS)


def as_csv(sheet: Sheet) -> bytes:
    """For Swedish Excel: UTF-8 with the mark that Excel knows it by, semicolons, CRLF, no cell that runs."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.title for column in sheet.columns])
    writer.writerows([[_written(cell) for cell in row] for row in sheet.rows])
    return text.getvalue().encode("utf-8-sig", "replace")


def as_json(sheet: Sheet, **about: Cell | Sequence[str]) -> bytes:
    """One object: `about`, then "rows" with the columns' names. Dates in ISO form, times in UTC, text as it is."""
    names = [column.name for column in sheet.columns]
    rows = [dict(zip(names, map(_plain, row), strict=True)) for row in sheet.rows]
    whole = {**{name: _plain(value) for name, value in about.items()}, "rows": rows}
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ja" if cell else "nej"
    if isinstance(cell, dt.datetime):
        return cell.astimezone(STOCKHOLM).strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, float):
        return str(cell).replace(".", ",")
    if isinstance(cell, dt.date | int):
        return str(cell)
    return f"'{cell}" if looks_like_formula(cell) else cell


def _plain(value: object) -> object:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    return value.isoformat() if isinstance(value, dt.date) else value
