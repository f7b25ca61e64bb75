"""Mails by an author who did not read the parsers. Nothing may be accepted that should not be; what differs is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.ports import DocumentReader
from registrator.build import build_reader
from registrator.catalogue import load_catalogue
from registrator.exam import Score, score_mail
from registrator.understand import understand_mail
from tests.golden.adversary.build import cases, expected, mail

CATALOGUE = load_catalogue(Path(__file__).parent / "catalogue.toml")
CASES = dict(cases())


@pytest.fixture(scope="module")
def reader() -> Iterator[DocumentReader]:
    found = build_reader(None)
    yield found
    found.close()


@pytest.mark.parametrize("name", CASES)
def test_a_mail_of_another_author_is_understood(name: str, reader: DocumentReader) -> None:
    score = Score()
    result = understand_mail(mail(name, CASES[name]), catalogue=CATALOGUE, reader=reader).result
    score_mail(score, expected(name, CASES[name]), result)
    assert score.differences == []
    assert score.wrong_acceptances == []
