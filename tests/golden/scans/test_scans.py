"""A scan says the same as its original: printed samples are scanned by our own generator and understood both ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, radians, sin
from typing import Any, Literal

import pytest

from demo.samples import catalogue as recommendations
from demo.samples.press import document
from domain.decision import Result
from domain.document import DocumentText, PageSource
from domain.doubt import Doubt
from parsers import ocr
from parsers.reader import LocalReader
from registrator.catalogue import catalogue_of
from registrator.exam import given
from registrator.understand import Understanding, understand_lone_document
from tests.scans import Scan, as_jpeg, as_pdf, as_png, as_tiff, letters_right, over_a_bad_layer, scanned_pages

pytestmark = pytest.mark.skipif(ocr.missing() is not None, reason=f"OCR is not installed: {ocr.missing()}")

CATALOGUE = catalogue_of(recommendations(), authserv_ids=("mx.ksl.se",), own_domains=("ksl.se",))
STAMP = "KOMMUNSTYRELSENS KANSLI\nEXP. 2015-06-04"
FAR = 6.0
"""Points by which a word may stand beside its place; a letter is as wide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A sample, how it was scanned, the share of letters that must be right, and what the scanner made of it.

    One reading a case, for a page costs a second or two: each is packed in one way, and together in all.
    """

    sample: str
    scan: Scan
    right: float = 0.96
    pack: Literal["pdf", "tif", "png", "jpg", "bad layer"] = "pdf"


CASES = {
    "clean, 300 dpi": Case(sample="solna-ks-71", scan=Scan(), right=0.97),
    "askew and noisy, 300 dpi": Case(
        sample="ekero-ks-58", scan=Scan(skew=-0.8, noise=20, specks=40, jpeg=60), right=0.97
    ),
    "askew and noisy, 200 dpi": Case(
        sample="osteraker-au-5-9", scan=Scan(dpi=200, skew=1.1, noise=25, specks=30, jpeg=50), right=0.97
    ),
    "two pages, very askew": Case(sample="norrtalje-ks-88", scan=Scan(dpi=200, skew=-2.5), right=0.95),
    "on its side, a picture": Case(
        sample="ekero-ks-58", scan=Scan(dpi=200, quarters=1, skew=0.4), right=0.97, pack="png"
    ),
    "upside down, a photo's format": Case(sample="solna-ks-71", scan=Scan(dpi=200, quarters=2, jpeg=85), pack="jpg"),
    "two pages on their other side": Case(sample="nacka-kf-142", scan=Scan(dpi=200, quarters=3), pack="tif"),
    "stamped": Case(sample="ekero-ks-58", scan=Scan(skew=0.5, noise=10, stamp=STAMP), right=0.90),
    "black and white": Case(
        sample="taby-ks-74", scan=Scan(dpi=200, skew=0.7, noise=20, black_and_white=True), right=0.94
    ),
    "over the scanner's own bad text": Case(sample="tyreso-ks-97", scan=Scan(dpi=200), pack="bad layer"),
}


@pytest.fixture(scope="module")
def reader() -> Iterator[LocalReader]:
    with LocalReader(seconds=60, memory_mb=1024, max_pages=50, max_characters=1_000_000) as opened:
        yield opened


def understand(content: bytes, name: str, reader: LocalReader) -> Understanding:
    return understand_lone_document(name, content, catalogue=CATALOGUE, reader=reader)


def text_of(understood: Understanding) -> DocumentText:
    text = understood.readings[0].text
    assert text is not None, understood.readings[0].failure
    return text


def decisions(result: Result) -> list[dict[str, Any]]:
    return [given(decision) | {"attachment": None} for decision in result.decisions]


def packed(case: Case) -> tuple[bytes, str]:
    """The file and its name."""
    pages = scanned_pages(document(case.sample), case.scan)
    match case.pack:
        case "pdf":
            return as_pdf(pages, case.scan), "a.pdf"
        case "tif":
            return as_tiff(pages, case.scan), "a.tif"
        case "png":
            return as_png(pages[0], case.scan), "a.png"
        case "jpg":
            return as_jpeg(pages[0], case.scan), "a.jpg"
        case "bad layer":
            return over_a_bad_layer(pages[0], case.scan), "a.pdf"


@pytest.mark.parametrize("name", CASES)
def test_a_scan_says_the_same_as_its_original(name: str, reader: LocalReader) -> None:
    case = CASES[name]
    original = understand(document(case.sample), "a.pdf", reader)
    scanned = understand(*packed(case), reader)
    text = text_of(scanned)
    assert letters_right(text_of(original).text, text.text) >= case.right
    assert {page.source for page in text.pages} == {PageSource.OCR}
    assert text.doubts == ()
    assert decisions(original.result)
    assert decisions(scanned.result) == decisions(original.result)
    assert share_in_place(text_of(original), text, case.scan) >= 0.95


def share_in_place(printed: DocumentText, shown: DocumentText, scan: Scan) -> float:
    """The share of long words, of which there is one, that stand on the page as shown where they were put."""
    wanted, found = (
        {word.text: (page, word) for page in document.pages for word in page.words} for document in (printed, shown)
    )
    seen = Counter(word.text for document in (printed, shown) for page in document.pages for word in page.words)
    both = [text for text in wanted if len(text) >= 7 and seen[text] == 2 and text in found]
    assert len(both) >= 10
    near = 0
    for text in both:
        (page, word), (_, other) = wanted[text], found[text]
        x, y = _put((word.x0 + word.x1) / 2, (word.top + word.bottom) / 2, page.width, page.height, scan)
        near += abs((other.x0 + other.x1) / 2 - x) <= FAR and abs((other.top + other.bottom) / 2 - y) <= FAR
    return near / len(both)


def _put(x: float, y: float, width: float, height: float, scan: Scan) -> tuple[float, float]:
    """Where a place of the printed page lies on the scanned one."""
    across, down, angle = x - width / 2, y - height / 2, radians(scan.skew)
    x = width / 2 + across * cos(angle) + down * sin(angle)
    y = height / 2 - across * sin(angle) + down * cos(angle)
    return ((x, y), (height - y, x), (width - x, height - y), (y, width - x))[scan.quarters]


@pytest.mark.parametrize(
    "scan",
    [Scan(dpi=110, noise=40, blur=1.0, jpeg=25), Scan(dpi=70, noise=15), Scan(dpi=200, blur=4)],
    ids=["noisy and coarse", "coarse", "blurred"],
)
def test_a_poor_scan_is_left_to_a_person(scan: Scan, reader: LocalReader) -> None:
    (page,) = scanned_pages(document("ekero-ks-58"), scan)
    upper = page.crop((0, 0, page.width, page.height // 2))  # poor pages are read three times
    (reading,) = understand(as_pdf([upper], scan), "a.pdf", reader).readings
    assert reading.text is None or Doubt.TEXT_UNCERTAIN in reading.text.doubts
