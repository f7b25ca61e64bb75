"""What is done with a mail beside deciding it: put aside, taken back to the queue, asked about, undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from domain.errors import EntryChanged
from domain.outgoing import MailKind, OutgoingMail, OutgoingState, OutgoingVerb
from domain.ports import Compose
from domain.register import Entry, Settlement
from domain.swedish import long_date
from outbox.question import LONGEST_POINT, MOST_POINTS, Asking, question
from review.acting import Acting, reason, reviewer, stale
from review.answer_form import Faults, tidy
from review.asking import asking_form
from review.desk import TO_REVIEW
from review.words import NOUNS

_LONGEST_AWAY = 366


class Steps(Acting):
    """Handlers of those forms."""

    def put_aside(self, entry_id: int) -> ResponseReturnValue:
        entry = self._pages.find(entry_id)
        if stale(entry) or entry.state not in TO_REVIEW:
            return self._conflict(entry)
        note = reason("note")
        who, faults = reviewer()
        until = self._until(faults)
        if not note and until is None and not faults:
            faults["note"] = "Skriv varför mejlet får vänta, eller välj en dag."
        if faults:
            return self._again(entry, "aside", faults, reason=note)
        act = self._putting_aside(entry, until, note, who)
        return self._try(entry, act, who, f"Får vänta till {long_date(until)}" if until else "Får vänta")

    def take_back(self, entry_id: int) -> ResponseReturnValue:
        entry = self._pages.find(entry_id)
        if stale(entry) or entry.state not in TO_REVIEW:
            return self._conflict(entry)
        who, faults = reviewer()
        if faults:
            return self._again(entry, "take_back", faults)
        act = partial(self._desk.store.take_back, entry.id, version=entry.version, who=who, now=self._desk.clock())
        return self._try(entry, act, who, "Tillbaka i kön", stay=True)

    def undo(self, entry_id: int) -> ResponseReturnValue:
        entry = self._pages.find(entry_id)
        if stale(entry):
            return self._conflict(entry)
        who, faults = reviewer()
        if faults:
            return self._again(entry, "undo", faults)
        try:
            self._desk.store.undo(
                entry.id,
                version=entry.version,
                who=who,
                compose=_only_if_settled(self._desk.compose(entry)),
                now=self._desk.clock(),
            )
        except EntryChanged as changed:
            flash(str(changed))
            return redirect(f"/mejl/{entry.id}", 303)
        last = self._desk.store.audit(entry.id)[-1]
        flash(f"Ångrat: {NOUNS.get(last.reason, 'det senaste')} gäller inte längre. Mejlet är som det var före.")
        return redirect(f"/mejl/{entry.id}", 303)

    def ask(self, entry_id: int) -> ResponseReturnValue:
        """The question is a draft that the page then shows, to be released."""
        entry = self._pages.find(entry_id)
        composer = self._desk.composer
        if stale(entry) or entry.state not in TO_REVIEW or composer is None:
            return self._conflict(entry)
        who, faults = reviewer()
        message = self._desk.message(entry)
        form = asking_form(entry, self._desk.decisions(entry), message, self._desk.catalogue())
        recipient = request.form.get("recipient", "")
        if form is None or recipient not in [address for address, _ in form.recipients]:
            faults["recipient"] = "Välj vem frågan ska gå till."
        lines = request.form.get("points", "")[: MOST_POINTS * LONGEST_POINT].splitlines()
        points = tuple(point for line in lines if (point := tidy(line.lstrip("-•* "), LONGEST_POINT)))
        if not points:
            faults["points"] = "Skriv vad du vill fråga, en fråga på varje rad."
        if faults:
            return self._again(entry, "ask", faults, reason="\n".join(points))
        now = self._desk.clock()
        mail: OutgoingMail = question(
            composer, Asking(entry=entry, recipient=recipient, points=points[:MOST_POINTS], original=message), now
        )
        act = partial(
            self._desk.store.ask,
            entry.id,
            version=entry.version,
            mail=mail,
            who=who,
            reason=f"Till {recipient}: {' '.join(points)}"[:500],
            now=now,
        )
        return self._try(entry, act, who, "Frågan är skriven, men inte skickad", stay=True)

    def send_question(self, entry_id: int, row_id: int) -> ResponseReturnValue:
        """With "days" in the form the mail then waits so long for the answer, and the next one follows."""
        entry = self._pages.find(entry_id)
        who, faults = reviewer()
        if faults:
            return self._again(entry, "question", faults)
        fault = self._order(entry, row_id, OutgoingVerb.RELEASE, who)
        until = self._until({}) if "days" in request.form else None
        if fault or until is None or stale(entry):
            flash(fault or "Frågan skickas nu.")
            return redirect(f"/mejl/{entry.id}", 303)
        act = self._putting_aside(entry, until, "Väntar på svar på vår fråga.", who)
        return self._try(entry, act, who, f"Frågan skickas nu, och mejlet får vänta till {long_date(until)}")

    def drop_question(self, entry_id: int, row_id: int) -> ResponseReturnValue:
        entry = self._pages.find(entry_id)
        who, faults = reviewer()
        if faults:
            return self._again(entry, "question", faults)
        flash(self._order(entry, row_id, OutgoingVerb.WITHDRAW, who) or "Frågan är kastad.")
        return redirect(f"/mejl/{entry.id}", 303)

    def _order(self, entry: Entry, row_id: int, verb: OutgoingVerb, who: str) -> str:
        """Only a draft of a question about this very entry; why it could not be done, or ""."""
        rows = self._desk.store.outbox((OutgoingState.DRAFT,), kinds=(MailKind.QUESTION,))
        row = next((one for one in rows if one.id == row_id and one.mail.entry_id == entry.id), None)
        if row is None:
            return "Utkastet finns inte längre: det är redan skickat eller kastat."
        try:
            self._desk.store.order(row.id, verb, who=who, why="", now=self._desk.clock())
        except EntryChanged as changed:
            return str(changed)
        return ""

    def _putting_aside(self, entry: Entry, until: dt.date | None, note: str, who: str) -> Callable[[], Entry]:
        return partial(
            self._desk.store.put_aside,
            entry.id,
            version=entry.version,
            until=until,
            note=note,
            who=who,
            now=self._desk.clock(),
        )

    def _until(self, faults: Faults) -> dt.date | None:
        """The day on which the mail comes back: the one of the button that was pressed, else the one in the field."""
        today = self._desk.today()
        days = request.form.get("days", type=int)
        if days is not None and 1 <= days <= _LONGEST_AWAY:
            return today + dt.timedelta(days=days)
        text = tidy(request.form.get("until", ""), 20)
        if not text:
            return None
        try:
            until = dt.date.fromisoformat(text)
        except ValueError:
            faults["until"] = "Skriv dagen som ÅÅÅÅ-MM-DD."
            return None
        if not today < until <= today + dt.timedelta(days=_LONGEST_AWAY):
            faults["until"] = "Välj en dag från i morgon och högst ett år fram."
        return until


def _only_if_settled(compose: Compose) -> Compose:
    """A mail that is in the queue again is told of to nobody: whoever undid it is looking at it."""

    def composed(settlement: Settlement) -> tuple[OutgoingMail, ...]:
        return () if settlement.entry.state in TO_REVIEW else tuple(compose(settlement))

    return composed
