"""A mail's headers and readings to one Result: registered, flagged or ignored, with every reason named."""

from __future__ import annotations

import dataclasses
import datetime as dt

from domain.catalogue import Catalogue
from domain.decision import Decision, Reading, Result, Status, document_records
from domain.delivery import NO_CORRESPONDENCE, Correspondence
from domain.document import FailureKind
from domain.doubt import Doubt
from domain.evidence import EvidenceKind
from domain.mail import AutomaticKind, Message, SkipReason
from matching.authenticity import Sender, judge_sender
from matching.document import Answered, Hint, read_answer
from matching.lessons import with_lessons
from matching.misread_sign import paragrafer_of
from matching.reservations import reservations
from matching.setting_aside import SET_ASIDE, why_ignored
from matching.thread import thread_evidence, threaded

_FAILURES = {
    FailureKind.LOCKED: Doubt.DOCUMENT_LOCKED,
    FailureKind.NO_TEXT: Doubt.NO_TEXT,
    FailureKind.UNSUPPORTED: Doubt.UNSUPPORTED_FORMAT,
}
_SKIPS = {
    SkipReason.UNSUPPORTED: Doubt.UNSUPPORTED_FORMAT,
    SkipReason.ARCHIVE: Doubt.UNSUPPORTED_FORMAT,
    SkipReason.LOCKED: Doubt.DOCUMENT_LOCKED,
    SkipReason.TOO_DEEP: Doubt.DOCUMENT_UNREADABLE,
    SkipReason.TOO_LARGE: Doubt.DOCUMENT_UNREADABLE,
    SkipReason.BROKEN: Doubt.DOCUMENT_UNREADABLE,
}


def decide(
    message: Message | None,
    readings: tuple[Reading, ...],
    catalogue: Catalogue,
    ours: Correspondence = NO_CORRESPONDENCE,
    arrived: dt.datetime | None = None,
) -> Result:
    """The result for one mail; `message` None for documents without any mail: authentic None, and no doubt of it.

    `ours` is what the register knows of the mail's thread; `arrived` (aware) when the mail reached the mailbox.
    """
    sender = judge_sender(message, catalogue) if message else None
    recommendation = threaded(message, catalogue, ours.answers)
    hint = Hint(
        municipality=sender.municipality if sender else None,
        recommendation=recommendation,
        paragrafer=paragrafer_of(message),
    )
    answers = tuple(read_answer(r, hint, catalogue) for r in readings if r.text)
    notes = [*(sender.notes if sender else ()), *(note for answer in answers for note in answer.notes)]
    decisions = _members_own(_once([d for answer in answers for d in answer.decisions], notes), answers, sender, notes)
    reserved = reservations(message, decisions, catalogue)
    doubts = (
        *(_sender_doubts(sender, answers, decisions) if sender else ()),
        *_document_doubts(message, readings),
        *_unread_doubts(answers, readings),
        *(Doubt(claim.value) for claim in reserved),
        *_answer_doubts(answers, decisions, readings),
        *_crowd_doubts(decisions),
        *_time_doubts(message, arrived, decisions),
    )
    result = Result(
        status=Status.FLAGGED,
        authentic=_authentic(sender, answers, decisions),
        doubts=tuple(dict.fromkeys(doubts)),
        decisions=decisions,
        documents=document_records(readings, message.skipped if message else ()),
        evidence=(*(sender.evidence if sender else ()), *thread_evidence(ours.answers, catalogue), *reserved),
        notes=tuple(dict.fromkeys(notes)),
    )
    aside = why_ignored(message, sender, readings, decisions, catalogue, ours) if message and sender else None
    if aside:
        notes = [*result.notes, f"{SET_ASIDE}{aside}"]
        return dataclasses.replace(result, status=Status.IGNORED, doubts=(), notes=tuple(notes))
    certain = len(decisions) == 1 and not result.all_doubts and (message is None or result.authentic is True)
    if certain:
        return dataclasses.replace(result, status=Status.REGISTERED)
    return with_lessons(result, message, readings, catalogue)


def _members_own(
    decisions: tuple[Decision, ...], answers: tuple[Answered, ...], sender: Sender | None, notes: list[str]
) -> tuple[Decision, ...]:
    """Without those of municipalities and authorities that are no members: they cannot answer."""
    if not any(answer.origin.outside for answer in answers) and not (sender and sender.outside):
        return decisions
    notes += [
        f"§ {d.paragraf or '?'} om {d.recommendation} är utelämnad: den är inte en medlemskommuns"
        for d in decisions
        if not d.municipality
    ]
    return tuple(d for d in decisions if d.municipality)


def _once(decisions: list[Decision], notes: list[str]) -> tuple[Decision, ...]:
    """The same act in two files of one mail (the docx beside the PDF) counts once when both say the same."""
    kept: list[Decision] = []
    for decision in sorted(decisions, key=lambda d: len(d.doubts)):
        twin = next((d for d in kept if _is_twin(d, decision)), None)
        if twin is None:
            kept.append(decision)
        else:
            notes.append(f"{decision.attachment} innehåller samma beslut som {twin.attachment}")
    return tuple(d for d in decisions if d in kept)


