"""The mails of the register as the review page looks at them: opened, read and drawn, the last of them in memory."""

from __future__ import annotations

from functools import lru_cache

from domain.document import DocumentText
from domain.mail import Attachment, Message
from domain.register import Entry, RegisteredDocument
from parsers.relevance import words_of
from registrator.build import House
from registrator.pictures import Pictures

KEPT_TEXTS = 32
"""Mails whose texts are kept in memory: a person looks at one, goes back, and looks again."""


class Papers:
    """See review.desk.Desk for what each gives. May raise whatever a hostile mail provokes."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._pictures = Pictures(house.config.storage.folder / "pictures", house.draw)
        self._opened = lru_cache(maxsize=1)(self._open)  # the page asks for it, then each of its pictures
        self._texts = lru_cache(maxsize=KEPT_TEXTS)(self._read)

    def message(self, entry: Entry) -> Message:
        return self._opened(entry.sha256)

    def texts(self, entry: Entry) -> tuple[tuple[RegisteredDocument, DocumentText | None], ...]:
        found = self._texts(entry.sha256)
        return tuple((document, found.get(document.sha256)) for document in entry.documents)

    def picture(self, entry: Entry, sha256: str, number: int, width: int) -> bytes | None:
        def find() -> Attachment | None:
            return next((a for a in self.message(entry).attachments if a.sha256 == sha256), None)

        text = self._texts(entry.sha256).get(sha256)
        page = next((page for page in text.pages if page.number == number), None) if text else None
        size = (page.width, page.height) if page else (0.0, 0.0)
        return self._pictures.page(sha256, number, width, size, find)

    def _open(self, sha256: str) -> Message:
        return self._house.reader.open_mail(self._house.archive.read(sha256))

    def _read(self, sha256: str) -> dict[str, DocumentText]:
        sought = words_of(self._house.catalogue().recommendations)
        attachments = self._opened(sha256).attachments
        readings = ((a.sha256, self._house.reader.read(a, sought)) for a in attachments)
        return {document: text for document, text in readings if isinstance(text, DocumentText)}
