"""What comes out of a PDF: text as printed, boxes and offsets, doubts and reasons."""

from __future__ import annotations

import pytest

from domain.document import DocumentText, FailureKind, PageSource, ReadingFailure
from domain.doubt import Doubt
from parsers.document_builder import Limits
from parsers.pdf import read_pdf
from tests.unit.parsers.pdf_bytes import copy_protected_pdf, line, locked_pdf, pages_in_pages, pdf, picture_of_the_page

LIMITS = Limits(max_pages=50, max_characters=100_000)


def read(content: bytes, limits: Limits = LIMITS) -> DocumentText:
    outcome = read_pdf(content, "0" * 64, limits)
    assert isinstance(outcome, DocumentText), outcome
    return outcome


def failure(content: bytes) -> FailureKind:
    outcome = read_pdf(content, "0" * 64, LIMITS)
    assert isinstance(outcome, ReadingFailure)
    return outcome.kind


HEAD = line("Kommunstyrelsen", 72, 780) + line("2015-05-04", 400, 780)
BODY = line("§ 87 Överenskommelse om samverkan", 72, 740) + line("Kommunstyrelsen beslutar att anta den.", 72, 726)


def test_lines_come_from_the_top_with_a_columns_gap_kept_readable() -> None:
    text = read(pdf(BODY + HEAD)).text
    assert text == (
        "Kommunstyrelsen   2015-05-04\n\n§ 87 Överenskommelse om samverkan\nKommunstyrelsen beslutar att anta den.\f"
    )


def test_every_word_stands_at_its_offset() -> None:
    document = read(pdf(HEAD + BODY, BODY, line("sista sidan", 72, 700)))
    words = [word for page in document.pages for word in page.words]
    assert len(words) == 24
    assert all(document.text[word.start : word.start + len(word.text)] == word.text for word in words)


def test_pages_follow_one_another_and_each_ends_with_a_form_feed() -> None:
    document = read(pdf(HEAD, BODY))
    assert [page.number for page in document.pages] == [1, 2]
    assert document.pages[0].end == document.pages[1].start
    assert document.pages[1].end == len(document.text)
    assert all(document.text[page.end - 1] == "\f" for page in document.pages)
    assert document.page_at(document.text.index("§")) == 2
    assert {page.source for page in document.pages} == {PageSource.TEXT_LAYER}


def test_a_words_box_is_measured_from_the_top_left_corner() -> None:
    word = read(pdf(line("Beslut", 72, 780, size=20))).pages[0].words[0]
    assert word.x0 == pytest.approx(72, abs=1)
    assert 40 < word.top < word.bottom < 70
    assert word.x1 - word.x0 == pytest.approx(60, abs=10)


def test_a_heading_in_larger_letters_stays_on_its_line() -> None:
    content = line("§ 87", 72, 700, size=16) + line("Dnr KS 2015/238", 130, 700, size=10)
    assert read(pdf(content)).text.startswith("§ 87")
    assert read(pdf(content)).text.count("\n") == 0


def test_a_wide_gap_between_lines_becomes_an_empty_line() -> None:
    lines = "".join(line(f"rad {number}", 72, 700 - 14 * number) for number in range(4))
    assert "rad 3\n\nnytt stycke" in read(pdf(lines + line("nytt stycke", 72, 620))).text


def test_letters_printed_twice_to_look_bold_are_read_once() -> None:
    document = read(pdf(line("Beslut", 72, 700) + line("Beslut", 72.4, 700) + line("anta", 72, 686)))
    assert document.text == "Beslut\nanta\f"
    assert document.doubts == ()


def test_a_stamp_up_the_margin_cuts_no_line_in_two() -> None:
    stamp = "BT /F1 9 Tf 0 1 -1 0 60 700 Tm (Inkom) Tj ET\n"
    lines = "".join(line(f"rad {number}", 72, 720 - 14 * number) for number in range(3))
    assert read(pdf(stamp + lines)).text.startswith("rad 0\nrad 1\nrad 2\n")


