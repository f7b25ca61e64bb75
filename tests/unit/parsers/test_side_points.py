"""Points beside a decision by kind: what everybody's minutes hold passes, and the same with a limit behind it stops."""

from __future__ import annotations

from parsers.folding import fold
from parsers.side_points import is_side_point
from tests.unit.parsers.side_tables import harmless, limiting


def test_every_point_of_the_tables_is_harmless() -> None:
    assert len(harmless()) > 1_000
    assert [point for point in harmless() if not is_side_point(fold(f"2. {point}."))] == []


def test_no_point_is_harmless_with_a_limit_behind_it() -> None:
    assert len(limiting()) > 4_000
    assert [point for point in limiting() if is_side_point(fold(f"2. {point}."))] == []
