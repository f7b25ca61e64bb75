"""What the shell asks of the outer world. Each port has one real adapter and, in tests, a small fake."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from domain.access import AccountStore
from domain.auditing import AuditQuestion, ChainCheck, FoundAudit
from domain.catalogue import Recommendation
from domain.decision import Decision, Result
from domain.document import DocumentText, ReadingFailure
from domain.finding import Found, FoundMail, FoundOutgoing, OutboxQuestion, Question, Relation
from domain.learning import Lesson, LessonKind
from domain.mail import Attachment, MailPosition, Message, RawMail
from domain.outgoing import MailKind, OutboxRow, OutgoingMail, OutgoingState, OutgoingVerb, SendStage
from domain.register import Answer, AuditRow, Entry, Holdings, Settlement, State, Trouble, Undecided
from domain.trail import Aside


class Folder(Protocol):
    """An open folder. Nothing here changes a flag, except `acknowledge`. Errors: MailboxError."""

    name: str
    uidvalidity: int

    def uids(self, above: int) -> Iterator[tuple[int, ...]]:
        """UIDs greater than `above`, rising, in windows small enough for any server."""

    def fetch(self, uid: int) -> RawMail | None:
        """The mail, or None when it is gone or the server would not give its body this time."""

    def exists(self, uid: int) -> bool:
        """Whether the UID is still in the folder: tells "gone" from "not given" after fetch() said None."""

    def acknowledge(self, uids: Sequence[int]) -> None:
        """Flag or move as configured; does nothing by default and for mails that are gone."""


class Mailbox(Protocol):
    def open(self, folder: str) -> AbstractContextManager[Folder]: ...


class Archive(Protocol):
    """Raw bytes by SHA-256, write-once and fsynced. Errors: StorageError, DiskFull."""

    def keep(self, raw: bytes) -> str:
        """Keep the bytes, on disk for good when this returns; says their SHA-256 in hex. Safe to repeat."""

    def read(self, sha256: str) -> bytes: ...

    def count(self) -> int:
        """How many mails are kept."""


class DocumentReader(Protocol):
    """Bytes to parts and text, whatever happens inside: never raises for what the mail or the document holds."""

    def open_mail(self, raw: bytes) -> Message:
        """A mail with all that lies in it and in its archives. A part that could not be opened is among
        `Message.failures`, and when that is the mail itself, it is its own only attachment."""

    def read(self, attachment: Attachment, looking_for: tuple[str, ...] = ()) -> DocumentText | ReadingFailure:
        """`looking_for`: numbers and titles of recommendations. Where they cannot stand, a reader may skim: the text
        is there, its words have no boxes. Empty: every page is read with care."""


class Texts(Protocol):
    """What documents were read to, kept so that none is read twice. Errors: the StorageError branch."""

    def text(self, sha256: str, media_type: str, *, version: str, sought: str) -> DocumentText | None:
        """The text that this version of the reader gave: of every page, or skimmed for what `sought` stands for."""

    def keep_text(self, text: DocumentText, *, version: str, sought: str, now: dt.datetime) -> None:
        """Keep it in place of what an earlier reading gave."""


class Mailer(Protocol):
    """One SMTP connection for many mails. Errors: the MailerError branch, which says what to do with the row."""

    def send(
        self,
        mail: OutgoingMail,
        reached: Callable[[SendStage], None],
        meanwhile: Callable[[], None] = lambda: None,
    ) -> None:
        """Send one mail; `reached` is called, and returns, before each stage is begun.

        `meanwhile` may be called, when the first command is on its way and the server busy: a moment for work of ours.
        """

    def close(self) -> None: ...


Conclude = Callable[[tuple[Answer, ...]], Result]
"""Given the answers already registered for the same recommendations: the result to keep."""

Compose = Callable[[Settlement], Iterable[OutgoingMail]]
"""Given an entry as it now is, and what stood before: the mails to queue with it."""


class Store(AccountStore, Protocol):
    """The register. Each verb is one transaction, and safe to repeat. Errors: the StorageError branch."""

    # receiving
    def mark(self, folder: str, uidvalidity: int) -> int:
        """The UID up to which every mail of the folder is committed or known to be gone; 0 at first."""

    def unknown(self, folder: str, uidvalidity: int, uids: Sequence[int]) -> tuple[int, ...]:
        """Those of the UIDs that are not committed yet."""

    def receive(
        self, *, sha256: str, size: int, position: MailPosition, arrived_at: dt.datetime, now: dt.datetime
    ) -> int:
        """Commit a kept mail and where it lay; returns its entry. The same bytes again: the same entry."""

    def gone(self, position: MailPosition, now: dt.datetime) -> None:
        """Note that the mailbox no longer has this UID, so that the mark may pass it."""

    def advance(self, folder: str, uidvalidity: int, uid: int) -> None:
        """Raise the mark; the caller has shown that everything up to `uid` is committed or gone."""

    def to_acknowledge(self, folder: str, uidvalidity: int) -> tuple[int, ...]:
        """UIDs whose mail is settled (not RECEIVED) and that have not been acknowledged."""

    def acknowledged(self, folder: str, uidvalidity: int, uids: Sequence[int]) -> None: ...

    # reading
    def waiting(self) -> tuple[int, ...]:
        """Entries in RECEIVED, oldest arrival first."""

    def begin(self, entry_id: int) -> int:
        """Count one more attempt at reading, committed before the reading begins; returns the count."""

    def discount(self, entry_id: int) -> None:
        """Take the last attempt back: it was cut short by us (a full disk, a locked register), not by the mail."""

    def describe(self, entry_id: int, *, sender: str, subject: str, message_id: str) -> bool:
        """Keep what the headers say; True when another entry has the same, non-empty Message-ID."""

    def settle(
        self, entry_id: int, *, conclude: Conclude, recommendations: Sequence[str], compose: Compose, now: dt.datetime
    ) -> Entry:
        """Take an entry out of RECEIVED: documents numbered, decisions, state and outgoing mail in one transaction."""

    def fail(self, entry_id: int, *, reason: str, compose: Compose, now: dt.datetime) -> Entry:
        """Take an entry out of RECEIVED to FAILED, with the reason for staff."""

    # looking
    def entry(self, entry_id: int) -> Entry | None: ...

    def entries(
        self,
        states: Sequence[State] = (),
        *,
        limit: int = 200,
        before: int | None = None,
        arrived_before: dt.datetime | None = None,
    ) -> tuple[Entry, ...]:
        """Entries in these states (all when empty), newest first, `before` an entry id for the next page."""

    def answers(self, recommendations: Sequence[str] | None = None, *, evidence: bool = True) -> tuple[Answer, ...]:
        """Registered answers that do not repeat another, by arrival; all recommendations when None.

        Without `evidence`, and many times as fast, the decisions lack it and doubts: see `with_evidence`.
        """

    def in_review(self, recommendations: Sequence[str]) -> frozenset[tuple[str, str]]:
        """(kommunkod, diarienummer) of what was read to answer one of these, in mails that wait for a person."""

    def undecided(self) -> tuple[Undecided, ...]:
        """Mails that wait for a person, no municipality's decision read in them; the newest thousand of each state."""

    def with_evidence(self, answers: Sequence[Answer]) -> tuple[Answer, ...]:
        """The same answers, in the same order, with the evidence and doubts of their decisions."""

    def counts(self) -> dict[State, int]: ...

    def holdings(self) -> Holdings: ...

    # finding
    def find(
        self,
        question: Question,
        *,
        limit: int = 50,
        after: int | None = None,
        before: int | None = None,
        count_to: int = 0,
    ) -> Found:
        """A page of the mails: the first, or the one that begins after this entry's id, or ends before it.

        The first page tells how many there are, counted no further than `count_to`.
        """

    def find_all(self, question: Question, *, most: int) -> Iterator[tuple[FoundMail, ...]]:
        """All of them in the order asked for, up to `most`, some at a time."""

    def count(self, question: Question, *, most: int) -> int:
        """How many there are; `most` when there are so many or more."""

    def reindex(self) -> int:
        """Make the index of words anew from all that is settled; how many mails."""

    def with_number(self, number: str) -> tuple[int, ...]:
        """The entries that hold the document with this registration number, the first to arrive first."""

    def mails(self, entry_ids: Sequence[int]) -> tuple[FoundMail, ...]:
        """Those of the entries that there are, in the order given."""

    def related(self, entry_id: int, message_ids: Sequence[str] = ()) -> tuple[tuple[Relation, int], ...]:
        """The other entries that belong with this one, each once; `message_ids` are those that it answers."""

    # people
    def resolve(
        self,
        entry_id: int,
        *,
        version: int,
        decisions: tuple[Decision, ...],
        state: State,
        reason: str,
        who: str,
        verb: str,
        compose: Compose,
        now: dt.datetime,
    ) -> Entry:
        """A person's verdict, with an audit row. EntryChanged when the entry is not at `version` any more."""

    def reread(self, entry_id: int, *, version: int, result: Result, compose: Compose, now: dt.datetime) -> Entry:
        """A later reading in place of the machine's earlier one, with an audit row; documents keep their numbers.

        EntryChanged when the entry is not at `version` any more, or when a person has given a verdict.
        """

    def read_alike(self, entry_id: int, *, version: int, read_by: str) -> None:
        """Note that this version of program and readers has read the entry too; nothing else of it changes.

        EntryChanged when the entry is not at `version` any more.
        """

    def decisions_of(self, entry_id: int) -> tuple[Decision, ...]:
        """The decisions that stand of a registered entry, with their evidence; none that repeats an earlier one."""

    def asides(self) -> tuple[Aside, ...]:
        """Of the entries that need a person those that are put aside, as last said; also when their time has come."""

    def put_aside(
        self, entry_id: int, *, version: int, until: dt.date | None, note: str, who: str, now: dt.datetime
    ) -> Entry:
        """Out of the queue until this Swedish date (None: until taken back). EntryChanged as `resolve`, or when the
        entry is settled."""

    def take_back(self, entry_id: int, *, version: int, who: str, now: dt.datetime) -> Entry:
        """An entry that is put aside is in the queue again. EntryChanged as `put_aside`."""

    def ask(self, entry_id: int, *, version: int, mail: OutgoingMail, who: str, reason: str, now: dt.datetime) -> Entry:
        """Queue a question about the entry, as the draft that it is. EntryChanged as `put_aside`."""

    def undo(self, entry_id: int, *, version: int, who: str, compose: Compose, now: dt.datetime) -> Entry:
        """Take back the last thing a person did to the entry (see domain.trail.last_done), with an audit row.

        EntryChanged as `resolve`, when there is nothing to take back, or when a question has been sent already.
        """

    def audit(self, entry_id: int) -> tuple[AuditRow, ...]: ...

    # catalogue
    def recommendations(self) -> tuple[Recommendation, ...]: ...

    def put_recommendation(
        self, recommendation: Recommendation, now: dt.datetime, *, who: str = "", verb: str = "", why: str = ""
    ) -> bool:
        """Add, or replace one of the same diarienummer; True when it was new. With `who` there is an audit row."""

    def recommendation_audit(self, diarienummer: str) -> tuple[AuditRow, ...]:
        """What people have done with it, oldest first."""

    # outbox
    def queue(self, mails: Iterable[OutgoingMail], now: dt.datetime) -> int:
        """Queue those whose key is new; how many."""

    def queued(self, key: str) -> bool:
        """Whether a mail with this key is in the outbox, in whatever state."""

    def recover(self, *, resend: bool = False) -> int:
        """After a crash or a round cut short: claimed rows go back to WAITING if the dot was not reached, else to
        UNCERTAIN, or with `resend` to WAITING too; how many. Only for whoever is the one sender."""

    def claim(self, now: dt.datetime) -> OutboxRow | None:
        """The oldest mail that is due, now SENDING; None when there is none."""

    def due(self, now: dt.datetime, *, limit: int = 200) -> tuple[OutboxRow, ...]:
        """Those that `claim` would give, in its order, without their bytes; nothing is changed."""

    def reached(self, row_id: int, stage: SendStage, now: dt.datetime | None = None) -> None:
        """The stage that is about to begin; DOT is on disk for good when this returns. `now`: when handed over."""

    def sent(self, row_id: int, now: dt.datetime, *, claim_next: bool = False) -> OutboxRow | None:
        """Told after the server's 250; a kill does not undo it, a power cut before the next dot may: "uncertain".

        With `claim_next` also a `claim`, in the same transaction, for every transaction costs.
        """

    def postpone(
        self,
        row_id: int,
        *,
        until: dt.datetime,
        error: str,
        stage: SendStage | None = None,
        counted: bool = True,
        maybe_sent: bool = False,
    ) -> None:
        """Try again then. `stage` is how far it came; not `counted`: this attempt was none.

        What a later mail has overtaken meanwhile is not sent after it but WITHDRAWN; UNCERTAIN when `maybe_sent`. So it
        is at `recover` and `order` too.
        """

    def park(self, row_id: int, *, state: OutgoingState, error: str, stage: SendStage | None = None) -> None:
        """PARKED or UNCERTAIN: no further attempt without a person."""

    def hold(self, *, until: dt.datetime, why: str, now: dt.datetime, recipient: str = "", alarms: bool) -> int:
        """Postpone all that are due, to the recipient if given, with the reason for staff; how many. Of those that
        are alarms, or of those that are not."""

    def held(self, why: str) -> int:
        """How many wait with this as the latest reason."""

    def handed_over(self, since: dt.datetime) -> tuple[tuple[dt.datetime, str, MailKind], ...]:
        """When a final dot was about to leave since then, to whom and of which kind, oldest first."""

    def outgoing_row(self, row_id: int) -> OutboxRow | None: ...

    def order(self, row_id: int, verb: OutgoingVerb, *, who: str, why: str, now: dt.datetime) -> OutboxRow:
        """A person's word on an outgoing mail, with an audit row. EntryChanged when its state does not allow it."""

    def outgoing_audit(self, row_id: int) -> tuple[AuditRow, ...]: ...

    def outbox(
        self,
        states: Sequence[OutgoingState] = (),
        *,
        kinds: Sequence[MailKind] = (),
        limit: int = 200,
        content: bool = True,
    ) -> tuple[OutboxRow, ...]:
        """Of these states and kinds (all when empty), newest first; without `content` their bytes are left out."""

    def find_outgoing(
        self, question: OutboxQuestion, *, limit: int = 50, after: int | None = None, before: int | None = None
    ) -> FoundOutgoing:
        """Newest first: the first page, or those older than the row `after`, or the nearest newer than `before`."""

    def outgoing_counts(self) -> dict[OutgoingState, int]: ...

    def outgoing_of(self, entry_id: int) -> tuple[OutboxRow, ...]:
        """The mails that tell of this entry, alone or among others, oldest first; without their bytes."""

    def joinable(self, kinds: Sequence[MailKind]) -> tuple[OutboxRow, ...]:
        """Mails about one entry each that wait and were never tried, oldest first; without their bytes."""

    def merge(self, row_ids: Sequence[int], mail: OutgoingMail, now: dt.datetime) -> bool:
        """Queue one mail in place of several that wait; False, and nothing is changed, when one of them does not.

        When an entry of one of them is decided anew before the mail has left, the others wait again by themselves.
        """

    def withdraw(self, row_ids: Sequence[int], why: str) -> int:
        """Take back those that are DRAFT, WAITING or PARKED, with the reason for staff; how many."""

    def queued_since(self, since: dt.datetime, *, kind: MailKind, recipient: str = "") -> int:
        """How many of the kind were queued since then, to the recipient if given."""

    def outgoing(self, message_ids: Sequence[str]) -> tuple[OutboxRow, ...]:
        """Our mails with these Message-IDs (with angle brackets), newest first."""

    def bounced(self, row_id: int, *, why: str, entry_id: int, now: dt.datetime) -> bool:
        """Note that a mail of ours came back in the mail `entry_id`; False when that was known."""

    # what staff teach
    def lessons(self) -> tuple[Lesson, ...]:
        """Those that hold, the first taught first."""

    def learn(
        self, kind: LessonKind, *, said: str, meaning: str, municipality: str | None, who: str, now: dt.datetime
    ) -> Lesson:
        """Keep it, with an audit row. EntryChanged when the same holds already."""

    def unlearn(self, lesson_id: int, *, who: str, now: dt.datetime) -> Lesson:
        """Take it back, with an audit row. EntryChanged when it does not hold."""

    # the audit trail
    def find_audit(
        self, question: AuditQuestion, *, limit: int = 50, after: int | None = None, before: int | None = None
    ) -> FoundAudit:
        """Newest first: the first page, or what is older than the row `after`, or the nearest newer than `before`."""

    def audit_people(self, *, accounts: bool = True) -> tuple[str, ...]:
        """Everybody who is in the trail, as it says; without `accounts` not those who have only signed in."""

    def check_audit(self, *, most: int = 100) -> ChainCheck:
        """Walk the trail's whole chain of hashes; the first `most` breaks."""

    # health
    def beat(self, name: str, now: dt.datetime) -> None:
        """Note that a job has ended a whole cycle."""

    def beats(self) -> dict[str, dt.datetime]: ...

    def raise_trouble(self, name: str, what: str, now: dt.datetime) -> bool:
        """Note a trouble, or what is now known of one that lasts; True when it begins."""

    def clear_trouble(self, name: str, now: dt.datetime) -> bool:
        """Note that it is over; False when there was none."""

    def troubles(self, *, since: dt.datetime | None = None) -> tuple[Trouble, ...]:
        """Those that last, and those that ended after `since`, oldest first."""

    def open_sessions(self, *, seen_since: dt.datetime, now: dt.datetime) -> int:
        """How many are signed in and have been seen since then."""

    def database_kind(self) -> str:
        """SQLite or PostgreSQL, with its version."""