def _is_twin(one: Decision, other: Decision) -> bool:
    """One paragraf with one outcome; what only one of the files says (the other lacks the head) does not part them."""
    if one.paragraf is None:
        return False
    if (one.recommendation, one.paragraf, one.outcome, one.final) != (
        other.recommendation,
        other.paragraf,
        other.outcome,
        other.final,
    ):
        return False
    pairs = ((one.municipality, other.municipality), (one.decision_body, other.decision_body))
    days = (one.meeting_date, other.meeting_date)
    return all(a == b or a is None or b is None for a, b in (*pairs, days))


def _origins(answers: tuple[Answered, ...], decisions: tuple[Decision, ...]) -> set[str]:
    """The municipalities that the documents show by themselves; of deciding papers when no decision is found."""
    shown = {
        answer.origin.kommunkod or answer.origin.outside
        for answer in answers
        if (answer.decisions or not decisions)
        and answer.decides
        and Doubt.MUNICIPALITY_UNKNOWN not in answer.origin.doubts
    }
    return {value for value in shown if value}


def _authentic(sender: Sender | None, answers: tuple[Answered, ...], decisions: tuple[Decision, ...]) -> bool | None:
    if sender is None:
        return None
    if sender.authentic and _origins(answers, decisions) - {sender.municipality}:
        return None
    return sender.authentic


def _sender_doubts(sender: Sender, answers: tuple[Answered, ...], decisions: tuple[Decision, ...]) -> list[Doubt]:
    doubts = list(sender.doubts)
    if sender.municipality and _origins(answers, decisions) - {sender.municipality}:
        doubts.append(Doubt.SENDER_DIFFERS)
    strangers = (d for answer in answers if answer.decides and answer.origin.outside for d in answer.origin.doubts)
    return [*doubts, *strangers]


def _document_doubts(message: Message | None, readings: tuple[Reading, ...]) -> list[Doubt]:
    doubts = [_FAILURES.get(r.failure.kind, Doubt.DOCUMENT_UNREADABLE) for r in readings if r.failure]
    if message:
        doubts += [_SKIPS[part.reason] for part in message.skipped if part.reason in _SKIPS]
        if message.faults:
            doubts.append(Doubt.MAIL_DAMAGED)
        if message.automatic is AutomaticKind.STAND_IN:
            doubts.append(Doubt.MAIL_WITHHELD)
        if not readings and not doubts:
            doubts.append(Doubt.NO_DOCUMENT)
    return doubts


_POORLY_READ = frozenset({Doubt.TEXT_UNCERTAIN, Doubt.DOCUMENT_CUT, Doubt.SIGNATURE_BROKEN})


def _unread_doubts(answers: tuple[Answered, ...], readings: tuple[Reading, ...]) -> list[Doubt]:
    """A poor scan in which no decision is found, beside a good paper that has one: it may say something else."""
    read = zip((r for r in readings if r.text), answers, strict=True)
    silent = (r.text for r, answer in read if answer.decides and not answer.decisions)
    return [doubt for text in silent if text for doubt in text.doubts if doubt in _POORLY_READ]


def _time_doubts(message: Message | None, arrived: dt.datetime | None, decisions: tuple[Decision, ...]) -> list[Doubt]:
    """A meeting after the day its minutes were mailed: its date is wrong. A day is left for time zones."""
    known = [moment.date() for moment in (message.sent_at if message else None, arrived) if moment]
    if not known:
        return []
    latest = min(known) + dt.timedelta(days=1)
    return [Doubt.DATE_UNKNOWN for d in decisions if d.meeting_date and d.meeting_date > latest]


def _answer_doubts(
    answers: tuple[Answered, ...], decisions: tuple[Decision, ...], readings: tuple[Reading, ...]
) -> list[Doubt]:
    """Why there is no decision, when there is none although something was read."""
    if decisions or not answers or any(answer.decisions for answer in answers):
        return []
    doubts = [doubt for answer in answers for doubt in answer.doubts]
    others = any(
        e.kind is EvidenceKind.OTHER_ORGANISATION
        and e.rule in {"other_organisation.only", "other_organisation.decides"}
        for r in readings
        for s in r.sections
        for e in s.evidence
    )
    if others:
        doubts.append(Doubt.OTHER_ORGANISATION)
    if not any(answer.decides for answer in answers):
        return [*doubts, Doubt.NO_DECISION]
    return doubts or [Doubt.NO_RECOMMENDATION]


def _crowd_doubts(decisions: tuple[Decision, ...]) -> list[Doubt]:
    """Doubts that come of several decisions in one mail."""
    doubts: list[Doubt] = []
    if len({d.recommendation for d in decisions}) > 1:
        doubts.append(Doubt.SEVERAL_RECOMMENDATIONS)
    if len({d.municipality for d in decisions}) > 1:
        doubts.append(Doubt.MUNICIPALITY_UNCERTAIN)
    for recommendation in {d.recommendation for d in decisions}:
        same = [d for d in decisions if d.recommendation == recommendation]
        if len(same) > 1:
            doubts.append(Doubt.SEVERAL_PARAGRAFER)
            if len({d.outcome for d in same if d.final}) > 1:
                doubts.append(Doubt.CONTRADICTS)
    return doubts
