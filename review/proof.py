"""What a person has marked in a document as the proof of what the form says. Pure."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from domain.decision import Decision
from domain.document import DocumentText
from domain.evidence import Evidence, EvidenceKind
from review.marks import find_quote

MARKED_BY_PERSON = "person.marked"
"""The rule of such evidence."""

KINDS = {
    "outcome": EvidenceKind.OUTCOME,
    "paragraf": EvidenceKind.PARAGRAF,
    "meeting_date": EvidenceKind.MEETING_DATE,
    "diarienummer": EvidenceKind.DIARIENUMMER,
}
"""Fields of the form for which the words of the document may be given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """The words given for a field, "" for none; their page (from 1) where it is known; what the field says."""

    quote: str
    page: int | None
    value: str


def prove(marked: Mapping[str, Marked], text: DocumentText | None) -> tuple[dict[str, Evidence], tuple[str, ...]]:
    """The proof by field, and the fields whose words do not stand in the document."""
    found: dict[str, Evidence] = {}
    astray = []
    for name, one in marked.items():
        where = find_quote(text, one.quote, one.page) if text and one.quote else None
        if text and where:
            found[name] = Evidence(
                kind=KINDS[name],
                value=one.value,
                quote=text.printed(where),
                page=text.page_at(where.start),
                span=where,
                rule=MARKED_BY_PERSON,
            )
        elif one.quote:
            astray.append(name)
    return found, tuple(astray)


def with_proof(decision: Decision, proof: Mapping[str, Evidence]) -> Decision:
    """The decision with the person's proof instead of the machine's of the same thing."""
    if not proof:
        return decision
    kinds = {evidence.kind for evidence in proof.values()}
    kept = tuple(evidence for evidence in decision.evidence if evidence.kind not in kinds)
    decision = dataclasses.replace(decision, evidence=(*kept, *proof.values()))
    outcome = proof.get("outcome")
    return dataclasses.replace(decision, quote=outcome.quote, page=outcome.page) if outcome else decision
