"""What the review page is given: the register, and the texts as they were read."""

from __future__ import annotations

from functools import lru_cache, partial

from domain.document import DocumentText
from domain.mail import Attachment, Message
from domain.ports import Compose
from domain.register import Entry, RegisteredDocument
from parsers.relevance import words_of
from registrator.build import House
from registrator.enclosing import Ground, documents_of
from registrator.pictures import Pictures
from registrator.standings import all_overviews
from registrator.telling import tell
from review.desk import Desk

KEPT_TEXTS = 32
"""Texts kept in memory: a person looks at one mail, goes back, and looks again."""


def build_desk(house: House) -> Desk:
    @lru_cache(maxsize=1)
    def opened(sha256: str) -> Message:
        return house.reader.open_mail(house.archive.read(sha256))

    @lru_cache(maxsize=KEPT_TEXTS)
    def texts_of(sha256: str) -> dict[str, DocumentText]:
        attachments = opened(sha256).attachments
        sought = words_of(house.catalogue().recommendations)
        readings = ((a.sha256, house.reader.read(a, sought)) for a in attachments)
        return {document: text for document, text in readings if isinstance(text, DocumentText)}

    def texts(entry: Entry) -> tuple[tuple[RegisteredDocument, DocumentText | None], ...]:
        found = texts_of(entry.sha256)
        return tuple((document, found.get(document.sha256)) for document in entry.documents)

    def message(entry: Entry) -> Message:
        return opened(entry.sha256)

    pictures = Pictures(house.config.storage.folder / "pictures", house.draw)

    def picture(entry: Entry, sha256: str, number: int, width: int) -> bytes | None:
        def find() -> Attachment | None:
            return next((a for a in message(entry).attachments if a.sha256 == sha256), None)

        text = texts_of(entry.sha256).get(sha256)
        page = text.pages[number - 1] if text and number <= len(text.pages) else None
        return pictures.page(sha256, number, width, (page.width, page.height) if page else (0.0, 0.0), find)

    def compose(entry: Entry) -> Compose:
        return partial(tell, house, ground=Ground(documents=documents_of(house, entry)))

    return Desk(
        store=house.store,
        archive=house.archive,
        catalogue=house.catalogue,
        compose=compose,
        overviews=partial(all_overviews, house),
        clock=house.clock,
        organisation=house.config.sender,
        texts=texts,
        message=message,
        picture=picture,
        composer=house.composer,
    )
