"""What documents were read to: the extraction cache, which is also what staff search in."""

from __future__ import annotations

import datetime as dt
import json

from domain.document import DocumentText
from parsers.document_wire import WireError, as_plain, from_plain
from storage.schema import TextRow
from storage.search_index import index_text
from storage.types import harmless
from storage.verbs import Verbs


class Texts(Verbs):
    def text(self, sha256: str, media_type: str, *, version: str, sought: str) -> DocumentText | None:
        """A row that does not fit, or that somebody has damaged, is passed over: the document is then read anew."""
        with self._database.reading() as session:
            row = session.get(TextRow, sha256)
            if row is None or (row.media_type, row.version) != (media_type, version) or row.sought not in {"", sought}:
                return None
            try:
                layout = json.loads(row.layout)
                return from_plain({**layout, "text": row.text}, sha256=sha256, media_type=media_type)
            except (ValueError, TypeError, WireError):
                return None

    def keep_text(self, text: DocumentText, *, version: str, sought: str, now: dt.datetime) -> None:
        """Not kept is a text that the database could not give back letter by letter."""
        plain = as_plain(text)
        body = plain.pop("text")
        if harmless(body) != body:
            return
        with self._database.writing() as session:
            session.merge(
                TextRow(
                    sha256=text.sha256,
                    media_type=text.media_type,
                    version=version,
                    sought=sought,
                    read_at=now,
                    text=body,
                    layout=json.dumps(plain, separators=(",", ":")),
                )
            )
            session.flush()
            index_text(session, text.sha256)
