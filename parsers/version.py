"""Which version of the readers this is: what they would read differently has another one."""

from __future__ import annotations

import importlib.metadata

from parsers import libreoffice
from parsers.ocr import missing

FORMAT = 9
"""Grows whenever our own part of the reading changes what comes out: lines, gaps, doubts, which pages are skimmed."""

_LIBRARIES = ("pdfplumber", "pdfminer.six", "pypdfium2")


def reader_version() -> str:
    """Our format, the libraries that decide the text, and what scanned pages and old Word files are read with."""
    named = [f"{name} {importlib.metadata.version(name)}" for name in _LIBRARIES]
    ocr = "no OCR" if missing() else f"tesserocr {importlib.metadata.version('tesserocr')}"
    return ", ".join([f"format {FORMAT}", *named, ocr, libreoffice.version() or "no LibreOffice"])
