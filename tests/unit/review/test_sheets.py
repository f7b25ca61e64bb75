"""A page's words to select, and the boxes around its quotes."""

from __future__ import annotations

from domain.document import DocumentText, Page, PageSource, Span, Word
from review.marks import Quote, find_quote
from review.sheets import lay_out


def document(*pages: list[list[str]], apart: float = 3) -> DocumentText:
    """Pages of lines of words; a letter is 5 points wide, a line 10 high, and lines stand 20 apart."""
    text, made = "", []
    for number, lines in enumerate(pages, 1):
        start, words = len(text), []
        for row, line in enumerate(lines):
            x = 50.0
            for word in line:
                width = 5.0 * len(word)
                words.append(
                    Word(start=len(text), text=word, x0=x, top=100 + 20 * row, x1=x + width, bottom=110 + 20 * row)
                )
                text += f"{word} "
                x += width + apart
            text = f"{text[:-1]}\n"
        text = f"{text[:-1]}\f"
        made.append(
            Page(
                number=number,
                start=start,
                end=len(text),
                width=595,
                height=842,
                source=PageSource.TEXT_LAYER,
                words=tuple(words),
            )
        )
    return DocumentText(sha256="a", media_type="application/pdf", text=text, pages=tuple(made), reader="test")


def quote(text: str, anchor: str = "stod-0-0", span: Span | None = None) -> Quote:
    return Quote(anchor=anchor, label="Beslut: antagen", text=text, span=span)


def test_each_line_is_one_text_from_its_first_word_to_its_last() -> None:
    (sheet,) = lay_out(document([["Kommunstyrelsen", "antar"], ["§", "87"]]), []).shown
    assert [line.text for line in sheet.lines] == ["Kommunstyrelsen antar", "§ 87"]
    first = sheet.lines[0]
    assert (first.x, first.width, first.size) == (50, 15 * 5 + 3 + 5 * 5, 10)
    assert 100 < first.y < 110


def test_columns_far_apart_are_texts_of_their_own() -> None:
    (sheet,) = lay_out(document([["Sign", "Utdrag"]], apart=60), []).shown
    assert [line.text for line in sheet.lines] == ["Sign", "Utdrag"]


def test_a_quote_over_two_lines_has_a_box_on_each() -> None:
    text = document([["Styrelsen", "antar"], ["rekommendationen", "i", "dag"]])
    sheets = lay_out(text, [quote("antar rekommendationen")])
    (found,) = sheets.shown[0].quotes
    assert (found.anchor, sheets.found) == ("stod-0-0", frozenset({"stod-0-0"}))
    over, under = found.boxes
    assert over.x < 98 < over.x + over.width and over.y < 100 and over.y + over.height > 110
    assert under.x < 50 and under.y > over.y


def test_a_quote_over_a_page_break_is_boxed_on_both_pages_and_linked_on_the_first() -> None:
    text = document([["Styrelsen", "antar"]], [["rekommendationen"]])
    first, second = lay_out(text, [quote("antar rekommendationen")]).shown
    assert [q.anchor for q in first.quotes] == ["stod-0-0"]
    assert [q.anchor for q in second.quotes] == [""]


def test_what_is_not_in_the_document_has_no_box() -> None:
    sheets = lay_out(document([["Styrelsen", "antar"]]), [quote("avslår")])
    assert (sheets.shown[0].quotes, sheets.found) == ((), frozenset())


def test_of_a_long_document_the_first_page_those_with_quotes_and_the_one_asked_for_are_shown() -> None:
    text = document(*[[["sidan", f"nummer{n}"]] for n in range(1, 12)])
    sheets = lay_out(text, [quote("nummer7")], also=9)
    assert ([sheet.number for sheet in sheets.shown], sheets.total, sheets.left_out) == ([1, 7, 9], 11, 8)


def test_marked_words_are_found_on_their_page_first() -> None:
    text = document([["2015-05-04"]], [["Justerat", "2015-05-04"]])
    on_second = find_quote(text, "2015-05-04", 2)
    assert on_second and text.page_at(on_second.start) == 2
    anywhere = find_quote(text, " 2015-05-04 ", None)
    assert anywhere and text.page_at(anywhere.start) == 1
    assert find_quote(text, "2016-01-01", 2) is None
    assert find_quote(text, "  ", 1) is None
