"""One reading to its decisions: every paragraf of a deciding paper that answers one of our recommendations."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass

from domain.catalogue import Catalogue
from domain.decision import Decision, Reading, ReadSection
from domain.doubt import Doubt
from domain.evidence import DecisionBody, DocumentKind, Evidence, EvidenceKind, Outcome, PartKind
from domain.swedish import DOCUMENT_KINDS
from matching.heading_topic import another_matter
from matching.misread_sign import with_paragraf
from matching.municipality import Origin, resolve_origin
from matching.petition import answers_petition
from matching.plain_words import unknown_words
from matching.policy import body_doubts, form_doubts, outcome_doubts, recommendation_doubts
from matching.recommendation import Match, resolve_recommendation
from matching.signed_alone import signed_alone
from matching.thread import speaks_of_a_recommendation

_DECIDING = frozenset({DocumentKind.MINUTES.value, DocumentKind.DELEGATION.value})
# SKL named in the paragraf and we not at all, or SKL named by heading and decision and we not there.
_OTHERS = frozenset({"other_organisation.only", "other_organisation.decides"})
# Rules by how surely they tell the meeting's date.
_DATE_RULES = ("meeting_date.label", "meeting_date.place_and_time", "meeting_date.head", "meeting_date.lead")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What one document came to. `doubts` are about it as a whole, for when it holds no decision."""

    origin: Origin
    decisions: tuple[Decision, ...]
    doubts: tuple[Doubt, ...]
    notes: tuple[str, ...]
    decides: bool  # a paper of a kind that can decide


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """What the mail around a document suggests: the kommunkod of its From domain, the recommendation of its thread, the
    paragrafer that it names."""

    municipality: str | None
    recommendation: str | None
    paragrafer: frozenset[str] = frozenset()


def read_answer(reading: Reading, hint: Hint, catalogue: Catalogue) -> Answered:
    """Every decision of one document; `hint` fills in, with a doubt, what the document does not say."""
    acting = tuple(e for s in reading.sections for e in s.evidence if e.kind is EvidenceKind.MUNICIPALITY)
    named = tuple(e for e in reading.evidence if e.kind is EvidenceKind.MUNICIPALITY)
    kinds = [e.value for e in reading.evidence if e.kind is EvidenceKind.DOCUMENT_KIND]
    notes = [f"{reading.attachment.name}: {DOCUMENT_KINDS[DocumentKind(kind)]}" for kind in kinds]
    origin = resolve_origin((*named, *acting), hint.municipality, catalogue)
    decides = not kinds or bool(set(kinds) & _DECIDING)
    decisions: list[Decision] = []
    doubts: list[Doubt] = []
    if not decides:
        own = set(kinds) == {DocumentKind.RECOMMENDATION.value}
        return Answered(
            origin=origin, decisions=(), doubts=() if own else (Doubt.NO_DECISION,), notes=tuple(notes), decides=False
        )
    for section in (with_paragraf(reading, section, hint.paragrafer) for section in reading.sections):
        match, found = _decisions_of(reading, section, origin, hint, catalogue)
        decisions += found
        where = f"{reading.attachment.name} § {section.section.paragraf or '?'}"
        notes += [f"{where}: {note}" for note in match.notes]
        doubts += match.doubts if not match.recommendations else ()
    notes += origin.notes
    return Answered(
        origin=origin,
        decisions=_without_shadows(decisions, notes),
        doubts=tuple(dict.fromkeys(doubts)),
        notes=tuple(notes),
        decides=True,
    )


