"""Sammanfattning: to the officer and the notify list, for each registered answer; several waiting ones become one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from domain.catalogue import Recommendation
from domain.outgoing import MailKind, OutgoingMail
from domain.register import Answer, Entry, Overview
from outbox.compose import Composer, distinct
from outbox.message import ENCLOSURES_LIMIT, Enclosure, bounded
from outbox.safe import foreign
from outbox.told import tells
from outbox.views import AnswerView

_NAMED = 2  # answers that a subject names one by one


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What a summary says of one entry. `documents` are the entry's, by SHA-256; they are attached as far as fits."""

    entry: Entry
    answers: tuple[Answer, ...]
    documents: Mapping[str, Enclosure] = field(default_factory=dict)

    @property
    def counted(self) -> tuple[Answer, ...]:
        """The entry's own answers; `answers` may hold those of other entries too."""
        return tuple(a for a in self.answers if a.entry_id == self.entry.id and a.decision.repeats is None)

    @property
    def label(self) -> str:
        """For the mail's key: a later verdict raises the version, and so gives mails with other keys."""
        return f"{self.entry.id}.{self.entry.version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How summaries go: not before this time, with at most so many bytes of documents, not to these readers."""

    not_before: dt.datetime | None = None
    limit: int = ENCLOSURES_LIMIT
    told: Collection[str] = ()


def summary(
    composer: Composer,
    part: Part,
    overviews: tuple[Overview, ...],
    recommendations: tuple[Recommendation, ...],
    now: dt.datetime,
    terms: Terms | None = None,
) -> tuple[OutgoingMail, ...]:
    """For the answers of an entry that count: a mail to the officer, and to whom else a recommendation names.

    One mail to each reader with all the answers of the entry that are hers to know; `overviews` show where all stand
    with this answer.
    """
    terms = terms or Terms()
    return tuple(
        joined(composer, reader, (part,), overviews, recommendations, now, terms)
        for reader in readers(composer, part.counted, recommendations)
        if reader not in terms.told
    )


def readers(
    composer: Composer, answers: tuple[Answer, ...], recommendations: tuple[Recommendation, ...]
) -> tuple[str, ...]:
    """Who reads summaries of these answers: none when there are none."""
    notified = (_notified(a, recommendations) for a in answers)
    return distinct((composer.officer, *(r for some in notified for r in some))) if answers else ()


def concerns(composer: Composer, reader: str, answer: Answer, recommendations: tuple[Recommendation, ...]) -> bool:
    """Whether a summary of this answer is for this reader: all are for the officer."""
    return reader == composer.officer or reader in distinct(_notified(answer, recommendations))


def joined(
    composer: Composer,
    reader: str,
    parts: tuple[Part, ...],
    overviews: tuple[Overview, ...],
    recommendations: tuple[Recommendation, ...],
    now: dt.datetime,
    terms: Terms | None = None,
) -> OutgoingMail:
    """One mail to one reader about all that is hers to know of these entries, at least one answer."""
    terms = terms or Terms()
    words = composer.words(overviews, recommendations)
    hers = [(p, a) for p in parts for a in p.counted if concerns(composer, reader, a, recommendations)]
    found = {a.decision.document_sha256: p.documents.get(a.decision.document_sha256) for p, a in hers}
    kept, out = bounded(tuple(e for e in found.values() if e), terms.limit)
    told = {o.recommendation.diarienummer: o for o in overviews}
    views = tuple(
        replace(
            words.answer(a, p.entry, told.get(a.decision.recommendation)),
            document=_document(found[a.decision.document_sha256], out),
        )
        for p, a in hers
    )
    which = f"{parts[0].entry.id}/{parts[0].entry.version}" if len(parts) == 1 else "+".join(p.label for p in parts)
    return replace(
        composer.mail(
            f"{MailKind.SUMMARY.value}/{which}/{reader}",
            MailKind.SUMMARY,
            reader,
            "summary",
            {"subject": subject(views), "answers": views},
            now,
            entry_id=parts[0].entry.id if len(parts) == 1 else None,
            not_before=terms.not_before,
            enclosures=kept,
        ),
        tells=tuple(tells(p.entry.id, (a.decision for q, a in hers if q is p)) for p in parts),
    )


def subject(answers: tuple[AnswerView, ...]) -> str:
    """The news first: "Botkyrka har antagit, Solna har avslagit och 3 svar till"."""
    first = answers[0].decision
    if len(answers) == 1:
        return f"{first.headline}: {first.matter}"
    if len({a.decision.municipality for a in answers}) == 1:
        return f"{first.headline}, och {len(answers) - 1} svar till i samma mejl"
    return news(tuple(a.decision.news for a in answers), one_matter(answers))


def news(headlines: tuple[str, ...], matter: str) -> str:
    """Several news in a line: the first ones named, the rest counted; `matter` when it is the same for all, or ""."""
    named, rest = headlines[:_NAMED], len(headlines) - _NAMED
    line = ", ".join(named) + (f" och {rest} svar till" if rest > 0 else "")
    return f"{line}: {matter}" if matter else line


def one_matter(answers: Iterable[AnswerView]) -> str:
    """What all the answers are about, "" when they are about several recommendations."""
    matters = {a.decision.matter for a in answers}
    return matters.pop() if len(matters) == 1 else ""


def _notified(answer: Answer, recommendations: tuple[Recommendation, ...]) -> tuple[str, ...]:
    return next((r.notify for r in recommendations if r.diarienummer == answer.decision.recommendation), ())


def _document(found: Enclosure | None, out: tuple[Enclosure, ...]) -> str:
    if found is None:
        return ""
    name = foreign(found.name, 120) or "handlingen"
    if found not in out:
        return f"{name}, bifogad"
    size = f"{len(found.content) / 1_000_000:.1f}".replace(".", ",")
    return f"{name}, {size} MB, för stor för att bifogas. Öppna den på webbsidan."
