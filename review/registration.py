"""A registration number's own page: what it is, what happened to it, what belongs with it; and striking it."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from domain import swedish
from domain.errors import EntryChanged
from domain.finding import FoundMail, Relation
from domain.mail import Message
from domain.outgoing import OutboxRow
from domain.register import AuditRow, Entry, State
from domain.trail import UNDO, last_done
from matching.returned import has_left
from review.answer_form import Faults, tidy
from review.desk import Desk
from review.document_view import fate_words
from review.doer import doer, doers_name
from review.pages import Pages
from review.words import NOUNS, VERBS

STRIKE = "strike"
_COPIES = (Relation.SAME_DOCUMENT, Relation.SAME_ACT)  # what then counts in its place
_LOG = logging.getLogger(__name__)
_LONGEST_REASON = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to the mail; `who` "" is the service itself."""

    at: dt.datetime
    what: str
    who: str = ""
    why: str = ""


class Registration:
    """Handlers of /registrering/<number>. A document may have come in several mails: "?mejl=17" names one of them."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        self._desk = desk
        self._pages = pages

    def page(self, number: str) -> ResponseReturnValue:
        return self._show(number, self._entry(number))

    def strike(self, number: str) -> ResponseReturnValue:
        entry = self._entry(number)
        who, faults = doer()
        reason = tidy(request.form.get("reason", ""), _LONGEST_REASON)
        if not reason:
            faults["reason"] = "Skriv varför registreringen makuleras: det står kvar i registret."
        if faults:
            return self._show(number, entry, faults, reason)
        if not can_strike(entry) or _stale(entry):
            return self._changed(number, entry)
        try:
            self._desk.store.resolve(
                entry.id,
                version=entry.version,
                decisions=(),
                state=State.STRUCK,
                reason=reason,
                who=who,
                verb=STRIKE,
                compose=self._desk.compose(entry),
                now=self._desk.clock(),
            )
        except EntryChanged:
            return self._changed(number, entry)
        flash(f"{number} är makulerad. De som har fått besked om den får en rättelse.")
        return redirect(_address(number, entry.id), 303)

    def restore(self, number: str) -> ResponseReturnValue:
        entry = self._entry(number)
        who, faults = doer()
        if faults:
            return self._show(number, entry, faults)
        if entry.state is not State.STRUCK or _stale(entry):
            return self._changed(number, entry)
        try:
            self._desk.store.undo(
                entry.id,
                version=entry.version,
                who=who,
                compose=self._desk.compose(entry),
                now=self._desk.clock(),
            )
        except EntryChanged:
            return self._changed(number, entry)
        flash(f"{number} gäller igen, så som den var innan den makulerades.")
        return redirect(_address(number, entry.id), 303)

    def _entry(self, number: str) -> Entry:
        """The mail that first brought the document, or the one that the address names among those that did."""
        ids = self._desk.store.with_number(number) or abort(404)
        named = request.args.get("mejl", type=int)
        return self._pages.find(named if named in ids else ids[0])

    def _changed(self, number: str, entry: Entry) -> ResponseReturnValue:
        flash("Inget är ändrat: någon annan hann före, eller så går det inte längre. Se vad som står här nu.")
        return redirect(_address(number, entry.id), 303)

    def _show(self, number: str, entry: Entry, faults: Faults | None = None, reason: str = "") -> ResponseReturnValue:
        store = self._desk.store
        answered = self._answers(entry)
        related = store.related(entry.id, answered)
        mails = {mail.id: mail for mail in store.mails([entry.id, *(other for _, other in related)])}
        trail = store.audit(entry.id)
        outgoing = store.outgoing_of(entry.id)
        page = render_template(
            "registration.html",
            number=number,
            entry=entry,
            document=next(document for document in entry.documents if document.number == number),
            mail=mails[entry.id],
            related=[(swedish.RELATIONS[relation], mails[other]) for relation, other in related if other in mails],
            copies=[mails[other] for why, other in related if why in _COPIES and _counts(mails.get(other))],
            answers=[row for row in store.outgoing(answered) if has_left(row)] if answered else [],
            outgoing=outgoing,
            events=_history(entry, mails[entry.id], trail, outgoing),
            titles={r.diarienummer: r.title for r in self._desk.catalogue().recommendations},
            struck=_struck(entry, trail),
            may_strike=can_strike(entry),
            may_restore=entry.state is State.STRUCK and (last := last_done(trail)) is not None and last.verb == STRIKE,
            fate=fate_words,
            faults=faults or {},
            reason=reason,
            reviewer=doers_name(),
            **self._pages.frame(),
        )
        return page, 422 if faults else 200

    def _answers(self, entry: Entry) -> tuple[str, ...]:
        """The Message-IDs that the mail answers; none when it cannot be opened, for that is no reason to hide it."""
        try:
            message: Message = self._desk.message(entry)
        except Exception:
            _LOG.exception("the thread of entry %s is not known", entry.id)
            return ()
        return (*message.in_reply_to, *message.references)


def _address(number: str, entry_id: int) -> str:
    return f"/registrering/{number}?mejl={entry_id}"


def _counts(mail: FoundMail | None) -> bool:
    """Whether what it says would count in place of a struck mail that says the same."""
    return mail is not None and mail.state is State.REGISTERED and bool(mail.decisions and mail.documents)


def can_strike(entry: Entry) -> bool:
    """What stands in the register can be struck; what waits for a person is settled by its verdict."""
    return entry.state in {State.REGISTERED, State.IGNORED}


def _stale(entry: Entry) -> bool:
    return request.form.get("version", type=int) != entry.version


def _struck(entry: Entry, trail: Sequence[AuditRow]) -> AuditRow | None:
    """Who struck it, when and why; None when it is not struck."""
    rows = [row for row in trail if row.verb == STRIKE]
    return rows[-1] if rows and entry.state is State.STRUCK else None


def _history(entry: Entry, mail: FoundMail, trail: Sequence[AuditRow], outgoing: Sequence[OutboxRow]) -> list[Event]:
    """All that happened, oldest first."""
    events = [Event(at=entry.arrived_at, what=f"Kom in från {tidy(entry.sender, 120) or 'okänd avsändare'}")]
    given = [(d.given_at, d.number) for d in mail.documents if d.given_at and d.given_at >= entry.arrived_at]
    events += [Event(at=at, what=f"Lästes och fick nummer {number}") for at, number in given]
    for row in trail:
        undone = row.verb == UNDO  # the reason names what was taken back
        what = f"{VERBS[UNDO]} {NOUNS.get(row.reason, row.reason)}" if undone else VERBS.get(row.verb, row.verb)
        events.append(Event(at=row.at, what=what, who=row.who, why="" if undone else row.reason))
    for sent in outgoing:
        kind = swedish.MAIL_KINDS[sent.mail.kind].capitalize()
        state = swedish.outgoing_state(sent)
        at = sent.sent_at or sent.created_at
        events.append(Event(at=at, what=f"{kind} till {sent.mail.recipient}: {state}"))
    return sorted(events, key=lambda event: event.at)
