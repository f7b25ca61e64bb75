"""Text and HTML files as documents."""

from __future__ import annotations

import pytest

from domain.document import DocumentText, FailureKind, PageSource, ReadingFailure
from domain.doubt import Doubt
from parsers.document_builder import Limits
from parsers.html_text import html_to_text
from parsers.plain import read_html, read_text

LIMITS = Limits(max_pages=50, max_characters=100_000)


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_text_file_is_read_in_its_charset(charset: str) -> None:
    document = read_text("§ 87 Överenskommelse\r\nBeslut".encode(charset), "0" * 64, LIMITS)
    assert isinstance(document, DocumentText)
    assert document.text == "§ 87 Överenskommelse\nBeslut\f"
    assert document.pages[0].source is PageSource.PLAIN


def test_form_feeds_begin_new_pages() -> None:
    document = read_text(b"ett\ftv\xc3\xa5\ftre\f", "0" * 64, LIMITS)
    assert isinstance(document, DocumentText)
    assert [document.text[page.start : page.end] for page in document.pages] == ["ett\f", "två\f", "tre\f"]


def test_a_file_of_blanks_has_no_text() -> None:
    outcome = read_text(b" \n\f\n", "0" * 64, LIMITS)
    assert isinstance(outcome, ReadingFailure)
    assert outcome.kind is FailureKind.NO_TEXT


def test_a_long_file_is_cut_with_a_doubt() -> None:
    document = read_text(b"a" * 1000, "0" * 64, Limits(max_pages=1, max_characters=100))
    assert isinstance(document, DocumentText)
    assert len(document.text) == 101
    assert document.doubts == (Doubt.DOCUMENT_CUT,)


def test_html_becomes_lines_without_scripts_styles_and_hidden_text() -> None:
    html = """<html><head><title>x</title><style>p {color: red}</style></head><body><h1>Beslut</h1>
      <p>Kommunstyrelsen <b>beslutar</b>
         att anta.</p><script>alert("anta")</script>
      <div style="display:none">dolt <b>mer</b></div><div>Slut</div></body>"""
    assert html_to_text(html) == "Beslut\n\nKommunstyrelsen beslutar att anta.\n\nSlut"


def test_cells_of_a_row_stand_on_one_line() -> None:
    html = "<table><tr><td>Beslut</td><td>Antas</td></tr><tr><td>Datum</td><td>2015-05-04</td></tr></table>"
    assert html_to_text(html).split("\n\n") == ["Beslut   Antas", "Datum   2015-05-04"]


def test_a_sign_inside_quotes_ends_no_tag_and_lone_signs_are_text() -> None:
    assert html_to_text('<p title="a > b">3 < 4 & 5 > 4 &aring;</p>') == "3 < 4 & 5 > 4 å"


def test_a_head_that_is_never_closed_hides_nothing() -> None:
    assert html_to_text("<head><title>Titel</title><body><p>Beslut") == "Beslut"


def test_html_tells_its_own_charset() -> None:
    page = '<meta charset="iso-8859-1"><p>Täby</p>'.encode("latin-1")
    document = read_html(page, "0" * 64, LIMITS)
    assert isinstance(document, DocumentText)
    assert document.text == "Täby\f"


@pytest.mark.parametrize(
    "html",
    ["<div>" * 50_000 + "djupt", "<![if", "<!DOCTYPE [", "&#xD800;&#0;ok", "<p" * 10_000, "&#" + "9" * 5_000 + ";"],
)
def test_hostile_html_gives_a_text_that_can_be_stored(html: str) -> None:
    text = html_to_text(html)
    text.encode("utf-8")
    assert "\0" not in text
