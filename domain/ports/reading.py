"""Who turns bytes into text, and what is kept of that."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from domain.document import DocumentText, ReadingFailure
from domain.mail import Attachment, Message


class DocumentReader(Protocol):
    """Bytes to parts and text, whatever happens inside: never raises for what the mail or the document holds."""

    def open_mail(self, raw: bytes) -> Message:
        """A mail with all that lies in it and in its archives. A part that could not be opened is among
        `Message.failures`, and when that is the mail itself, it is its own only attachment."""

    def read(self, attachment: Attachment, looking_for: tuple[str, ...] = ()) -> DocumentText | ReadingFailure:
        """`looking_for`: numbers and titles of recommendations. Where they cannot stand, a reader may skim: the text
        is there, its words have no boxes. Empty: every page is read with care."""


class Texts(Protocol):
    """What documents were read to, kept so that none is read twice. Errors: the StorageError branch."""

    def text(self, sha256: str, media_type: str, *, version: str, sought: str) -> DocumentText | None:
        """The text that this version of the reader gave: of every page, or skimmed for what `sought` stands for."""

    def keep_text(self, text: DocumentText, *, version: str, sought: str, now: dt.datetime) -> None:
        """Keep it in place of what an earlier reading gave."""
