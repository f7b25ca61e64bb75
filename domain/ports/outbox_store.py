"""The register as the outbox needs it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Protocol

from domain.finding import FoundOutgoing, OutboxQuestion
from domain.outgoing import MailKind, OutboxRow, OutgoingMail, OutgoingState, OutgoingVerb, SendStage
from domain.register import AuditRow


class OutboxStore(Protocol):
    """Our own mails, from queued to sent."""

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
