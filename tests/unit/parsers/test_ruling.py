"""What a ruling shows of its reasons, and papers that decide nothing."""

from __future__ import annotations

import pytest

from domain.document import DocumentText
from domain.evidence import DecisionBody, EvidenceKind, Ruling
from parsers.ruling import rule
from parsers.sections import split

TITLE = "§ 77 Överenskommelse om samverkan vid skyfall\n"


def ruling_of(text: str, body: DecisionBody | None) -> tuple[DocumentText, Ruling]:
    document = DocumentText(sha256="0" * 64, media_type="text/plain", text=text, pages=(), reader="test")
    return document, rule(document, split(document)[0], body)


@pytest.mark.parametrize("head", ["Motion", "Skriftligt yrkande", "Till kommunstyrelsen\nPM om skyfall", "Kallelse"])
def test_a_paper_without_a_paragraf_decides_nothing_by_a_line(head: str) -> None:
    _, ruling = ruling_of(f"{head}\nKommunstyrelsen beslutar\natt anta överenskommelsen.\n", None)
    assert ruling.outcome is None


def test_every_claim_quotes_the_document() -> None:
    document, ruling = ruling_of(TITLE + "Beslut\nKommunstyrelsen beslutar att anta överens-\nkommelsen.\n", None)
    kinds = {evidence.kind for evidence in ruling.evidence}
    assert kinds == {EvidenceKind.BODY, EvidenceKind.OUTCOME, EvidenceKind.FINALITY}
    for evidence in ruling.evidence:
        assert evidence.span is not None
        assert evidence.quote == " ".join(document.slice(evidence.span).split())
        assert evidence.page == 1
    assert ruling.quote_span is not None
    assert document.slice(ruling.quote_span).startswith("Kommunstyrelsen beslutar att anta")


def test_the_quote_of_a_proposal_begins_with_its_lead() -> None:
    text = (
        TITLE
        + "Beslut\nArbetsutskottet beslutar att föreslå att:\nKommunstyrelsen beslutar\n– att anta överenskommelsen.\n"
    )
    document, ruling = ruling_of(text, DecisionBody.SUBCOMMITTEE)
    assert ruling.quote_span is not None
    assert document.slice(ruling.quote_span).startswith("Arbetsutskottet beslutar att föreslå")
    assert document.slice(ruling.quote_span).endswith("anta överenskommelsen.")
