"""One decision as a form: filled with what was read, checked when it comes back. Pure.

Fields keep what the person typed, so that a form with faults is shown again as it was sent.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from domain.catalogue import Catalogue
from domain.decision import Decision, DocumentFate
from domain.document import DocumentText
from domain.evidence import DecisionBody, Outcome
from domain.register import Entry, RegisteredDocument
from domain.swedish import BODIES, OUTCOMES
from review import proof
from review.proof import Marked

NEVER_FINAL = (Outcome.REFERRED_BACK, Outcome.TABLED)
_EARLIEST = dt.date(1971, 1, 1)  # when the county got the municipalities that it is asked about
_LONGEST = {"paragraf": 20, "diarienummer": 60}
_LONGEST_QUOTE = 1000
_ASTRAY = "Orden står inte i handlingen. Kopiera dem därifrån, eller lämna fältet tomt."


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFields:
    """What stands in the fields, as text. `final` is "ja", "nej" or ""; `left_out` takes the decision away."""

    municipality: str = ""
    recommendation: str = ""
    outcome: str = ""
    final: str = ""
    body: str = ""
    paragraf: str = ""
    meeting_date: str = ""
    diarienummer: str = ""
    document: str = ""  # SHA-256
    corrects: str = ""  # number of an earlier answer
    quote_outcome: str = ""
    quote_paragraf: str = ""
    quote_meeting_date: str = ""
    quote_diarienummer: str = ""
    page_outcome: str = ""  # where on the page it was marked, "" when it was written by hand
    page_paragraf: str = ""
    page_meeting_date: str = ""
    page_diarienummer: str = ""
    left_out: str = ""

    def marked(self) -> dict[str, Marked]:
        """By field the words that a person gives as its proof."""
        return {name: self._marked(name) for name in proof.KINDS}

    def _marked(self, name: str) -> Marked:
        page = str(getattr(self, f"page_{name}"))
        return Marked(
            quote=str(getattr(self, f"quote_{name}")),
            page=int(page) if page.isdecimal() and len(page) < 5 else None,
            value=str(getattr(self, name)).lstrip("§ "),
        )


Faults = dict[str, str]
"""Field name -> what is wrong with it, in Swedish."""


def tidy(text: str, limit: int) -> str:
    """One line without control or direction-changing characters, at most `limit` long."""
    shown = "".join(" " if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"} else c for c in text)
    return " ".join(shown.split())[:limit]


def documents_of(entry: Entry) -> tuple[RegisteredDocument, ...]:
    """The documents that a decision may stand in; the mail itself when none has been registered."""
    if entry.documents:
        return entry.documents
    itself = RegisteredDocument(
        number="", name="", sha256=entry.sha256, media_type="message/rfc822", fate=DocumentFate.FAILED, reason=""
    )
    return (itself,)


def choices(entry: Entry, catalogue: Catalogue) -> dict[str, tuple[tuple[str, str], ...]]:
    """What the selects of the form offer, as (value, text), under the names that the template asks for."""
    return {
        "municipality_choices": tuple((m.kommunkod, m.form) for m in catalogue.municipalities),
        "recommendation_choices": tuple(
            (r.diarienummer, f"{r.diarienummer} {r.title}") for r in catalogue.recommendations
        ),
        "outcome_choices": tuple((outcome.value, words) for outcome, words in OUTCOMES.items()),
        "body_choices": tuple((body.value, words) for body, words in BODIES.items()),
        "document_choices": tuple((d.sha256, d.name or "mejlet självt") for d in documents_of(entry)),
    }


def empty_fields(entry: Entry, catalogue: Catalogue) -> AnswerFields:
    """The form where nothing was read: on the first document, with the municipality whose mail domain it came from."""
    domain = entry.sender.rpartition("@")[2].rstrip(">").lower()
    sender = next((m for m in catalogue.municipalities if domain in m.domains), None)
    return AnswerFields(municipality=sender.kommunkod if sender else "", document=documents_of(entry)[0].sha256)


def fields_of(decision: Decision) -> AnswerFields:
    """The form filled with what was read."""
    return AnswerFields(
        municipality=decision.municipality or "",
        recommendation=decision.recommendation,
        outcome=decision.outcome.value if decision.outcome else "",
        final="ja" if decision.final else "nej",
        body=decision.decision_body.value if decision.decision_body else "",
        paragraf=decision.paragraf or "",
        meeting_date=decision.meeting_date.isoformat() if decision.meeting_date else "",
        diarienummer=decision.diarienummer or "",
        document=decision.document_sha256,
        corrects=decision.corrects or "",
    )


def sent_fields(form: Mapping[str, str], index: int) -> AnswerFields:
    """The fields of the decision number `index` of a sent form, where they are named "0-outcome" and so on."""
    names = [field.name for field in dataclasses.fields(AnswerFields)]
    limits = {name: _LONGEST_QUOTE if name.startswith("quote_") else 200 for name in names}
    return AnswerFields(**{name: tidy(form.get(f"{index}-{name}", ""), limit) for name, limit in limits.items()})


def check(
    fields: AnswerFields,
    *,
    entry: Entry,
    catalogue: Catalogue,
    read: Decision | None,
    today: dt.date,
    texts: Mapping[str, DocumentText] | None = None,
) -> Decision | Faults:
    """The decision that a person has stated, or what is wrong. Evidence stays with the document it was read in.

    `read` is the decision that the form was filled with; `today` the date in Stockholm; `texts` what the documents say,
    by hash: words that a person gives as proof must stand there.
    """
    faults: Faults = {}
    if catalogue.municipality(fields.municipality) is None:
        faults["municipality"] = "Välj den kommun som har beslutat."
    if catalogue.recommendation(fields.recommendation) is None:
        faults["recommendation"] = "Välj den rekommendation som beslutet svarar på."
    outcome, body = _member(Outcome, fields.outcome), _member(DecisionBody, fields.body)
    _check_outcome(fields, outcome, body, faults)
    meeting_date = _date(fields.meeting_date, today, faults)
    for name, limit in _LONGEST.items():
        if len(getattr(fields, name)) > limit:
            faults[name] = f"Skriv högst {limit} tecken."
    document = next((d for d in documents_of(entry) if d.sha256 == fields.document), None)
    if document is None:
        faults["document"] = "Välj den handling som beslutet står i."
    found, astray = proof.prove(fields.marked(), (texts or {}).get(fields.document))
    faults.update({f"quote_{name}": _ASTRAY for name in astray})
    if faults or document is None:
        return faults
    decision = _stated(fields, document, read, outcome, body, meeting_date)
    return proof.with_proof(decision, found)


def _stated(
    fields: AnswerFields,
    document: RegisteredDocument,
    read: Decision | None,
    outcome: Outcome | None,
    body: DecisionBody | None,
    meeting_date: dt.date | None,
) -> Decision:
    same = read if read and read.document_sha256 == document.sha256 else None
    decision = Decision(
        municipality=fields.municipality,
        recommendation=fields.recommendation,
        outcome=outcome,
        final=fields.final == "ja",
        decision_body=body,
        paragraf=fields.paragraf.lstrip("§ ") or None,
        meeting_date=meeting_date,
        diarienummer=fields.diarienummer or None,
        attachment=document.name,
        document_sha256=document.sha256,
        page=same.page if same else None,
        quote=same.quote if same else "",
        evidence=same.evidence if same else (),
        corrects=fields.corrects or None,
    )
    return dataclasses.replace(decision, repeats=read.repeats) if read and _same_act(read, decision) else decision


def _check_outcome(fields: AnswerFields, outcome: Outcome | None, body: DecisionBody | None, faults: Faults) -> None:
    if outcome is None:
        faults["outcome"] = "Välj vad som beslutades."
    if body is None:
        faults["body"] = "Välj vem som har beslutat."
    if fields.final not in {"ja", "nej"}:
        faults["final"] = "Ange om beslutet är slutligt."
    elif fields.final == "ja" and outcome in NEVER_FINAL:
        faults["final"] = "En återremiss eller bordläggning är aldrig slutlig: välj nej."


def _same_act(one: Decision, other: Decision) -> bool:
    """Whether both speak of the same act of the same body, so that what it repeats still holds."""
    return (one.municipality, one.recommendation, one.paragraf, one.meeting_date, one.decision_body) == (
        other.municipality,
        other.recommendation,
        other.paragraf,
        other.meeting_date,
        other.decision_body,
    )


_Member = TypeVar("_Member", bound=Enum)


def _member(kind: type[_Member], value: str) -> _Member | None:
    return next((member for member in kind if member.value == value), None)


def _date(text: str, today: dt.date, faults: Faults) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        faults["meeting_date"] = "Skriv sammanträdets datum som ÅÅÅÅ-MM-DD, till exempel 2015-05-04."
        return None
    if day > today:
        faults["meeting_date"] = "Datumet har inte varit än: skriv sammanträdets datum."
    elif day < _EARLIEST:
        faults["meeting_date"] = "Så gammalt är inget sammanträde: skriv året med fyra siffror."
    return day
