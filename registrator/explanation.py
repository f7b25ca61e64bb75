"""What `registrator explain` says of one file: the JSON of the stable contract, and the words for a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from domain import swedish
from domain.catalogue import Catalogue
from domain.decision import Decision, DocumentFate, DocumentRecord
from domain.document import FailureKind
from domain.evidence import Evidence
from domain.mail import SkipReason
from registrator.understand import Understanding

AUTHENTIC = {True: "ja, verifierad", False: "nej, förfalskad eller efterliknad", None: "går inte att säga"}


def as_json(file: str, understanding: Understanding) -> dict[str, Any]:
    """The object of the contract; fields may be added to it, never taken away."""
    result = understanding.result
    return {
        "file": file,
        "status": result.status.value,
        "authentic": result.authentic,
        "doubts": [doubt.value for doubt in result.all_doubts],
        "decisions": [_decision_json(decision) for decision in result.decisions],
        "documents": [
            {"name": d.name, "type": d.media_type, "fate": d.fate.value, "reason": d.reason or None}
            for d in result.documents
        ],
    }


def _decision_json(decision: Decision) -> dict[str, Any]:
    return {
        "municipality": decision.municipality,
        "recommendation": decision.recommendation,
        "outcome": decision.outcome.value if decision.outcome else None,
        "final": decision.final,
        "decision_body": decision.decision_body.value if decision.decision_body else None,
        "paragraf": decision.paragraf,
        "meeting_date": decision.meeting_date.isoformat() if decision.meeting_date else None,
        "diarienummer": decision.diarienummer,
        "attachment": decision.attachment,
        "page": decision.page,
        "quote": decision.quote,
        "doubts": [doubt.value for doubt in decision.doubts],
    }


def as_lines(file: str, understanding: Understanding, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """(style, line) for a person: the verdict first, then each claim with its quote, then what was weighed."""
    result = understanding.result
    yield "bold", f"{file}: {swedish.STATUSES[result.status]}"
    if understanding.message:
        message = understanding.message
        yield "", f"  Från: {message.sender.display_name} <{message.sender.address}>   Ärende: {message.subject}"
        yield "", f"  Avsändaren verifierad: {AUTHENTIC[result.authentic]}"
    for doubt in result.all_doubts:
        yield "yellow", f"  ? {swedish.DOUBTS[doubt]} ({doubt.value})"
    for decision in result.decisions:
        yield from _decision_lines(decision, catalogue)
    if result.documents:
        yield "", "  Bilagor:"
    for document in result.documents:
        yield "", f"    {document.name or '(utan namn)'} ({document.media_type}): {_fate(document)}"
    for evidence in result.evidence:
        yield "dim", _evidence_line(evidence)
    for note in result.notes:
        yield "dim", f"  · {note}"


def _decision_lines(decision: Decision, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    municipality = catalogue.municipality(decision.municipality or "")
    outcome = swedish.outcome_of(decision)
    final = "slutligt" if decision.final else "inte slutligt"
    who = municipality.form if municipality else "okänd kommun"
    body = swedish.BODIES[decision.decision_body] if decision.decision_body else "okänt organ"
    yield "bold cyan", f"  {who}: {outcome} ({final})"
    yield "", f"    Rekommendation {decision.recommendation}"
    yield (
        "",
        f"    {body}, {decision.meeting_date or 'okänt datum'}, § {decision.paragraf or '–'}, "
        f"dnr {decision.diarienummer or '–'}",
    )
    if decision.quote:
        yield "italic", f"    ”{decision.quote}” ({decision.attachment}, sidan {decision.page or '–'})"
    for evidence in decision.evidence:
        yield "dim", "  " + _evidence_line(evidence)


def _evidence_line(evidence: Evidence) -> str:
    page = f", sidan {evidence.page}" if evidence.page else ""
    return f"  {swedish.EVIDENCE[evidence.kind]} = {evidence.value}: ”{evidence.quote}”{page} [{evidence.rule}]"


def _fate(document: DocumentRecord) -> str:
    if document.fate is DocumentFate.READ:
        return f"läst med {document.reader}"
    if document.fate is DocumentFate.FAILED:
        return swedish.FAILURES[FailureKind(document.reason)]
    return f"inte läst, {swedish.SKIPS[SkipReason(document.reason)]}"
