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


def placed(*rows_: tuple[float, float, str, float, str]) -> list[list[PlacedWord]]:
    """Rows given as (top, left x, its words, right x, its words); letters 5 points wide, 10 high."""
    found = []
    for top, x, left, y, right in rows_:
        line = []
        for start, cell in ((x, left), (y, right)):
            at = start
            for word in cell.split():
                line.append(PlacedWord(text=word, x0=at, top=top, x1=at + 5 * len(word), bottom=top + 10))
                at += 5 * len(word) + 3
        found.append(line)
    return found


def gathered(*rows_: tuple[float, float, str, float, str]) -> list[str]:
    return [" ".join(word.text for word in line) for line in gather_headings(placed(*rows_), COLUMN_AT)]


HEAD = ((0, 50, "§ 14", 140, "Samverkan i länet"), (20, 50, "Dnr", 140, "KS 2015/12"))
FOOT = ((120, 50, "Bakgrund", 140, "Kommunen deltar."), (140, 50, "Delges", 140, "KSL"))


def test_a_heading_that_ends_close_to_its_text_is_parted_where_the_other_rows_begin_theirs() -> None:
    found = gathered(
        *HEAD,
        (40, 50, "Kommunstyrelsens", 140, "Kommunen antar avtalet"),
        (54, 50, "beslut", 140, "om samverkan."),
        *FOOT,
    )
    assert found[2:5] == ["Kommunstyrelsens beslut", "Kommunen antar avtalet", "om samverkan."]


def test_text_with_wider_lines_than_its_heading_stands_in_rows_of_its_own() -> None:
    found = gathered(
        *HEAD,
        (40, 50, "Kommunstyrelsens", 140, "Kommunen antar avtalet"),
        (52, 50, "förslag till", 140, ""),
        (57, 140, "om samverkan", 140, ""),
        (64, 50, "fullmäktige", 140, ""),
        (74, 140, "i länet.", 140, ""),
        *FOOT,
    )
    assert found[2:6] == [
        "Kommunstyrelsens förslag till fullmäktige",
        "Kommunen antar avtalet",
        "om samverkan",
        "i länet.",
    ]


def test_a_heading_of_one_line_close_to_its_text_is_a_line_of_its_own() -> None:
    found = gathered(
        *HEAD,
        (40, 50, "Sammanfattning av", 140, ""),
        (60, 50, "Ärendebeskrivning", 140, "Länets kommuner samverkar i"),
        *FOOT,
    )
    assert found[3:5] == ["Ärendebeskrivning", "Länets kommuner samverkar i"]


def test_words_close_to_one_another_in_running_text_are_no_column() -> None:
    line = (40.0, 50.0, "Kommunstyrelsens", 140.0, "beslut gäller tills vidare")
    assert gathered(line, (54, 50, "beslut", 140, "")) == ["Kommunstyrelsens beslut gäller tills vidare", "beslut"]


def test_a_heading_below_another_close_to_it_is_the_next_one() -> None:
    found = gathered((0, 50, "Beslut", 140, "Avtalet antas."), (14, 50, "Expedieras", 140, "KSL"))
    assert found == ["Beslut Avtalet antas.", "Expedieras KSL"]
