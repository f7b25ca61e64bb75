"""A rendered text becomes a mail: headers, encodings, and the Message-ID that never changes."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime

from domain.outgoing import MailKind, Organisation, OutgoingMail
from outbox.safe import one_line

_SUBJECT_LIMIT = 180


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a mail says, before it has headers. `html` and `text` say the same."""

    key: str
    kind: MailKind
    recipient: str
    subject: str
    text: str
    html: str


def message_id(key: str, mailbox: str) -> str:
    """The Message-ID of this key: the same each time, so that a mail sent twice would show as one."""
    return f"<{_digest(key)}@{mailbox.rpartition('@')[2]}>"


def build(letter: Letter, organisation: Organisation, now: dt.datetime) -> OutgoingMail:
    """The letter as bytes to send. `now` is aware and becomes the Date header in its own time zone.

    The same arguments give the same bytes. Headers that tell machines not to answer: RFC 3834, and Exchange's own.
    """
    subject = one_line(letter.subject, _SUBJECT_LIMIT)
    identity = message_id(letter.key, organisation.mailbox)
    addresses = organisation.mailbox + letter.recipient
    message = EmailMessage(policy=SMTP if addresses.isascii() else SMTPUTF8)
    message["From"] = Address(f"Registrator {organisation.short_name}", addr_spec=organisation.mailbox)
    # Parsed, not trusted: a faulty address must end as a refused mail that staff see, not stop the registration.
    message["To"] = one_line(letter.recipient, 320)
    message["Subject"] = subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = identity
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(letter.text, cte="quoted-printable")
    message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    message.set_boundary(f"=_{_digest(identity)}")
    message["Content-Language"] = "sv"  # last: set_content would take it along into the first part
    return OutgoingMail(
        key=letter.key,
        kind=letter.kind,
        recipient=letter.recipient,
        subject=subject,
        message_id=identity,
        raw=message.as_bytes(),
    )


def _digest(text: str) -> str:
    """128 bits of SHA-256 in hex: unique enough, and short enough that the header is not folded."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]
