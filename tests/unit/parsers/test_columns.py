"""Two or three columns of running text are read one after the other; everything else goes across the page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from parsers.columns import in_reading_order
from parsers.document_builder import PlacedWord

WIDTH, GAP = 595.0, 1.2


def word(text: str, x0: float, top: float, x1: float) -> PlacedWord:
    return PlacedWord(text=text, x0=x0, top=top, x1=x1, bottom=top + 11)


def read(*lines: list[PlacedWord]) -> list[str]:
    return [" ".join(w.text for w in line) for line in in_reading_order(lines, WIDTH, GAP)]


def rows(count: int, *, left_to: float = 280, text: str = "och") -> list[list[PlacedWord]]:
    """Lines with a word left and one right of the page's middle."""
    return [
        [word(f"{text}{n}", 57, 100 + 13 * n, left_to), word(f"{text}{n + 50}", 311, 100 + 13 * n, 536)]
        for n in range(count)
    ]


def test_the_left_column_is_read_before_the_right_one() -> None:
    assert read(*rows(7)) == [f"och{n}" for n in (*range(7), *range(50, 57))]


def test_what_goes_across_or_stands_apart_stays_where_it_is() -> None:
    head = [word("Kommun", 57, 40, 120), word("Datum", 311, 40, 350)]
    title = [word("Rubrik", 57, 87, 500)]
    foot = [word("Sida", 57, 780, 100), word("4", 520, 780, 530)]
    found = read(head, title, *rows(6), foot)
    assert found[:2] == ["Kommun Datum", "Rubrik"]
    assert found[2:4] == ["och0", "och1"]
    assert found[-1] == "Sida 4"


def test_columns_need_not_be_level() -> None:
    lines = [line for pair in rows(6) for line in ([pair[0]], [word(pair[1].text, 311, pair[0].top + 5, 536)])]
    assert read(*lines) == [f"och{n}" for n in (*range(6), *range(50, 56))]


def test_a_table_a_few_lines_and_labels_beside_their_values_are_read_across() -> None:
    for lines in (rows(12, text="Namn"), rows(5), rows(12, left_to=110)):
        assert read(*lines) == [" ".join(w.text for w in line) for line in lines]


def three(count: int, *, third: int | None = None, middle: int | None = None) -> list[list[PlacedWord]]:
    """Lines with a word in each of three columns; the second and the third may end sooner."""
    edges = ((57, 200, count), (225, 368, middle or count), (393, 536, third or count))
    return [
        [
            word(f"och{n + 50 * column}", left, 100 + 13 * n, right)
            for column, (left, right, end) in enumerate(edges)
            if n < end
        ]
        for n in range(count)
    ]


def test_three_columns_are_read_one_after_the_other() -> None:
    assert read(*three(8)) == [f"och{n}" for n in (*range(8), *range(50, 58), *range(100, 108))]
    head = [word("Rubriken", 57, 60, 500)]
    found = read(head, *three(9, third=6))
    assert found == ["Rubriken", *(f"och{n}" for n in (*range(9), *range(50, 59), *range(100, 106)))]


def test_a_table_of_three_columns_is_read_across() -> None:
    wrapped = three(12, middle=7)  # cells of running text, but of different length
    few = three(5)
    upper = [
        [word(w.text.title() if n % 4 else w.text, w.x0, w.top, w.x1) for w in line] for n, line in enumerate(three(12))
    ]
    for lines in (wrapped, few, upper):
        assert read(*lines) == [" ".join(w.text for w in line) for line in lines]


@given(
    st.lists(
        st.lists(
            st.builds(word, st.sampled_from(["a", "B"]), st.floats(0, 600), st.floats(0, 800), st.floats(0, 600)),
            min_size=1,
            max_size=4,
        ),
        max_size=30,
    )
)
def test_no_word_is_lost_or_doubled(lines: list[list[PlacedWord]]) -> None:
    found = in_reading_order(lines, WIDTH, GAP)
    assert sorted(map(id, (w for line in found for w in line))) == sorted(map(id, (w for line in lines for w in line)))
