"""Pictures of pages before they are recognised: bounds, straightening, and what happens without OCR."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image, ImageDraw

from domain.document import FailureKind, ReadingFailure
from parsers import images, ocr, pdfium_pictures
from parsers.document_builder import Limits
from parsers.images import Picture, PictureError, PictureTooLarge, open_pages, straightened, turned
from parsers.scan import read_pages, read_picture_file
from tests.unit.parsers.pdf_bytes import pdf, picture_of_the_page

LIMITS = Limits(max_pages=50, max_characters=100_000)


def striped(angle: float = 0.0) -> Picture:
    image = Image.new("L", (800, 1100), 255)
    draw = ImageDraw.Draw(image)
    for top in range(150, 950, 30):
        draw.rectangle((120, top, 680, top + 9), fill=0)
    image = image.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    return Picture(grey=image.tobytes(), width=800, height=1100, dpi=96)


def png_that_claims(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    packed = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


@pytest.mark.parametrize("angle", [-3.0, -1.0, 0.5, 2.0])
def test_a_sheet_that_lay_askew_is_laid_straight(angle: float) -> None:
    level, found = straightened(striped(angle))
    assert found == pytest.approx(-angle, abs=0.25)
    assert straightened(level)[1] == pytest.approx(0, abs=0.25)


def test_a_straight_sheet_is_left_as_it_is() -> None:
    sheet = striped()
    assert straightened(sheet) == (sheet, 0.0)


def test_four_quarters_make_a_whole_turn() -> None:
    sheet = striped(1.0)
    again = sheet
    for _ in range(4):
        again = turned(again, 1)
    assert again == sheet
    assert turned(turned(sheet, 3), 1) == sheet


@pytest.mark.parametrize("size", [(60_000, 60_000), (2_000_000_000, 2), (12_000, 12_000)])
def test_a_picture_that_unpacks_to_more_than_the_bound_is_not_unpacked(size: tuple[int, int]) -> None:
    with pytest.raises(PictureTooLarge):
        list(open_pages(png_that_claims(*size)))


@pytest.mark.parametrize("content", [b"", b"II*\x00", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0\x00\x10JFIF", b"GIF89a"])
def test_a_damaged_picture_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(PictureError):
        list(open_pages(content))


def test_a_photo_without_a_resolution_is_taken_for_a_sheet_of_paper() -> None:
    out = io.BytesIO()
    Image.new("L", (3000, 4200), 255).save(out, "JPEG")
    (picture,) = open_pages(out.getvalue())
    assert picture.dpi == pytest.approx(images.DPI, rel=0.05)
    assert picture.width / picture.dpi == pytest.approx(8.4, abs=0.4)


def test_a_pdf_page_of_two_thousand_million_points_is_not_drawn() -> None:
    huge = pdf(picture_of_the_page(), size="0 0 2000000000 2000000000")
    assert list(pdfium_pictures.render(huge, [0])) == [(0, None)]


def test_without_ocr_a_picture_says_that_it_has_no_text_and_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "missing", lambda: "apt-get install x")
    outcome = read_picture_file(b"II*\x00", "0" * 64, LIMITS, "image/tiff")
    assert isinstance(outcome, ReadingFailure)
    assert outcome.kind is FailureKind.NO_TEXT
    assert "apt-get install x" in outcome.detail
    assert read_pages(pdf(picture_of_the_page()), [0], LIMITS) == {}


class OutOfTime:
    """An engine whose time runs out at once."""

    def SetImageBytes(self, *_: object) -> None:
        pass

    SetSourceResolution = Clear = SetImageBytes

    def Recognize(self, _milliseconds: int) -> bool:
        return False


@pytest.mark.parametrize(("processor", "noise"), [((0.0, 9.5), True), ((0.0, 0.4), False)])
def test_a_page_that_got_no_processor_is_not_taken_for_noise(
    processor: tuple[float, ...], noise: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = iter(processor)
    monkeypatch.setattr(ocr, "_engine", OutOfTime)
    monkeypatch.setattr(ocr, "_processor_seconds", lambda: next(told))
    picture = Picture(grey=b"\xff" * 100, width=10, height=10, dpi=200)
    if noise:
        assert ocr.recognise(picture) is None
    else:
        with pytest.raises(TimeoutError):
            ocr.recognise(picture)
