"""A column of fields beside the text is read before it; any other column stays as it is printed."""

from __future__ import annotations

import pytest

from parsers.document_builder import COLUMN_AT, PlacedWord
from parsers.side_fields import fields_first

TEXT = (
    "Överenskommelse om samverkan vid skyfall",
    "Beslut",
    "1. Kommunstyrelsen antar överenskommelsen om samverkan",
    "vid skyfall.",
    "2. Direktören får i uppdrag att underteckna den.",
    "Bakgrund",
    "Länets kommuner har berett en överenskommelse.",
    "Den gäller tills vidare.",
)
STACKED = ("Nämnd", "Kommunstyrelsen", "Möte", "2015-05-18", "Ärendenummer", "KS/2015:144", "Paragraf", "§ 61")
IN_LINES = ("Organ", "Kommunstyrelsen", "Datum", "18 maj 2015", "Dnr: KS 2015/144", "Paragraf: § 61")
WITH_WORDS = ("Instans", "Kommunfullmäktige", "Mötesdatum", "2015-05-18", "Handläggare", "Siv Påhittad", "§ 61")


def page(left: tuple[str, ...], right: tuple[str, ...]) -> list[list[PlacedWord]]:
    """Rows 14 points apart: a column at 50 points, another at 400."""
    rows = []
    for n in range(max(len(left), len(right))):
        row = [
            PlacedWord(text=word, x0=x + 30 * i, top=14 * n, x1=x + 30 * i + 28, bottom=14 * n + 10)
            for x, column in ((50, left), (400, right))
            for i, word in enumerate(column[n].split() if n < len(column) else ())
        ]
        rows.append(row)
    return rows


def read(left: tuple[str, ...], right: tuple[str, ...]) -> list[str]:
    return [" ".join(word.text for word in line) for line in fields_first(page(left, right), COLUMN_AT)]


def as_printed(left: tuple[str, ...], right: tuple[str, ...]) -> list[str]:
    return [" ".join(word.text for word in line) for line in page(left, right)]


@pytest.mark.parametrize("fields", [STACKED, IN_LINES, WITH_WORDS, (*STACKED, "Justerat", "2015-05-25")])
def test_fields_down_the_left_margin_stand_before_the_text(fields: tuple[str, ...]) -> None:
    assert read(fields, TEXT) == [*fields, *TEXT]


@pytest.mark.parametrize("fields", [STACKED, IN_LINES, WITH_WORDS])
def test_fields_down_the_right_margin_stand_before_the_text(fields: tuple[str, ...]) -> None:
    assert read(TEXT, fields)[: len(fields)] == list(fields)


def test_the_head_of_the_page_stays_above_and_the_rest_of_the_text_below() -> None:
    head, rest = ("Skogstads kommun",), ("Mer bakgrund som står under spalten.",) * 3
    assert read((*head, *STACKED), ("Utdrag ur protokoll", *TEXT, *rest)) == [
        "Skogstads kommun Utdrag ur protokoll",
        *STACKED,
        *TEXT,
        *rest,
    ]


@pytest.mark.parametrize(
    "left",
    [
        ("Nämnd", "Kommunstyrelsen", "Möte", "2015-05-18", "Kommunen avstår från att", "anta", "Paragraf", "§ 61"),
        ("Beslut", "", "", "", "", "Bakgrund"),
        ("Organ", "Datum", "Dnr", "Paragraf"),
        ("Nämnd", "Kommunstyrelsen"),
    ],
)
def test_a_column_with_other_words_or_too_few_fields_stays(left: tuple[str, ...]) -> None:
    assert read(left, TEXT) == as_printed(left, TEXT)


def test_a_column_beside_several_paragrafer_stays() -> None:
    several = (*TEXT[:4], "§ 62 Val av ledamot", *TEXT[5:])
    assert read(STACKED, several) == as_printed(STACKED, several)


def test_rows_of_labels_beside_their_values_stay() -> None:
    values = ("Kommunstyrelsen", "2015-05-18", "KS/2015:144", "§ 61")
    assert read(("Organ", "Datum", "Dnr", "Paragraf"), values) == as_printed(
        ("Organ", "Datum", "Dnr", "Paragraf"), values
    )


def test_figures_that_a_scanner_made_of_a_field_leave_the_others_a_column() -> None:
    misread = ("Nämnd", "Kommunstyrelsen", "Möte", "2015-05-18", "210.", "Dnr", "KS/2015:144")
    assert read(misread, TEXT)[: len(misread)] == list(misread)
