"""The three verdicts: accept as read, correct, dismiss. Each leads on to the next mail in the queue."""

from __future__ import annotations

import datetime as dt

from flask import flash, redirect, render_template, request, session
from flask.typing import ResponseReturnValue

from domain.decision import Decision
from domain.errors import EntryChanged
from domain.register import Entry, State
from review.accounts import reviewer_name
from review.answer_form import AnswerFields, Faults, sent_fields, tidy
from review.desk import Desk
from review.pages import MOST_DECISIONS, Pages, Sent
from review.show import local
from review.verdict import accepted, can_accept, can_settle, changes, corrected, repeating

_LONGEST_REASON = 500


class Verdicts:
    """Handlers of the forms on an entry's page."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        self._desk = desk
        self._pages = pages

    def accept(self, entry_id: int) -> ResponseReturnValue:
        entry = self._pages.find(entry_id)
        if _stale(entry) or not can_accept(entry):
            return self._conflict(entry)
        reviewer, faults = _reviewer()
        faults.update(_sender_unchecked(entry))
        if faults:
            return self._pages.show_entry(entry, Sent(verb="accept", faults=faults, reviewer=reviewer))
        reason = f"Godkänt som läst.{_sender_checked(entry)}"
        return self._settle(entry, accepted(entry), state=State.REGISTERED, reason=reason, who=reviewer, verb="accept")

    def correct(self, entry_id: int) -> ResponseReturnValue:
        entry = self._pages.find(entry_id)
        if _stale(entry) or not can_settle(entry):
            return self._conflict(entry)
        answers = _sent_answers()
        read = self._desk.decisions(entry)
        catalogue = self._desk.catalogue()
        checked = corrected(answers, entry=entry, read=read, catalogue=catalogue, today=self._today())
        reviewer, faults = _reviewer()
        faults.update(_sender_unchecked(entry), **checked.faults)
        if faults:
            sent = Sent(verb="correct", faults=faults, answers=answers, reviewer=reviewer)
            return self._pages.show_entry(entry, sent)
        reason = f"{changes(read, checked.decisions, catalogue)}{_sender_checked(entry)}"
        return self._settle(
            entry, checked.decisions, state=State.REGISTERED, reason=reason, who=reviewer, verb="correct"
        )

    def dismiss(self, entry_id: int) -> ResponseReturnValue:
        entry = self._pages.find(entry_id)
        if _stale(entry) or not can_settle(entry):
            return self._conflict(entry)
        reason = tidy(request.form.get("reason", ""), _LONGEST_REASON)
        reviewer, faults = _reviewer()
        if not reason:
            faults["reason"] = "Skriv varför mejlet inte är ett svar."
        if faults:
            sent = Sent(verb="dismiss", faults=faults, reviewer=reviewer, reason=reason)
            return self._pages.show_entry(entry, sent)
        return self._settle(entry, (), state=State.IGNORED, reason=reason, who=reviewer, verb="dismiss")

    def _settle(
        self, entry: Entry, decisions: tuple[Decision, ...], *, state: State, reason: str, who: str, verb: str
    ) -> ResponseReturnValue:
        standing = self._desk.store.answers(sorted({decision.recommendation for decision in decisions}))
        try:
            self._desk.store.resolve(
                entry.id,
                version=entry.version,
                decisions=repeating(decisions, standing, entry),
                state=state,
                reason=reason,
                who=who,
                verb=verb,
                compose=self._desk.compose(entry),
                now=self._desk.clock(),
            )
        except EntryChanged:
            return self._conflict(self._pages.find(entry.id))
        session.permanent = True
        session["reviewer"] = who
        done = {"accept": "Godkänt och registrerat", "correct": "Rättat och registrerat", "dismiss": "Avfärdat"}[verb]
        following = self._desk.next_after(entry)
        then = "Här är nästa." if following else "Kön är tom."
        flash(f"{done}: {tidy(entry.subject, 80) or 'mejl utan ämne'}. {then}")
        return redirect(f"/mejl/{following.id}" if following else "/", 303)

    def _conflict(self, entry: Entry) -> ResponseReturnValue:
        """Somebody was faster: say who did what, and show what was sent so that nothing is lost."""
        trail = self._desk.store.audit(entry.id)
        page = render_template(
            "conflict.html",
            entry=entry,
            last=max(trail, key=lambda row: row.at, default=None),
            answers=_sent_answers(),
            reason=tidy(request.form.get("reason", ""), _LONGEST_REASON),
            waiting_count=self._desk.waiting_count(),
            organisation=self._desk.organisation,
        )
        return page, 409

    def _today(self) -> dt.date:
        return local(self._desk.clock()).date()


def _stale(entry: Entry) -> bool:
    return request.form.get("version", type=int) != entry.version


def _reviewer() -> tuple[str, Faults]:
    name = reviewer_name()
    return name, {} if name else {"reviewer": "Skriv ditt namn: det sparas i ärendets logg."}


def _sender_unchecked(entry: Entry) -> Faults:
    """Adopting counts as a signature: an unverified sender must have been checked in some other way."""
    if _authentic(entry) or request.form.get("sender_checked"):
        return {}
    return {"sender_checked": "Bekräfta att du har kontrollerat avsändaren på annat sätt."}


def _sender_checked(entry: Entry) -> str:
    return "" if _authentic(entry) else " Avsändaren kontrollerad på annat sätt."


def _authentic(entry: Entry) -> bool:
    return entry.result is not None and entry.result.authentic is True


def _sent_answers() -> tuple[AnswerFields, ...]:
    count = min(max(request.form.get("count", default=0, type=int), 0), MOST_DECISIONS)
    return tuple(sent_fields(request.form, index) for index in range(count))
