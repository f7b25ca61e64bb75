"""The whole way from a mail's bytes to what `registrator explain --json` says of it, for each sample of the demo.

The JSON files beside this one were written from the papers, not by the program: they say what a person reads there.
A golden `quote` is the words that decide; the program's own quote must hold them, and may say more of the sentence.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from demo.samples import SampleMail, catalogue, mails
from domain.ports import DocumentReader
from registrator.build import build_reader
from registrator.catalogue import catalogue_of
from registrator.explanation import as_json
from registrator.understand import understand_mail

HERE = Path(__file__).parent
EACH = pytest.mark.parametrize("sample", mails(), ids=lambda sample: sample.name)


@pytest.fixture(scope="module")
def reader() -> Iterator[DocumentReader]:
    made = build_reader(None)
    yield made
    made.close()


@EACH
def test_a_sample_mail_is_explained_as_a_person_reads_it(sample: SampleMail, reader: DocumentReader) -> None:
    known = catalogue_of(catalogue(), authserv_ids=("mx.ksl.se",), own_domains=("ksl.se", "storsthlm.se"))
    explained = as_json(f"{sample.name}.eml", understand_mail(sample.raw, catalogue=known, reader=reader))
    golden = _golden(sample)
    quotes = [decision.pop("quote") for decision in golden["decisions"]]
    for decision, quote in zip(explained["decisions"], quotes, strict=True):
        assert quote in " ".join(decision["quote"].split())
    assert _only_the_fields_of(golden, explained) == golden


@EACH
def test_the_golden_file_says_what_the_sample_expects(sample: SampleMail) -> None:
    golden, expected = _golden(sample), sample.expected
    assert golden["status"] == expected.status.value
    assert golden["authentic"] is expected.authentic
    assert golden["doubts"] == sorted(doubt.value for doubt in expected.doubts)
    for written, wanted in zip(golden["decisions"], expected.decisions, strict=True):
        for field in wanted.__dataclass_fields__:
            assert written[field] == _as_written(getattr(wanted, field)), field


def test_no_golden_file_is_without_its_sample() -> None:
    assert {path.stem for path in HERE.glob("*.json")} == {sample.name for sample in mails()}


def _golden(sample: SampleMail) -> dict[str, Any]:
    golden: dict[str, Any] = json.loads((HERE / f"{sample.name}.json").read_text("utf-8"))
    return golden


def _only_the_fields_of(golden: Any, explained: Any) -> Any:
    """What was explained, without fields that the golden file does not speak of; doubts in the same order."""
    if isinstance(golden, dict):
        return {
            key: sorted(explained[key]) if key == "doubts" else _only_the_fields_of(value, explained[key])
            for key, value in golden.items()
        }
    if isinstance(golden, list) and len(golden) == len(explained):
        return [_only_the_fields_of(*pair) for pair in zip(golden, explained, strict=True)]
    return explained


def _as_written(value: Any) -> Any:
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return getattr(value, "value", value)
