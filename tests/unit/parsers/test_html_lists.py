"""The numbers of HTML lists are text, as a reader sees them."""

from __future__ import annotations

import pytest

from parsers.html_text import html_to_text


def lines(html: str) -> list[str]:
    return [line for line in html_to_text(html).split("\n") if line]


def test_the_points_of_a_decision_bear_their_numbers() -> None:
    html = "<p>Kommunstyrelsen beslutar</p><ol><li>att anta</li><li>att uppdra</li></ol><p>Sedan</p>"
    assert lines(html) == ["Kommunstyrelsen beslutar", "1. att anta", "2. att uppdra", "Sedan"]


def test_outlooks_paragraph_in_an_item_stands_behind_its_number() -> None:
    html = (
        '<ol style="margin-top:0cm" start=2 type=1><li class=MsoNormal>\n<p>att <b>anta</b></p>\n<p>dock</p></li></ol>'
    )
    assert lines(html) == ["2. att anta", "dock"]


@pytest.mark.parametrize(
    ("opening", "first"),
    [
        ('<ol type="a">', "a. x"),
        ("<ol type=A start='3'>", "C. x"),
        ("<ol type=i START=4>", "iv. x"),
        ("<ol type=I>", "I. x"),
        ('<ol style="list-style-type: lower-alpha">', "a. x"),
        ('<ol style="list-style:none">', "x"),
        ("<ol start=-1>", "-1. x"),
        ("<ol start=x>", "1. x"),
        ("<ol reversed start=5>", "5. x"),
        ("<ol reversed>", "x"),  # from an end that is not told
        ("<ul>", "x"),
        ("", "x"),
    ],
)
def test_the_numbers_form_and_start_are_the_lists(opening: str, first: str) -> None:
    assert lines(f"{opening}<li>x</li>") == [first]


def test_a_list_in_a_list_counts_for_itself() -> None:
    html = "<ol><li>x<ol type=a><li>y</li><li>z</li></ol></li><li>w</li></ol><ol><li>anew</li></ol>"
    assert lines(html) == ["1. x", "a. y", "b. z", "2. w", "1. anew"]


def test_an_item_may_say_its_own_number_and_a_reversed_list_counts_down() -> None:
    assert lines("<ol><li value=7>x<li>y</ol>") == ["7. x", "8. y"]
    assert lines("<ol reversed start=2><li>x<li>y</ol>") == ["2. x", "1. y"]


def test_bullets_within_numbers_bear_none_and_empty_or_hidden_items_print_nothing() -> None:
    assert lines("<ol><li>x<ul><li>y</ul><li>z</ol>") == ["1. x", "y", "2. z"]
    assert lines("<ol><li></li><li style='display:none'>y</li><li>z</ol>") == ["2. z"]
    assert lines("<ol><li><ol><li>x</ol></ol>") == ["1. 1. x"]


def test_closings_without_an_opening_harm_nothing() -> None:
    assert lines("</ol></li></ul><ol><li>x</ol></ol><li>y") == ["1. x", "y"]
