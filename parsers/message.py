"""Bytes of a mail to a Message: for any bytes at all a value, with every field there.

In two halves. What lies in the mail (`read_parts`) is taken out in a child process (parsers.isolation), for archives
and HTML can be huge, slow or worse. What its headers say, and so whether its sender is to be believed, is read outside
of it: nothing that is unpacked can have a word in that.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from domain.document import ReadingFailure
from domain.mail import Address, Attachment, Message, SkippedPart
from parsers.authentication import parse_authentication
from parsers.automatic import automatic_kind
from parsers.mime_headers import Headers
from parsers.mime_structure import Part, parse_part
from parsers.mime_walk import MAX_BODY, walk
from parsers.sniff import MAIL

MAX_SUBJECT = 1_000
MAX_REFERENCES = 200

NOBODY = Address(display_name="", address="")

_MBOX_LINE = re.compile(rb"\s*From \S+[^\n]*\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What lies in a mail; `forwarded` is the author of the first mail enclosed in it, `deeper` those of the others.

    The rest as in Message.
    """

    body: str
    attachments: tuple[Attachment, ...]
    skipped: tuple[SkippedPart, ...] = ()
    forwarded: Address | None = None
    faults: tuple[str, ...] = ()
    failures: tuple[ReadingFailure, ...] = ()
    deeper: tuple[Address, ...] = ()


def read_message(raw: bytes) -> Message:
    """What a mail says. Never raises; what is missing or broken is empty, and `faults` says when a part may be missed.

    No string in it holds NUL or a lone surrogate. Time and memory grow in step with the bytes (depth, parts, headers
    and archives are bounded, see parsers.mime_*). The service does the same in a child process: parsers.reader.
    """
    return assemble(raw, read_parts(raw))


def read_parts(
    raw: bytes,
    closed: Mapping[int, ReadingFailure] | None = None,
    opening: Callable[[int], object] = lambda _: None,
) -> Parts:
    """Everything in a mail, in its order.

    `opening` is told the number, from 1, of each leaf of the mail's own structure before it is looked into, and 0 when
    that is done. `closed` leaves, known to end in the failure given, are not opened: each is an attachment as it lies.
    """
    found = walk(parse_part(_without_envelope(raw)), closed or {}, opening)
    return Parts(
        body="\n\n".join(found.texts)[:MAX_BODY],
        attachments=tuple(found.attachments),
        skipped=tuple(found.skipped),
        forwarded=_sender(found.forwarded[0].headers) if found.forwarded else None,
        faults=tuple(dict.fromkeys(found.faults)),
        failures=tuple(found.failures),
        deeper=tuple(dict.fromkeys(_sender(mail.headers) for mail in found.forwarded[1:])),
    )


def unopened(raw: bytes, failure: ReadingFailure) -> Parts:
    """A mail that could not be taken apart: it is its own attachment, with the reason."""
    sha256 = hashlib.sha256(raw).hexdigest()
    itself = Attachment(name="mejlet.eml", media_type=MAIL, declared_type=MAIL, content=raw, sha256=sha256)
    known = ReadingFailure(sha256=sha256, kind=failure.kind, detail=failure.detail)
    return Parts(body="", attachments=(itself,), faults=("the mail could not be opened",), failures=(known,))


def assemble(raw: bytes, parts: Parts) -> Message:
    """The Message, of what the headers say and of what was found in the mail."""
    mail = parse_part(_without_envelope(raw))
    headers = mail.headers
    enclosed_only = parts.forwarded is not None and all(attachment.containers for attachment in parts.attachments)
    return Message(
        subject=headers.text("subject")[:MAX_SUBJECT],
        sender=_sender(headers),
        reply_to=next(iter(headers.addresses("reply-to")), None),
        recipients=(*headers.addresses("to"), *headers.addresses("cc")),
        message_id=_message_id(headers),
        in_reply_to=headers.message_ids("in-reply-to")[:MAX_REFERENCES],
        references=headers.message_ids("references")[:MAX_REFERENCES],
        sent_at=headers.date(),
        body=parts.body,
        attachments=parts.attachments,
        skipped=parts.skipped,
        authentication=parse_authentication(headers.fields),
        automatic=automatic_kind(
            headers, report_type=_report_type(mail), has_document=bool(parts.attachments), enclosed_only=enclosed_only
        ),
        forwarded_sender=parts.forwarded,
        faults=parts.faults if headers.fields else ("no headers", *parts.faults),
        failures=parts.failures,
        deeper_senders=parts.deeper,
    )


def _without_envelope(raw: bytes) -> bytes:
    """Without the line "From clerk@solna.se Mon ..." that mbox files and some servers put on top."""
    line = _MBOX_LINE.match(raw[:1_000])
    return raw[line.end() :] if line else raw.lstrip(b"\r\n") if raw[:1] in {b"\r", b"\n"} else raw


def _sender(headers: Headers) -> Address:
    """The one author. Several From headers or addresses name nobody: which of them was verified cannot be said."""
    authors = headers.addresses("from")
    if len(authors) == 1:
        return authors[0]
    if not authors:
        return NOBODY
    return Address(display_name=", ".join(a.address or a.display_name for a in authors)[:300], address="")


def _message_id(headers: Headers) -> str:
    """With its angle brackets when it has them; else what stands there."""
    ids = headers.message_ids("message-id")
    return ids[0] if ids else headers.text("message-id")[:500]


def _report_type(mail: Part) -> str:
    return mail.parameter("report-type").lower() if mail.content_type == "multipart/report" else ""
