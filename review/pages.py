"""The pages to look at. Each handler gathers from the desk and fills a template."""

from __future__ import annotations

import logging

from flask import abort, jsonify
from flask.typing import ResponseReturnValue

from domain.errors import RegistratorError
from domain.register import Entry, State
from review.desk import Desk

_LOG = logging.getLogger(__name__)


class Pages:
    """Handlers of the pages that change nothing."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def health(self) -> ResponseReturnValue:
        """For a watchdog: the counts, and when each job last ended a whole cycle, what troubles last (UTC)."""
        try:
            counts, beats = self._desk.store.counts(), self._desk.store.beats()
            troubles = self._desk.store.troubles()
        except RegistratorError as fault:
            _LOG.error("health check failed: %s", fault)
            return jsonify(status="error"), 503
        return jsonify(
            status="ok",
            now=self._desk.clock().isoformat(),
            counts={state.value: counts.get(state, 0) for state in State},
            cycles={name: moment.isoformat() for name, moment in sorted(beats.items())},
            troubles={trouble.name: trouble.begun_at.isoformat() for trouble in troubles},
        )

    def pulse(self) -> ResponseReturnValue:
        """For a page that is open: how many mails wait for a person now."""
        return jsonify(waiting=self._desk.waiting_count())

    def find(self, entry_id: int) -> Entry:
        """The entry, or the page that says that there is none."""
        entry = self._desk.store.entry(entry_id)
        return entry or abort(404)

    def frame(self) -> dict[str, object]:
        """What the layout of every page needs."""
        return {
            "names": {m.kommunkod: m.name for m in self._desk.catalogue().municipalities},
            "waiting_count": self._desk.waiting_count(),
            "organisation": self._desk.organisation,
            "now": self._desk.clock(),
        }
