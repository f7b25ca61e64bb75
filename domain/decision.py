"""What a mail came to, and where each municipality stands."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass, replace

from domain.document import DocumentText, ReadingFailure
from domain.doubt import Doubt
from domain.evidence import DecisionBody, Evidence, Outcome, Ruling, Section
from domain.mail import Attachment, SkippedPart


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """What the days that a decision names mean as an answer to one recommendation.

    `other`: they are not the recommendation's own. Else `ruling` is the decision without the end that is its own.
    """

    recommendation: str
    other: bool
    ruling: Ruling


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSection:
    """A section with what was found in it: its ruling and the evidence that belongs to it alone.

    `dated` holds the recommendations for which the days named in it make a difference.
    """

    section: Section
    ruling: Ruling
    evidence: tuple[Evidence, ...]
    dated: tuple[Dated, ...] = ()

    def answering(self, diarienummer: str) -> tuple[ReadSection, tuple[Doubt, ...]]:
        """The section as an answer to this recommendation, and OTHER_DATES when its days are not that one's."""
        dated = next((d for d in self.dated if d.recommendation == diarienummer), None)
        if dated is None:
            return self, ()
        return (self, (Doubt.OTHER_DATES,)) if dated.other else (replace(self, ruling=dated.ruling), ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One attachment, read: exactly one of `text` and `failure` is set. `evidence` is about the whole document."""

    attachment: Attachment
    text: DocumentText | None
    failure: ReadingFailure | None
    evidence: tuple[Evidence, ...] = ()
    sections: tuple[ReadSection, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One answer to one recommendation. None means: not known. For a proposal `outcome` is what is proposed.

    `municipality` is a kommunkod, `recommendation` a diarienummer, `paragraf` as printed without sign and prefix.
    `attachment` is the innermost file name. (`document_sha256`, `paragraf`, `recommendation`) is the natural key.
    """

    municipality: str | None
    recommendation: str
    outcome: Outcome | None
    final: bool
    decision_body: DecisionBody | None
    paragraf: str | None
    meeting_date: dt.date | None
    diarienummer: str | None
    attachment: str
    document_sha256: str
    page: int | None
    quote: str
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    repeats: str | None = None  # registration number of the same act, registered before
    corrects: str | None = None  # registration number of the answer that a person says it corrects


class Status(enum.Enum):
    """What a mail came to."""

    REGISTERED = "registered"  # certain: accepted without a person
    FLAGGED = "flagged"  # a person must look
    IGNORED = "ignored"  # automatic mail and newsletters: kept, needs nobody


class DocumentFate(enum.Enum):
    """What became of a document."""

    READ = "read"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecord:
    """A part of the mail with its fate; `reason` is a SkipReason or FailureKind value, "" when it was read."""

    name: str
    media_type: str
    sha256: str
    fate: DocumentFate
    reason: str
    reader: str  # "" when it was not read


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What the house would do with one mail, and why.

    `authentic`: True, False, or None when it cannot be said. `evidence` is about the mail and its sender.
    `notes` are Swedish lines of the reasoning that belong to no single claim: candidates that lost, and why.
    """

    status: Status
    authentic: bool | None
    doubts: tuple[Doubt, ...]
    decisions: tuple[Decision, ...]
    documents: tuple[DocumentRecord, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    notes: tuple[str, ...] = ()
    read_by: str = ""  # version of program and readers, for reading again after an upgrade

    @property
    def all_doubts(self) -> tuple[Doubt, ...]:
        """Doubts of the mail and of its decisions, each once, in order."""
        return tuple(dict.fromkeys([*self.doubts, *(doubt for d in self.decisions for doubt in d.doubts)]))


class StandingKind(enum.Enum):
    """Where a municipality stands on a recommendation. Exactly one holds."""

    NO_ANSWER = "no_answer"
    AWAITING = "awaiting"  # a proposal or a postponement, no final decision yet
    ADOPTED = "adopted"
    ADOPTED_WITH_CONDITIONS = "adopted_with_conditions"
    PARTLY_ADOPTED = "partly_adopted"
    DECLINED = "declined"
    OTHER_ANSWER = "other_answer"  # noted, or a statement
    NEEDS_REVIEW = "needs_review"  # something of theirs is flagged


def document_records(readings: tuple[Reading, ...], skipped: tuple[SkippedPart, ...]) -> tuple[DocumentRecord, ...]:
    """The fate of every part, in the mail's order: what was read or failed, then what was skipped."""
    read = tuple(
        DocumentRecord(
            name=r.attachment.name,
            media_type=r.attachment.media_type,
            sha256=r.attachment.sha256,
            fate=DocumentFate.READ if r.text else DocumentFate.FAILED,
            reason=r.failure.kind.value if r.failure else "",
            reader=r.text.reader if r.text else "",
        )
        for r in readings
    )
    left_out = tuple(
        DocumentRecord(
            name=s.name,
            media_type=s.media_type,
            sha256=s.sha256,
            fate=DocumentFate.SKIPPED,
            reason=s.reason.value,
            reader="",
        )
        for s in skipped
    )
    return read + left_out
