"""A scan says the same as its original: printed samples are scanned by our own generator and understood both ways."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PIL import Image

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
from tests.scans import Scan, as_jpeg, as_pdf, as_png, as_tiff, letters_right, scanned_pages

pytestmark = pytest.mark.skipif(ocr.missing() is not None, reason=f"OCR is not installed: {ocr.missing()}")

CATALOGUE = catalogue_of(recommendations(), authserv_ids=("mx.ksl.se",), own_domains=("ksl.se",))
STAMP = "KOMMUNSTYRELSENS KANSLI\nEXP. 2015-06-04"

CASES = {
    "clean, 300 dpi": ("solna-ks-71", Scan(), 0.97),
    "askew and noisy, 300 dpi": ("ekero-ks-58", Scan(skew=-0.8, noise=20, specks=40, jpeg=60), 0.97),
    "askew and noisy, 200 dpi": ("osteraker-au-5-9", Scan(dpi=200, skew=1.1, noise=25, specks=30, jpeg=50), 0.97),
    "very askew": ("norrtalje-ks-88", Scan(dpi=200, skew=-2.5), 0.95),
    "on its side": ("ekero-ks-58", Scan(dpi=200, quarters=1, skew=0.4), 0.97),
    "on its other side": ("solna-ks-71", Scan(dpi=200, quarters=3), 0.96),
    "upside down": ("nacka-kf-142", Scan(dpi=200, quarters=2), 0.96),
    "stamped": ("ekero-ks-58", Scan(skew=0.5, noise=10, stamp=STAMP), 0.90),
    "black and white": ("taby-ks-74", Scan(dpi=200, skew=0.7, noise=20, black_and_white=True), 0.94),
}

Pack = Callable[[list[Image.Image], Scan], bytes]


@pytest.fixture(scope="module")
def reader() -> Iterator[LocalReader]:
    with LocalReader(seconds=60, memory_mb=1024, max_pages=50, max_characters=1_000_000) as opened:
        yield opened


def understand(content: bytes, reader: LocalReader, name: str = "a.pdf") -> Understanding:
    return understand_lone_document(name, content, catalogue=CATALOGUE, reader=reader)


def text_of(understood: Understanding) -> DocumentText:
    text = understood.readings[0].text
    assert text is not None, understood.readings[0].failure
    return text


def decisions(result: Result) -> list[dict[str, Any]]:
    return [given(decision) | {"attachment": None} for decision in result.decisions]


@pytest.mark.parametrize("case", CASES)
def test_a_scan_says_the_same_as_its_original(case: str, reader: LocalReader) -> None:
    name, scan, right = CASES[case]
    original = understand(document(name), reader)
    scanned = understand(as_pdf(scanned_pages(document(name), scan), scan), reader)
    text = text_of(scanned)
    assert letters_right(text_of(original).text, text.text) >= right
    assert {page.source for page in text.pages} == {PageSource.OCR}
    assert text.doubts == ()
    assert decisions(original.result)
    assert decisions(scanned.result) == decisions(original.result)


@pytest.mark.parametrize(("pack", "name"), [(as_tiff, "a.tif"), (as_pdf, "a.pdf")])
def test_all_pages_of_a_file_of_pictures_are_read(pack: Pack, name: str, reader: LocalReader) -> None:
    scan = Scan(dpi=200, noise=10)
    text = text_of(understand(pack(scanned_pages(document("nacka-kf-142"), scan), scan), reader, name))
    assert len(text.pages) == 2
    assert "KSL/15/0016-5" in text.text
    assert text.doubts == ()


@pytest.mark.parametrize(("pack", "name"), [(as_png, "a.png"), (as_jpeg, "a.jpg")])
def test_a_picture_is_read_as_a_scan(
    pack: Callable[[Image.Image, Scan], bytes], name: str, reader: LocalReader
) -> None:
    scan = Scan(dpi=200, skew=0.5)
    original = understand(document("ekero-ks-58"), reader)
    scanned = understand(pack(scanned_pages(document("ekero-ks-58"), scan)[0], scan), reader, name)
    assert decisions(scanned.result) == decisions(original.result)


@pytest.mark.parametrize(
    "scan",
    [Scan(dpi=110, noise=40, blur=1.0, jpeg=25), Scan(dpi=70, noise=15), Scan(dpi=200, blur=4)],
    ids=["noisy and coarse", "coarse", "blurred"],
)
def test_a_poor_scan_is_left_to_a_person(scan: Scan, reader: LocalReader) -> None:
    (reading,) = understand(as_pdf(scanned_pages(document("ekero-ks-58"), scan), scan), reader).readings
    assert reading.text is None or Doubt.TEXT_UNCERTAIN in reading.text.doubts


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_a_word_is_marked_where_it_stands_on_the_page_as_shown(quarters: int, reader: LocalReader) -> None:
    printed = text_of(understand(document("ekero-ks-58"), reader)).pages[0]
    scan = Scan(dpi=200, quarters=quarters)
    shown = text_of(understand(as_pdf(scanned_pages(document("ekero-ks-58"), scan), scan), reader)).pages[0]
    (wanted,) = [word for word in printed.words if "KSL/15/" in word.text]
    (found,) = [word for word in shown.words if "KSL/15/" in word.text]
    across, down = (wanted.x0 + wanted.x1) / 2, (wanted.top + wanted.bottom) / 2
    width, height = printed.width, printed.height
    place = ((across, down), (height - down, across), (width - across, height - down), (down, width - across))
    middle = ((found.x0 + found.x1) / 2, (found.top + found.bottom) / 2)
    assert middle == pytest.approx(place[quarters], abs=6)
