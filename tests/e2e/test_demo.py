"""The demo is right for every sample mail, and the command ends as promised."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from demo.samples import SampleMail, catalogue, mails
from registrator.build import build_reader
from registrator.catalogue import catalogue_of
from registrator.understand import understand_mail

ROOT = Path(__file__).parents[2]
REGISTRATOR = Path(sys.executable).with_name("registrator")


def test_one_round_of_the_demo_shows_its_tables_and_ends_well(tmp_path: Path) -> None:
    done = subprocess.run(
        [REGISTRATOR, "demo", "--once", "--folder", tmp_path],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "COLUMNS": "200", "LANG": "C.UTF-8"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for words in (
        "Registrerat utan granskning",
        "Att granska",
        "Skickade mejl",
        "veckobrev",
        "sammanfattning",
        "kvittens",
    ):
        assert words in done.stdout
    assert len(list((tmp_path / "skickade-mejl").glob("*.eml"))) > len(mails()) / 2


@pytest.fixture(scope="module")
def reader():
    made = build_reader(None)
    yield made
    made.close()


@pytest.mark.parametrize("sample", mails(), ids=lambda sample: sample.name)
def test_each_sample_mail_comes_to_what_a_person_would_say(sample: SampleMail, reader) -> None:
    known = catalogue_of(catalogue(), authserv_ids=("mx.ksl.se",), own_domains=("ksl.se",))
    result = understand_mail(sample.raw, catalogue=known, reader=reader).result
    expected = sample.expected
    assert result.status is expected.status, result
    assert result.authentic is expected.authentic
    assert set(result.all_doubts) == set(expected.doubts)
    assert len(result.decisions) == len(expected.decisions)
    for given, wanted in zip(result.decisions, expected.decisions, strict=True):
        for field in wanted.__dataclass_fields__:
            if hasattr(given, field):
                assert getattr(given, field) == getattr(wanted, field), field
