"""Values as they look on a page."""

from __future__ import annotations

import datetime as dt

import pytest

from review.show import honest, long_time, short_time, size, waited

SUMMER = dt.datetime(2015, 6, 1, 22, 30, tzinfo=dt.UTC)


def test_times_are_stockholms_own() -> None:
    assert short_time(SUMMER) == "2015-06-02 00.30"
    assert long_time(SUMMER) == "tisdag 2 juni 2015 kl. 00.30"


@pytest.mark.parametrize(
    ("hours", "words"), [(0, "kom i dag"), (1, "kom i går"), (48, "väntat i 2 dagar"), (-3, "kom i dag")]
)
def test_waiting_is_counted_in_stockholms_days(hours: int, words: str) -> None:
    assert waited(SUMMER - dt.timedelta(hours=hours), SUMMER) == words


@pytest.mark.parametrize("lying", ["\x00", "\x1b", "\u202e", "\u2066", "\ud800", "\u200b", "\x85"])
def test_characters_that_lie_are_shown_as_replaced(lying: str) -> None:
    assert honest(f"faktura{lying}fdp.exe") == "faktura\ufffdfdp.exe"


def test_swedish_text_and_line_breaks_pass_unchanged() -> None:
    assert honest("§ 87\tÅtgärd –\nbeslut é") == "§ 87\tÅtgärd –\nbeslut é"


def test_other_values_pass_unchanged() -> None:
    assert honest(7) == 7


@pytest.mark.parametrize(("count", "words"), [(842, "842 byte"), (12_300, "12 kB"), (3_400_000, "3,4 MB")])
def test_sizes_are_rounded_for_people(count: int, words: str) -> None:
    assert size(count) == words
