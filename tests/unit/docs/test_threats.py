"""The threat model is true: each threat names tests, and each test that it names exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
TEXT = (ROOT / "docs" / "THREATS.md").read_text("utf-8")
CHAPTERS = dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", TEXT, re.DOTALL | re.MULTILINE))
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py): (test_\w+)`", TEXT)))
THREATS = ("A forger", "A flooder", "A hostile file", "A curious colleague", "A stolen backup")


@pytest.mark.parametrize("threat", THREATS)
def test_each_threat_says_what_stops_it_with_a_test_a_row_and_what_remains(threat: str) -> None:
    body = CHAPTERS[threat]
    assert "Wants " in body and "Remains: " in body
    rows = [row for row in body.splitlines() if row.startswith("| ") and not row.startswith("| can ")]
    assert len(rows) >= 4
    for row in rows:
        assert re.search(r"`tests/[\w/]+\.py: test_\w+`", row), row


@pytest.mark.parametrize(("file", "name"), NAMED, ids=[name for _, name in NAMED])
def test_each_named_test_exists(file: str, name: str) -> None:
    assert re.search(rf"^def {name}\(", (ROOT / file).read_text("utf-8"), re.MULTILINE)


def test_each_named_module_exists() -> None:
    for name in re.findall(r"`((?:parsers|matching|outbox|registrator|storage|review|ingest)/\w+\.py)`", TEXT):
        assert (ROOT / name).exists(), name
