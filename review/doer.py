"""Who does it: the account that is signed in, or the name that is typed where nobody signs in."""

from __future__ import annotations

from flask import g, request, session

from review.answer_form import Faults, tidy

_LONGEST_NAME = 80


def doer() -> tuple[str, Faults]:
    """The name for the log, and the fault when there is none."""
    user = g.get("user")
    if user is not None:
        return str(user.full_name), {}
    name = tidy(request.form.get("reviewer", ""), _LONGEST_NAME)
    if not name:
        return "", {"reviewer": "Skriv ditt namn: det sparas i loggen."}
    session.permanent = True
    session["reviewer"] = name
    return name, {}


def doers_name() -> str:
    """What to fill the field with, where nobody signs in."""
    return tidy(request.form.get("reviewer", ""), _LONGEST_NAME) or str(session.get("reviewer", ""))
