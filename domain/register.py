"""What the register holds, as values: entries, answers, the audit trail and where everybody stands."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from domain.catalogue import Municipality, Recommendation
from domain.decision import Decision, DocumentFate, Result, StandingKind
from domain.outgoing import OutboxRow


class State(enum.Enum):
    """Where a mail is. It is in exactly one, and everybody can see which."""

    RECEIVED = "received"  # kept, not yet read
    REGISTERED = "registered"
    FLAGGED = "flagged"
    IGNORED = "ignored"
    FAILED = "failed"  # reading it failed three times: a person must look
    STRUCK = "struck"  # makulerad: registered by mistake; it stands with its number and its reason, and counts no more


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredDocument:
    """A document in the register. `number` is its registration number, "2026-000123", never reused.

    The same bytes in another mail keep the number they have. A mail without documents is its own document, with
    name "" and media type message/rfc822.
    """

    number: str
    name: str
    sha256: str
    media_type: str
    fate: DocumentFate
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One mail in the register. Times are aware UTC. `reason` says the state's why, in Swedish, for staff.

    `version` grows each time the entry gets a state; a person's verdict names the version it was given on. It does not
    grow with attempts at reading, so that the mails of a state have the same keys however often a crash repeats them.
    """

    id: int
    sha256: str
    arrived_at: dt.datetime
    state: State
    reason: str
    attempts: int
    version: int
    sender: str
    subject: str
    documents: tuple[RegisteredDocument, ...]
    result: Result | None

    @property
    def number(self) -> str:
        """The number to speak of this entry by: that of its first document, "" before it is read."""
        return self.documents[0].number if self.documents else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """Of a mail that waits for a person, and in which no decision of a municipality was read, what may say whose it is.

    `result` is None where reading failed.
    """

    sender: str
    subject: str
    result: Result | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A decision that stands in the register, with whence it came. `accepted_by` is "" when no person was needed.

    `registered_at` is when it came to stand there, so that the weekly letter shows a mail that waited three weeks for
    review in the week of its verdict; None: at arrival. `id` is the register's: it rises in the order in which
    decisions are committed, which the clock need not do. 0: not of the register.
    """

    entry_id: int
    number: str  # of the document that holds it
    arrived_at: dt.datetime
    accepted_by: str
    decision: Decision
    registered_at: dt.datetime | None = None
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRow:
    """Who did what when, to an entry or `about` something else ("utgående 17"); `before`, `after` are JSON texts."""

    at: dt.datetime
    who: str
    verb: str  # "accept", "correct", "dismiss"; "reread" for the machine's own
    entry_id: int | None
    reason: str
    before: str
    after: str
    about: str = ""
    id: int = 0  # the register's; 0: not of the register


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where one municipality stands on one recommendation; `answer` is the one that counts, None without any."""

    municipality: Municipality
    kind: StandingKind
    answer: Answer | None
    overdue: bool  # no final answer, and the deadline has passed


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """A recommendation with the standing of each addressee, in the catalogue's order."""

    recommendation: Recommendation
    standings: tuple[Standing, ...]

    def count(self, *kinds: StandingKind) -> int:
        return sum(standing.kind in kinds for standing in self.standings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """An entry that has just been decided, or decided anew: all that the mails about it are composed from.

    `answers` are all that now stand to the recommendations concerned, `struck` what stood of this entry and does
    not any more, `told` the mails about the entry that have been sent, or may have been.
    """

    entry: Entry
    answers: tuple[Answer, ...]
    struck: tuple[Decision, ...] = ()
    told: tuple[OutboxRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Something that the operator must put right, from when it began until it ended. Times are aware UTC.

    `name` is one word for the machine ("mailbox"), `what` a Swedish sentence with what to do.
    """

    id: int
    name: str
    what: str
    begun_at: dt.datetime
    ended_at: dt.datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """The register against the mailbox: both should hold the same mails.

    `fetched` positions have a mail, `gone` ones were lost by the mailbox before they could be fetched. `placed` mails
    have a position, so `mails` without one were never in the mailbox. `unread_since`: arrival of the oldest unread.
    """

    mails: int
    placed: int
    fetched: int
    gone: int
    unread_since: dt.datetime | None
