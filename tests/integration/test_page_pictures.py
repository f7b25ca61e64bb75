"""Pages drawn in the reading process: what is asked for, where its words are, and nothing for what cannot be drawn."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator

import pytest
from PIL import Image

from domain.document import DocumentText
from domain.mail import Attachment
from parsers.page_picture import WIDTHS
from parsers.reader import LocalReader
from tests.unit.parsers.pdf_bytes import line, locked_pdf, pdf

NAIL, READ, CLOSE = WIDTHS


@pytest.fixture(scope="module")
def reader() -> Iterator[LocalReader]:
    with LocalReader(seconds=30, memory_mb=1024, max_pages=500, max_characters=1_000_000) as opened:
        yield opened


def attachment(content: bytes, media_type: str = "application/pdf") -> Attachment:
    sha256 = hashlib.sha256(content).hexdigest()
    return Attachment(name="a", media_type=media_type, declared_type=media_type, content=content, sha256=sha256)


def drawn(reader: LocalReader, content: bytes, number: int = 1, width: int = READ) -> Image.Image:
    text = reader.read(attachment(content))
    assert isinstance(text, DocumentText)
    page = text.pages[number - 1]
    png = reader.draw(attachment(content), number, width, (page.width, page.height))
    assert png
    return Image.open(io.BytesIO(png))


def ink_under_the_words(reader: LocalReader, content: bytes) -> tuple[int, int]:
    """The darkest pixel where the words were placed, and how much of all ink lies outside of them."""
    text = reader.read(attachment(content))
    assert isinstance(text, DocumentText)
    page, picture = text.pages[0], drawn(reader, content).convert("L")
    scale = picture.width / page.width
    words = page.words
    box = [
        round(side * scale)
        for side in (
            min(w.x0 for w in words) - 2,
            min(w.top for w in words) - 2,
            max(w.x1 for w in words) + 2,
            max(w.bottom for w in words) + 2,
        )
    ]
    inside = picture.crop((box[0], box[1], box[2], box[3]))
    darkest = int(inside.getextrema()[0])  # type: ignore[arg-type]
    picture.paste(255, (box[0], box[1], box[2], box[3]))
    return darkest, sum(picture.histogram()[:128])


@pytest.mark.parametrize("width", WIDTHS)
def test_a_page_is_as_wide_as_asked_and_as_tall_as_its_paper(reader: LocalReader, width: int) -> None:
    picture = drawn(reader, pdf(line("Beslut", 72, 700)), width=width)
    assert picture.format == "PNG" and picture.width == width
    assert picture.height == pytest.approx(width * 842 / 595, abs=2)


@pytest.mark.parametrize("extra", ["", "/Rotate 90", "/Rotate 180", "/CropBox [40 40 555 802]"])
def test_words_stand_where_they_are_drawn_on_turned_and_cropped_pages_too(reader: LocalReader, extra: str) -> None:
    darkest, outside = ink_under_the_words(reader, pdf(line("Kommunstyrelsen", 72, 700, size=14), extra=extra))
    assert darkest < 100 and outside == 0


@pytest.mark.parametrize("extra", ["", "/Rotate 90", "/Rotate 180", "/Rotate 270", "/CropBox [140 90 655 852]"])
@pytest.mark.parametrize("corner", [(100, 50), (-50, -100)])
def test_words_stand_where_they_are_drawn_on_a_page_that_does_not_begin_at_nought(
    reader: LocalReader, corner: tuple[int, int], extra: str
) -> None:
    left, low = corner
    size = f"{left} {low} {left + 595} {low + 842}"
    extra = extra.replace("140 90 655 852", f"{left + 40} {low + 40} {left + 555} {low + 802}")
    content = pdf(line("Kommunstyrelsen", left + 72, low + 700, size=14), extra=extra, size=size)
    darkest, outside = ink_under_the_words(reader, content)
    assert darkest < 100 and outside == 0


def test_a_page_that_is_not_there_is_not_drawn(reader: LocalReader) -> None:
    two = attachment(pdf(line("ett", 72, 700), line("två", 72, 700)))
    assert reader.draw(two, 2, NAIL, (595, 842))
    assert reader.draw(two, 3, NAIL, (595, 842)) is None
    assert reader.draw(two, 0, NAIL, (595, 842)) is None


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.4 not really",
        locked_pdf(),
        pdf(line("hej", 10, 10), size="0 0 10 14400"),
    ],
    ids=["broken", "locked", "wallpaper"],
)
def test_what_cannot_be_drawn_within_bounds_is_not_drawn(reader: LocalReader, content: bytes) -> None:
    assert reader.draw(attachment(content), 1, READ, (595, 842)) is None


def test_only_known_widths_and_formats_are_drawn(reader: LocalReader) -> None:
    assert reader.draw(attachment(pdf(line("hej", 72, 700))), 1, 20_000, (595, 842)) is None
    assert reader.draw(attachment(b"Hej", "text/plain"), 1, READ, (0, 0)) is None


def test_each_sheet_of_a_scan_is_drawn(reader: LocalReader) -> None:
    sheets = [Image.new("L", (1654, 2339), shade) for shade in (255, 90)]
    out = io.BytesIO()
    sheets[0].save(out, "TIFF", save_all=True, append_images=sheets[1:], dpi=(200, 200))
    scan = attachment(out.getvalue(), "image/tiff")
    second = reader.draw(scan, 2, READ, (595, 842))
    assert second
    picture = Image.open(io.BytesIO(second))
    assert picture.width == READ and picture.convert("L").getpixel((500, 500)) == 90
    assert reader.draw(scan, 3, READ, (595, 842)) is None
    assert reader.draw(attachment(b"II*\x00 broken", "image/tiff"), 1, READ, (595, 842)) is None
