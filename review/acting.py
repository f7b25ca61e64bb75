"""What every action on an entry shares: who does it, whether the page was up to date, and where it leads."""

from __future__ import annotations

from collections.abc import Callable

from flask import redirect, render_template, request, session
from flask.typing import ResponseReturnValue

from domain.errors import EntryChanged
from domain.register import AuditRow, Entry
from domain.trail import ASIDE, ASK, TAKE_BACK, UNDO
from review.accounts import reviewer_name
from review.answer_form import AnswerFields, Faults, choices, sent_fields, tidy
from review.desk import Desk
from review.done import Done, put_done
from review.entry_page import MOST_DECISIONS, EntryPage, Sent
from review.pages import Pages

_VERBS = {
    "godkann": ("accept",),
    "ratta": ("correct",),
    "koppla": ("resend", "correction"),
    "avfarda": ("dismiss",),
    "lat-vanta": (ASIDE,),
    "tillbaka": (TAKE_BACK,),
    "fraga": (ASK,),
    "angra": (UNDO,),
}
"""What the trail calls that which each form does, by the last part of its address."""

_STAYING = (TAKE_BACK, ASK, UNDO)
_LONGEST_REASON = 500
_LONGEST_TEXT = 4000


class Acting:
    """Base of the handlers of forms on an entry's page."""

    def __init__(self, desk: Desk, pages: Pages, entry_page: EntryPage) -> None:
        self._desk = desk
        self._pages = pages
        self._page = entry_page

    def _try(
        self, entry: Entry, act: Callable[[], Entry], who: str, told: str, *, stay: bool = False
    ) -> ResponseReturnValue:
        """Do it, and go on to the next mail (or `stay`); tell it when somebody was faster. `told` is what was done."""
        try:
            after = act()
        except EntryChanged:
            return self._conflict(self._pages.find(entry.id))
        session.permanent = True
        session["reviewer"] = who
        following = entry if stay else self._desk.next_after(entry)
        then = "" if stay else " Här är nästa." if following else " Kön är tom."
        subject = tidy(entry.subject, 80) or "mejl utan ämne"
        put_done(Done(entry_id=entry.id, version=after.version, text=f"{told}: {subject}.{then}"))
        return redirect(f"/mejl/{following.id}" if following else "/", 303)

    def _again(self, entry: Entry, verb: str, faults: Faults, **more: str) -> ResponseReturnValue:
        """The page with the form as it was sent, and what is wrong with it."""
        return self._page.show(
            entry, Sent(verb=verb, faults=faults, answers=sent_answers(), reviewer=reviewer_name(), **more)
        )

    def _conflict(self, entry: Entry) -> ResponseReturnValue:
        """Somebody was faster: say who did what, and show what was sent so that nothing is lost.

        Whoever pressed a button twice is no rival of hers: what she did is done, and the next mail follows.
        """
        trail = self._desk.store.audit(entry.id)
        if trail and _pressed_twice(entry, trail[-1]):
            following = None if trail[-1].verb in _STAYING else self._desk.next_after(entry)
            return redirect(f"/mejl/{(following or entry).id}", 303)
        typed = [text for name in ("reason", "note", "points") if (text := reason(name, _LONGEST_TEXT))]
        page = render_template(
            "conflict.html",
            entry=entry,
            last=trail[-1] if trail else None,
            answers=sent_answers(),
            typed=typed,
            offered={name: dict(pairs) for name, pairs in choices(entry, self._desk.catalogue()).items()},
            **self._pages.frame(),
        )
        return page, 409


def _pressed_twice(entry: Entry, last: AuditRow) -> bool:
    """Whether the last thing done to the entry is what this form asks for, by the same person on the same version."""
    asked = _VERBS.get(request.path.rpartition("/")[2], ())
    same = request.form.get("version", type=int) == entry.version - 1
    return same and last.verb in asked and last.who == reviewer_name() != ""


def stale(entry: Entry) -> bool:
    """Whether the page that the form was on showed an earlier version."""
    return request.form.get("version", type=int) != entry.version


def reviewer() -> tuple[str, Faults]:
    name = reviewer_name()
    return name, {} if name else {"reviewer": "Skriv ditt namn: det sparas i ärendets logg."}


def reason(name: str, limit: int = _LONGEST_REASON) -> str:
    """What was written in a field, on one line."""
    return tidy(request.form.get(name, ""), limit)


def sent_answers() -> tuple[AnswerFields, ...]:
    count = min(max(request.form.get("count", default=0, type=int), 0), MOST_DECISIONS)
    return tuple(sent_fields(request.form, index) for index in range(count))
