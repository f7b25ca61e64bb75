"""One entry made ready for its page: facts with their quotes, doubts with advice, documents with marked text. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.catalogue import Catalogue
from domain.decision import Decision
from domain.doubt import Doubt
from domain.evidence import DecisionBody, DocumentKind, Evidence, EvidenceKind, Outcome
from domain.learning import lesson_of
from domain.register import Answer, Entry
from domain.swedish import BODIES, DOUBTS, EVIDENCE, OUTCOMES, long_date
from review.document_view import PLAIN, DocumentView, Texts, Wish, show_documents
from review.marks import Quote
from review.show import local
from review.verdict import missing
from review.words import ADVICE, KINDS, doubt_anchor

_QUOTES_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A quote with its page. `anchor` leads to it in the text shown, "" when it is not shown there."""

    quote: str
    value: str
    page: int | None
    rule: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that was read: "Kommun: Botkyrka kommun", with the words that say so. `value` "" is not known."""

    label: str
    value: str
    claims: tuple[Claim, ...]

    @property
    def verbatim(self) -> Claim | None:
        """The claim whose quote is the value itself, so that saying it twice would be noise."""
        return next((claim for claim in self.claims if claim.quote.casefold() == self.value.casefold()), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtView:
    sentence: str
    advice: str
    anchor: str  # where the handbook says more


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionView:
    decision: Decision
    title: str  # of the recommendation, "" when unknown
    facts: tuple[Fact, ...]
    missing: tuple[str, ...]
    doubts: tuple[DoubtView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    decisions: tuple[DecisionView, ...]
    doubts: tuple[DoubtView, ...]
    sender_claims: tuple[Claim, ...]
    taught: tuple[Claim, ...]  # what staff have taught of this sender and these words
    documents: tuple[DocumentView, ...]
    earlier: tuple[Answer, ...]


def view(
    entry: Entry,
    decisions: Sequence[Decision],
    texts: Texts,
    answers: Sequence[Answer],
    catalogue: Catalogue,
    wish: Wish = PLAIN,
) -> EntryView:
    """Everything that the page of an entry says. `decisions` are those that stand or were read, `answers` all
    that are registered for the same recommendations, `wish` how documents are to be shown.

    Doubts about the only decision stand with those about the mail; with several decisions each has its own.
    """
    alone = len(decisions) == 1

    def facts(anchors: frozenset[str]) -> tuple[DecisionView, ...]:
        return tuple(_decision(i, d, anchors, catalogue, alone=alone) for i, d in enumerate(decisions))

    quotes = tuple(_quotes(decisions, catalogue))
    told = {c.anchor for d in facts(frozenset(q.anchor for _, q in quotes)) for fact in d.facts for c in fact.claims}
    documents = show_documents(texts, [(sha256, q) for sha256, q in quotes if q.anchor in told], wish)
    result = entry.result
    told_of_mail = [e for e in result.evidence if e.kind is not EvidenceKind.THREAD] if result else []
    pairs = {(decision.municipality, decision.recommendation) for decision in decisions if decision.municipality}
    return EntryView(
        decisions=facts(frozenset(anchor for document in documents for anchor in document.found)),
        doubts=_doubts((result.doubts if len(decisions) > 1 else result.all_doubts) if result else ()),
        sender_claims=tuple(_claim(e, "", catalogue) for e in told_of_mail if not lesson_of(e)),
        taught=tuple(_claim(e, "", catalogue) for e in told_of_mail if lesson_of(e)),
        documents=documents,
        earlier=tuple(
            answer
            for answer in answers
            if answer.entry_id != entry.id and (answer.decision.municipality, answer.decision.recommendation) in pairs
        ),
    )


def _doubts(doubts: Sequence[Doubt]) -> tuple[DoubtView, ...]:
    return tuple(DoubtView(sentence=DOUBTS[d], advice=ADVICE[d], anchor=doubt_anchor(d)) for d in dict.fromkeys(doubts))


def _decision(
    index: int, decision: Decision, anchors: frozenset[str], catalogue: Catalogue, *, alone: bool
) -> DecisionView:
    municipality = catalogue.municipality(decision.municipality or "")
    recommendation = catalogue.recommendation(decision.recommendation)
    finality = "slutligt" if decision.final else "inte slutligt: ett förslag eller ett uppskov"
    values = {
        EvidenceKind.MUNICIPALITY: municipality.form if municipality else decision.municipality or "",
        EvidenceKind.OUTCOME: OUTCOMES[decision.outcome] if decision.outcome else "",
        EvidenceKind.FINALITY: finality,
        EvidenceKind.BODY: BODIES[decision.decision_body] if decision.decision_body else "",
        EvidenceKind.MEETING_DATE: long_date(decision.meeting_date) if decision.meeting_date else "",
        EvidenceKind.PARAGRAF: f"§ {decision.paragraf}" if decision.paragraf else "",
        EvidenceKind.DIARIENUMMER: decision.diarienummer or "",
        EvidenceKind.RECOMMENDATION: decision.recommendation,
    }
    claims: dict[EvidenceKind, list[Claim]] = {}
    for number, evidence in enumerate(decision.evidence):
        anchor = _anchor(index, number)
        claims.setdefault(evidence.kind, []).append(_claim(evidence, anchor if anchor in anchors else "", catalogue))
    others = {kind: "" for kind in claims if kind not in values}
    return DecisionView(
        decision=decision,
        title=recommendation.title if recommendation else "",
        facts=tuple(
            Fact(
                label=EVIDENCE[kind].capitalize(),
                value=value or (claims[kind][0].value if kind in others else ""),
                claims=_telling(claims.get(kind, ()), value)[:_QUOTES_SHOWN],
            )
            for kind, value in {**values, **others}.items()
        ),
        missing=missing(decision),
        doubts=() if alone else _doubts(decision.doubts),
    )


def _telling(claims: Sequence[Claim], value: str) -> tuple[Claim, ...]:
    """One claim for each thing claimed, that in the fact's own words where there is one: the rest is repetition."""
    chosen: dict[str, Claim] = {}
    for claim in claims:
        if claim.value not in chosen or claim.quote.casefold() == value.casefold():
            chosen[claim.value] = claim
    return tuple(chosen.values())


