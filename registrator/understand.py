"""A mail or a lone document to a Result, through the same steps as in the daemon: read, find, match, decide."""

from __future__ import annotations

import datetime as dt
import hashlib
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from domain.catalogue import Catalogue
from domain.decision import Reading, Result
from domain.delivery import NO_CORRESPONDENCE, Correspondence
from domain.document import DocumentText, ReadingFailure
from domain.mail import Attachment, Message
from domain.ports import DocumentReader
from matching.decide import decide
from matching.returned import Returned
from parsers.minutes import read_document
from parsers.relevance import words_of
from parsers.sniff import media_type

MOST_STOPPED = 5
"""A mail of 200 documents that each hang a minute would hold up the others for hours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """Everything that was understood on the way to `result`, by which `catalogue`; a lone document has no `message`."""

    catalogue: Catalogue
    message: Message | None
    readings: tuple[Reading, ...]
    result: Result
    returned: Returned | None = None  # the mail of ours that it reports of


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """What the register knows of a mail's thread. `own` are the hashes of files that went out with a mail of ours and
    have now come back with it: nobody's answer."""

    known: Correspondence = NO_CORRESPONDENCE
    returned: Returned | None = None
    own: frozenset[str] = frozenset()


NO_LETTERS = Letters()


def understand_mail(
    raw: bytes,
    *,
    catalogue: Catalogue,
    reader: DocumentReader,
    letters: Callable[[bytes, Message], Letters] = lambda _raw, _message: NO_LETTERS,
    arrived: dt.datetime | None = None,
) -> Understanding:
    """A mail's bytes to all that is understood of it. Never raises for what the mail holds.

    `letters` looks its thread up in the register; `arrived` (aware): when it reached the mailbox.
    """
    message = reader.open_mail(raw)
    found = letters(raw, message)
    message = replace(message, attachments=tuple(a for a in message.attachments if a.sha256 not in found.own))
    outcomes = zip(message.attachments, _read_all(message, catalogue, reader), strict=True)
    readings = tuple(read_document(attachment, outcome, catalogue) for attachment, outcome in outcomes)
    result = decide(message, readings, catalogue, found.known, arrived)
    return Understanding(
        catalogue=catalogue, message=message, readings=readings, result=result, returned=found.returned
    )


def _read_all(
    message: Message, catalogue: Catalogue, reader: DocumentReader
) -> Iterator[DocumentText | ReadingFailure]:
    """Of each attachment its text, or why there is none. Once MOST_STOPPED were stopped, no more are read."""
    sought = words_of(catalogue.recommendations)
    unopened = {failure.sha256: failure for failure in message.failures}
    stopped: list[ReadingFailure] = []
    for attachment in message.attachments:
        if len(stopped) >= MOST_STOPPED:
            detail = f"not read: {MOST_STOPPED} others in the mail were stopped"
            yield ReadingFailure(sha256=attachment.sha256, kind=stopped[-1].kind, detail=detail)
            continue
        outcome = unopened.get(attachment.sha256) or reader.read(attachment, sought)
        if isinstance(outcome, ReadingFailure) and outcome.worth_retrying:
            stopped.append(outcome)
        yield outcome


def understand_lone_document(
    name: str, content: bytes, *, catalogue: Catalogue, reader: DocumentReader
) -> Understanding:
    """A document with no mail around it."""
    attachment = lone_attachment(name, content)
    text = reader.read(attachment, words_of(catalogue.recommendations))
    readings = (read_document(attachment, text, catalogue),)
    result = decide(None, readings, catalogue)
    return Understanding(catalogue=catalogue, message=None, readings=readings, result=result)


def lone_attachment(name: str, content: bytes) -> Attachment:
    """A file as if it had been attached to a mail."""
    return Attachment(
        name=unicodedata.normalize("NFC", name),
        media_type=media_type(content, name=name),
        declared_type="",
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
    )
