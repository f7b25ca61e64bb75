"""The full desk with papers that can be seen: minutes printed as PDFs, read and drawn by the real reader."""

from __future__ import annotations

import dataclasses
from functools import lru_cache

from domain.document import DocumentText
from domain.mail import Attachment
from domain.register import Entry, RegisteredDocument
from outbox.compose import Composer
from parsers.reader import LocalReader
from registrator.catalogue import members
from review.desk import Desk
from storage.store import SqlStore
from tests.fakes.review_desk import ORGANISATION
from tests.fakes.review_register import fill
from tests.unit.parsers.pdf_bytes import line, pdf


def printed(text: str) -> bytes:
    """A PDF that says this, a line of 12 points under the other; a form feed begins a new page."""
    sheets = [
        "".join(line(words, 72, 760 - 16 * row, size=11) for row, words in enumerate(sheet.splitlines()) if words)
        for sheet in text.rstrip("\f\n").split("\f")
    ]
    return pdf(*sheets)


def desk_with_papers(store: SqlStore, reader: LocalReader, pages: int = 1) -> tuple[Desk, dict[int, int]]:
    """As `fill`, with real PDFs; `pages` prints each of them so many times over."""
    desk, ids = fill(store)

    @lru_cache(maxsize=64)
    def paper(entry_id: int) -> dict[str, Attachment]:
        entry = store.entry(entry_id)
        assert entry
        said = {d.sha256: t.text.rstrip("\f") for d, t in desk.texts(entry) if t}
        return {
            sha256: Attachment(
                name="Protokollsutdrag.pdf",
                media_type="application/pdf",
                declared_type="application/pdf",
                content=printed("\f".join([text] * pages)),
                sha256=sha256,
            )
            for sha256, text in said.items()
        }

    @lru_cache(maxsize=64)
    def read(entry_id: int, sha256: str) -> DocumentText | None:
        found = reader.read(paper(entry_id)[sha256]) if sha256 in paper(entry_id) else None
        return found if isinstance(found, DocumentText) else None

    def texts(entry: Entry) -> tuple[tuple[RegisteredDocument, DocumentText | None], ...]:
        return tuple((document, read(entry.id, document.sha256)) for document in entry.documents)

    @lru_cache(maxsize=64)
    def drawn(entry_id: int, sha256: str, number: int, width: int) -> bytes | None:
        found = paper(entry_id).get(sha256)
        return reader.draw(found, number, width, (595, 842)) if found else None

    def picture(entry: Entry, sha256: str, number: int, width: int) -> bytes | None:
        return drawn(entry.id, sha256, number, width)

    composer = Composer(organisation=ORGANISATION, municipalities=members())
    return dataclasses.replace(desk, texts=texts, picture=picture, composer=composer), ids
