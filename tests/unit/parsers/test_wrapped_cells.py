"""Fields whose cells go over several lines are read whole; every other table stays as it is printed."""

from __future__ import annotations

import pytest

from parsers.document_builder import COLUMN_AT, PlacedWord
from parsers.wrapped_cells import join_wrapped

LETTER, PITCH, HEIGHT = 5.0, 12.0, 10.0


def cell(text: str, x: float, row: int) -> list[PlacedWord]:
    words, at = [], x
    for word in text.split():
        end = at + LETTER * len(word)
        words.append(PlacedWord(text=word, x0=at, x1=end, top=PITCH * row, bottom=PITCH * row + HEIGHT))
        at = end + 3
    return words


def read(*rows: str, at: tuple[int, ...] = (50, 160, 280, 400)) -> list[str]:
    """Rows of cells parted by "|", each column at its place; a gap of three blanks in what comes out."""
    lines = [
        [word for x, text in zip(at, row.split("|"), strict=False) for word in cell(text, x, number)]
        for number, row in enumerate(rows)
    ]
    joined = join_wrapped(lines, COLUMN_AT)
    return ["   ".join(" ".join(word.text for word in cell) for cell in line) for line in joined]


def test_a_day_over_two_lines_of_its_cell_is_one() -> None:
    assert read("Kommunstyrelsen|onsdagen den 21|KS 2015/12", "|januari 2015") == [
        "Kommunstyrelsen   onsdagen den 21 januari 2015   KS 2015/12"
    ]


def test_a_day_and_its_hours_over_three_lines_are_one_and_the_labels_below_stay_level() -> None:
    values = ("Skogstads kommun|Kommunstyrelsen|måndagen den 24|Sal A", "|Instans|augusti 2015 kl.|Plats")
    rows = (*values, "||18.00–20.15", "||Datum")
    whole = "Datum måndagen den 24 augusti 2015 kl. 18.00–20.15"
    assert read(*rows) == [f"Skogstads kommun   Instans Kommunstyrelsen   {whole}   Plats Sal A"]


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        ("Kommunstyrelsen|Dnr: KS", "|2015/366", "Kommunstyrelsen   Dnr: KS 2015/366"),
        ("Kommunstyrelsen|Ärendenr: 2015/695", "|KS", "Kommunstyrelsen   Ärendenr: 2015/695 KS"),
        ("Kommunstyrelsen 2015-07-21|§ 12", "kl. 18:30", "Kommunstyrelsen 2015-07-21 kl. 18:30   § 12"),
        ("Organ|Sammanträdes-", "|datum", "Organ   Sammanträdes- datum"),
        ("Kommun-|2015-01-21", "styrelsen", "Kommun- styrelsen   2015-01-21"),
        ("Kommunstyrelsens|2015-01-21", "arbetsutskott", "Kommunstyrelsens arbetsutskott   2015-01-21"),
    ],
)
def test_what_belongs_together_is_put_together(above: str, below: str, whole: str) -> None:
    assert read(above, below, at=(50, 220, 340)) == [whole]


@pytest.mark.parametrize(
    "rows",
    [
        ("Nämnd||Justeringsdatum", "Kommunstyrelsen|2015-04-22|2015-04-27"),
        ("Kommunstyrelsen|2015-04-22|2015-04-27", "Nämnd||Justeringsdatum"),
    ],
)
def test_a_label_that_only_some_columns_have_joins_its_own_value(rows: tuple[str, ...]) -> None:
    assert read(*rows) == ["Nämnd Kommunstyrelsen   2015-04-22   Justeringsdatum 2015-04-27"]


def test_a_column_of_values_alone_stands_beside_labels_and_their_values() -> None:
    rows = ("SKOGSTADS KOMMUN||Justeringsdatum", "Kommunstyrelsen|2015-08-19|2015-08-26")
    assert read(*rows) == ["SKOGSTADS KOMMUN   Kommunstyrelsen   2015-08-19   Justeringsdatum 2015-08-26"]


def test_a_number_joins_the_sign_of_its_column_where_a_day_has_no_label() -> None:
    rows = ("Kommunstyrelsen|måndagen den 27|77|2015-05-05", "Beslutande|april 2015|§|Justeringsdatum")
    whole = "Beslutande Kommunstyrelsen   måndagen den 27 april 2015   § 77   Justeringsdatum 2015-05-05"
    assert read(*rows) == [whole]


def test_a_cell_that_fills_its_column_is_parted_where_another_row_begins_one() -> None:
    assert read("||Handläggare", "Kommunstyrelsen|måndagen den 17 augusti 2015|Kommunkansliet", at=(50, 150, 289)) == [
        "Handläggare",
        "Kommunstyrelsen   måndagen den 17 augusti 2015   Kommunkansliet",
    ]


def test_a_line_of_fields_that_goes_on_in_the_next_one_is_one() -> None:
    above, below = "Skogstads kommun, Nämnd Kommunstyrelsen, Datum 2015-01-14, Beteckning KS", "2015/155, Sal A"
    assert read(above, below.removesuffix(", Sal A")) == [f"{above} 2015/155"]
    assert read(above, below) == [above, below]  # more than fields: perhaps a title


@pytest.mark.parametrize(
    "rows",
    [
        ("Organ|Datum|Paragraf", "Kommunstyrelsen|2015-05-18|§ 61"),  # labels and values tell by themselves
        ("Organ|Kommunstyrelsen", "Datum|2015-05-18", "Dnr|KS 2015/144", "Ärende|11"),
        ("Kommunstyrelsen", "2015-05-18", "§ 61"),
        ("Kommunstyrelsen|Datum", "§ 97|2015-05-18", "KS 2015/140"),
        ("Kommunstyrelsen|2015-05-18", "Plats|Kommunalhuset", "Överenskommelse om samverkan vid skyfall"),
        ("Plats", "Överenskommelse om samverkan vid skyfall"),
        ("Kommunstyrelsen|2015-05-18", "Arbetsutskottet|2015-05-04"),
        ("Beslut|Kommunstyrelsen beslutar", "|att anta överenskommelsen"),
        ("Bakgrund|Förslaget kom in den 3", "|mars 2015 och har beretts"),
        ("Parti|Ja|Nej", "Kommunpartiet|12|3", "Skogspartiet|4|15"),
    ],
)
def test_anything_else_stays_as_it_is_printed(rows: tuple[str, ...]) -> None:
    assert read(*rows) == ["   ".join(text for text in row.split("|") if text) for row in rows]