def _anchor(decision: int, evidence: int) -> str:
    return f"stod-{decision}-{evidence}"


def _claim(evidence: Evidence, anchor: str, catalogue: Catalogue) -> Claim:
    return Claim(
        quote=evidence.quote,
        value=_value(evidence, catalogue) + _taught_by(evidence, catalogue),
        page=evidence.page,
        rule=evidence.rule,
        anchor=anchor,
    )


def _taught_by(evidence: Evidence, catalogue: Catalogue) -> str:
    """Who taught what the claim rests on, and when; "" for what was read."""
    number = lesson_of(evidence)
    if not number:
        return ""
    lesson = next((one for one in catalogue.lessons if str(one.id) == number), None)
    if lesson is None:
        return " (en lärdom som är tillbakatagen)"
    return f" (lärt av {lesson.who} {long_date(local(lesson.at).date())})"


def _value(evidence: Evidence, catalogue: Catalogue) -> str:
    """The evidence's value in words; as it stands when there are none for it."""
    value = evidence.value
    try:
        match evidence.kind:
            case EvidenceKind.MUNICIPALITY:
                municipality = catalogue.municipality(value)
                return municipality.form if municipality else value
            case EvidenceKind.OUTCOME:
                return OUTCOMES[Outcome(value)]
            case EvidenceKind.BODY:
                return BODIES[DecisionBody(value)]
            case EvidenceKind.DOCUMENT_KIND:
                return KINDS[DocumentKind(value)]
            case EvidenceKind.MEETING_DATE:
                return long_date(dt.date.fromisoformat(value))
            case EvidenceKind.FINALITY:
                return {"final": "slutligt", "not_final": "inte slutligt"}[value]
            case _:
                return value
    except (KeyError, ValueError):
        return value


def _quotes(decisions: Sequence[Decision], catalogue: Catalogue) -> Iterator[tuple[str, Quote]]:
    """Each quote of the decisions that stands in a document, with that document's hash."""
    for index, decision in enumerate(decisions):
        for number, evidence in enumerate(decision.evidence):
            if evidence.page is not None:
                yield (
                    decision.document_sha256,
                    Quote(
                        anchor=_anchor(index, number),
                        label=f"{EVIDENCE[evidence.kind]}: {_value(evidence, catalogue)}",
                        text=evidence.quote,
                        span=evidence.span,
                    ),
                )
