"""Pictures of pages. Only of documents of the named mail, at the few widths that there are."""

from __future__ import annotations

from flask import Response, abort, request

from parsers.page_picture import WIDTHS
from review.desk import Desk
from review.pages import Pages

_MOST_PAGES = 10_000


class PagePictures:
    """Handler of the pictures."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        self._desk = desk
        self._pages = pages

    def page(self, entry_id: int, sha256: str, number: int) -> Response:
        """Page `number` (from 1) as a PNG; 404 when the mail has no such document or it cannot be drawn."""
        entry = self._pages.find(entry_id)
        width = request.args.get("bredd", WIDTHS[1], type=int)
        known = any(document.sha256 == sha256 for document in entry.documents)
        if not known or width not in WIDTHS or not 0 < number <= _MOST_PAGES:
            abort(404)
        picture = self._desk.picture(entry, sha256, number, width)
        if picture is None:
            abort(404)
        return Response(picture, mimetype="image/png", headers={"Content-Disposition": "inline"})
