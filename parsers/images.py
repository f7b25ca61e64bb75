"""Pictures of pages: image files opened within bounds, made grey, straightened and turned. The one door to Pillow."""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageFilter, ImageOps, ImageSequence, ImageStat

MAX_STORED = 120_000_000
"""Pixels that a file may hold on one page; an A3 page at 600 dpi has 70 million. Asked before anything is unpacked."""

MAX_PIXELS = 18_000_000
"""Pixels of a picture that is recognised: A3 at 400 dpi."""

DPI = 200
"""What letters are recognised at: as many are right as at 300 dpi, in two thirds of the time."""

_FORMATS = ("TIFF", "PNG", "JPEG")
_A4_WIDTH, _A4_HEIGHT = 8.27, 11.69
_PAPER = 255
_MAX_SKEW = 4.0


class PictureError(Exception):
    """The file is no picture that can be opened."""


class PictureTooLarge(PictureError):
    """It has more pixels than are unpacked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Grey pixels, a byte each, rows from the top without gaps."""

    grey: bytes
    width: int
    height: int
    dpi: float

    def ink(self) -> float:
        """The share of dark pixels: about 0.03 on a page of text, below 0.001 on an empty sheet."""
        histogram = _image(self).reduce(2).histogram()
        return sum(histogram[:128]) / max(sum(histogram), 1)


def open_pages(content: bytes) -> Iterator[Picture]:
    """The pages of a TIFF, PNG or JPEG file, at most 200 dpi, one after another. Raises PictureError."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(content), formats=_FORMATS)
            for frame in ImageSequence.Iterator(image):
                yield _page(frame)
    except (MemoryError, PictureError):
        raise
    except Image.DecompressionBombError as error:
        raise PictureTooLarge(str(error)[:300]) from error
    except Exception as error:  # Pillow lets its plugins' bugs through: struct.error, KeyError, SyntaxError
        raise PictureError(f"{type(error).__name__}: {str(error)[:300]}") from error


def draw(content: bytes, number: int, width: int) -> bytes | None:
    """Page `number` (from 0) of a TIFF, PNG or JPEG file as a grey PNG at most so many pixels wide; None without it.

    Upright as the file says, as its words are placed. Raises PictureError.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(content), formats=_FORMATS)
            image.seek(number)
            shown = _image(_page(image))
    except EOFError:
        return None
    except (MemoryError, PictureError):
        raise
    except Exception as error:
        raise PictureError(f"{type(error).__name__}: {str(error)[:300]}") from error
    if shown.width > width:
        shown = shown.resize((width, max(1, round(shown.height * width / shown.width))), Image.Resampling.BOX)
    return _png(shown)


def png_of_pixels(pixels: bytes, size: tuple[int, int], order: str, stride: int) -> bytes:
    """A PNG of pixels as pdfium draws them. `order` is "RGB", "RGBX", "RGBA" or "L", `stride` the bytes of a row."""
    mode = "L" if order == "L" else "RGB"
    raw = {"L": "L", "RGB": "RGB", "RGBX": "RGBX", "RGBA": "RGBX"}[order]
    image = Image.frombuffer(mode, size, pixels, "raw", raw, stride, 1)
    return _png(image.convert("L") if mode == "RGB" and _is_grey(image) else image)


def _is_grey(image: Image.Image) -> bool:
    """Most pages are, and weigh and cost a third when they are kept so."""
    red, green, blue = image.split()
    return not (ImageChops.difference(red, green).getbbox() or ImageChops.difference(green, blue).getbbox())


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=3)  # 22 ms for a page of text 1,000 pixels wide; the default 6 takes 32
    return out.getvalue()


def _page(frame: Image.Image) -> Picture:
    width, height = frame.size
    if width * height > MAX_STORED:
        raise PictureTooLarge(f"{width} x {height} pixels")
    if min(width, height) < 1:
        raise PictureError(f"{width} x {height} pixels")
    dpi = _dpi(frame)
    scale = min(1.0, DPI / dpi, math.sqrt(MAX_PIXELS / (width * height)))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    if frame.format == "JPEG":
        frame.draft("L", size)  # a large photo is unpacked at a half, a quarter or an eighth
    frame = ImageOps.exif_transpose(frame)
    grey = _grey(frame)
    if grey.width > size[0] and grey.height > size[1] and scale < 1:
        turned = (grey.width > grey.height) != (size[0] > size[1])
        grey = grey.resize(size[::-1] if turned else size, Image.Resampling.LANCZOS)
    return _picture(grey, dpi * scale)


