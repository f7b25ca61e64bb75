"""How values lie in columns."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import postgresql, sqlite

from storage.types import UtcTime, harmless

SQLITE, POSTGRESQL = sqlite.dialect(), postgresql.dialect()

# in UTC: at the end of summer time Python compares two equal moments of different zones as unequal (PEP 495)
moments = st.datetimes(
    min_value=dt.datetime(2, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=dt.datetime(9998, 12, 31),  # noqa: DTZ001
    timezones=st.timezones(),
).map(lambda moment: (moment, moment.astimezone(dt.UTC)))


@given(st.text(st.characters(exclude_categories=())))
def test_harmless_text_can_be_written_as_utf8_without_nul(text: str) -> None:
    clean = harmless(text)
    clean.encode()
    assert "\x00" not in clean
    assert len(clean) == len(text)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00")))
def test_ordinary_text_is_left_as_it_is(text: str) -> None:
    assert harmless(text) == text


@given(moments)
def test_a_moment_comes_back_from_sqlite_the_same_in_utc(moment: tuple[dt.datetime, dt.datetime]) -> None:
    local, utc = moment
    stored = UtcTime().process_bind_param(local, SQLITE)
    again = UtcTime().process_result_value(stored, SQLITE)
    assert again == utc
    assert again is not None
    assert again.utcoffset() == dt.timedelta(0)


@given(moments, moments)
def test_stored_moments_sort_as_the_moments_do(
    one: tuple[dt.datetime, dt.datetime], other: tuple[dt.datetime, dt.datetime]
) -> None:
    first, second = (UtcTime().process_bind_param(local, SQLITE) for local, _ in (one, other))
    assert isinstance(first, str)
    assert isinstance(second, str)
    assert (first < second, first == second) == (one[1] < other[1], one[1] == other[1])


def test_a_naive_time_is_refused_on_both_databases() -> None:
    for dialect in (SQLITE, POSTGRESQL):
        with pytest.raises(ValueError, match="naive"):
            UtcTime().process_bind_param(dt.datetime(2026, 1, 1), dialect)  # noqa: DTZ001


def test_no_time_stays_no_time() -> None:
    for dialect in (SQLITE, POSTGRESQL):
        assert UtcTime().process_bind_param(None, dialect) is None
        assert UtcTime().process_result_value(None, dialect) is None
