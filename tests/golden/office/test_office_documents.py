"""Office documents as municipalities make them: the text must be exactly what a reader of the paper sees.

`UPDATE_GOLDEN=1 make unit` writes the texts anew; read each with your own eyes.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from domain.document import DocumentText
from domain.doubt import Doubt
from parsers.document_builder import Limits
from parsers.documents import read_document
from parsers.sections import split
from parsers.sniff import media_type
from tests.golden.office.documents import documents

FOLDER = Path(__file__).parent
DOCUMENTS = documents()
LIMITS = Limits(max_pages=50, max_characters=100_000)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_read_as_its_reader_sees_it(name: str) -> None:
    found = read_document(DOCUMENTS[name], media_type(DOCUMENTS[name], name=name), "0" * 64, LIMITS)
    assert isinstance(found, DocumentText), found
    text, golden = found.text.replace("\f", "\n"), FOLDER / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")
    assert found.doubts == ((Doubt.TEXT_UNCERTAIN,) if name.endswith(".doc") else ())


def test_every_golden_text_has_its_document() -> None:
    assert {path.name.removesuffix(".txt") for path in FOLDER.glob("*.txt")} == set(DOCUMENTS)


@pytest.mark.parametrize(
    ("name", "paragraf"), [("numbered-paragrafer.docx", "88"), ("numbered-by-style.docx", "32"), ("numbered.odt", "65")]
)
def test_a_paragraf_whose_number_is_a_lists_is_found_by_it(name: str, paragraf: str) -> None:
    found = read_document(DOCUMENTS[name], media_type(DOCUMENTS[name], name=name), "0" * 64, LIMITS)
    assert isinstance(found, DocumentText), found
    (section,) = (section for section in split(found) if section.paragraf == paragraf)
    assert section.title.startswith("Överenskommelse om samverkan")
