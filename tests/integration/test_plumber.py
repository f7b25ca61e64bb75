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
    "a box that begins elsewhere": pdf(line("Beslut att anta", 72, 700), size="20 30 615 872"),
    "turned words": pdf(STAMP + line("Beslut", 72, 700)),
    "lines and curves": pdf("0 0 m 100 100 l S 10 10 50 50 re f\n" + line("Beslut", 72, 700)),
    "a wider letter-spacing": pdf("2 Tc 5 Tw 90 Tz\n" + line("Beslut att anta", 72, 700)),
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
