"""Whole paragrafer with the rulings they must get. Each case is a text file; what is expected stands above its line."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from domain.document import DocumentText, Page, PageSource
from domain.evidence import DecisionBody
from parsers.ruling import rule
from parsers.sections import split

CASES = sorted((Path(__file__).parent / "paragrafer").glob("*.txt"))
KEYS = ("outcome", "final", "body", "proposed_to", "doubts")


def read_case(path: Path) -> tuple[dict[str, str], str]:
    head, text = path.read_text(encoding="utf-8").split("\n---\n", 1)
    return dict(line.split(": ", 1) for line in head.splitlines()), text


def document_of(text: str) -> DocumentText:
    """The text as a document: a form feed ends a page."""
    pages, start = [], 0
    for number, piece in enumerate(text.split("\f"), 1):
        end = min(start + len(piece) + 1, len(text))
        pages.append(Page(number=number, start=start, end=end, width=0, height=0, source=PageSource.PLAIN))
        start = end
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return DocumentText(sha256=sha256, media_type="text/plain", text=text, pages=tuple(pages), reader="test")


def given(expected: dict[str, str], text: str) -> dict[str, str]:
    """What the parsers say, in the words of the case's head."""
    document = document_of(text)
    wanted = None if expected["paragraf"] == "-" else expected["paragraf"]
    section = next(s for s in split(document) if s.paragraf == wanted)
    body = None if expected["meeting_body"] == "-" else DecisionBody(expected["meeting_body"])
    ruling = rule(document, section, body)
    return {
        "outcome": ruling.outcome.value if ruling.outcome else "none",
        "final": "yes" if ruling.final else "no",
        "body": ruling.body.value if ruling.body else "-",
        "proposed_to": ruling.proposed_to.value if ruling.proposed_to else "-",
        "doubts": " ".join(sorted(doubt.value for doubt in ruling.doubts)) or "-",
        "quote": " ".join(document.slice(ruling.quote_span).split()) if ruling.quote_span else "",
    }


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_paragraf_gets_the_ruling_its_words_say(path: Path) -> None:
    expected, text = read_case(path)
    found = given(expected, text)
    quote = expected.get("quote", "")
    assert quote in found["quote"]
    assert {key: found[key] for key in KEYS} == {key: expected[key] for key in KEYS}
