"""Mail that the house sends."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from domain.decision import Decision


class MailKind(enum.Enum):
    """The kinds of mail we send. The value stands in the outbox and in the mail's key."""

    SUMMARY = "sammanfattning"  # to the officer and the notify list, for each registered answer
    NOTICE = "granskning"  # to staff, when something must be looked at
    DIGEST = "veckobrev"  # weekly, to the officer
    RECEIPT = "kvittens"  # to the sender of a mail
    PARTNER = "underrättelse"  # to the partner of a recommendation, about final decisions
    REMINDER = "påminnelse"  # to a silent municipality, once a person has released it
    CORRECTION = "rättelse"  # to the readers of a mail that told of a decision that no longer stands
    REPORT = "sammanställning"  # when a recommendation is closed: the final table
    QUESTION = "fråga"  # to the sender of a flagged mail, once a person has released it
    ALARM = "larm"  # to the operator: a trouble begins, lasts, ends


TELLS_OF_ENTRY = (MailKind.SUMMARY, MailKind.PARTNER, MailKind.NOTICE, MailKind.CORRECTION, MailKind.QUESTION)
"""Kinds that say, or ask, how an entry stands: still unsent when the entry is decided anew, they are withdrawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """Who we are and whom we write to: configuration, handed to the templates."""

    name: str  # "Kommunförbundet Stockholms Län"
    short_name: str  # "KSL"
    mailbox: str  # "registrator@ksl.se"
    officer_name: str
    officer_address: str
    staff: tuple[str, ...]  # who reviews
    review_url: str  # "http://127.0.0.1:8025", without a slash at the end
    operators: tuple[str, ...] = ()  # who keeps the service running: gets the alarms


@dataclass(frozen=True, slots=True, kw_only=True)
class Tells:
    """Which decisions of an entry a mail says stand; none: that nothing of it stands any more.

    So that a correction knows what its reader last heard, whatever was decided and not told in between.
    """

    entry_id: int
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingMail:
    """A rendered mail to exactly one recipient, so that a refusal of one never resends to another.

    `key` says what it is about and to whom, e.g. "sammanfattning/17/anna.nerelius@ksl.se"; the register holds each key
    once. `raw` is the whole message (SMTP policy, CRLF) with the Message-ID made from the key.

    `entry_id` is the entry it tells of, if one; `about` what else it is about ("KSL/15/0016-1/0127" for a reminder to
    Botkyrka). It is not sent before `not_before` (aware), nor, when a `draft`, before a person releases it. `tells` is
    kept beside the row: it is given when a mail is queued, and given back in `Settlement.told` only.
    """

    key: str
    kind: MailKind
    recipient: str
    subject: str
    message_id: str
    raw: bytes
    entry_id: int | None = None
    about: str = ""
    not_before: dt.datetime | None = None
    draft: bool = False
    tells: tuple[Tells, ...] = ()


class OutgoingState(enum.Enum):
    """Where an outgoing mail is."""

    WAITING = "waiting"  # to be sent at `next_attempt_at`
    SENDING = "sending"  # claimed
    SENT = "sent"  # the server said 250 after the dot
    PARKED = "parked"  # refused for good, or given up: a person must look
    UNCERTAIN = "uncertain"  # lost between the dot and the answer: "may have been sent"
    DRAFT = "draft"  # waits for a person to release it
    WITHDRAWN = "withdrawn"  # never sent, and never will be: overtaken by what happened, or told in another mail
    BOUNCED = "bounced"  # sent, and came back: a delivery report (RFC 3464) says that it did not arrive


class SendStage(enum.Enum):
    """How far a sending has come; from DOT on it may have been delivered."""

    NONE = "none"
    CONNECT = "connect"
    MAIL = "mail"
    RECIPIENT = "recipient"
    DATA = "data"
    DOT = "dot"  # written before the final dot leaves


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxRow:
    """An outgoing mail with its state. Times are aware UTC.

    `bounce` is what a delivery report said of it, `handed_at` when the final dot was last about to leave. A withdrawn
    mail that was joined with others names the row that told it instead, in `joined_to`.
    """

    id: int
    mail: OutgoingMail
    state: OutgoingState
    stage: SendStage
    attempts: int
    next_attempt_at: dt.datetime
    last_error: str
    created_at: dt.datetime
    sent_at: dt.datetime | None
    bounced_at: dt.datetime | None = None
    bounce: str = ""
    handed_at: dt.datetime | None = None
    joined_to: int | None = None


class OutgoingVerb(enum.Enum):
    """What a person can do with an outgoing mail. The value stands in the audit trail."""

    RETRY = "retry"  # parked, come back or waiting for its next attempt: try again at once, from the first try
    SENT = "sent"  # uncertain: it did arrive
    RESEND = "resend"  # uncertain: send it once more, at the risk of two
    RELEASE = "release"  # a draft: send it
    WITHDRAW = "withdraw"  # what has not left: never send it


OUTGOING_VERBS: dict[OutgoingVerb, tuple[frozenset[OutgoingState], OutgoingState]] = {
    OutgoingVerb.RETRY: (
        frozenset({OutgoingState.PARKED, OutgoingState.BOUNCED, OutgoingState.WAITING}),
        OutgoingState.WAITING,
    ),
    OutgoingVerb.SENT: (frozenset({OutgoingState.UNCERTAIN}), OutgoingState.SENT),
    OutgoingVerb.RESEND: (frozenset({OutgoingState.UNCERTAIN}), OutgoingState.WAITING),
    OutgoingVerb.RELEASE: (frozenset({OutgoingState.DRAFT}), OutgoingState.WAITING),
    OutgoingVerb.WITHDRAW: (
        frozenset({OutgoingState.DRAFT, OutgoingState.WAITING, OutgoingState.PARKED}),
        OutgoingState.WITHDRAWN,
    ),
}
"""The states from which each is possible, and the state that it leads to."""
