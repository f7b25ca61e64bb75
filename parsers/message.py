"""Bytes of a mail to a Message: for any bytes at all a value, with every field there."""

from __future__ import annotations

import re

from domain.mail import Address, Message
from parsers.authentication import parse_authentication
from parsers.automatic import automatic_kind
from parsers.mime_headers import Headers
from parsers.mime_structure import Part, parse_part
from parsers.mime_walk import MAX_BODY, walk

MAX_SUBJECT = 1_000
MAX_REFERENCES = 200

NOBODY = Address(display_name="", address="")

_MBOX_LINE = re.compile(rb"\s*From \S+[^\n]*\n")


def read_message(raw: bytes) -> Message:
    """What a mail says. Never raises; what is missing or broken is empty, and `faults` says when a part may be missed.

    No string in it holds NUL or a lone surrogate. Time and memory grow in step with the bytes (depth, parts, headers
    and archives are bounded, see parsers.mime_*).
    """
    mail = parse_part(_without_envelope(raw))
    headers = mail.headers
    found = walk(mail)
    enclosed_only = bool(found.forwarded) and all(attachment.containers for attachment in found.attachments)
    faults = tuple(dict.fromkeys(found.faults if headers.fields else ["no headers", *found.faults]))
    return Message(
        subject=headers.text("subject")[:MAX_SUBJECT],
        sender=_sender(headers),
        reply_to=next(iter(headers.addresses("reply-to")), None),
        recipients=(*headers.addresses("to"), *headers.addresses("cc")),
        message_id=_message_id(headers),
        in_reply_to=headers.message_ids("in-reply-to")[:MAX_REFERENCES],
        references=headers.message_ids("references")[:MAX_REFERENCES],
        sent_at=headers.date(),
        body="\n\n".join(found.texts)[:MAX_BODY],
        attachments=tuple(found.attachments),
        skipped=tuple(found.skipped),
        authentication=parse_authentication(headers.fields),
        automatic=automatic_kind(
            headers, report_type=_report_type(mail), has_document=bool(found.attachments), enclosed_only=enclosed_only
        ),
        forwarded_sender=_sender(found.forwarded[0].headers) if found.forwarded else None,
        faults=faults,
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
