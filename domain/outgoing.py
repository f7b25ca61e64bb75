"""Mail that the house sends."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass


class MailKind(enum.Enum):
    """The kinds of mail we send. The value stands in the outbox and in the mail's key."""

    SUMMARY = "sammanfattning"  # to the officer and the notify list, for each registered answer
    NOTICE = "granskning"  # to staff, when something must be looked at
    DIGEST = "veckobrev"  # weekly, to the officer


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


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingMail:
    """A rendered mail to exactly one recipient, so that a refusal of one never resends to another.

    `key` says what it is about and to whom, e.g. "sammanfattning/17/anna.nerelius@ksl.se"; the register holds each key
    once. `raw` is the whole message (SMTP policy, CRLF) with the Message-ID made from the key.
    """

    key: str
    kind: MailKind
    recipient: str
    subject: str
    message_id: str
    raw: bytes


class OutgoingState(enum.Enum):
    """Where an outgoing mail is."""

    WAITING = "waiting"  # to be sent at `next_attempt_at`
    SENDING = "sending"  # claimed
    SENT = "sent"  # the server said 250 after the dot
    PARKED = "parked"  # refused for good, or given up: a person must look
    UNCERTAIN = "uncertain"  # lost between the dot and the answer: "may have been sent"


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
    """An outgoing mail with its state. Times are aware UTC."""

    id: int
    mail: OutgoingMail
    state: OutgoingState
    stage: SendStage
    attempts: int
    next_attempt_at: dt.datetime
    last_error: str
    created_at: dt.datetime
    sent_at: dt.datetime | None