def test_nothing_uncertain_about_an_ordinary_file() -> None:
    document = read(pdf(HEAD + BODY))
    assert document.doubts == ()
    assert document.reader.startswith("pdfplumber ")


def test_invisible_text_over_a_picture_is_uncertain() -> None:
    scan = picture_of_the_page() + line("Komrnunstyre1sen bes1utar", 72, 700, mode=3)
    assert read(pdf(scan)).doubts == (Doubt.TEXT_UNCERTAIN,)


@pytest.mark.parametrize("paint", ["/Clear gs\n", "1 1 1 rg\n", "0.99 g\n"])
def test_text_without_ink_over_a_picture_is_as_uncertain_as_invisible_text(paint: str) -> None:
    scan = picture_of_the_page() + paint + line("Komrnunstyre1sen bes1utar", 72, 700)
    assert read(pdf(scan, states="/Clear << /ca 0 >>")).doubts == (Doubt.TEXT_UNCERTAIN,)


def test_white_text_on_a_dark_heading_is_text_as_any_other() -> None:
    assert read(pdf(HEAD + "0 g 60 640 400 40 re f 1 g\n" + BODY)).doubts == ()


def test_text_under_a_picture_of_the_page_is_uncertain() -> None:
    assert read(pdf(line("dold text", 72, 700) + picture_of_the_page())).doubts == (Doubt.TEXT_UNCERTAIN,)


def test_text_printed_over_a_background_picture_is_not() -> None:
    assert read(pdf(picture_of_the_page() + BODY)).doubts == ()


def test_a_page_with_only_a_picture_among_others_is_uncertain() -> None:
    document = read(pdf(BODY, picture_of_the_page()))
    assert document.doubts == (Doubt.TEXT_UNCERTAIN,)
    assert document.text.endswith("\f\f")


def test_a_file_of_pictures_alone_has_no_text() -> None:
    assert failure(pdf(picture_of_the_page(), picture_of_the_page())) is FailureKind.NO_TEXT


def test_a_locked_file_is_named_so() -> None:
    assert failure(locked_pdf()) is FailureKind.LOCKED


def test_a_file_with_an_empty_password_is_read_like_any_other() -> None:
    document = read(copy_protected_pdf(HEAD + BODY))
    assert "Kommunstyrelsen beslutar att anta den." in document.text
    assert document.doubts == ()


@pytest.mark.parametrize("content", [b"%PDF-1.4\n", b"%PDF-1.7 och sedan inget", pdf(BODY)[:120], b""])
def test_a_broken_file_is_named_so(content: bytes) -> None:
    assert failure(content) is FailureKind.BROKEN


def test_a_file_whose_pages_cannot_be_opened_is_broken() -> None:
    assert failure(pages_in_pages(2_000)) is FailureKind.BROKEN


def test_a_file_without_its_cross_reference_table_is_read_still() -> None:
    content = pdf(BODY)
    cut = content[: content.index(b"xref")]
    outcome = read_pdf(cut, "0" * 64, LIMITS)
    if isinstance(outcome, DocumentText):
        assert "beslutar att anta" in outcome.text
    else:
        assert outcome.kind is FailureKind.BROKEN


def test_pages_beyond_the_limit_are_left_out_with_a_doubt() -> None:
    document = read(pdf(*[BODY] * 4), Limits(max_pages=2, max_characters=10_000))
    assert len(document.pages) == 2
    assert document.doubts == (Doubt.DOCUMENT_CUT,)


def test_characters_beyond_the_limit_are_left_out_with_a_doubt() -> None:
    document = read(pdf(BODY, BODY), Limits(max_pages=9, max_characters=40))
    assert len(document.text) <= 42
    assert Doubt.DOCUMENT_CUT in document.doubts
    assert all(document.text[w.start : w.start + len(w.text)] == w.text for p in document.pages for w in p.words)


def test_a_page_as_tall_as_a_mountain_is_only_a_page() -> None:
    assert "beslutar" in read(pdf(BODY, size=f"0 0 595 {2**31}")).text
