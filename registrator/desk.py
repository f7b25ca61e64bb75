"""What the review page is given: the register, and the texts as they were read."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from pathlib import Path

from domain.document import DocumentText
from domain.mail import Message
from domain.ports import Compose
from domain.register import Entry, RegisteredDocument
from parsers.relevance import words_of
from registrator.build import House
from registrator.enclosing import Ground, documents_of
from registrator.standings import all_overviews
from registrator.telling import tell
from review.app import create_app
from review.desk import Desk
from review.server import ReviewServer

KEPT_TEXTS = 32
"""Texts kept in memory: a person looks at one mail, goes back, and looks again."""


@contextmanager
def review_page(house: House) -> Iterator[str]:
    """Serve the staff's page; gives its address."""
    settings = house.config.review
    app = create_app(
        build_desk(house),
        allowed_hosts=(settings.host, "localhost", "127.0.0.1", "[::1]"),
        secret_key=_secret_key(house.config.storage.folder / "review.key"),
    )
    server = ReviewServer(app, settings.host, settings.port)
    server.start()
    try:
        yield server.url
    finally:
        server.stop()


def build_desk(house: House) -> Desk:
    @lru_cache(maxsize=KEPT_TEXTS)
    def texts_of(sha256: str) -> dict[str, DocumentText]:
        attachments = house.reader.open_mail(house.archive.read(sha256)).attachments
        sought = words_of(house.catalogue().recommendations)
        readings = ((a.sha256, house.reader.read(a, sought)) for a in attachments)
        return {document: text for document, text in readings if isinstance(text, DocumentText)}

    def texts(entry: Entry) -> tuple[tuple[RegisteredDocument, DocumentText | None], ...]:
        found = texts_of(entry.sha256)
        return tuple((document, found.get(document.sha256)) for document in entry.documents)

    def message(entry: Entry) -> Message:
        return house.reader.open_mail(house.archive.read(entry.sha256))

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
    )


def _secret_key(path: Path) -> bytes:
    """The key that signs forms and cookies: made once, so that an open form survives a restart."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    except FileExistsError:
        if len(key := path.read_bytes()) == 32:
            return key
        path.unlink()  # a start was killed between making and filling it
        return _secret_key(path)
    with os.fdopen(handle, "wb") as file:
        key = secrets.token_bytes(32)
        file.write(key)
    return key
