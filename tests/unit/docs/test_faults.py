"""The table of faults names a test for each, and each test that it names exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
ROWS = {
    int(row[1]): row[0]
    for row in re.finditer(r"^\| (\d+) \|.*$", (ROOT / "docs" / "FAULTS.md").read_text("utf-8"), re.MULTILINE)
}


def test_there_are_thirty_scenarios() -> None:
    assert list(ROWS) == list(range(1, 31))


@pytest.mark.parametrize("number", ROWS)
def test_each_named_test_exists(number: int) -> None:
    named = re.findall(r"`([^`]+\.py)(?:::(\w+))?`", ROWS[number])
    assert named
    for file, test in named:
        text = (ROOT / "tests" / file).read_text("utf-8")
        assert not test or re.search(rf"^def {test}\(", text, re.MULTILINE), f"{file}::{test}"
