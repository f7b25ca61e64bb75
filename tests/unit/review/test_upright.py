"""A page on its side or its head is shown upright, with its words where they then are."""

from __future__ import annotations

import dataclasses

import pytest

from domain.document import Page, PageSource, Word
from review.upright import quarters, transform, turned

WIDTH, HEIGHT = 600.0, 800.0


def page() -> Page:
    """Five lines of four words."""
    words = tuple(
        Word(start=0, text="ord", x0=60 + 50 * column, top=100 + 20 * row, x1=90 + 50 * column, bottom=110 + 20 * row)
        for row in range(5)
        for column in range(4)
    )
    return Page(number=1, start=0, end=1, width=WIDTH, height=HEIGHT, source=PageSource.OCR, words=words)


@pytest.mark.parametrize("turn", [0, 1, 2, 3])
def test_a_page_is_turned_back_from_however_it_lies(turn: int) -> None:
    lying = turned(page(), turn)
    assert (lying.width, lying.height) == ((WIDTH, HEIGHT) if turn in {0, 2} else (HEIGHT, WIDTH))
    back = quarters(lying.words)
    assert back == (4 - turn) % 4
    assert turned(lying, back) == page()


def test_a_page_of_few_words_or_of_words_in_all_directions_is_left_as_it_is() -> None:
    few = dataclasses.replace(page(), words=page().words[:4])
    assert quarters(turned(few, 2).words) == 0
    mixed = (*page().words, *turned(page(), 1).words)
    assert quarters(mixed) == 0
    assert quarters(()) == 0


def test_the_picture_is_laid_under_the_words() -> None:
    assert transform(page(), 0) == ""
    assert transform(page(), 1) == "translate(800 0) rotate(90)"
    assert transform(page(), 2) == "translate(600 800) rotate(180)"
    assert transform(page(), 3) == "translate(0 600) rotate(-90)"
