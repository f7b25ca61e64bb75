"""What in the mail or the paper a doubt rests on: the sentence, the words, the two municipalities, the two dates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from domain import swedish
from domain.catalogue import Catalogue
from domain.decision import Decision, DocumentFate
from domain.document import FailureKind
from domain.doubt import Doubt
from domain.evidence import Evidence, EvidenceKind
from domain.mail import SkipReason
from matching.plain_words import unknown_words
from registrator.understand import Understanding

_Grounds = Callable[[Understanding, Catalogue], Iterable[str]]


def grounds(doubt: Doubt, understanding: Understanding, catalogue: Catalogue) -> Iterator[str]:
    """Swedish lines, each once: what the mail says, then what the paper shows. None where the doubt says it all."""
    told = [f"mejlet säger: ”{e.quote}”" for e in _reservations(understanding) if e.value == doubt.value]
    find = _GROUNDS.get(doubt)
    yield from dict.fromkeys([*told, *(find(understanding, catalogue) if find else ())])


def _reservations(understanding: Understanding) -> Iterator[Evidence]:
    return (e for e in understanding.result.evidence if e.kind is EvidenceKind.RESERVATION)


def _doubted(understanding: Understanding, doubt: Doubt) -> Iterator[Decision]:
    return (d for d in understanding.result.decisions if doubt in d.doubts)


def _where(decision: Decision) -> str:
    return f"§ {decision.paragraf}: " if decision.paragraf else ""


def _unknown(understanding: Understanding, catalogue: Catalogue) -> Iterator[str]:
    for decision in _doubted(understanding, Doubt.WORDS_NOT_KNOWN):
        for reading in understanding.readings:
            for read in reading.sections if reading.attachment.sha256 == decision.document_sha256 else ():
                if read.section.paragraf == decision.paragraf:
                    dated, _ = read.answering(decision.recommendation)
                    words = unknown_words(reading, dated, decision.recommendation, catalogue)
                    if words:
                        yield f"{_where(decision)}{', '.join(f'”{word}”' for word in words)}"


def _claimed(doubt: Doubt, kind: EvidenceKind, rule: str = "") -> _Grounds:
    """The quotes of a doubted decision's claims of this kind."""

    def find(understanding: Understanding, _: Catalogue) -> Iterator[str]:
        for decision in _doubted(understanding, doubt):
            for evidence in decision.evidence:
                if evidence.kind is kind and evidence.rule.startswith(rule):
                    yield f"{_where(decision)}”{evidence.quote}”"

    return find


def _municipalities(understanding: Understanding, catalogue: Catalogue) -> Iterator[str]:
    sender = next((e.value for e in understanding.result.evidence if e.rule == "sender.from"), "")
    papers = (d.municipality for d in understanding.result.decisions if d.municipality)
    for code in dict.fromkeys(papers):
        known = catalogue.municipality(code)
        if known and known.name != sender:
            yield f"mejlet kommer från {sender}, handlingen från {known.form}"


def _too_early(understanding: Understanding, catalogue: Catalogue) -> Iterator[str]:
    for decision in _doubted(understanding, Doubt.BEFORE_RECOMMENDATION):
        known = catalogue.recommendation(decision.recommendation)
        if known and decision.meeting_date:
            days = swedish.long_date(decision.meeting_date), swedish.long_date(known.decided_on)
            yield f"{_where(decision)}beslutet är från {days[0]}, {known.diarienummer} från {days[1]}"


def _replaced(understanding: Understanding, catalogue: Catalogue) -> Iterator[str]:
    for decision in _doubted(understanding, Doubt.SUPERSEDED):
        for later in catalogue.recommendations:
            if later.supersedes == decision.recommendation:
                day = swedish.long_date(later.decided_on)
                yield f"{decision.recommendation} är ersatt av {later.diarienummer} från {day}: {later.title}"


def _answered(understanding: Understanding, _: Catalogue) -> Iterator[str]:
    for decision in understanding.result.decisions:
        yield f"{_where(decision)}{decision.recommendation}, {swedish.outcome_of(decision)} ({decision.attachment})"


def _noted(*words: str) -> _Grounds:
    """Notes of the reasoning that hold one of these words."""

    def find(understanding: Understanding, _: Catalogue) -> Iterator[str]:
        return (note for note in understanding.result.notes if any(word in note for word in words))

    return find


def _files(understanding: Understanding, _: Catalogue) -> Iterator[str]:
    for document in understanding.result.documents:
        name = document.name or "(utan namn)"
        if document.fate is DocumentFate.FAILED:
            yield f"{name}: {swedish.FAILURES[FailureKind(document.reason)]}"
        elif document.fate is DocumentFate.SKIPPED and SkipReason(document.reason) not in _HARMLESS:
            yield f"{name}: {swedish.SKIPS[SkipReason(document.reason)]}"


_HARMLESS = frozenset({SkipReason.DECORATION, SkipReason.SIGNATURE, SkipReason.CALENDAR})
_WHICH = _noted("valdes bort", "diarienumm", "titel", "titlar", "i rubriken gör", "besvarar en motion", "av mejlet")
_GROUNDS: dict[Doubt, _Grounds] = {
    Doubt.WORDS_NOT_KNOWN: _unknown,
    Doubt.CONDITIONS: _claimed(Doubt.CONDITIONS, EvidenceKind.OUTCOME, "condition."),
    Doubt.PARTLY: _claimed(Doubt.PARTLY, EvidenceKind.OUTCOME),
    Doubt.NOT_ADJUSTED: _claimed(Doubt.NOT_ADJUSTED, EvidenceKind.NOT_ADJUSTED),
    Doubt.SENDER_RESERVES: _claimed(Doubt.SENDER_RESERVES, EvidenceKind.RESERVATION),
    Doubt.CORRECTION: _claimed(Doubt.CORRECTION, EvidenceKind.CORRECTION),
    Doubt.NOT_FINAL: _claimed(Doubt.NOT_FINAL, EvidenceKind.FINALITY),
    Doubt.DATE_UNKNOWN: _claimed(Doubt.DATE_UNKNOWN, EvidenceKind.MEETING_DATE),
    Doubt.SENDER_DIFFERS: _municipalities,
    Doubt.BEFORE_RECOMMENDATION: _too_early,
    Doubt.SUPERSEDED: _replaced,
    Doubt.SEVERAL_RECOMMENDATIONS: _answered,
    Doubt.SEVERAL_PARAGRAFER: _answered,
    Doubt.CONTRADICTS: _answered,
    Doubt.RECOMMENDATION_UNCERTAIN: _WHICH,
    Doubt.NO_RECOMMENDATION: _WHICH,
    Doubt.MUNICIPALITY_UNCERTAIN: _noted("kommun "),
    Doubt.NOT_AUTHENTICATED: _noted("räknas inte", "säger inget om avsändardomänen"),
    Doubt.LOOKALIKE_SENDER: _noted("härmar", "namn visar"),
    Doubt.FORWARDED: _noted("vidarebefordrat mejl"),
    **dict.fromkeys(
        (Doubt.DOCUMENT_UNREADABLE, Doubt.DOCUMENT_LOCKED, Doubt.NO_TEXT, Doubt.UNSUPPORTED_FORMAT), _files
    ),
}
