"""What `registrator explain` says of one file: the JSON of the stable contract, and the words for a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from domain import swedish
from domain.catalogue import Catalogue
from domain.decision import Decision, DocumentFate, DocumentRecord, Result, Status
from domain.document import FailureKind
from domain.doubt import Doubt
from domain.evidence import Evidence, EvidenceKind
from domain.mail import Message, SkipReason
from matching.setting_aside import SET_ASIDE
from matching.summary import reason
from registrator.explanation_grounds import grounds
from registrator.explanation_words import found_by
from registrator.understand import Understanding
from review.words import ADVICE

AUTHENTIC = {
    True: "Ja, det är bekräftat av vår mejlserver.",
    False: "Nej, den är förfalskad eller efterliknad.",
    None: "Det går inte att säga.",
}


def as_json(file: str, understanding: Understanding) -> dict[str, Any]:
    """The object of the contract; fields may be added to it, never taken away."""
    result = understanding.result
    return {
        "file": file,
        "status": result.status.value,
        "authentic": result.authentic,
        "doubts": [doubt.value for doubt in result.all_doubts],
        "decisions": [decision_json(decision) for decision in result.decisions],
        "documents": [
            {"name": d.name, "type": d.media_type, "fate": d.fate.value, "reason": d.reason or None}
            for d in result.documents
        ],
    }


def decision_json(decision: Decision) -> dict[str, Any]:
    """One decision in the words of the contract."""
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


def as_lines(
    file: str, understanding: Understanding, catalogue: Catalogue, *, rules: bool = False
) -> Iterator[tuple[str, str]]:
    """(style, line) for a person: the verdict, what stopped it, on what grounds and what would settle that, then each
    claim with its quote (and, with `rules`, the name of the rule that found it), then what was weighed and lost."""
    result = understanding.result
    yield "bold", f"{file}: {swedish.STATUSES[result.status]}"
    if result.status is Status.IGNORED:
        yield "", f"  {reason(result, catalogue)}"
    yield from _doubt_lines(understanding, catalogue)
    if understanding.message:
        yield from _mail_lines(understanding.message, result)
    for decision in result.decisions:
        yield "", ""
        yield from _decision_lines(decision, catalogue, rules=rules)
    if not result.decisions and result.status is not Status.IGNORED:
        yield "", ""
        yield "", "  Inget beslut om någon känd rekommendation hittades."
    if result.documents:
        yield "", ""
        yield "", "  Bilagor"
    signatures = {r.attachment.sha256: r.text.signature for r in understanding.readings if r.text}
    for document in result.documents:
        signature = signatures.get(document.sha256)
        signed = f"; {swedish.SIGNATURES[signature.state]}" if signature else ""
        yield "", f"    {document.name or '(utan namn)'}: {_fate(document)}{signed}"
    told = {ground for doubt in result.all_doubts for ground in grounds(doubt, understanding, catalogue)}
    notes = [note for note in result.notes if not note.startswith(SET_ASIDE) and note not in told]
    if notes:
        yield "", ""
        yield "", "  Övervägt"
    for note in notes:
        yield "dim", f"    {note}"


def _doubt_lines(understanding: Understanding, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    for doubt in understanding.result.all_doubts:
        yield "yellow", f"  {swedish.DOUBTS[doubt]} [{doubt.value}]"
        for ground in grounds(doubt, understanding, catalogue):
            yield "", f"      {ground}"
        yield "", f"    → {ADVICE[doubt]}"


def _mail_lines(message: Message, result: Result) -> Iterator[tuple[str, str]]:
    yield "", ""
    yield "", f"  Från: {message.sender.display_name} <{message.sender.address}>".replace(":  <", ": <")
    yield "", f"  Ämne: {message.subject}"
    yield "", f"  Är avsändaren äkta? {AUTHENTIC[result.authentic]}"
    for evidence in result.evidence:
        if evidence.rule == "sender.authentication_results":
            yield "dim", f"    {evidence.quote}"
        elif evidence.rule != "sender.from" and evidence.kind is not EvidenceKind.RESERVATION:
            yield "dim", f"    {found_by(evidence)}: {evidence.quote}"


def _decision_lines(decision: Decision, catalogue: Catalogue, *, rules: bool) -> Iterator[tuple[str, str]]:
    municipality = catalogue.municipality(decision.municipality or "")
    recommendation = catalogue.recommendation(decision.recommendation)
    who = municipality.form if municipality else "Okänd kommun"
    outcome, final = swedish.outcome_of(decision), "slutligt" if decision.final else "inte slutligt"
    if decision.outcome and Doubt.NOT_ADJUSTED in decision.doubts:
        outcome, final = swedish.OUTCOMES[decision.outcome], "inte slutligt, protokollet är inte justerat"
    body = swedish.BODIES[decision.decision_body] if decision.decision_body else "okänt organ"
    day = swedish.long_date(decision.meeting_date) if decision.meeting_date else "okänt datum"
    yield "bold cyan", f"  {who}: {outcome} ({final})"
    yield "", f"    {decision.recommendation}{f' {recommendation.title}' if recommendation else ''}"
    yield (
        "",
        f"    {body[:1].upper()}{body[1:]}, {day}, § {decision.paragraf or 'okänd'}, "
        f"kommunens diarienummer {decision.diarienummer or 'okänt'}",
    )
    if decision.quote:
        yield "italic", f"    ”{decision.quote}”"
        yield "", f"    ({decision.attachment}, sidan {decision.page or 'okänd'})"
    yield "", "    Grunder"
    for kind in _ORDER:
        yield from _claim_lines(kind, tuple(e for e in decision.evidence if e.kind is kind), catalogue, rules=rules)


_ORDER = (
    *(EvidenceKind.MUNICIPALITY, EvidenceKind.RECOMMENDATION, EvidenceKind.OTHER_ORGANISATION, EvidenceKind.OUTCOME),
    *(EvidenceKind.FINALITY, EvidenceKind.BODY, EvidenceKind.MEETING_DATE, EvidenceKind.PARAGRAF),
    *(EvidenceKind.DIARIENUMMER, EvidenceKind.DOCUMENT_KIND, EvidenceKind.NOT_ADJUSTED, EvidenceKind.CORRECTION),
    EvidenceKind.SIGNATURE,
)


def _claim_lines(
    kind: EvidenceKind, claims: tuple[Evidence, ...], catalogue: Catalogue, *, rules: bool
) -> Iterator[tuple[str, str]]:
    """Each value once, and under it each place that says so."""
    for value in dict.fromkeys(e.value for e in claims):
        yield "", f"      {swedish.EVIDENCE[kind]}: {_value(kind, value, catalogue)}"
        for evidence in (e for e in claims if e.value == value):
            page = f", sidan {evidence.page}" if evidence.page else ""
            rule = f" [{evidence.rule}]" if rules else ""
            yield "dim", f"        {found_by(evidence)}{page}: ”{evidence.quote}”{rule}"


def _value(kind: EvidenceKind, value: str, catalogue: Catalogue) -> str:
    """A claim's value as a person would say it."""
    municipality = catalogue.municipality(value) if kind is EvidenceKind.MUNICIPALITY else None
    if municipality:
        return municipality.form
    if kind is EvidenceKind.MEETING_DATE:
        return swedish.long_date(dt.date.fromisoformat(value))
    return _WORDS.get((kind, value), value)


_WORDS: dict[tuple[EvidenceKind, str], str] = {
    **{(EvidenceKind.OUTCOME, outcome.value): words for outcome, words in swedish.OUTCOMES.items()},
    **{(EvidenceKind.BODY, body.value): words for body, words in swedish.BODIES.items()},
    **{(EvidenceKind.DOCUMENT_KIND, kind.value): words for kind, words in swedish.DOCUMENT_KINDS.items()},
    **{(EvidenceKind.SIGNATURE, state.value): words for state, words in swedish.SIGNATURES.items()},
    (EvidenceKind.FINALITY, "final"): "organets egna ord är slutliga",
    (EvidenceKind.FINALITY, "not_final"): "organets egna ord är inte slutliga",
}


def _fate(document: DocumentRecord) -> str:
    if document.fate is DocumentFate.READ:
        return f"läst med {document.reader}"
    if document.fate is DocumentFate.FAILED:
        return swedish.FAILURES[FailureKind(document.reason)]
    return f"inte läst, {swedish.SKIPS[SkipReason(document.reason)]}"
