"""A reader that reads no document twice: what it gave is kept in the register, by hash and version."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from datetime import datetime

from domain.document import DocumentText, ReadingFailure
from domain.mail import Attachment, Message
from domain.ports import DocumentReader, Texts
from registrator.tally import Tally


class CachedReader:
    """Implements domain.ports.DocumentReader on top of another one. `version` is that reader's, with its settings.

    Only texts are kept: why a document gave none may have passed (no memory, no OCR), and is soon said again.
    Errors: StorageError, for the register's own trouble.
    """

    def __init__(
        self, reader: DocumentReader, texts: Texts, *, version: str, clock: Callable[[], datetime], tally: Tally
    ) -> None:
        self._reader = reader
        self._texts = texts
        self._version = version
        self._clock = clock
        self._tally = tally

    def open_mail(self, raw: bytes) -> Message:
        """As the other reader does: a mail is opened in milliseconds."""
        return self._reader.open_mail(raw)

    def read(self, attachment: Attachment, looking_for: tuple[str, ...] = ()) -> DocumentText | ReadingFailure:
        sought = _name_of(looking_for)
        kept = self._texts.text(attachment.sha256, attachment.media_type, version=self._version, sought=sought)
        if kept:
            return kept
        began = time.monotonic()
        outcome = self._reader.read(attachment, looking_for)
        self._tally.note(time.monotonic() - began)
        if isinstance(outcome, DocumentText):
            # Read with care throughout, a text serves whatever is looked for later.
            how = sought if outcome.skimmed else ""
            self._texts.keep_text(outcome, version=self._version, sought=how, now=self._clock())
        return outcome


def _name_of(looking_for: tuple[str, ...]) -> str:
    """A short name for what is looked for; "" for nothing."""
    return hashlib.sha256("\0".join(looking_for).encode()).hexdigest()[:16] if looking_for else ""
