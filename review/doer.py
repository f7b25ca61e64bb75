"""Who does it, where a form of ours asks: the account that is signed in, or the name that is typed without one."""

from __future__ import annotations

from flask import g, session

from review.accounts import reviewer_name
from review.answer_form import Faults


def doer() -> tuple[str, Faults]:
    """The name for the log, remembered for the next form; and the fault when there is none."""
    name = reviewer_name()
    if not name:
        return "", {"reviewer": "Skriv ditt namn: det sparas i loggen."}
    if g.get("user") is None:
        session.permanent = True
        session["reviewer"] = name
    return name, {}


def doers_name() -> str:
    """What to fill the field with, where nobody signs in."""
    return reviewer_name() or str(session.get("reviewer", ""))
