"""A mail or a lone document to a Result, through the same steps as in the daemon: read, find, match, decide."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass

from domain.catalogue import Catalogue
from domain.decision import Reading, Result
from domain.mail import Attachment, Message
from domain.ports import DocumentReader
from matching.decide import decide
from parsers.message import read_message
from parsers.minutes import read_document
from parsers.relevance import words_of
from parsers.sniff import media_type


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """Everything that was understood on the way to `result`; `message` is None for a lone document."""

    message: Message | None
    readings: tuple[Reading, ...]
    result: Result


def understand_mail(raw: bytes, *, catalogue: Catalogue, reader: DocumentReader) -> Understanding:
    """A mail's bytes to all that is understood of it. Never raises for what the mail holds."""
    message = read_message(raw)
    sought = words_of(catalogue.recommendations)
    readings = tuple(read_document(a, reader.read(a, sought), catalogue) for a in message.attachments)
    return Understanding(message=message, readings=readings, result=decide(message, readings, catalogue))


def understand_lone_document(
    name: str, content: bytes, *, catalogue: Catalogue, reader: DocumentReader
) -> Understanding:
    """A document with no mail around it."""
    attachment = lone_attachment(name, content)
    text = reader.read(attachment, words_of(catalogue.recommendations))
    readings = (read_document(attachment, text, catalogue),)
    return Understanding(message=None, readings=readings, result=decide(None, readings, catalogue))


def lone_attachment(name: str, content: bytes) -> Attachment:
    """A file as if it had been attached to a mail."""
    return Attachment(
        name=unicodedata.normalize("NFC", name),
        media_type=media_type(content, name=name),
        declared_type="",
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
    )
