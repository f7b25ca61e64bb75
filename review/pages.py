"""The pages to look at. Each handler gathers from the desk and fills a template."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from flask import abort, jsonify, render_template, request, session
from flask.typing import ResponseReturnValue

from domain.catalogue import Catalogue
from domain.decision import Decision, StandingKind
from domain.errors import RegistratorError
from domain.mail import Message
from domain.outgoing import OutboxRow
from domain.register import Entry, State
from matching.returned import has_left
from outbox.troubles import sort_of
from review.answer_form import AnswerFields, Faults, choices, empty_fields, fields_of
from review.desk import Desk
from review.entry_view import view
from review.verdict import can_accept, can_settle
from review.words import AUTHENTIC

_LOG = logging.getLogger(__name__)
_PAGE = 50
MOST_DECISIONS = 12  # in one form
_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A form that came back with faults, to be shown again as it was sent. `verb` says which of the three."""

    verb: str
    faults: Faults
    answers: tuple[AnswerFields, ...] = ()
    reviewer: str = ""
    reason: str = ""


class Pages:
    """Handlers of the pages that change nothing."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def queue(self) -> ResponseReturnValue:
        waiting = self._desk.waiting()
        return render_template("queue.html", waiting=waiting, counts=self._desk.store.counts(), **self.frame())

    def entry(self, entry_id: int) -> ResponseReturnValue:
        return self.show_entry(self.find(entry_id))

    def show_entry(self, entry: Entry, sent: Sent | None = None) -> ResponseReturnValue:
        """The page of one entry; 422 when it shows a form with faults again."""
        desk = self._desk
        catalogue = desk.catalogue()
        decisions = desk.decisions(entry)
        asked = sorted({decision.recommendation for decision in decisions})
        texts = _or_none(lambda: desk.texts(entry), entry)
        unread = tuple((document, None) for document in entry.documents)
        message = _or_none(lambda: desk.message(entry), entry)
        page = render_template(
            "entry.html",
            entry=entry,
            view=view(entry, decisions, texts or unread, desk.store.answers(asked) if asked else (), catalogue),
            message=message,
            answered=self._answered(message),
            trail=desk.store.audit(entry.id),
            sent=sent,
            answers=sent.answers if sent and sent.answers else _first_answers(entry, decisions, catalogue),
            **choices(entry, catalogue),
            may_accept=can_accept(entry),
            may_settle=can_settle(entry),
            authentic=entry.result.authentic if entry.result else None,
            authentic_words=AUTHENTIC[entry.result.authentic if entry.result else None],
            reviewer=sent.reviewer if sent else session.get("reviewer", ""),
            **self.frame(),
        )
        return page, 422 if sent else 200

    def _answered(self, message: Message | None) -> tuple[OutboxRow, ...]:
        """The mail of ours that this one replies to: of those in its thread the nearest that has left."""
        ids = (*message.in_reply_to, *message.references[::-1]) if message else ()
        rows = {row.mail.message_id: row for row in self._desk.store.outgoing(ids) if has_left(row)} if ids else {}
        return tuple(rows[i] for i in ids if i in rows)[:1]

    def overview(self) -> ResponseReturnValue:
        return render_template(
            "overview.html", overviews=self._desk.overviews(), kinds=tuple(StandingKind), **self.frame()
        )

    def outgoing(self) -> ResponseReturnValue:
        store = self._desk.store
        return render_template(
            "outgoing.html", rows=store.outbox(), troubles=store.troubles(), sort_of=sort_of, **self.frame()
        )

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


def _first_answers(entry: Entry, decisions: Sequence[Decision], catalogue: Catalogue) -> tuple[AnswerFields, ...]:
    """The correction form as first shown, with as many decisions as were read or as the link asks for."""
    asked = request.args.get("beslut", default=1, type=int)
    rows = min(max(asked, len(decisions), 1), MOST_DECISIONS)
    more = rows - len(decisions)
    return (*map(fields_of, decisions), *([empty_fields(entry, catalogue)] * more))


def _or_none(read: Callable[[], _Read], entry: Entry) -> _Read | None:
    """What was read, or None: the mail that broke the reader is the very one that a person must see here."""
    try:
        return read()
    except Exception:
        _LOG.exception("entry %s cannot be shown whole", entry.id)
        return None
