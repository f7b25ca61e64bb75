from __future__ import annotations

from dataclasses import replace

import pytest

from domain.document import DocumentText, PageSource
from domain.evidence import EvidenceKind
from parsers.minutes import read_document
from parsers.misread_sign import UNSURE, with_signs
from tests.unit.samples import CATALOGUE, attachment, document

HEAD = "SOLNA STAD\nUtdrag ur protokoll\nKommunstyrelsen\nSammanträde   2015-05-04\n"
ANSWER = "Dnr KS/2015:377\nSamverkan KSL/15/0016-5\nBeslut\nKommunstyrelsen antar överenskommelsen.\n"
CERTIFIED = "Rätt utdraget ur protokoll, § 155, intygar\nEva Exempelsson\n"


def _paragraf(text: DocumentText) -> tuple[str | None, set[str]]:
    """The paper's number, and those it may have."""
    (section,) = read_document(attachment("Utdrag.pdf"), text, CATALOGUE).sections
    unsure = (e for e in section.evidence if e.kind is EvidenceKind.PARAGRAF and e.rule == UNSURE)
    return section.section.paragraf, {e.value for e in unsure}


@pytest.mark.parametrize("row", ["$ 155", "& 155", "$155", "KS $ 155", "$ 155   Dnr 15/0377", "Paragraf   $ 155"])
def test_a_dollar_or_an_ampersand_before_a_number_of_its_own_is_the_sign(row: str) -> None:
    assert _paragraf(document(f"{HEAD}{row}\n{ANSWER}"))[0] == "155"


@pytest.mark.parametrize("line", ["Avgiften är $ 155 per barn", "Larsson & 155 andra", "$ 1550", "$ 155,50", "&155b"])
def test_a_dollar_elsewhere_stays_a_dollar(line: str) -> None:
    text = document(line)
    assert with_signs(text) is text


@pytest.mark.parametrize(
    "row",
    [
        "Paragraf   5.155",
        "Paragraf: 8 155",
        "Paragraf   5 155",
        "Paragraf   S 155",
        "Paragraf   5155",
        "5 155",
        "S155",
        "8. 155   KS",
    ],
)
def test_an_unsure_sign_needs_another_place_that_has_it(row: str) -> None:
    assert _paragraf(document(f"{HEAD}{row}\n{ANSWER}")) == (None, {"155"})
    assert _paragraf(document(f"{HEAD}{row}\n{ANSWER}{CERTIFIED}")) == ("155", set())
    assert _paragraf(document(f"{HEAD}{row}\n{ANSWER}Paragrafer §§ 150-160\n"))[0] == "155"
    assert _paragraf(document(f"{HEAD}{row}\n{ANSWER}Paragrafer §§ 90–110\n"))[0] is None


def test_a_recognised_number_that_may_begin_with_the_sign_is_unsure() -> None:
    paper = document(f"{HEAD}Paragraf   561\n{ANSWER}")
    assert _paragraf(paper)[0] == "561"
    scanned = replace(paper, pages=tuple(replace(page, source=PageSource.OCR) for page in paper.pages))
    assert _paragraf(scanned) == (None, {"561", "61"})
    assert _paragraf(document(f"{HEAD}Paragraf   § 561\n{ANSWER}"))[0] == "561"


@pytest.mark.parametrize("row", ["Paragraf   155", "Paragraf 5:9", "Paragraf   87"])
def test_a_plain_number_beside_its_label_is_the_paragrafs(row: str) -> None:
    assert _paragraf(document(f"{HEAD}{row}\n{ANSWER}"))[0] == row.split()[1]
