"""What staff have taught the service: listed with who and when, added, taken back."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from domain.catalogue import Catalogue
from domain.errors import EntryChanged
from domain.evidence import DecisionBody
from domain.learning import Lesson, LessonKind
from domain.swedish import BODIES
from review.answer_form import Faults, tidy
from review.desk import Desk
from review.doer import doer, doers_name
from review.pages import Pages
from review.show import in_swedish_order

_FIELDS = ("said", "meaning", "municipality")
_LONGEST = 200
_SHORTEST = 4
_DOMAIN = re.compile(r"(?:[^@\s<>,;]+@)?[\w-]+(?:\.[\w-]+)+")
_FREE = frozenset({"gmail.com", "hotmail.com", "outlook.com", "live.se", "icloud.com", "yahoo.com", "telia.com"})
"""Anybody has an address there: only a whole address may belong to a municipality."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """A lesson as the page shows it."""

    lesson: Lesson
    words: str


class Learned:
    """Handlers of /larande."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        self._desk = desk
        self._pages = pages

    def page(self) -> ResponseReturnValue:
        """A link may fill the form in, as from a mail whose sender is no municipality's."""
        kind = next((kind for kind in LessonKind if kind.value == request.args.get("kind")), None)
        return self._show(kind, {name: tidy(request.args.get(name, ""), _LONGEST) for name in _FIELDS})

    def learn(self) -> ResponseReturnValue:
        kind = next((kind for kind in LessonKind if kind.value == request.form.get("kind")), None) or abort(400)
        typed = {name: tidy(request.form.get(name, ""), _LONGEST) for name in _FIELDS}
        faults = faults_of(kind, typed, self._desk.catalogue())
        who, unnamed = doer()
        if faults := faults | unnamed:
            return self._show(kind, typed, faults)
        municipality = typed["municipality"] if kind is LessonKind.BODY else None
        said = typed["said"].lower() if kind is LessonKind.SENDER else typed["said"]
        try:
            self._desk.store.learn(
                kind, said=said, meaning=typed["meaning"], municipality=municipality, who=who, now=self._desk.clock()
            )
        except EntryChanged as known:
            return self._show(kind, typed, {"said": str(known)})
        flash("Det är sparat, och visas som stöd nästa gång det stämmer på ett mejl som granskas.")
        return redirect("/larande", 303)

    def unlearn(self, lesson_id: int) -> ResponseReturnValue:
        who, faults = doer()
        if faults:
            return self._show(faults=faults)
        try:
            self._desk.store.unlearn(lesson_id, who=who, now=self._desk.clock())
        except EntryChanged as gone:
            flash(str(gone))
        else:
            flash("Lärdomen är tillbakatagen. Det som redan är registrerat ändras inte.")
        return redirect("/larande", 303)

    def _show(
        self, kind: LessonKind | None = None, typed: dict[str, str] | None = None, faults: Faults | None = None
    ) -> ResponseReturnValue:
        catalogue = self._desk.catalogue()
        members = sorted(catalogue.municipalities, key=lambda m: in_swedish_order(m.name))
        page = render_template(
            "learned.html",
            taught=[Taught(lesson=one, words=in_words(one, catalogue)) for one in self._desk.store.lessons()],
            municipality_choices=[(m.kommunkod, m.name) for m in members],
            body_choices=[(body.value, words) for body, words in BODIES.items()],
            recommendation_choices=[(r.diarienummer, f"{r.diarienummer} {r.title}") for r in catalogue.recommendations],
            sent_kind=kind.value if kind else "",
            typed=typed or {},
            faults=faults or {},
            reviewer=doers_name(),
            **self._pages.frame(),
        )
        return page, 422 if faults else 200


def faults_of(kind: LessonKind, typed: dict[str, str], catalogue: Catalogue) -> Faults:
    """What is wrong, by field; pure."""
    faults: Faults = {}
    said, meaning = typed["said"], typed["meaning"]
    if kind is LessonKind.SENDER:
        if not _DOMAIN.fullmatch(said):
            faults["said"] = "Skriv en mejladress eller en domän, till exempel registrator@exempel.se eller exempel.se."
        elif said.lower() in _FREE:
            faults["said"] = f"Vem som helst kan ha en adress hos {said.lower()}. Skriv hela adressen."
    elif len(said) < _SHORTEST or not any(c.isalpha() for c in said):
        faults["said"] = f"Skriv orden så som de står, minst {_SHORTEST} tecken."
    known = {
        LessonKind.SENDER: catalogue.municipality(meaning) is not None,
        LessonKind.BODY: any(body.value == meaning for body in DecisionBody),
        LessonKind.TITLE: catalogue.recommendation(meaning) is not None,
    }
    if not known[kind]:
        faults["meaning"] = "Välj vad det betyder."
    if kind is LessonKind.BODY and catalogue.municipality(typed["municipality"]) is None:
        faults["municipality"] = "Välj vilken kommun som skriver så."
    return faults


def in_words(lesson: Lesson, catalogue: Catalogue) -> str:
    """»exempel.se« hör till Botkyrka"""

    def name(kommunkod: str) -> str:
        found = catalogue.municipality(kommunkod)
        return found.name if found else kommunkod

    if lesson.kind is LessonKind.SENDER:
        return f"»{lesson.said}« hör till {name(lesson.meaning)}"
    if lesson.kind is LessonKind.BODY:
        body = BODIES[DecisionBody(lesson.meaning)]
        return f"När {name(lesson.municipality or '')} skriver »{lesson.said}« är det {body}"
    return f"»{lesson.said}« betyder {lesson.meaning}"
