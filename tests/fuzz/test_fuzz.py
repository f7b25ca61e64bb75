"""Nothing that is mailed, typed or written breaks what reads it, and what must hold of each does.

A bounded part of what `make fuzz` does for as long as it is told. What once broke something lies in corpus/, a file
each, and is tried every time.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.fuzz import TARGETS
from tests.fuzz.target import Target

CORPUS = Path(__file__).parent / "corpus"
FOUND = sorted(path for path in CORPUS.glob("*/*") if path.is_file())


@pytest.mark.parametrize("target", TARGETS.values(), ids=list(TARGETS))
def test_nothing_breaks_it(target: Target) -> None:
    @settings(max_examples=60, database=None)
    @given(target.inputs())
    def hold(raw: bytes) -> None:
        target.check(raw)

    hold()


@pytest.mark.parametrize("path", FOUND, ids=[f"{path.parent.name}/{path.name}" for path in FOUND])
def test_what_once_broke_it_does_no_more(path: Path) -> None:
    TARGETS[path.parent.name].check(path.read_bytes())


@pytest.mark.parametrize("target", TARGETS.values(), ids=list(TARGETS))
def test_what_programs_write_holds(target: Target) -> None:
    for seed in target.seeds:
        target.check(seed)


def test_every_file_of_the_corpus_belongs_to_a_target() -> None:
    assert {path.name for path in CORPUS.iterdir() if path.is_dir()} <= set(TARGETS)
