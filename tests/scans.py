"""Scans of printed PDFs: stamped, askew, dirty and packed as a scanner packs them. Same seed, same pixels."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """How a sheet was scanned. `skew` in degrees counterclockwise, `quarters` clockwise, `noise` in grey levels."""

    dpi: int = 300
    skew: float = 0.0
    quarters: int = 0
    noise: int = 0
    blur: float = 0.0
    fade: float = 0.0  # 0 black on white, 1 nothing left
    specks: int = 0
    jpeg: int = 80
    stamp: str = ""
    black_and_white: bool = False
    seed: int = 1


def scanned_pages(printed: bytes, scan: Scan) -> list[Image.Image]:
    """Every page of a PDF as the scanner's grey picture."""
    with pypdfium2.PdfDocument(printed) as document:
        sheets = [page.render(scale=scan.dpi / 72, grayscale=True).to_pil() for page in document]
    return [_scanned(sheet, scan, random.Random(scan.seed + number)) for number, sheet in enumerate(sheets)]


def as_pdf(pages: list[Image.Image], scan: Scan) -> bytes:
    return _saved(pages, "PDF", resolution=scan.dpi, **({} if scan.black_and_white else {"quality": scan.jpeg}))


def over_a_bad_layer(page: Image.Image, scan: Scan) -> bytes:
    """One sheet as a scanner packs it that recognises text by itself, badly: its words lie invisible on the picture."""
    picture = as_jpeg(page, scan)
    width, height = (side * 72 / scan.dpi for side in page.size)
    misread = (b"Komrnunstyre1sen bes1utar att avs1a", b"overenskornrne1sen (KSLl15/O0l6-5)", b"SamrnantradesprotokoII")
    words = b"".join(
        b"BT 3 Tr /F1 11 Tf 1 0 0 1 72 %d Tm (%s) Tj ET\n" % (720 - 14 * row, misread[row % 3]) for row in range(40)
    )
    content = b"q %f 0 0 %f 0 0 cm /Im1 Do Q\n" % (width, height) + words
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %f %f] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> /XObject << /Im1 6 0 R >> >> >>" % (width, height),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 "
        b"/Filter /DCTDecode /Length %d >>\nstream\n%s\nendstream" % (*page.size, len(picture), picture),
    )
    return (
        b"%PDF-1.4\n"
        + b"".join(b"%d 0 obj\n%s\nendobj\n" % pair for pair in enumerate(objects, 1))
        + (b"trailer << /Size 7 /Root 1 0 R >>\n%%EOF\n")
    )


def as_tiff(pages: list[Image.Image], scan: Scan) -> bytes:
    return _saved(pages, "TIFF", dpi=(scan.dpi, scan.dpi), compression="group4" if pages[0].mode == "1" else "tiff_lzw")


def as_png(page: Image.Image, scan: Scan) -> bytes:
    return _saved([page], "PNG", dpi=(scan.dpi, scan.dpi))


def as_jpeg(page: Image.Image, scan: Scan) -> bytes:
    return _saved([page], "JPEG", dpi=(scan.dpi, scan.dpi), quality=scan.jpeg)


def _saved(pages: list[Image.Image], kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    more = {"save_all": True, "append_images": pages[1:]} if len(pages) > 1 else {}
    pages[0].save(out, kind, **options, **more)
    return out.getvalue()


def _scanned(sheet: Image.Image, scan: Scan, chance: random.Random) -> Image.Image:
    if scan.stamp:
        _stamp(sheet, scan.stamp)
    if scan.skew:
        sheet = sheet.rotate(scan.skew, Image.Resampling.BICUBIC, fillcolor=255)
    if scan.fade:
        sheet = sheet.point([round(255 - (255 - value) * (1 - scan.fade)) for value in range(256)])
    if scan.blur:
        sheet = sheet.filter(ImageFilter.GaussianBlur(scan.blur))
    for _ in range(scan.specks):
        x, y, r = chance.randrange(sheet.width), chance.randrange(sheet.height), chance.choice((1, 1, 2, 3))
        ImageDraw.Draw(sheet).ellipse((x - r, y - r, x + r, y + r), fill=chance.randrange(120))
    if scan.noise:
        sheet = _noisy(sheet, scan.noise, chance)
    if scan.quarters:
        sheet = sheet.rotate(-90 * scan.quarters, expand=True)
    if scan.black_and_white:
        return sheet.point([0] * 150 + [255] * 106).convert("1", dither=Image.Dither.NONE)
    return Image.open(io.BytesIO(as_jpeg(sheet, scan))).convert("L")


def _noisy(sheet: Image.Image, levels: int, chance: random.Random) -> Image.Image:
    """Two even noises added make one with most of it near nothing, as a sensor has."""
    first, second = (Image.frombytes("L", sheet.size, chance.randbytes(sheet.width * sheet.height)) for _ in range(2))
    even = Image.blend(first, second, 0.5)
    grain = even.point([round((value - 128) * levels / 64) + 128 for value in range(256)])
    return ImageChops.add(sheet.point([max(value - 8, 0) for value in range(256)]), grain, 1, -128)


def _stamp(sheet: Image.Image, text: str) -> None:
    size = sheet.width // 40
    font = ImageFont.load_default(size)
    box = Image.new("L", (size * 16, size * 4), 255)
    draw = ImageDraw.Draw(box)
    draw.rectangle((4, 4, box.width - 5, box.height - 5), outline=90, width=5)
    draw.multiline_text((size, size // 2), text, fill=90, font=font)
    box = box.rotate(4, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    place = (round(sheet.width * 0.55), round(sheet.height * 0.03))
    area = (*place, place[0] + box.width, place[1] + box.height)
    sheet.paste(ImageChops.darker(sheet.crop(area), box), place)


def letters_right(truth: str, read: str) -> float:
    """The share of characters that are right: 1 less the edits per character of the truth, spaces counted once."""
    truth, read = " ".join(truth.split()), " ".join(read.split())
    return 1 - _edits(truth, read) / max(len(truth), 1)


def _edits(one: str, other: str) -> int:
    """Levenshtein's distance, a column of bits at a time (Myers 1999, in Hyyrö's form)."""
    if not one:
        return len(other)
    places: dict[str, int] = {}
    for at, letter in enumerate(one):
        places[letter] = places.get(letter, 0) | 1 << at
    full, last = (1 << len(one)) - 1, 1 << (len(one) - 1)
    plus, minus, edits = full, 0, len(one)
    for letter in other:
        match = places.get(letter, 0)
        zero = ((((match & plus) + plus) ^ plus) | match | minus) & full
        up, down = minus | ~(zero | plus) & full, plus & zero
        edits += bool(up & last) - bool(down & last)
        up, down = (up << 1 | 1) & full, down << 1 & full
        plus, minus = (down | ~(zero | up)) & full, up & zero
    return edits
