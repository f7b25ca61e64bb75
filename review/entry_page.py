"""The page of one mail: what it says, where it says so, and the forms that settle it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from flask import render_template, request, session
from flask.typing import ResponseReturnValue

from domain.catalogue import Catalogue
from domain.decision import Decision
from domain.mail import Message
from domain.outgoing import MailKind, OutboxRow, OutgoingState
from domain.register import Answer, Entry
from domain.swedish import outcome_of
from domain.trail import last_done
from matching.returned import has_left
from outbox.message import text_of
from review.answer_form import AnswerFields, Faults, choices, empty_fields, fields_of
from review.asking import asking_form
from review.desk import TO_REVIEW, Desk
from review.document_view import Wish
from review.done import take_done
from review.entry_view import view
from review.pages import Pages
from review.verdict import can_accept, can_settle
from review.words import AUTHENTIC

_LOG = logging.getLogger(__name__)
MOST_DECISIONS = 12  # in one form
_ZOOMS = (1, 2, 3)
_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A form to be shown again as it was sent. `verb` says which of them; `reason` is what was written in its text."""

    verb: str
    faults: Faults
    answers: tuple[AnswerFields, ...] = ()
    reviewer: str = ""
    reason: str = ""


class EntryPage:
    """Handler of the page of an entry; the handlers of its forms show it again when there is something to mend."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        self._desk = desk
        self._pages = pages

    def page(self, entry_id: int) -> ResponseReturnValue:
        return self.show(self._pages.find(entry_id))

    def show(self, entry: Entry, sent: Sent | None = None) -> ResponseReturnValue:
        """The page of one entry; 422 when it shows a form with faults again."""
        desk = self._desk
        catalogue = desk.catalogue()
        decisions = desk.decisions(entry)
        texts = _or_none(lambda: desk.texts(entry), entry)
        unread = tuple((document, None) for document in entry.documents)
        message = _or_none(lambda: desk.message(entry), entry)
        answers = self._answers(decisions)
        trail = desk.store.audit(entry.id)
        shown = view(entry, decisions, texts or unread, answers, catalogue, _wish())
        page = render_template(
            "entry.html",
            entry=entry,
            view=shown,
            earlier_choices=[(one.number, f"{one.number}, {outcome_of(one.decision)}") for one in shown.earlier],
            as_text=_wish().as_text,
            zoom=_zoom(),
            message=message,
            places=desk.store.places(entry.id),
            answered=self._answered(message),
            trail=trail,
            undoable=last_done(trail),
            aside=desk.asides().get(entry.id),
            queue=self._place(entry),
            drafts=self._drafts(entry),
            asking=asking_form(entry, decisions, message, catalogue) if desk.composer else None,
            sent=sent,
            answers=sent.answers if sent and sent.answers else _first_answers(entry, decisions, catalogue),
            **choices(entry, catalogue),
            may_accept=can_accept(entry),
            may_settle=can_settle(entry),
            authentic=entry.result.authentic if entry.result else None,
            authentic_words=AUTHENTIC[entry.result.authentic if entry.result else None],
            reviewer=sent.reviewer if sent else session.get("reviewer", ""),
            done=take_done(),
            **self._pages.frame(),
        )
        return page, 422 if sent and sent.faults else 200

    def _answers(self, decisions: Sequence[Decision]) -> tuple[Answer, ...]:
        """All that are registered for the same recommendations."""
        asked = sorted({decision.recommendation for decision in decisions})
        return self._desk.store.answers(asked, evidence=False) if asked else ()

    def _answered(self, message: Message | None) -> tuple[OutboxRow, ...]:
        """The mail of ours that this one replies to: of those in its thread the nearest that has left."""
        ids = (*message.in_reply_to, *message.references[::-1]) if message else ()
        rows = {row.mail.message_id: row for row in self._desk.store.outgoing(ids) if has_left(row)} if ids else {}
        return tuple(rows[i] for i in ids if i in rows)[:1]

    def _place(self, entry: Entry) -> tuple[int, int, int | None, int | None] | None:
        """Which it is in the queue, of how many, and the entries before and after it; None when it is not there."""
        ids = [one.id for one in self._desk.waiting()] if entry.state in TO_REVIEW else []
        if entry.id not in ids:
            return None
        at = ids.index(entry.id)
        return at + 1, len(ids), ids[at - 1] if at else None, ids[at + 1] if at + 1 < len(ids) else None

    def _drafts(self, entry: Entry) -> tuple[tuple[OutboxRow, str], ...]:
        """Questions about the entry that nobody has released yet, with what they say."""
        rows = self._desk.store.outbox((OutgoingState.DRAFT,), kinds=(MailKind.QUESTION,))
        return tuple((row, text_of(row.mail.raw)) for row in rows if row.mail.entry_id == entry.id)


def _zoom() -> int:
    wanted = request.args.get("zoom", 1, type=int)
    return wanted if wanted in _ZOOMS else 1


def _wish() -> Wish:
    """How the documents are to be shown, from the page's address: "som=text", "visa=2-14"."""
    document, _, page = request.args.get("visa", "").partition("-")
    named = document.isdecimal() and page.isdecimal() and len(document) < 4 and len(page) < 6
    return Wish(
        as_text=request.args.get("som") == "text",
        document=int(document) if named else 0,
        page=int(page) if named else 0,
    )


def _first_answers(entry: Entry, decisions: Sequence[Decision], catalogue: Catalogue) -> tuple[AnswerFields, ...]:
    """The correction form as first shown, with as many decisions as were read, and one when none was."""
    return tuple(map(fields_of, decisions)) or (empty_fields(entry, catalogue),)


def _or_none(read: Callable[[], _Read], entry: Entry) -> _Read | None:
    """What was read, or None: the mail that broke the reader is the very one that a person must see here."""
    try:
        return read()
    except Exception:
        _LOG.exception("entry %s cannot be shown whole", entry.id)
        return None
