"""What staff have taught, as evidence in a mail that a person will look at anyway.

A lesson fills in what was not read and says so; it takes no doubt away, proves no sender, and registers nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from domain.catalogue import Catalogue
from domain.decision import Decision, Reading, Result
from domain.document import DocumentText, Span
from domain.evidence import DecisionBody, Evidence, EvidenceKind
from domain.learning import RULE, Lesson, LessonKind
from domain.mail import Message

_KINDS = {
    LessonKind.SENDER: EvidenceKind.MUNICIPALITY,
    LessonKind.BODY: EvidenceKind.BODY,
    LessonKind.TITLE: EvidenceKind.RECOMMENDATION,
}


def with_lessons(
    result: Result, message: Message | None, readings: tuple[Reading, ...], catalogue: Catalogue
) -> Result:
    """The same result, its status and doubts as they are, with what the catalogue's lessons add."""
    if not catalogue.lessons:
        return result
    texts = {reading.attachment.sha256: reading.text for reading in readings if reading.text}
    sender = [_claim(lesson, message.sender.address) for lesson in _of_sender(catalogue.lessons, message) if message]
    titles = [
        claim
        for lesson in catalogue.lessons
        if lesson.kind is LessonKind.TITLE and catalogue.recommendation(lesson.meaning)
        for claim in _first(lesson, message, tuple(texts.values()))
    ]
    decisions = tuple(_taught(one, sender, texts.get(one.document_sha256), catalogue) for one in result.decisions)
    return replace(result, decisions=decisions, evidence=(*result.evidence, *sender, *titles))


def _of_sender(lessons: tuple[Lesson, ...], message: Message | None) -> Iterator[Lesson]:
    """Those of the very address, and of its domain and domains below it."""
    address = message.sender.address.lower() if message else ""
    domain = address.rpartition("@")[2]
    for lesson in lessons:
        if lesson.kind is LessonKind.SENDER and domain:
            known = lesson.said.lower()
            if known == address or ("@" not in known and (domain == known or domain.endswith(f".{known}"))):
                yield lesson


def _taught(decision: Decision, sender: list[Evidence], text: DocumentText | None, catalogue: Catalogue) -> Decision:
    owners = {claim.value for claim in sender}
    if decision.municipality is None and len(owners) == 1:
        decision = replace(decision, municipality=sender[0].value, evidence=(*decision.evidence, sender[0]))
    if decision.decision_body is None and text:
        claims = [
            claim
            for lesson in catalogue.lessons
            if lesson.kind is LessonKind.BODY and lesson.municipality == decision.municipality
            for claim in _in_text(lesson, text)
        ]
        if len({claim.value for claim in claims}) == 1:
            body = DecisionBody(claims[0].value)
            decision = replace(decision, decision_body=body, evidence=(*decision.evidence, claims[0]))
    return decision


def _first(lesson: Lesson, message: Message | None, texts: tuple[DocumentText, ...]) -> Iterator[Evidence]:
    """Where the words stand first: in a document, else in the subject."""
    for text in texts:
        for claim in _in_text(lesson, text):
            yield claim
            return
    if message and _words(lesson.said).search(message.subject):
        yield _claim(lesson, message.subject)


def _in_text(lesson: Lesson, text: DocumentText) -> Iterator[Evidence]:
    match = _words(lesson.said).search(text.text)
    if match:
        page = next((page.number for page in text.pages if page.start <= match.start() < page.end), None)
        yield _claim(lesson, " ".join(match.group().split()), page, Span(start=match.start(), end=match.end()))


def _words(said: str) -> re.Pattern[str]:
    """The words with any white space between them, as whole words, in any letter case."""
    words = r"\s+".join(map(re.escape, said.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def _claim(lesson: Lesson, quote: str, page: int | None = None, span: Span | None = None) -> Evidence:
    return Evidence(
        kind=_KINDS[lesson.kind],
        value=lesson.meaning,
        quote=quote,
        page=page,
        span=span,
        rule=f"{RULE}.{lesson.kind.value}.{lesson.id}",
    )
