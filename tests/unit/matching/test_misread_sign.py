from __future__ import annotations

import dataclasses

import pytest

from domain.evidence import EvidenceKind
from matching.misread_sign import with_paragraf
from parsers.misread_sign import UNSURE
from tests.unit.samples import attachment, claim, reading, section


def _settled(*told: str, unsure: tuple[str, ...] = ("155",), name: str = "utdrag.pdf") -> str | None:
    read = section(paragraf=None, more=tuple(claim(EvidenceKind.PARAGRAF, value, UNSURE) for value in unsure))
    paper = dataclasses.replace(reading(), attachment=attachment(name))
    return with_paragraf(paper, read, frozenset(told)).section.paragraf


def test_the_mail_or_the_files_name_settles_an_unsure_number() -> None:
    assert _settled("155") == "155"
    assert _settled(name="KS 151207 § 155.pdf") == "155"
    assert _settled("61", unsure=("561", "61")) == "61"


@pytest.mark.parametrize(
    ("told", "unsure"), [(("154",), ("155",)), ((), ("155",)), (("155",), ()), (("5", "6"), ("5", "6"))]
)
def test_no_number_is_invented(told: tuple[str, ...], unsure: tuple[str, ...]) -> None:
    assert _settled(*told, unsure=unsure) is None
