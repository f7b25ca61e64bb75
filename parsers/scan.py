"""A picture of a page to placed words: turned upright, straightened, recognised; each word back where it was seen."""

from __future__ import annotations

import functools
import itertools
import math
import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.document import DocumentText, FailureKind, PageSource, ReadingFailure
from domain.doubt import Doubt
from parsers import ocr, pdfium_pictures, sniff
from parsers.document_builder import DocumentBuilder, Limits, PlacedWord, PrintedPage
from parsers.images import (
    Picture,
    PictureError,
    PictureTooLarge,
    despeckled,
    enlarged,
    lies_on_its_side,
    open_pages,
    straightened,
    turned,
)

SURE = 0.86
"""Confidence of a page below which a person must look."""

LEGIBLE = 0.25
"""Confidence of a line below which it is no text: a signature, a coat of arms, the edge of the sheet."""

UNSURE = 0.7
"""Confidence of a word with digits below which it is read twice."""

MAX_AGAIN = 40
"""Words of a page that are read twice, 10 ms each."""

EMPTY = 0.001
"""Share of ink below which a sheet without words is an empty one."""

_MARGIN = 6  # pixels around a word that is read again
_POINTS = 72.0
_CLOSE = 0.2  # of the digits' height; a space takes 0.3 and more

Seen = tuple[tuple[ocr.Seen, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pose:
    """How the picture was changed before it was recognised: quarters clockwise, then degrees counterclockwise."""

    picture: Picture
    quarters: int
    degrees: float

    def back(self, x: float, y: float) -> tuple[float, float]:
        """A place in the changed picture as pixels of the original one."""
        sine, cosine = math.sin(math.radians(self.degrees)), math.cos(math.radians(self.degrees))
        across, down = self.picture.width / 2, self.picture.height / 2
        x, y = (
            across + (x - across) * cosine - (y - down) * sine,
            down + (x - across) * sine + (y - down) * cosine,
        )
        width, height = self.picture.width, self.picture.height
        return ((x, y), (y, width - x), (width - x, height - y), (height - y, x))[self.quarters]

    def seen(self, word: PlacedWord) -> PlacedWord:
        """The word, in points of the upright page, where it stands on the page as it is shown."""
        scale = self.picture.dpi / _POINTS
        corners = [self.back(x * scale, y * scale) for x in (word.x0, word.x1) for y in (word.top, word.bottom)]
        xs, ys = zip(*corners, strict=True)
        return replace(word, x0=min(xs) / scale, x1=max(xs) / scale, top=min(ys) / scale, bottom=max(ys) / scale)


def read_picture_file(content: bytes, sha256: str, limits: Limits, media_type: str) -> DocumentText | ReadingFailure:
    """The text of a TIFF, PNG or JPEG. NO_TEXT when nothing can be read, BROKEN when it cannot be opened,
    TOO_LARGE when it has more pixels than are unpacked.

    Doubts: TEXT_UNCERTAIN when a page was read with low confidence or a later one is damaged; DOCUMENT_CUT.
    """
    if lacking := ocr.missing():
        return ReadingFailure(sha256=sha256, kind=FailureKind.NO_TEXT, detail=f"OCR is not installed: {lacking}")
    builder = DocumentBuilder(limits)
    uncertain, count = False, 0
    try:
        for picture in open_pages(content):
            if count >= min(limits.max_scans, limits.max_pages):
                builder.cut = True
                break
            count += 1
            page = read_sheet(picture, limits)
            uncertain = uncertain or (page.confidence or 0) < SURE
            builder.add_printed(page)
    except PictureError as error:
        if not count:
            kind = FailureKind.TOO_LARGE if isinstance(error, PictureTooLarge) else FailureKind.BROKEN
            return ReadingFailure(sha256=sha256, kind=kind, detail=str(error))
        uncertain = True
    doubts = [Doubt.TEXT_UNCERTAIN] if uncertain else []
    return builder.finish(sha256=sha256, media_type=media_type, reader=ocr.version(), doubts=doubts)


def reader() -> str:
    """The engine as it is named in documents."""
    return ocr.version()


def read_pages(content: bytes, numbers: Sequence[int], limits: Limits) -> dict[int, PrintedPage]:
    """These pages (from 0) of a PDF that pdfium opened, as far as the limit; none when OCR is not installed.

    A page too large to be drawn has confidence 0 and no text.
    """
    if not numbers or ocr.missing():
        return {}
    pages = {}
    for number, picture in pdfium_pictures.render(content, numbers[: limits.max_scans]):
        unseen = PrintedPage(lines=(), width=0, height=0, source=PageSource.OCR, confidence=0.0)
        pages[number] = read_sheet(picture, limits) if picture else unseen
    return pages


PICTURE_READERS = {
    kind: functools.partial(read_picture_file, media_type=kind) for kind in (sniff.TIFF, sniff.PNG, sniff.JPEG)
}


def read_sheet(picture: Picture, limits: Limits) -> PrintedPage:
    """One page. Its confidence is 1 for an empty sheet and 0 when there is ink but no text is found."""
    limits.before_scan()
    blank = PrintedPage(
        lines=(),
        width=picture.width / picture.dpi * _POINTS,
        height=picture.height / picture.dpi * _POINTS,
        source=PageSource.OCR,
        confidence=1.0,
    )
    ink = picture.ink()
    if not ink:
        return blank
    pose, seen = _best_reading(picture)
    if not seen:
        return blank if ink < EMPTY else replace(blank, confidence=0.0)
    scale = pose.picture.dpi / _POINTS
    lines = tuple(tuple(_placed(word, line, scale) for word in line) for line in _joined(seen))
    return replace(blank, lines=lines, confidence=round(_confidence(seen), 3), as_seen=pose.seen)


def _best_reading(picture: Picture) -> tuple[_Pose, Seen]:
    """Upright pages are read once; one that reads badly is asked for its direction, then read without its specks."""
    asked = lies_on_its_side(picture)
    best = _reading(picture, ocr.quarters_to_upright(picture) if asked else 0)
    if _merit(best) >= SURE:
        return best
    if not asked and (quarters := ocr.quarters_to_upright(picture)):
        best = max(best, _reading(picture, quarters), key=_merit)
    if _merit(best) < SURE:
        best = max(best, _reading(despeckled(picture), best[0].quarters), key=_merit)
    return best


def _reading(picture: Picture, quarters: int) -> tuple[_Pose, Seen]:
    level, degrees = straightened(turned(picture, quarters))
    found = _read_twice(level, ocr.recognise(level) or ())
    kept = tuple(line for line in found if _confidence([line]) >= LEGIBLE)
    return _Pose(picture=level, quarters=quarters, degrees=degrees), kept


def _read_twice(picture: Picture, found: Seen) -> Seen:
    """Unsure words with a digit are read again alone: "874" at 0.25 is "§ 74" at 0.92, "K$15/118" is "KS15/118"."""
    tries = itertools.count()
    return tuple(
        tuple(_again(picture, word) if _is_odd(word) and next(tries) < MAX_AGAIN else word for word in line)
        for line in found
    )


def _is_odd(word: ocr.Seen) -> bool:
    digits = any(character.isdigit() for character in word.text)
    return digits and (word.confidence < UNSURE or "$" in word.text)


def _again(picture: Picture, word: ocr.Seen) -> ocr.Seen:
    box = (word.x0 - _MARGIN, word.top - _MARGIN, word.x1 + _MARGIN, word.bottom + _MARGIN)
    text, confidence = ocr.read_alone(enlarged(picture, box, 3))
    better = text and (confidence > word.confidence or ("$" in word.text and "$" not in text))
    return replace(word, text=text, confidence=confidence) if better else word


def _merit(reading: tuple[_Pose, Seen]) -> float:
    """A few sure letters on a page that lies upside down are no good reading."""
    return _confidence(reading[1]) * min(1.0, _letters(reading[1]) / 50)


def _confidence(lines: Sequence[Sequence[ocr.Seen]]) -> float:
    """The mean over all letters."""
    total = _letters(lines)
    return sum(len(word.text) * word.confidence for line in lines for word in line) / total if total else 0.0


def _letters(lines: Sequence[Sequence[ocr.Seen]]) -> int:
    return sum(len(word.text) for line in lines for word in line)


def _joined(seen: Seen) -> list[list[ocr.Seen]]:
    """Tesseract reads column by column; here what stands on one height is one line, as in printed pages."""
    lines: list[list[ocr.Seen]] = []
    for line in sorted(seen, key=_middle):
        if lines and _middle(line) - _middle(lines[-1]) <= 0.5 * min(_height(line), _height(lines[-1])):
            lines[-1] += line
        else:
            lines.append(list(line))
    return [_mended([part for word in sorted(line, key=lambda w: w.x0) for part in _parted(word)]) for line in lines]


def _parted(word: ocr.Seen) -> list[ocr.Seen]:
    """ "§58" is "§ 58": no press leaves the space out, Tesseract overlooks a narrow one."""
    texts = re.sub(r"^§(?=\d)", "§ ", word.text).split()
    width, at, parts = (word.x1 - word.x0) / max(len(word.text), 1), 0, []
    for text in texts:
        parts.append(replace(word, text=text, x0=word.x0 + at * width, x1=word.x0 + (at + len(text)) * width))
        at += len(text)
    return parts


def _mended(line: list[ocr.Seen]) -> list[ocr.Seen]:
    """Digits that stand close are one number: Tesseract reads "201 5-04-14" now and then."""
    mended = line[:1]
    for word in line[1:]:
        before = mended[-1]
        close = word.x0 - before.x1 < _CLOSE * _height([before, word])
        if close and before.text[-1].isdigit() and word.text[0].isdigit():
            mended[-1] = replace(
                before,
                text=before.text + word.text,
                top=min(before.top, word.top),
                x1=max(before.x1, word.x1),
                bottom=max(before.bottom, word.bottom),
                confidence=min(before.confidence, word.confidence),
            )
        else:
            mended.append(word)
    return mended


def _middle(line: Sequence[ocr.Seen]) -> float:
    return statistics.median((word.top + word.bottom) / 2 for word in line)


def _height(line: Sequence[ocr.Seen]) -> float:
    return statistics.median(word.bottom - word.top for word in line)


def _placed(word: ocr.Seen, line: Sequence[ocr.Seen], scale: float) -> PlacedWord:
    """All words of a line are as high as the line, as in printed pages: "en" beside "Å" begins no new paragraph."""
    sure = [w for w in line if w.confidence >= LEGIBLE] or line
    return PlacedWord(
        text=word.text,
        x0=word.x0 / scale,
        x1=word.x1 / scale,
        top=min(w.top for w in sure) / scale,
        bottom=max(w.bottom for w in sure) / scale,
    )
