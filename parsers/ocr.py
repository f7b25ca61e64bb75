"""Text recognised from a picture: the one door to tesserocr (Tesseract), with the data of the Latin script.

Why that data and not the Swedish: Debian's `swe` has no "§" in its alphabet, so "§ 87" becomes "$ 87" or "8 87" (0 of
24 right); `Latin` (tesseract-ocr-script-latn) reads 24 of 24, and å ä ö as well.
"""

from __future__ import annotations

import functools
import importlib.util
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parsers.images import Picture

# Before the import: with Tesseract's own threads a page takes 9.3 s instead of 1.4.
os.environ["OMP_THREAD_LIMIT"] = "1"

PACKAGES = "tesseract-ocr-script-latn tesseract-ocr-osd"
"""The Debian packages that hold the data."""

READING_SECONDS = 10
"""How long one page may take; an A4 page at 300 dpi takes about one second."""

SURE_OF_DIRECTION = 2.0
"""Tesseract's own measure; right pages of text reach 5 and more, a page with three lines about 1."""

_FOLDERS = (
    Path(sys.prefix) / "share" / "tessdata",  # where `make` puts it
    Path("/usr/share/tesseract-ocr/5/tessdata"),  # Debian 12 and later
    Path("/usr/share/tesseract-ocr/4.00/tessdata"),
    Path("/usr/share/tessdata"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A recognised word: its box in pixels of the picture, its confidence from 0 to 1."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: float


def missing() -> str | None:
    """What must be installed for pages to be recognised: the names of packages; None when all is there."""
    if importlib.util.find_spec("tesserocr") is None:
        return f"pip install tesserocr, apt-get install {PACKAGES}"
    return None if data_folder() and _folder("osd") else f"apt-get install {PACKAGES}"


def data_folder() -> Path | None:
    """Where the data of the Latin script lies."""
    return _folder("Latin")


def version() -> str:
    """Engine and data, as documents name their reader."""
    import tesserocr

    return f"tesseract {tesserocr.tesseract_version().split()[1]} Latin"


def warm_up() -> None:
    """Load the data (90 MB, 0.2 s), so that children forked from now on have it."""
    if missing() is None:
        _engine()


def recognise(picture: Picture) -> tuple[tuple[Seen, ...], ...] | None:
    """The lines of an upright picture in Tesseract's order, words from left to right; None when its time ran out.

    Raises TimeoutError when it ran out for want of a processor: another time the page may be read.
    """
    engine = _engine()
    _show(engine, picture)
    began = _processor_seconds()
    try:
        if not engine.Recognize(READING_SECONDS * 1000):
            if _processor_seconds() - began < READING_SECONDS / 2:
                raise TimeoutError("the machine was too busy to recognise a page")
            return None
        return tuple(tuple(line) for line in _lines(engine.GetIterator()))
    finally:
        engine.Clear()


def read_alone(picture: Picture) -> tuple[str, float]:
    """A picture of one word: its text, and the least confidence of its parts from 0 to 1."""
    from tesserocr import PSM

    engine = _engine()
    engine.SetPageSegMode(PSM.SINGLE_LINE)
    try:
        _show(engine, picture)
        text = " ".join(engine.GetUTF8Text().split())
        return text, min(engine.AllWordConfidences(), default=0) / 100
    finally:
        engine.Clear()
        engine.SetPageSegMode(PSM.AUTO)


def quarters_to_upright(picture: Picture) -> int:
    """How many quarters of a turn clockwise make the text upright; 0 when the engine is not sure."""
    engine = _direction_engine()
    _show(engine, picture)
    try:
        found = engine.DetectOrientationScript()
    finally:
        engine.Clear()
    if not found or found["orient_conf"] < SURE_OF_DIRECTION:
        return 0
    return -int(found["orient_deg"]) // 90 % 4


def _processor_seconds() -> float:
    used = os.times()
    return used.user + used.system


def _folder(data: str) -> Path | None:
    return next((folder for folder in _FOLDERS if (folder / f"{data}.traineddata").is_file()), None)


@functools.cache
def _engine() -> Any:
    import tesserocr

    return _without_log(
        tesserocr.PyTessBaseAPI(
            path=str(data_folder()), lang="Latin", psm=tesserocr.PSM.AUTO, oem=tesserocr.OEM.LSTM_ONLY
        )
    )


@functools.cache
def _direction_engine() -> Any:
    import tesserocr

    return _without_log(tesserocr.PyTessBaseAPI(path=str(_folder("osd")), lang="osd", psm=tesserocr.PSM.OSD_ONLY))


def _without_log(engine: Any) -> Any:
    """tesserocr lets Tesseract write its remarks to /dev/null, which a jailed child cannot open; it would then fall.

    Now they go to standard error, which is nowhere in a reading process.
    """
    engine.SetVariable("debug_file", "")
    return engine


def _show(engine: Any, picture: Picture) -> None:
    engine.SetImageBytes(picture.grey, picture.width, picture.height, 1, picture.width)
    engine.SetSourceResolution(round(picture.dpi))  # without it errors grow two to seven times


def _lines(found: Any) -> Iterator[list[Seen]]:
    from tesserocr import RIL

    line: list[Seen] = []
    while found and not found.Empty(RIL.WORD):
        if found.IsAtBeginningOf(RIL.TEXTLINE) and line:
            yield line
            line = []
        text = found.GetUTF8Text(RIL.WORD)
        box = found.BoundingBox(RIL.WORD)
        if text and text.strip() and box:
            x0, top, x1, bottom = box
            confidence = found.Confidence(RIL.WORD) / 100
            line.append(Seen(text=text.strip(), x0=x0, top=top, x1=x1, bottom=bottom, confidence=confidence))
        if not found.Next(RIL.WORD):
            break
    if line:
        yield line
