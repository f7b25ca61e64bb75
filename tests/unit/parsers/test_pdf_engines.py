"""Two engines read each PDF: the second takes over where the first fails, and a person looks where they disagree."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.document import DocumentText, FailureKind
from domain.doubt import Doubt
from parsers import ocr, pdfium, plumber
from parsers.document_builder import Limits
from parsers.pdf import read_pdf
from parsers.sniff import PDF
from tests.unit.parsers.pdf_bytes import line, pdf

LIMITS = Limits(max_pages=50, max_characters=100_000)
BODY = "".join(
    line(words, 72, 740 - 14 * row)
    for row, words in enumerate(
        ("§ 87 Överenskommelse om samverkan", "Kommunstyrelsen beslutar att anta den.", "Justerat")
    )
)
FILE = pdf(BODY, BODY)


@pytest.fixture(autouse=True)
def without_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "missing", lambda: "ett paket")


def read() -> DocumentText:
    outcome = read_pdf(FILE, "0" * 64, LIMITS)
    assert isinstance(outcome, DocumentText), outcome
    assert outcome.media_type == PDF
    return outcome


def second_opinion() -> pdfium.SecondOpinion:
    found = pdfium.look(FILE, LIMITS)
    assert isinstance(found, pdfium.SecondOpinion)
    return found


@pytest.mark.parametrize("why", ["no pages", "TypeError: bare"])
def test_pdfium_reads_what_pdfplumber_refuses_and_a_person_looks(why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise plumber.Unreadable(why)

    monkeypatch.setattr(plumber, "read_pages", refuse)
    document = read()
    assert "Kommunstyrelsen beslutar att anta den." in document.text
    assert len(document.pages) == 2
    assert document.pages[0].words
    assert document.reader.startswith("pdfium ")
    assert document.doubts == (Doubt.TEXT_UNCERTAIN,)


def test_pdfium_takes_over_where_pdfplumber_gives_garbage(monkeypatch: pytest.MonkeyPatch) -> None:
    """A font without names for its letters: pdfminer says "(cid:43)(cid:72)", or NUL."""
    pages, total = plumber.read_pages(FILE, 50)
    garbage = {
        number: replace(
            page,
            lines=tuple(
                tuple(replace(word, text=plumber.NO_LETTER * len(word.text)) for word in row) for row in page.lines
            ),
        )
        for number, page in pages.items()
    }
    monkeypatch.setattr(plumber, "read_pages", lambda *_, **__: (garbage, total))
    document = read()
    assert "Kommunstyrelsen beslutar att anta den." in document.text
    assert document.doubts == (Doubt.TEXT_UNCERTAIN,)


def test_letters_without_a_name_are_no_letters() -> None:
    word = plumber._placed({"text": "(cid:43)\0a", "x0": 0, "top": 0, "x1": 1, "bottom": 1})
    assert word.text == plumber.NO_LETTER * 2 + "a"


def test_another_number_of_pages_is_a_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    other = replace(second_opinion(), page_count=3)
    monkeypatch.setattr(pdfium, "look", lambda *_, **__: other)
    assert read().doubts == (Doubt.TEXT_UNCERTAIN,)


@pytest.mark.parametrize(
    "theirs",
    ["", "§ 87 Överenskommelse om samverkan\nKommunstyrelsen beslutar att avslå den, som ett annat lager säger."],
)
def test_another_text_is_a_doubt(theirs: str, monkeypatch: pytest.MonkeyPatch) -> None:
    other = second_opinion()
    changed = replace(other, texts=(other.texts[0], theirs))
    monkeypatch.setattr(pdfium, "look", lambda *_, **__: changed)
    assert read().doubts == (Doubt.TEXT_UNCERTAIN,)


def test_a_file_that_only_pdfplumber_opens_is_a_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfium, "look", lambda *_, **__: FailureKind.BROKEN)
    document = read()
    assert "att anta den" in document.text
    assert document.doubts == (Doubt.TEXT_UNCERTAIN,)


def test_both_engines_agreeing_leave_no_doubt() -> None:
    document = read()
    assert document.reader == plumber.VERSION
    assert document.doubts == ()


@pytest.mark.parametrize("corner", [(100, 50), (-50, -100)])
def test_both_engines_count_from_the_corner_of_the_paper_wherever_its_numbers_begin(corner: tuple[int, int]) -> None:
    left, low = corner
    words = line("Beslut", left + 72, low + 700)
    content = pdf(words, size=f"{left} {low} {left + 595} {low + 842}")
    pages, _ = plumber.read_pages(content, 1)
    for page in (pages[0], pdfium.read_pages(content, LIMITS)[0]):
        word = page.lines[0][0]
        assert (word.x0, word.bottom) == pytest.approx((72, 142), abs=3)
