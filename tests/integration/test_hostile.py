"""Hostile files through the real way in: the service stands, and says something of each."""

from __future__ import annotations

import pytest

from tests.hostile import BAD, Report, own, run


@pytest.fixture(scope="module")
def report() -> Report:
    return run(own())


def test_nothing_falls_hangs_keeps_silent_or_is_left_behind(report: Report) -> None:
    assert report.bad == []
    assert report.counts["read"] + report.counts["named reason"] == len(list(own()))


def test_what_can_be_read_is_read(report: Report) -> None:
    assert report.counts["read"] >= 4  # the files with climbing names, the mountain, the loop, the angles


def test_the_table_tells_each_count_that_must_be_zero(report: Report) -> None:
    rows = [line for line in report.table().splitlines() if line.startswith(BAD)]
    assert len(rows) == len(BAD)
    assert all(line.split()[-2:] == ["0", "0"] for line in rows)


@pytest.mark.parametrize(
    ("wish", "verdict"),
    [
        ("die", "crash of the parent"),
        ("hang", "hang past the limit"),
        ("be silent", "silent nothing"),
        ("leave a process", "leftover process"),
        ("leave a file", "leftover file"),
    ],
)
def test_every_fault_of_a_service_is_seen(wish: str, verdict: str) -> None:
    limit = 1 if wish == "hang" else 60  # a busy machine's answer is no hanging
    found = run(
        [("own", wish.encode(), False), ("own", b"go on", False)], module="tests.fakes.bad_service", limit=limit
    )
    assert not found.well
    assert (found.counts[verdict], len(found.bad)) == (1, 1)
    assert found.counts["read"] >= 1
