"""What documents were read to: the extraction cache, which is also what staff search in."""

from __future__ import annotations

import datetime as dt
import json

import sqlalchemy as sa

from domain.document import DocumentText
from domain.register import State
from parsers.document_wire import WireError, as_plain, from_plain
from storage.prepared import Prepared
from storage.schema_base import Base
from storage.search_index import index_rows
from storage.types import harmless
from storage.verbs import Verbs

_TABLES = Base.metadata.tables
_TABLE, _PARTS, _MAILS = _TABLES["texts"], _TABLES["parts"].c, _TABLES["mails"].c
_ITS = _TABLE.c.sha256 == sa.bindparam("its_sha256")
_NAMES = [column.name for column in _TABLE.c]
_KEPT = Prepared(sa.select(_TABLE).where(_ITS), tuple(_TABLE.c))
_KEEP = Prepared(sa.insert(_TABLE), columns=_NAMES)
_RENEW = Prepared(
    sa.update(_TABLE).where(_ITS).values({name: sa.bindparam(f"its_{name}") for name in _NAMES if name != "sha256"})
)
_HOLDING = Prepared(
    sa.select(_PARTS.mail_id)
    .join_from(_TABLES["parts"], _TABLES["mails"], _MAILS.id == _PARTS.mail_id)
    .where(_PARTS.sha256 == sa.bindparam("its_sha256"), _MAILS.state != State.RECEIVED.value),
    (_PARTS.mail_id,),
)
"""Settled mails that have the document."""


class Texts(Verbs):
    def text(self, sha256: str, media_type: str, *, version: str, sought: str) -> DocumentText | None:
        """A row that does not fit, or that somebody has damaged, is passed over: the document is then read anew."""
        with self._database.looking() as transaction:
            row = _KEPT.row(transaction, its_sha256=sha256)
        wanted = (media_type, version)
        if row is None or (row["media_type"], row["version"]) != wanted or row["sought"] not in {"", sought}:
            return None
        try:
            layout = json.loads(row["layout"])
            return from_plain({**layout, "text": row["text"]}, sha256=sha256, media_type=media_type)
        except (ValueError, TypeError, WireError):
            return None

    def keep_text(self, text: DocumentText, *, version: str, sought: str, now: dt.datetime) -> None:
        """Not kept is a text that the database could not give back letter by letter."""
        plain = as_plain(text)
        body = plain.pop("text")
        if harmless(body) != body:
            return
        values = {
            "sha256": text.sha256,
            "media_type": text.media_type,
            "version": version,
            "sought": sought,
            "read_at": now,
            "text": body,
            "layout": json.dumps(plain, separators=(",", ":")),
        }
        with self._database.sending(flushed=False) as transaction:
            if not _RENEW.run(transaction, **{f"its_{name}": value for name, value in values.items()}):
                _KEEP.run(transaction, **values)
            holding = [row["mail_id"] for row in _HOLDING.rows(transaction, its_sha256=text.sha256)]
            index_rows(transaction, holding)