def _dpi(frame: Image.Image) -> float:
    """As the file says when that makes a sheet of paper; a camera's 72 dpi does not, then as if it were A4."""
    width, height = frame.size
    said = frame.info.get("dpi", (0, 0))
    try:
        dpi = float(said[0])
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        dpi = 0.0
    if dpi > 0 and min(width, height) / dpi >= 4 and max(width, height) / dpi <= 24:
        return dpi
    across, down = (_A4_WIDTH, _A4_HEIGHT) if width <= height else (_A4_HEIGHT, _A4_WIDTH)
    return max(width / across, height / down, 1.0)


def _grey(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I") or image.mode == "F":  # 16 bits a pixel: Pillow cuts off instead of scaling
        return image.convert("F").point(lambda value: value / 256).convert("L")
    if "A" in image.getbands() or "transparency" in image.info:
        layered = image.convert("RGBA")
        paper = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(paper, layered).convert("L")
    return image.convert("L")


def straightened(picture: Picture) -> tuple[Picture, float]:
    """The picture with its lines level, and by how many degrees it was turned counterclockwise about its middle.

    A sheet that lay askew by half a degree already makes Tesseract read a heading and the stamp beside it as one line.
    """
    image = _image(picture)
    angle = _skew(image)
    if angle:
        image = image.rotate(angle, Image.Resampling.BILINEAR, fillcolor=_PAPER)
    return (_picture(image, picture.dpi) if angle else picture), angle


def despeckled(picture: Picture) -> Picture:
    """Each pixel the median of its neighbours: a scanner's noise goes, strokes of three pixels stay."""
    return _picture(_image(picture).filter(ImageFilter.MedianFilter(3)), picture.dpi)


def enlarged(picture: Picture, box: tuple[float, float, float, float], times: int) -> Picture:
    """What lies in the box (left, top, right, bottom in pixels), so many times as large."""
    left, top, right, bottom = (round(side) for side in box)
    part = _image(picture).crop((max(left, 0), max(top, 0), min(right, picture.width), min(bottom, picture.height)))
    return _picture(
        part.resize((part.width * times, part.height * times), Image.Resampling.BICUBIC), picture.dpi * times
    )


def turned(picture: Picture, quarters: int) -> Picture:
    """Turned clockwise by so many quarters."""
    ways = (None, Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90)
    way = ways[quarters % 4]
    return picture if way is None else _picture(_image(picture).transpose(way), picture.dpi)


def lies_on_its_side(picture: Picture) -> bool:
    """Whether lines of text seem to go up or down the page: ink then comes and goes from left to right."""
    small = _ink_only(_image(picture), 1000)
    across = _unevenness(small.resize((16, small.height), Image.Resampling.BOX), 0, 1)
    along = _unevenness(small.resize((small.width, 16), Image.Resampling.BOX), 1, 0)
    return along > 1.2 * across


def _skew(image: Image.Image) -> float:
    """Degrees counterclockwise that make the lines level: their rows then are darkest and the gaps lightest."""
    small = _ink_only(image, 1000)
    best, best_score = 0.0, -1.0
    angles = [step * 0.5 for step in range(int(-2 * _MAX_SKEW), int(2 * _MAX_SKEW) + 1)]
    for finer in (0.25, 0.125, 0.0):
        for angle in angles:
            score = _unevenness(small.rotate(angle).resize((1, small.height), Image.Resampling.BOX), 0, 1)
            if score > best_score:
                best, best_score = angle, score
        angles = [best - finer, best + finer]
    return best if abs(best) >= 0.2 else 0.0


def _ink_only(image: Image.Image, longest: int) -> Image.Image:
    small = image.reduce(max(max(image.size) // longest, 1))
    return small.point([_PAPER if value < 128 else 0 for value in range(256)])


def _unevenness(profile: Image.Image, right: int, down: int) -> float:
    return ImageStat.Stat(ImageChops.difference(profile, ImageChops.offset(profile, right, down))).rms[0]


def _image(picture: Picture) -> Image.Image:
    return Image.frombytes("L", (picture.width, picture.height), picture.grey)


def _picture(image: Image.Image, dpi: float) -> Picture:
    return Picture(grey=image.tobytes(), width=image.width, height=image.height, dpi=dpi)
