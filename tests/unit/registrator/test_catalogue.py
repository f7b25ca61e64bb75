"""The program's own facts, and the catalogue file that goes out as it came in."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.catalogue import Recommendation
from domain.errors import ConfigError
from registrator.catalogue import catalogue_of, catalogue_toml, load_catalogue, members, outside, recommendation_faults

CODES = [member.kommunkod for member in members()]


def test_the_members_are_the_26_municipalities_of_the_county() -> None:
    assert len(members()) == 26
    assert len({member.kommunkod for member in members()}) == 26
    assert all(member.kommunkod.startswith("01") and member.domains for member in members())
    assert {"Solna stad", "Upplands-Bro kommun", "Österåkers kommun"} <= {member.form for member in members()}


def test_the_other_264_are_known_as_outsiders() -> None:
    assert len(outside()) == 264
    assert not {row.kommunkod for row in outside()} & set(CODES)
    assert any(row.name == "Knivsta" and row.county == "Uppsala län" for row in outside())


text = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=40).map(str.strip).filter(bool)
recommendation = st.builds(
    Recommendation,
    diarienummer=text,
    title=text,
    decided_on=st.dates(dt.date(1971, 1, 1), dt.date(2020, 1, 1)),
    respond_by=st.none() | st.dates(dt.date(2020, 1, 2), dt.date(2100, 12, 31)),
    addressees=st.lists(st.sampled_from(CODES), unique=True).map(tuple),
    terms=st.just("") | text,
    notify=st.lists(st.sampled_from(["a@ksl.se", "b@storsthlm.se"]), unique=True).map(tuple),
)


@given(rows=st.lists(recommendation, max_size=3, unique_by=lambda row: row.diarienummer))
def test_a_catalogue_file_reads_back_to_what_was_written(
    rows: list[Recommendation], tmp_path_factory: pytest.TempPathFactory
) -> None:
    catalogue = catalogue_of(tuple(rows), authserv_ids=("mx.ksl.se",), own_domains=("ksl.se",))
    file = tmp_path_factory.mktemp("catalogue") / "katalog.toml"
    file.write_text(catalogue_toml(catalogue), "utf-8")
    assert load_catalogue(file) == catalogue


def test_faults_of_a_catalogue_file_are_told_together(tmp_path: Path) -> None:
    file = tmp_path / "katalog.toml"
    file.write_text(
        '[[recommendation]]\ndiarienummer = "KSL/15/0016-5"\ntitle = "T"\ndecided_on = 2015-03-19\n'
        'respond_by = 2015-01-01\naddressees = ["0180", "9999"]\n',
        "utf-8",
    )
    with pytest.raises(ConfigError) as caught:
        load_catalogue(file)
    assert len(caught.value.faults) == 2


@pytest.mark.parametrize("day", [dt.date(15, 6, 1), dt.date(9999, 1, 1)])
def test_a_year_that_no_recommendation_is_of_is_a_fault(day: dt.date) -> None:
    row = Recommendation(diarienummer="KSL/15/1", title="T", decided_on=day)
    (fault,) = recommendation_faults(row, catalogue_of((row,), authserv_ids=("mx.ksl.se",), own_domains=("ksl.se",)))
    assert f"år {day.year} " in fault


def test_an_unknown_key_of_a_catalogue_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "katalog.toml"
    file.write_text('authserv_id = ["x"]\n', "utf-8")
    with pytest.raises(ConfigError, match="authserv_id"):
        load_catalogue(file)
