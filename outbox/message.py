"""A rendered text becomes a mail: headers, encodings, and the Message-ID that never changes."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import dataclass
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime

from domain.outgoing import MailKind, Organisation, OutgoingMail
from outbox import headers
from outbox.safe import one_line

# A municipality's server takes 10 MB at least; base64 adds a third and the texts their part.
ENCLOSURES_LIMIT = 7_000_000
_SUBJECT_LIMIT = 180
_NAME_LIMIT = 120
_PLAIN_ADDRESS = re.compile(r"[^\s<>()\[\],;:\\\"@]+@[^\s<>()\[\],;:\\\"@]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A file that goes with a mail. `media_type` is "type/subtype"; `name` as the reader sees it."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a mail says, before it has headers. `html` and `text` say the same.

    `in_reply_to` is the Message-ID of the mail that this one answers, and `references` those of the thread before it;
    what is no Message-ID among them is left out, for strangers write them. Without `reply_to`, answers go to the
    mailbox. Enclosures beyond ENCLOSURES_LIMIT are left out: call `bounded` first and tell the reader.
    """

    key: str
    kind: MailKind
    recipient: str
    subject: str
    text: str
    html: str
    recipient_name: str = ""
    reply_to: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()


def message_id(key: str, mailbox: str) -> str:
    """The Message-ID of this key: the same each time, so that a mail sent twice would show as one."""
    return f"<{_digest(key)}@{mailbox.rpartition('@')[2]}>"


def bounded(
    enclosures: tuple[Enclosure, ...], limit: int = ENCLOSURES_LIMIT
) -> tuple[tuple[Enclosure, ...], tuple[Enclosure, ...]]:
    """Those that fit into `limit` bytes together, in order, and those that do not: (kept, left out)."""
    kept: list[Enclosure] = []
    out: list[Enclosure] = []
    size = 0
    for enclosure in enclosures:
        fits = size + len(enclosure.content) <= limit
        (kept if fits else out).append(enclosure)
        size += len(enclosure.content) if fits else 0
    return tuple(kept), tuple(out)


def build(letter: Letter, organisation: Organisation, now: dt.datetime) -> OutgoingMail:
    """The letter as bytes to send. `now` is aware and becomes the Date header in its own time zone.

    The same arguments give the same bytes. Headers that tell machines not to answer: RFC 3834, and Exchange's own.
    """
    subject = one_line(letter.subject, _SUBJECT_LIMIT)
    identity = message_id(letter.key, organisation.mailbox)
    addresses = organisation.mailbox + letter.recipient + letter.reply_to
    message = EmailMessage(policy=headers.careful(SMTP if addresses.isascii() else SMTPUTF8))
    message["From"] = Address(f"Registrator {organisation.short_name}", addr_spec=organisation.mailbox)
    message["To"] = _mailbox(letter.recipient_name, letter.recipient)
    if letter.reply_to:
        message["Reply-To"] = _mailbox("", letter.reply_to)
    message["Subject"] = subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = identity
    _place_in_thread(message, letter, organisation.mailbox)
    message["List-Id"] = headers.list_id(letter.kind.value, organisation.mailbox)
    message["X-Auto-Response-Suppress"] = "All"
    _fill(message, letter, _digest(identity))
    message["Content-Language"] = "sv"  # last: set_content would take it along into the first part
    return OutgoingMail(
        key=letter.key,
        kind=letter.kind,
        recipient=letter.recipient,
        subject=subject,
        message_id=identity,
        raw=message.as_bytes(),
    )


def _mailbox(name: str, address: str) -> Address | str:
    """For a header: parsed, not trusted. A faulty address must end as a refused mail that staff see, not stop us."""
    line = one_line(address, 320)
    shown = one_line(name, _NAME_LIMIT)
    return Address(shown, addr_spec=line) if shown and _PLAIN_ADDRESS.fullmatch(line) else line


def _place_in_thread(message: EmailMessage, letter: Letter, mailbox: str) -> None:
    answered = headers.message_ids((letter.in_reply_to,))
    if answered:
        message["In-Reply-To"] = answered[0]
    if thread := headers.message_ids((*letter.references, *answered)):
        message["References"] = " ".join(thread)
    if letter.kind is MailKind.QUESTION:  # a person has read and released it: nobody's rule may put it away unread
        message["Auto-Submitted"] = "no"
        return
    # RFC 3834: an answer to somebody's mail is "auto-replied"; a thread of our own mails goes on by itself.
    foreign = answered and not answered[0].endswith(f"@{mailbox.rpartition('@')[2]}>")
    message["Auto-Submitted"] = "auto-replied" if foreign else "auto-generated"


def _fill(message: EmailMessage, letter: Letter, seed: str) -> None:
    """The texts, then the files. The boundaries come from `seed`: random ones would give other bytes each time."""
    message.set_content(letter.text, cte="quoted-printable")
    message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    message.set_boundary(f"=_{seed}")
    for enclosure in bounded(letter.enclosures)[0]:
        main, _, sub = enclosure.media_type.partition("/")
        if main not in headers.LEAF_TYPES or not headers.TOKEN.fullmatch(sub):
            main, sub = "application", "octet-stream"
        name = one_line(enclosure.name, _NAME_LIMIT).replace("/", "-") or "bilaga"
        message.add_attachment(enclosure.content, maintype=main, subtype=sub, filename=name)
    if message.get_content_type() == "multipart/mixed":
        message.set_boundary(f"=_m{seed}")


def _digest(text: str) -> str:
    """128 bits of SHA-256 in hex: unique enough, and short enough that the header is not folded."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def text_of(raw: bytes) -> str:
    """The text part of a mail of ours, as a person reads it; "" when there is none."""
    body = message_from_bytes(raw, policy=SMTP).get_body(("plain",))
    return str(body.get_content()).replace("\r\n", "\n") if body else ""
