"""The verdicts: accept as read, correct, link to an earlier answer, dismiss. Each leads on to the next mail."""

from __future__ import annotations

import dataclasses
from functools import partial

from flask import request
from flask.typing import ResponseReturnValue

from domain.decision import Decision
from domain.document import DocumentText
from domain.register import Answer, Entry, State
from review.acting import Acting, reason, reviewer, sent_answers, stale
from review.answer_form import Faults
from review.entry_page import MOST_DECISIONS, Sent
from review.verdict import accepted, can_accept, can_settle, changes, corrected, linked, repeating

_DONE = {
    "accept": "Godkänt och registrerat",
    "correct": "Ändrat och registrerat",
    "resend": "Registrerat som samma svar igen",
    "correction": "Registrerat som en rättelse",
    "dismiss": "Avfärdat",
}


class Verdicts(Acting):
    """Handlers of the forms on an entry's page that decide what it says."""

    def accept(self, entry_id: int) -> ResponseReturnValue:
        entry = self._pages.find(entry_id)
        if stale(entry) or not can_accept(entry):
            return self._conflict(entry)
        who, faults = reviewer()
        faults.update(_sender_unchecked(entry))
        if faults:
            return self._again(entry, "accept", faults)
        return self._settle(entry, accepted(entry), f"Godkänt som läst.{_sender_checked(entry)}", who, "accept")

    def correct(self, entry_id: int) -> ResponseReturnValue:
        entry = self._pages.find(entry_id)
        if stale(entry) or not can_settle(entry):
            return self._conflict(entry)
        answers = sent_answers()
        if "more" in request.form and answers:  # one more decision in the same form; nothing that was typed is lost
            answers = (*answers, dataclasses.replace(answers[-1], paragraf="", corrects=""))[:MOST_DECISIONS]
            return self._page.show(entry, Sent(verb="correct", faults={}, answers=answers, reviewer=reviewer()[0]))
        read = self._desk.decisions(entry)
        catalogue = self._desk.catalogue()
        checked = corrected(
            answers, entry=entry, read=read, catalogue=catalogue, today=self._desk.today(), texts=self._texts(entry)
        )
        who, faults = reviewer()
        faults.update(_sender_unchecked(entry), **checked.faults)
        if faults:
            return self._again(entry, "correct", faults)
        why = f"{changes(read, checked.decisions, catalogue)}{_sender_checked(entry)}"
        return self._settle(entry, checked.decisions, why, who, "correct")

    def link(self, entry_id: int) -> ResponseReturnValue:
        """The mail is an earlier answer once more, or corrects it."""
        entry = self._pages.find(entry_id)
        verb = request.form.get("kind", "")
        if stale(entry) or not can_settle(entry) or (verb == "correction" and not can_accept(entry)):
            return self._conflict(entry)
        who, faults = reviewer()
        faults.update(_sender_unchecked(entry))
        earlier = self._earlier(entry, request.form.get("number", ""))
        if earlier is None or verb not in {"resend", "correction"}:
            faults["number"] = "Välj det tidigare svaret."
        if faults or earlier is None:
            return self._again(entry, "link", faults)
        if verb == "resend":
            decisions: tuple[Decision, ...] = (linked(entry, earlier),)
            why = f"Samma svar som {earlier.number}."
        else:
            decisions = tuple(dataclasses.replace(d, corrects=earlier.number, repeats=None) for d in accepted(entry))
            why = f"Rättar {earlier.number}."
        return self._settle(entry, decisions, f"{why}{_sender_checked(entry)}", who, verb)

    def dismiss(self, entry_id: int) -> ResponseReturnValue:
        entry = self._pages.find(entry_id)
        if stale(entry) or not can_settle(entry):
            return self._conflict(entry)
        why = reason("reason")
        who, faults = reviewer()
        if not why:
            faults["reason"] = "Skriv varför mejlet inte är ett svar."
        if faults:
            return self._again(entry, "dismiss", faults, reason=why)
        return self._settle(entry, (), why, who, "dismiss", state=State.IGNORED)

    def _settle(
        self,
        entry: Entry,
        decisions: tuple[Decision, ...],
        why: str,
        who: str,
        verb: str,
        *,
        state: State = State.REGISTERED,
    ) -> ResponseReturnValue:
        store = self._desk.store
        standing = store.answers(sorted({decision.recommendation for decision in decisions}))
        act = partial(
            store.resolve,
            entry.id,
            version=entry.version,
            decisions=decisions if verb == "resend" else repeating(decisions, standing, entry),
            state=state,
            reason=why,
            who=who,
            verb=verb,
            compose=self._desk.compose(entry),
            now=self._desk.clock(),
        )
        return self._try(entry, act, who, _DONE[verb])

    def _earlier(self, entry: Entry, number: str) -> Answer | None:
        """The answer with this number, of the page's choices: another mail's, by the same municipality to the same."""
        read = self._desk.decisions(entry)
        if len(read) != 1 or not read[0].municipality:
            return None  # as the same answer again, the others would be lost
        asked = (read[0].municipality, read[0].recommendation)
        answers = self._desk.store.answers([read[0].recommendation])
        earlier = [a for a in answers if (a.decision.municipality, a.decision.recommendation) == asked]
        return next((a for a in earlier if a.number == number and a.entry_id != entry.id), None)

    def _texts(self, entry: Entry) -> dict[str, DocumentText]:
        """What the documents say; nothing when they cannot be read just now."""
        try:
            return {document.sha256: text for document, text in self._desk.texts(entry) if text}
        except Exception:  # whatever a hostile mail provokes: see Desk
            return {}


def _sender_unchecked(entry: Entry) -> Faults:
    """Adopting counts as a signature: an unverified sender must have been checked in some other way."""
    if _authentic(entry) or request.form.get("sender_checked"):
        return {}
    return {"sender_checked": "Bekräfta att du har kontrollerat avsändaren på annat sätt."}


def _sender_checked(entry: Entry) -> str:
    return "" if _authentic(entry) else " Avsändaren kontrollerad på annat sätt."


def _authentic(entry: Entry) -> bool:
    return entry.result is not None and entry.result.authentic is True