def _decisions_of(
    reading: Reading, read: ReadSection, origin: Origin, hint: Hint, catalogue: Catalogue
) -> tuple[Match, list[Decision]]:
    kinds = {e.value for e in read.evidence if e.kind is EvidenceKind.DOCUMENT_KIND}
    if kinds and not kinds & _DECIDING:
        return Match(recommendations=(), notes=("står inte i en handling som beslutar något",)), []
    meeting, date_doubts = meeting_date(read.evidence)
    others = [e for e in read.evidence if e.kind is EvidenceKind.OTHER_ORGANISATION]
    match = resolve_recommendation(
        tuple(e for e in read.evidence if e.kind is EvidenceKind.RECOMMENDATION),
        names_other=any(e.rule in _OTHERS for e in others),
        names_us=any(e.rule == "organisation.ours" for e in others),
        meeting=meeting,
        catalogue=catalogue,
        headed=bool(read.section.title),
    )
    if (
        not match.recommendations
        and not match.doubts
        and hint.recommendation
        and speaks_of_a_recommendation(reading, read)
    ):
        match = Match(
            recommendations=(hint.recommendation,),
            doubts=(Doubt.RECOMMENDATION_UNCERTAIN,),
            notes=(*match.notes, f"{hint.recommendation} nämns bara av mejlet, inte av handlingen"),
        )
    if match.recommendations and not _says_anything(read):
        return Match(
            recommendations=(), doubts=(Doubt.NO_DECISION,), notes=(*match.notes, "paragrafen har inget beslut")
        ), []
    titles = " ".join(r.title for r in catalogue.recommendations if r.diarienummer in match.recommendations)
    if match.recommendations and answers_petition(reading, read, titles):
        note = "paragrafen besvarar en motion eller ett medborgarförslag, inte rekommendationen"
        return Match(recommendations=(), doubts=(Doubt.NO_RECOMMENDATION,), notes=(*match.notes, note)), []
    for diarienummer in match.recommendations:
        if word := another_matter(reading, read, diarienummer, catalogue):
            note = f"»{word}« i rubriken gör det till ett annat ärende än {diarienummer}"
            doubts = tuple(dict.fromkeys((*match.doubts, Doubt.RECOMMENDATION_UNCERTAIN)))
            match = dataclasses.replace(match, doubts=doubts, notes=(*match.notes, note))
    found = [
        _decision(reading, read, origin, diarienummer, meeting, (*match.doubts, *date_doubts), catalogue)
        for diarienummer in match.recommendations
    ]
    return match, found


def _is_beside_the_matter(read: ReadSection, diarienummer: str) -> bool:
    """The words that decide name neither recommendation nor matter: "Motionen avslås", "Handlingsplanen antas"."""
    if read.ruling.outcome is None or read.ruling.quote_span is None:
        return False
    return not any(e.value == diarienummer and e.rule == "recommendation.decided.quote" for e in read.evidence)


def _says_anything(read: ReadSection) -> bool:
    """A line of a contents list or a notice of receipt has a heading and no decision."""
    return read.ruling.outcome is not None or any(part.kind is PartKind.DECISION for part in read.section.parts)


def _decision(
    reading: Reading,
    read: ReadSection,
    origin: Origin,
    diarienummer: str,
    meeting: dt.date | None,
    found_doubts: tuple[Doubt, ...],
    catalogue: Catalogue,
) -> Decision:
    read, dated = read.answering(diarienummer)
    ruling = read.ruling
    unadjusted = EvidenceKind.NOT_ADJUSTED in _marks(reading, read)
    doubts = (*found_doubts, *dated, *_doubts(reading, read, origin, diarienummer, meeting, catalogue))
    quote, page = _quote(reading, read)
    return Decision(
        municipality=origin.kommunkod,
        recommendation=diarienummer,
        outcome=ruling.outcome,
        final=ruling.final and not unadjusted,
        decision_body=ruling.body,
        paragraf=read.section.paragraf,
        meeting_date=meeting,
        diarienummer=next((e.value for e in read.evidence if e.kind is EvidenceKind.DIARIENUMMER), None),
        attachment=reading.attachment.name,
        document_sha256=reading.attachment.sha256,
        page=page,
        quote=quote,
        evidence=_claims(reading, read, diarienummer),
        doubts=tuple(dict.fromkeys(doubts)),
    )


def _marks(reading: Reading, read: ReadSection) -> set[EvidenceKind]:
    return {e.kind for e in (*read.evidence, *reading.evidence)}


