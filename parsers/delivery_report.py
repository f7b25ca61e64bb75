"""Delivery reports (RFC 3464) and refusals in plain words: which mail came back, from whom, and why.

Servers write them in three ways: a multipart/report with the mail or its headers enclosed; the same without the
structure; and a text that quotes the mail ("--- Below this line is a copy of the message.", as qmail does).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.delivery import DeliveryAction, DeliveryReport, DeliveryStatus
from parsers.mime_headers import Headers, parse_headers
from parsers.mime_structure import Part, children, parse_part
from parsers.mime_text import decode, one_line

_MAX_DEPTH = 5
_MAX_PARTS = 50
_MAX_TEXT = 200_000
_MAX_RECIPIENTS = 100
_MAX_IDS = 20

_STATUS_PARTS = frozenset({"message/delivery-status", "message/global-delivery-status"})
_COPIES = frozenset({"message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers"})
_BLANK_LINES = re.compile(rb"\r?\n[ \t]*\r?\n|\r[ \t]*\r")
_QUOTED_ID = re.compile(r"(?im)^[>|\s]{0,20}message-id:\s{0,20}(<[^<>\s]{1,500}>)")
# Where the quoted mail begins: nothing after it is the server's own.
_COPY_BEGINS = re.compile(r"(?im)^[>|\s]{0,20}(?:-{2,}[^\n]{0,80}(?:copy|original)|return-path:|received:|message-id:)")
_CODE = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_REPLY_CODE = re.compile(r"(?<![\d.#])([45])\d\d[ -](?=\S)")
_ADDRESS = re.compile(r"<([^<>\s@]{1,64}@[^<>\s@]{1,255})>")
_BY_STATUS = {"5": DeliveryAction.FAILED, "4": DeliveryAction.DELAYED, "2": DeliveryAction.DELIVERED}
_STILL_TRYING = re.compile(r"will\s+(?:be\s+retried|keep\s+trying|continue)|delayed|fördröj|försenat", re.IGNORECASE)


def read_delivery_report(raw: bytes) -> DeliveryReport:
    """What a mail that an automatic sender wrote (AutomaticKind.BOUNCE) reports. Any bytes give a value.

    Without a machine-readable part the words are read: no status code is taken for a failure, for a mailer-daemon
    that writes in its own language writes about failures.
    """
    mail = parse_part(raw)
    leaves = tuple(_leaves(mail, 0))
    blocks = [block for part in leaves if part.content_type in _STATUS_PARTS for block in _blocks(part)]
    copies = [part for part in leaves if part.content_type in _COPIES]
    ids = [found for copy in copies for found in _copied(copy).message_ids("message-id")[:1]]
    statuses = [status for block in blocks[:_MAX_RECIPIENTS] if (status := _status(block))]
    if not ids or not statuses:
        words = "\n".join(_text(part) for part in leaves if part.content_type == "text/plain")[:_MAX_TEXT]
        ids = ids or _QUOTED_ID.findall(words)
        statuses = statuses or [_of_words(words, mail.headers)]
    thread = (*mail.headers.message_ids("in-reply-to"), *mail.headers.message_ids("references")[::-1])
    return DeliveryReport(message_ids=tuple(dict.fromkeys((*ids, *thread)))[:_MAX_IDS], statuses=tuple(statuses))


def _leaves(part: Part, depth: int) -> Iterator[Part]:
    """The parts of the report itself, not those of the mail that it encloses."""
    if not part.is_multipart:
        yield part
    elif depth < _MAX_DEPTH:
        for child in children(part, _MAX_PARTS)[0]:
            yield from _leaves(child, depth + 1)


def _blocks(part: Part) -> list[Headers]:
    content, _ = part.decoded()
    return [parse_headers(block + b"\n") for block in _BLANK_LINES.split(content[:_MAX_TEXT]) if block.strip()]


def _copied(part: Part) -> Headers:
    content, _ = part.decoded()
    return parse_part(content).headers


def _text(part: Part) -> str:
    content, _ = part.decoded()
    return decode(content[:_MAX_TEXT], part.parameter("charset"))


def _status(block: Headers) -> DeliveryStatus | None:
    """One recipient's block; None for the one about the mail as a whole."""
    named = (_address(block.text(name)) for name in ("final-recipient", "original-recipient"))
    addresses = tuple(dict.fromkeys(address for address in named if address))
    code = _CODE.search(block.text("status")[:100])
    action = _action(block.text("action"), code[1] if code else "")
    if action is None or not (addresses or block.raw("action")):
        return None
    diagnostic = block.text("diagnostic-code")
    words = diagnostic.partition(";")[2].strip() or diagnostic
    return DeliveryStatus(
        addresses=addresses, action=action, status=code[1] if code else "", diagnostic=one_line(words)[:300]
    )


def _address(value: str) -> str:
    """ "rfc822; Registrator@Botkyrka.se" -> "registrator@botkyrka.se"; some leave the type out."""
    address = value.partition(";")[2] or value
    return one_line(address).strip("<> ").lower()[:320]


def _action(word: str, status: str) -> DeliveryAction | None:
    try:
        return DeliveryAction(word.strip().lower())
    except ValueError:
        return _BY_STATUS.get(status[:1])


def _of_words(words: str, headers: Headers) -> DeliveryStatus:
    """What a refusal says in plain words. Exim names the recipients in a header of its own."""
    begins = _COPY_BEGINS.search(words)
    said = words[: begins.start()] if begins else words
    code, reply = _CODE.search(said), _REPLY_CODE.search(said)
    first = code[1][0] if code else reply[1] if reply else "5"
    delayed = first == "4" or (not (code or reply) and bool(_STILL_TRYING.search(said)))
    failed = headers.text("x-failed-recipients").lower().split(",")
    named = [address.strip() for address in failed if "@" in address] or _ADDRESS.findall(said.lower())
    match = code or reply
    diagnostic = said[match.start() : match.start() + 300].partition("\n\n")[0] if match else ""
    return DeliveryStatus(
        addresses=tuple(dict.fromkeys(named))[:_MAX_RECIPIENTS],
        action=DeliveryAction.DELAYED if delayed else DeliveryAction.FAILED,
        status=code[1] if code else "",
        diagnostic=one_line(diagnostic)[:300],
    )
