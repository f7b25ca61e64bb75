"""Pages that are set in ways which make lines go astray: the text beside this file is what a person reads.

`UPDATE_GOLDEN=1 pytest tests/golden/layouts` writes the texts anew; read each beside its page.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import typst

from domain.document import DocumentText
from parsers.document_builder import Limits
from parsers.pdf import read_pdf

FOLDER = Path(__file__).parent
LIMITS = Limits(max_pages=50, max_characters=100_000)
NAMES = sorted(path.stem for path in FOLDER.glob("*.typ"))


def read(name: str) -> DocumentText:
    found = read_pdf(typst.compile(FOLDER / f"{name}.typ", ignore_system_fonts=True), "0" * 64, LIMITS)
    assert isinstance(found, DocumentText), found
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_read_in_the_order_in_which_a_person_reads_it(name: str) -> None:
    document, golden = read(name), FOLDER / f"{name}.txt"
    text = document.text.replace("\f", "\n")
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")
    assert document.doubts == ()


@pytest.mark.parametrize("name", NAMES)
def test_every_word_stands_at_its_offset(name: str) -> None:
    document = read(name)
    words = [word for page in document.pages for word in page.words]
    assert len(words) > 50
    assert all(document.text[word.start : word.start + len(word.text)] == word.text for word in words)
