"""Asking for letters only gives the very words that pdfplumber gives."""

from __future__ import annotations

import io
from pathlib import Path

import pdfplumber
import pytest

import demo.samples
from bench.minutes import long_minutes
from demo.samples.press import document
from parsers.plumber import read_pages
from tests.unit.parsers.pdf_bytes import line, pdf

NAMES = sorted(path.stem for path in (Path(demo.samples.__file__).parent / "documents").glob("*.toml"))
BOXES = ("x0", "top", "x1", "bottom")


def words_of_pdfplumber(content: bytes) -> list[list[tuple[object, ...]]]:
    with pdfplumber.open(io.BytesIO(content)) as opened:
        return [
            sorted(
                (word["text"], *(word[side] for side in BOXES))
                for word in page.extract_words(x_tolerance_ratio=0.25, y_tolerance=3, expand_ligatures=True)
            )
            for page in opened.pages
        ]


def our_words(content: bytes) -> list[list[tuple[object, ...]]]:
    pages, _ = read_pages(content, 500)
    return [
        sorted((word.text, word.x0, word.top, word.x1, word.bottom) for printed in page.lines for word in printed)
        for page in pages.values()
    ]


STAMP = "BT /F1 9 Tf 0 1 -1 0 60 700 Tm (Inkom) Tj ET\n"
ODD = {
    "turned words": pdf(STAMP + line("Beslut", 72, 700)),
    "lines and curves": pdf("0 0 m 100 100 l S 10 10 50 50 re f\n" + line("Beslut", 72, 700)),
    "a wider letter-spacing": pdf("2 Tc 5 Tw 90 Tz\n" + line("Beslut att anta", 72, 700)),
    "lines after one another": pdf("BT /F1 11 Tf 14 TL 72 700 Td (att) Tj T* (anta) Tj (och) ' 0 -20 TD (sen) Tj ET"),
    "moved and raised letters": pdf("BT /F1 11 Tf 72 700 Td [(Bes)-250.5 (l) 12 <7574>] TJ 4 Ts (2) Tj ET"),
    "octals and escapes": pdf("BT /F1 11 Tf 72 700 Td (\\247 12 \\(f\\366r\\) \\q\\\\ a\\\nb) Tj ET"),
    "a parenthesis in a parenthesis": pdf("BT /F1 11 Tf 72 700 Td (att (inte) anta) Tj ET"),
    "a comment": pdf("% (inte) Tj\n" + line("Beslut", 72, 700)),
    "an inline picture": pdf("BI /W 1 /H 1 /BPC 8 /CS /G ID (x EI\n" + line("Beslut", 72, 700)),
    "marks and colours": pdf(
        "/P <</MCID 0>> BDC /DeviceRGB cs 0 .5 1 scn [3 2] 0 d\n" + line("Beslut", 72, 700) + "EMC"
    ),
    "an operator without its operands": pdf("BT /F1 11 Tf 72 Td 72 700 Td (Beslut) Tj ET"),
    "more operands than are asked for": pdf("BT /F1 11 Tf 1 72 700 Td 5 (Beslut) Tj ET"),
    "a number that is none": pdf("BT /F1 11 Tf 72 700 Td 1.2.3 Tc (Beslut) Tj ET"),
    "mirrored letters": pdf("BT /F1 11 Tf -1 0 0 1 300 700 Tm (Beslut) Tj 1 0 0 -1 72 500 Tm (att) Tj ET"),
    "leaning letters": pdf("BT /F1 11 Tf 1 0 .3 1 72 700 Tm (Beslut) Tj ET"),
    "a size below nothing": pdf("BT /F1 -11 Tf -1 0 0 -1 72 700 Tm (Beslut) Tj 72 500 Td (att) Tj ET"),
    "a page on its side": pdf(line("Beslut att anta", 72, 700), extra="/Rotate 90"),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_samples_words_are_pdfplumbers(name: str) -> None:
    content = document(name)
    assert our_words(content) == words_of_pdfplumber(content)


@pytest.mark.parametrize("name", ODD)
def test_an_odd_files_words_are_pdfplumbers(name: str) -> None:
    found = our_words(ODD[name])
    assert found == words_of_pdfplumber(ODD[name])
    assert any(found)


def test_one_page_of_many_is_the_same_as_among_all() -> None:
    content = long_minutes(paragrafer=12)
    every, total = read_pages(content, 500)
    some, also = read_pages(content, 500, only={3, 5})
    assert (some, also) == ({3: every[3], 5: every[5]}, total)


def test_the_count_is_of_the_whole_file_also_when_only_some_may_be_read() -> None:
    pages, total = read_pages(pdf(*[line("rad", 72, 700)] * 5), 2)
    assert (sorted(pages), total) == ([0, 1], 5)