def _doubts(
    reading: Reading,
    read: ReadSection,
    origin: Origin,
    diarienummer: str,
    meeting: dt.date | None,
    catalogue: Catalogue,
) -> tuple[Doubt, ...]:
    """Everything about one decision that a person must see."""
    ruling, marks = read.ruling, _marks(reading, read)
    return (
        *(reading.text.doubts if reading.text else ()),
        *origin.doubts,
        *recommendation_doubts(diarienummer, origin.kommunkod, meeting, catalogue),
        *([Doubt.RECOMMENDATION_UNCERTAIN] if _is_beside_the_matter(read, diarienummer) else []),
        *ruling.doubts,
        *outcome_doubts(ruling.outcome, ruling.doubts),
        *([Doubt.WORDS_NOT_KNOWN] if unknown_words(reading, read, diarienummer, catalogue) else []),
        *body_doubts(ruling.body, final=ruling.final),
        *([Doubt.DELEGATED_DECISION] if ruling.final and signed_alone(reading) else []),
        *form_doubts(ruling.body, read.section.paragraf, meeting),
        *([Doubt.NOT_ADJUSTED] if EvidenceKind.NOT_ADJUSTED in marks else []),
        *([Doubt.CORRECTION] if EvidenceKind.CORRECTION in marks else []),
        *([Doubt.SENDER_RESERVES] if EvidenceKind.RESERVATION in marks else []),
    )


def _quote(reading: Reading, read: ReadSection) -> tuple[str, int | None]:
    text = reading.text
    if text is None:
        return "", None
    span = read.ruling.quote_span
    if span is None:
        parts = [part.span for part in read.section.parts if part.kind is PartKind.DECISION]
        span = parts[0] if parts else None
    if span is None:
        return "", text.page_at(read.section.span.start)
    return text.printed(span, read.section.furniture)[:600], text.page_at(span.start)


def _claims(reading: Reading, read: ReadSection, diarienummer: str) -> tuple[Evidence, ...]:
    """The evidence behind this decision; that of other candidates, and faint likenesses, left out."""
    found = (*read.evidence, *read.ruling.evidence, *reading.evidence)
    return tuple(dict.fromkeys(e for e in found if not _is_beside(e, diarienummer)))


def _is_beside(evidence: Evidence, diarienummer: str) -> bool:
    if evidence.kind is EvidenceKind.OTHER_ORGANISATION:
        return evidence.rule == "organisation.ours"
    if evidence.kind is EvidenceKind.MEETING_DATE:
        return evidence.rule not in _DATE_RULES
    if evidence.kind is not EvidenceKind.RECOMMENDATION:
        return False
    share = evidence.rule.rpartition(".")[2]
    return evidence.value != diarienummer or (share.isdigit() and int(share) < 50)


def meeting_date(evidence: tuple[Evidence, ...]) -> tuple[dt.date | None, tuple[Doubt, ...]]:
    """The date by the surest rule that found any. Another, by whichever rule, is a doubt: one of them is a misprint."""
    found = [(e.rule, e.value) for e in evidence if e.kind is EvidenceKind.MEETING_DATE and e.rule in _DATE_RULES]
    for rule in _DATE_RULES:
        days = [value for by, value in found if by == rule]
        if days:
            several = len({value for _, value in found}) > 1
            return dt.date.fromisoformat(days[0]), (Doubt.DATE_UNKNOWN,) if several else ()
    return None, ()


def _without_shadows(decisions: list[Decision], notes: list[str]) -> tuple[Decision, ...]:
    """The same paragraf read twice (a line of the contents, a continued page), or a list of received papers beside it.

    The one that takes a stand stays.
    """
    kept: list[Decision] = []
    stands = {d.recommendation for d in decisions if d.outcome not in {None, Outcome.NOTED}}
    for decision in decisions:
        if decision.outcome is Outcome.NOTED and decision.recommendation in stands:
            notes.append(f"§ {decision.paragraf} antecknar bara det som en annan paragraf beslutar")
            continue
        same = [
            other
            for other in decisions
            if other is not decision
            and (other.paragraf, other.recommendation) == (decision.paragraf, decision.recommendation)
        ]
        if decision.outcome is None and any(other.outcome for other in same):
            notes.append(f"§ {decision.paragraf} står två gånger; den utan beslut är utelämnad")
            continue
        kept.append(decision)
    return tuple(kept)


def body_rank(body: DecisionBody | None) -> int:
    """Higher decides over lower; for comparing only."""
    return _RANKS[body]


_RANKS = {
    None: 0,
    DecisionBody.DELEGATE: 1,
    DecisionBody.SUBCOMMITTEE: 2,
    DecisionBody.COMMITTEE: 3,
    DecisionBody.EXECUTIVE: 4,
    DecisionBody.ASSEMBLY: 5,
}
