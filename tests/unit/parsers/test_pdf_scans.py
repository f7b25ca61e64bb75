"""Which pages of a PDF are recognised from their pictures, and what is said of them; a stand-in reads them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from domain.document import DocumentText, PageSource
from domain.doubt import Doubt
from domain.errors import RegistratorError
from parsers import ocr, scan
from parsers.document_builder import Limits, PlacedWord, PrintedPage
from parsers.pdf import read_pdf
from registrator import checking
from tests.unit.parsers.pdf_bytes import line, pdf, picture_of_the_page

BODY = "".join(line("Kommunstyrelsen beslutar att anta den.", 72, 740 - 14 * row) for row in range(5))
HIDDEN = picture_of_the_page() + "".join(line("Komrnunstyre1sen bes1utar", 72, 740 - 14 * n, mode=3) for n in range(5))


class Engine:
    """Reads "igen" on each page that it is given, as surely as it is told."""

    def __init__(self, confidence: float, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[int] = []
        self._confidence = confidence
        monkeypatch.setattr(scan, "read_pages", self._read)
        monkeypatch.setattr(scan, "reader", lambda: "motor 1")

    def _read(self, content: bytes, numbers: Sequence[int], limits: Limits) -> dict[int, PrintedPage]:
        self.asked = list(numbers[: limits.max_scans])
        word = PlacedWord(text="igen", x0=72, top=50, x1=100, bottom=61)
        page = PrintedPage(lines=((word,),), width=595, height=842, source=PageSource.OCR, confidence=self._confidence)
        return dict.fromkeys(self.asked, page)


def read(*pages: str, most: int = 40) -> DocumentText:
    outcome = read_pdf(pdf(*pages), "0" * 64, Limits(max_pages=50, max_characters=100_000, max_scans=most))
    assert isinstance(outcome, DocumentText), outcome
    return outcome


def test_only_pages_without_usable_text_are_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine(0.95, monkeypatch)
    document = read(BODY, picture_of_the_page(), BODY, HIDDEN)
    assert engine.asked == [1, 3]
    assert [page.source for page in document.pages] == [PageSource.TEXT_LAYER, PageSource.OCR] * 2
    assert "bes1utar" not in document.text
    assert document.reader.endswith("motor 1")
    assert document.doubts == ()
    assert [page.confidence for page in document.pages] == [None, 0.95, None, 0.95]


def test_a_page_read_with_little_confidence_is_a_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    Engine(scan.SURE - 0.01, monkeypatch)
    assert read(BODY, picture_of_the_page()).doubts == (Doubt.TEXT_UNCERTAIN,)


def test_more_scanned_pages_than_the_limit_are_a_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine(0.95, monkeypatch)
    document = read(*[picture_of_the_page()] * 3, most=2)
    assert engine.asked == [0, 1]
    assert document.text.count("igen") == 2
    assert Doubt.DOCUMENT_CUT in document.doubts


def test_check_says_what_to_install_where_scans_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "missing", lambda: f"apt-get install {ocr.PACKAGES}")
    with pytest.raises(RegistratorError, match="tesseract-ocr-script-latn"):
        checking._ocr()
