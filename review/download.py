"""Originals, handed out as files to save and never as something that a browser opens."""

from __future__ import annotations

import io

from flask import Response, abort, send_file

from domain.mail import Message
from domain.register import Entry
from review.answer_form import tidy
from review.desk import Desk
from review.pages import Pages

_UNSAFE = frozenset('/\\:*?"<>|%;')
_LONGEST = 120


class Downloads:
    """Handlers of the originals. Only what belongs to the named entry is given."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        self._desk = desk
        self._pages = pages

    def mail(self, entry_id: int) -> Response:
        entry = self._pages.find(entry_id)
        return _file(self._desk.archive.read(entry.sha256), f"{entry.number or f'mejl-{entry.id}'}.eml")

    def document(self, entry_id: int, sha256: str) -> Response:
        entry = self._pages.find(entry_id)
        document = next((d for d in entry.documents if d.sha256 == sha256), None)
        if document is None:
            abort(404)
        if sha256 == entry.sha256:
            return self.mail(entry_id)
        content = next((a.content for a in self._message(entry).attachments if a.sha256 == sha256), None)
        if content is None:  # a part that was skipped lies in the mail alone
            abort(404)
        return _file(content, f"{document.number} {document.name}")

    def _message(self, entry: Entry) -> Message:
        return self._desk.message(entry)


def safe_name(name: str) -> str:
    """A file name without directories, reserved or invisible characters, at most 120 long with its ending."""
    clean = tidy("".join("_" if c in _UNSAFE else c for c in name), 1000).strip(". ") or "handling"
    if len(clean) <= _LONGEST:
        return clean
    stem, dot, ending = clean.rpartition(".")
    short = ending[:10] if dot else ""
    return f"{(stem if dot else clean)[: _LONGEST - len(short) - 1]}{dot}{short}"


def _file(content: bytes, name: str) -> Response:
    response = send_file(
        io.BytesIO(content), mimetype="application/octet-stream", as_attachment=True, download_name=safe_name(name)
    )
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
