"""Tables as CSV, JSON and XLSX: what a reader gets, and what never runs."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from outbox.sheets import Cell, Column, Sheet, as_csv, as_json
from outbox.workbook import as_workbook

MOMENT = dt.datetime(2026, 7, 1, 5, 30, tzinfo=dt.UTC)


def sheet(*cells: Cell, title: str = "Svar") -> Sheet:
    columns = tuple(Column(title=f"Spalt {n}", name=f"column{n}") for n in range(len(cells)))
    return Sheet(title=title, columns=columns, rows=(cells,))


def opened(*sheets: Sheet) -> Any:
    return openpyxl.load_workbook(io.BytesIO(as_workbook(sheets)))


def csv_rows(made: Sheet) -> list[list[str]]:
    return list(csv.reader(io.StringIO(as_csv(made).decode("utf-8-sig"), newline=""), delimiter=";"))


def test_dates_and_numbers_are_real_and_letters_whole() -> None:
    (row,) = opened(sheet("Österåker", dt.date(2015, 5, 28), MOMENT, 26, 1.5, True, None)).active.iter_rows(min_row=2)
    assert [cell.value.isoformat() if cell.is_date else cell.value for cell in row] == [
        "Österåker",
        "2015-05-28T00:00:00",
        "2026-07-01T07:30:00",  # as the clock on the wall
        26,
        1.5,
        "ja",
        None,
    ]
    assert [cell.is_date for cell in row[1:3]] == [True, True]


@pytest.mark.parametrize("day", [dt.date(1900, 3, 1), dt.date(2024, 2, 29), dt.date(2099, 12, 31)])
def test_every_day_is_the_same_day_in_excel(day: dt.date) -> None:
    assert opened(sheet(day)).active["A2"].value.date() == day


def test_the_header_stays_in_sight_and_every_column_has_a_filter() -> None:
    book = opened(sheet("a", "b"), sheet(*("c" * 28), title="Läge"))
    assert book.sheetnames == ["Svar", "Läge"]
    assert book["Svar"].freeze_panes == "A2"
    assert book["Läge"].auto_filter.ref == "A1:AB2"
    assert book["Svar"]["A1"].font.bold


@pytest.mark.parametrize("text", ["=1+1", "+46 8 123", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "=cmd|' /C calc'!A0"])
def test_foreign_text_never_runs(text: str) -> None:
    cell = opened(sheet(text)).active["A2"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert csv_rows(sheet(text))[1][0].startswith("'")
    assert json.loads(as_json(sheet(text)))["rows"] == [{"column0": text}], "programs get it as it is"


@given(st.text(max_size=40))
def test_whatever_is_written_a_spreadsheet_reads_as_text(text: str) -> None:
    value = opened(sheet(text)).active["A2"].value
    assert value is None or isinstance(value, str)
    assert csv_rows(sheet(text))[1][0].lstrip("'").endswith(text.encode("utf-8", "replace").decode().lstrip("'")[-1:])


def test_the_same_rows_give_the_same_bytes() -> None:
    made = sheet("a", MOMENT)
    assert as_workbook((made,)) == as_workbook((made,))


def test_a_csv_opens_in_swedish_excel() -> None:
    raw = as_csv(sheet("å;ä", dt.date(2015, 5, 28), MOMENT, 1.5, False, None))
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.decode("utf-8-sig").split("\r\n")[1] == '"å;ä";2015-05-28;2026-07-01 07:30;1,5;nej;'


def test_json_says_what_it_is_about_in_iso_and_utc() -> None:
    value = json.loads(as_json(sheet(MOMENT, dt.date(2015, 5, 28)), diarienummer="KSL/15/0016-5", made=MOMENT))
    assert value["diarienummer"] == "KSL/15/0016-5"
    assert value["rows"] == [{"column0": "2026-07-01T05:30:00+00:00", "column1": "2015-05-28"}]


def test_titles_that_excel_refuses_are_mended() -> None:
    assert opened(sheet("a", title="KSL/15/0016-5: [allt] " + "x" * 40)).sheetnames[0].startswith("KSL 15 0016-5")
