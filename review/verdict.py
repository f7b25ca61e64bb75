"""What a person's verdict makes of an entry: the decisions to keep, and the words for the trail. Pure."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.catalogue import Catalogue
from domain.decision import Decision
from domain.document import DocumentText
from domain.register import Answer, Entry, State
from domain.swedish import BODIES, OUTCOMES
from matching.history import is_same_act
from review.answer_form import AnswerFields, Faults, check, documents_of

_LABELS = {
    "municipality": "kommun",
    "recommendation": "rekommendation",
    "outcome": "beslut",
    "final": "slutligt",
    "decision_body": "beslutsorgan",
    "paragraf": "paragraf",
    "meeting_date": "datum",
    "diarienummer": "diarienummer",
    "attachment": "handling",
    "corrects": "rättar svaret",
}
OPEN_STATES = (State.FLAGGED, State.FAILED, State.IGNORED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A checked form: the decisions to keep, or faults per decision, each named as its field ("0-outcome")."""

    decisions: tuple[Decision, ...]
    faults: Faults


def proposed(entry: Entry) -> tuple[Decision, ...]:
    """What was read in it, whatever a person made of it later."""
    return entry.result.decisions if entry.result else ()


def missing(decision: Decision) -> tuple[str, ...]:
    """What a decision lacks to be accepted as read, in Swedish; nothing when it is complete."""
    needed = ("municipality", "recommendation", "outcome", "decision_body", "meeting_date")
    return tuple(_LABELS[name] for name in needed if not getattr(decision, name))


def can_accept(entry: Entry) -> bool:
    """Whether everything that was read is complete, and a person has not settled it yet."""
    decisions = proposed(entry)
    return entry.state in OPEN_STATES and bool(decisions) and not any(map(missing, decisions))


def can_settle(entry: Entry) -> bool:
    """Whether a person may correct or dismiss it: everything but what the reader is still working on."""
    return entry.state is not State.RECEIVED


def accepted(entry: Entry) -> tuple[Decision, ...]:
    """The decisions as read, without doubts: a person has looked."""
    return tuple(dataclasses.replace(decision, doubts=()) for decision in proposed(entry))


def linked(entry: Entry, earlier: Answer) -> Decision:
    """The mail as one more copy of an earlier answer: it says what that one says, and stands in a document of its own.

    The document is the one that was read to answer the same recommendation, else the mail's first.
    """
    same = next((d for d in proposed(entry) if d.recommendation == earlier.decision.recommendation), None)
    document = next((d for d in documents_of(entry) if same and d.sha256 == same.document_sha256), None)
    document = document or documents_of(entry)[0]
    return dataclasses.replace(
        earlier.decision,
        attachment=document.name,
        document_sha256=document.sha256,
        page=same.page if same else None,
        quote=same.quote if same else "",
        evidence=same.evidence if same else (),
        doubts=(),
        repeats=earlier.number,
        corrects=None,
    )


def repeating(decisions: Sequence[Decision], standing: Sequence[Answer], entry: Entry) -> tuple[Decision, ...]:
    """The decisions, each marked as a repeat when another mail's answer that stands is the same act and says the same.

    The forged or unverified copy came first, the proper one was registered meanwhile: the answer still counts once.
    """
    others = [answer for answer in standing if answer.entry_id != entry.id]

    def beside(decision: Decision) -> Decision:
        if decision.corrects:
            return decision  # a person says that it is another word, not the same again
        same = (a.number for a in others if is_same_act(a.decision, decision) and _says_the_same(a.decision, decision))
        return dataclasses.replace(decision, repeats=next(same, None))

    return tuple(map(beside, decisions))


def _says_the_same(one: Decision, other: Decision) -> bool:
    return (one.outcome, one.final) == (other.outcome, other.final)


def corrected(
    answers: Sequence[AnswerFields],
    *,
    entry: Entry,
    read: Sequence[Decision],
    catalogue: Catalogue,
    today: dt.date,
    texts: Mapping[str, DocumentText] | None = None,
) -> Corrected:
    """Check each decision of the form; the n-th belongs to the n-th of `read`, those after are new."""
    decisions: list[Decision] = []
    faults: Faults = {}
    for index, fields in enumerate(answers):
        if fields.left_out:
            continue
        before = read[index] if index < len(read) else None
        checked = check(fields, entry=entry, catalogue=catalogue, read=before, today=today, texts=texts)
        if isinstance(checked, Decision):
            key = (checked.document_sha256, checked.paragraf, checked.recommendation)
            if key in [(d.document_sha256, d.paragraf, d.recommendation) for d in decisions]:
                faults[f"{index}-paragraf"] = "Samma paragraf svarar redan på samma rekommendation här ovanför."
            decisions.append(checked)
        else:
            faults.update({f"{index}-{name}": fault for name, fault in checked.items()})
    if not decisions and not faults:
        faults["0-left_out"] = "Minst ett beslut måste vara kvar. Är inget av dem ett svar, avfärda mejlet i stället."
    return Corrected(decisions=tuple(decisions), faults=faults)


def changes(before: Sequence[Decision], after: Sequence[Decision], catalogue: Catalogue) -> str:
    """What a correction changed, as one Swedish sentence for the trail."""
    if not before:
        return "Ifyllt för hand."
    if len(before) != len(after):
        return f"Antal beslut ändrat från {len(before)} till {len(after)}."
    told = [
        f"{label}: {_word(old, name, catalogue)} → {_word(new, name, catalogue)}"
        for old, new in zip(before, after, strict=True)
        for name, label in _LABELS.items()
        if getattr(old, name) != getattr(new, name)
    ]
    return f"Ändrat {'; '.join(told)}." if told else "Inget ändrat."


def _word(decision: Decision, name: str, catalogue: Catalogue) -> str:
    value = getattr(decision, name)
    if value is None or value == "":
        return "saknas"
    if name == "municipality":
        municipality = catalogue.municipality(value)
        return municipality.name if municipality else str(value)
    if name == "final":
        return "ja" if value else "nej"
    if name == "outcome":
        return OUTCOMES[value]
    if name == "decision_body":
        return BODIES[value]
    return str(value)
