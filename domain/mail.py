"""A mail as it came in: raw bytes with a position, and what MIME says of them."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from domain.document import ReadingFailure


@dataclass(frozen=True, slots=True, kw_only=True)
class MailPosition:
    """Where a mail lay. Only the three together name it; a UID alone means nothing (RFC 9051, 2.3.1.1)."""

    folder: str
    uidvalidity: int
    uid: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RawMail:
    """What the mailbox gave: the bytes, where they lay and when they arrived (INTERNALDATE, aware)."""

    raw: bytes
    position: MailPosition
    arrived_at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One mailbox of a header. `address` is lower case and may be empty when the header is broken."""

    display_name: str
    address: str

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthenticationResult:
    """One method of one Authentication-Results header (RFC 8601).

    `trusted_place`: the header stands above the first Received line of the server that it names, so it was written
    after that server took the mail in; a header further down came with the mail and may be forged.
    """

    authserv_id: str
    method: str  # "dmarc", "spf", "dkim" ..., lower case
    result: str  # "pass", "fail", "none" ..., lower case
    properties: tuple[tuple[str, str], ...]  # (("header.from", "botkyrka.se"),)
    trusted_place: bool


class AutomaticKind(enum.Enum):
    """Mail that no person wrote. The value is the word in the register."""

    AUTO_REPLY = "auto_reply"  # out of office, receipt with a ticket number
    BOUNCE = "bounce"  # RFC 3464 delivery report, mailer-daemon
    BULK = "bulk"  # newsletter or mailing list
    STAND_IN = "stand_in"  # Exchange's own note in the place of a mail that it cannot convert


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A part that may be a document. `name` is the innermost name as sent, decoded, NFC, without directories.

    `media_type` is found by content, `declared_type` is what the mail claimed. `containers` are the names of the
    forwarded mails and archives around it, outermost first.
    """

    name: str
    media_type: str
    declared_type: str
    content: bytes
    sha256: str
    containers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedPart:
    """A part that is not a document, or could not be taken out, with the reason as a word of `SkipReason`."""

    name: str
    media_type: str
    sha256: str
    reason: SkipReason


class SkipReason(enum.Enum):
    """Why a part of a mail is not given to a reader."""

    DECORATION = "decoration"  # signature logo, tracking pixel
    SIGNATURE = "signature"  # S/MIME or PGP signature
    CALENDAR = "calendar"  # vcard, ics
    UNSUPPORTED = "unsupported"  # may be an answer, but no reader knows the format
    ARCHIVE = "archive"  # a packed file of a kind that is not opened: 7z, rar, tar ...
    TOO_DEEP = "too_deep"  # nested beyond the limit
    TOO_LARGE = "too_large"  # beyond the size limit, or an archive that would be
    LOCKED = "locked"  # an archive member that needs a password
    BROKEN = "broken"  # could not be decoded


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What MIME says of the bytes. Every field exists for every mail; what is missing or broken is empty.

    `sent_at` is the Date header (aware) and is only ever shown: arrival counts. `faults` names in English what was
    broken in the mail; it is not empty when a part may have been missed. `failures`: attachments, by their hash, that
    could not even be opened (an archive that killed its process): what lay in them is not among the attachments.
    """

    subject: str
    sender: Address
    reply_to: Address | None
    recipients: tuple[Address, ...]
    message_id: str
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    sent_at: dt.datetime | None
    body: str  # plain text, from text/plain or made from HTML
    attachments: tuple[Attachment, ...]
    skipped: tuple[SkippedPart, ...]
    authentication: tuple[AuthenticationResult, ...]
    automatic: AutomaticKind | None
    forwarded_sender: Address | None  # From of an enclosed message/rfc822, a claim only
    faults: tuple[str, ...]
    failures: tuple[ReadingFailure, ...] = ()
    deeper_senders: tuple[Address, ...] = ()  # From of all further mails enclosed in it, claims only
