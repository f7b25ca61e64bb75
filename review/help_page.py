"""Help for the staff: the handbook with its pictures, and the accessibility statement. Open to everybody."""

from __future__ import annotations

import datetime as dt
from functools import cached_property

from flask import abort, render_template, send_file
from flask.typing import ResponseReturnValue

from review import handbook
from review.desk import Desk
from review.handbook import Handbook

ASSESSED = dt.date(2026, 11, 23)
"""When the pages were last assessed as the statement says: tests/e2e/test_accessibility_browser.py and by eye."""


class HelpPage:
    """Handlers of /hjalp and /tillganglighet."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @cached_property
    def _handbook(self) -> Handbook:
        return handbook.render((handbook.folder() / "HANDBOK.md").read_text("utf-8"))

    def page(self) -> ResponseReturnValue:
        return render_template("help.html", handbook=self._handbook, organisation=self._desk.organisation)

    def picture(self, name: str) -> ResponseReturnValue:
        """A picture of the handbook; no other file, whatever the name says."""
        found = {path.name: path for path in (handbook.folder() / "pictures").glob("*.png")}.get(name)
        return send_file(found or abort(404), mimetype="image/png", max_age=0)

    def accessibility(self) -> ResponseReturnValue:
        return render_template("accessibility.html", assessed=ASSESSED, organisation=self._desk.organisation)
