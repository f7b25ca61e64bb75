from __future__ import annotations

from parsers.document_builder import COLUMN_AT, PlacedWord
from parsers.side_column import gather_headings


def rows(*cells: tuple[str, str]) -> list[list[PlacedWord]]:
    """Lines of a page: a narrow column at 50 points, a wide one at 200, each row 14 points below the last."""
    return [
        [
            PlacedWord(text=word, x0=x + 30 * i, top=14 * n, x1=x + 30 * i + 28, bottom=14 * n + 10)
            for x, cell in ((50, left), (200, right))
            for i, word in enumerate(cell.split())
        ]
        for n, (left, right) in enumerate(cells)
    ]


def read(*cells: tuple[str, str]) -> list[str]:
    return [" ".join(word.text for word in line) for line in gather_headings(rows(*cells), COLUMN_AT)]


def test_a_heading_of_two_lines_beside_its_text_becomes_a_line_of_its_own() -> None:
    assert read(("Kommunstyrelsens", "Kommunen antar avtalet"), ("beslut", "om samverkan."), ("", "Mer text.")) == [
        "Kommunstyrelsens beslut",
        "Kommunen antar avtalet",
        "om samverkan.",
        "Mer text.",
    ]


def test_a_heading_longer_than_its_text_is_whole() -> None:
    found = read(("Kommunstyrelsens", "Avtalet antas."), ("förslag till", ""), ("kommunfullmäktige", ""))
    assert found == ["Kommunstyrelsens förslag till kommunfullmäktige", "Avtalet antas."]


def test_rows_of_labels_and_values_stay_as_they_are() -> None:
    assert read(("Datum", "2015-05-04"), ("Paragraf", "77")) == ["Datum 2015-05-04", "Paragraf 77"]


def test_two_headings_below_one_another_are_two() -> None:
    assert read(("Beslut", "Avtalet antas."), ("Yrkanden", "Bifall."))[0] == "Beslut Avtalet antas."
