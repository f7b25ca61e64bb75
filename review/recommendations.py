"""The recommendations: listed, read from their paper and added, changed, closed and opened again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from domain import swedish
from domain.catalogue import PartnerPace, Recommendation
from domain.errors import RegistratorError, StorageError
from domain.register import Answer, Overview
from matching.standing import overviews
from matching.waiting import may_answer
from outbox.partner import decided
from review.answer_form import Faults, tidy
from review.desk import Desk
from review.doer import doer, doers_name
from review.log_words import DONE, Change, changes
from review.overview_page import sheet_of
from review.overview_view import first_final_days
from review.pages import Pages
from review.recommendation_form import (
    READ_FIELDS,
    Fields,
    checked,
    fields_of,
    fields_read,
    fields_sent,
    fingerprint,
)
from review.recommending import Recommending
from review.show import in_swedish_order

ADD, EDIT = "add", "edit"
"""What the audit trail calls them."""

_LONGEST_REASON = 500
_PAGE = 25  # counting who has answered reads every answer to those that are shown
_CHANGED = "Inget är ändrat: någon annan har ändrat rekommendationen sedan sidan visades. Se vad som gäller nu."


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the list: `answered` of `asked` have answered for good."""

    overview: Overview
    answered: int
    asked: int

    @property
    def recommendation(self) -> Recommendation:
        return self.overview.recommendation


class Recommendations:
    """Handlers of /rekommendationer."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        self._desk = desk
        self._pages = pages

    def page(self) -> ResponseReturnValue:
        return self._list()

    def one(self, diarienummer: str) -> ResponseReturnValue:
        return self._show(self._known(diarienummer))

    def read(self) -> ResponseReturnValue:
        """What the paper says, in a form to confirm; nothing is kept of it."""
        recommending, file = self._recommending(), request.files.get("file")
        content = file.read() if file else b""
        if not file or not content:
            return self._list("Välj en fil först, eller släpp den på fältet.")
        try:
            read = recommending.read(tidy(file.filename or "rekommendation", 120), content)
        except StorageError:
            raise
        except RegistratorError as fault:
            return self._list(str(fault))
        return self._form(fields_read(read, self._desk.catalogue()))

    def blank(self) -> ResponseReturnValue:
        """The form without a paper."""
        catalogue = self._desk.catalogue()
        return self._form(Fields(addressees=tuple(m.kommunkod for m in catalogue.municipalities)))

    def add(self) -> ResponseReturnValue:
        fields, catalogue = fields_sent(request.form), self._desk.catalogue()
        made, faults = checked(fields, None, catalogue, self._desk.organisation.mailbox)
        who, unnamed = doer()
        if faults | unnamed or made is None:
            return self._form(fields, faults | unnamed)
        if words := self._recommending().faults(made, catalogue):
            return self._form(fields, {"diarienummer": " ".join(words)})
        self._desk.store.put_recommendation(made, self._desk.clock(), who=who, verb=ADD)
        flash(f"{made.diarienummer} är inlagd. Svar på den känns nu igen.")
        return redirect(f"/rekommendationer/{made.diarienummer}", 303)

    def edit(self, diarienummer: str) -> ResponseReturnValue:
        known, fields, catalogue = self._known(diarienummer), fields_sent(request.form), self._desk.catalogue()
        made, faults = checked(fields, known, catalogue, self._desk.organisation.mailbox)
        who, unnamed = doer()
        if faults | unnamed or made is None:
            return self._show(known, fields=fields, faults=faults | unnamed)
        if request.form.get("seen") != fingerprint(known):
            return self._show(known, fields=fields, faults={"seen": _CHANGED})
        if made != known:
            self._desk.store.put_recommendation(made, self._desk.clock(), who=who, verb=EDIT)
        flash(f"{diarienummer} är ändrad." if made != known else "Inget var ändrat.")
        return self._back(diarienummer)

    def close(self, diarienummer: str) -> ResponseReturnValue:
        known, recommending = self._known(diarienummer), self._recommending()
        who, faults = doer()
        day = self._closing_day(known, faults)
        if faults:
            return self._show(known, faults=faults, why=self._why())
        if known.closed_on:
            return self._changed(diarienummer)
        recommending.close(diarienummer, day, who=who, why=self._why())
        flash(f"{diarienummer} är avslutad. Sammanställningen ligger i utkorgen.")
        return self._back(diarienummer)

    def reopen(self, diarienummer: str) -> ResponseReturnValue:
        known, recommending = self._known(diarienummer), self._recommending()
        who, faults = doer()
        if faults:
            return self._show(known, faults=faults, why=self._why())
        if known.closed_on is None:
            return self._changed(diarienummer)
        recommending.reopen(diarienummer, who=who, why=self._why())
        flash(f"{diarienummer} är öppen igen: svar väntas åter.")
        return self._back(diarienummer)

    def tell_so_far(self, diarienummer: str) -> ResponseReturnValue:
        self._known(diarienummer)
        queued = self._recommending().tell_so_far(diarienummer)
        mails = f"{queued} mejl ligger i utkorgen."
        flash(mails if queued else "Inget nytt att skicka: inga slutliga beslut finns, eller så är de redan skickade.")
        return self._back(diarienummer)

    def _recommending(self) -> Recommending:
        return self._desk.recommending or abort(404)

    def _known(self, diarienummer: str) -> Recommendation:
        return self._desk.catalogue().recommendation(diarienummer) or abort(404)

    def _back(self, diarienummer: str) -> ResponseReturnValue:
        return redirect(f"/rekommendationer/{diarienummer}", 303)

    def _changed(self, diarienummer: str) -> ResponseReturnValue:
        flash(_CHANGED)
        return self._back(diarienummer)

    def _why(self) -> str:
        return tidy(request.form.get("reason", ""), _LONGEST_REASON)

    def _closing_day(self, known: Recommendation, faults: Faults) -> dt.date:
        typed, today = request.form.get("on", ""), self._desk.today()
        try:
            day = dt.date.fromisoformat(typed) if typed else today
        except ValueError:
            faults["on"] = "Det är ingen dag. Skriv år-månad-dag, till exempel 2026-03-01."
            return today
        if day > today:
            faults["on"] = "Den dagen har inte varit än. Avsluta när dagen är kommen."
        elif day < known.decided_on:
            faults["on"] = f"Den dagen är före beslutet, som togs {swedish.long_date(known.decided_on)}."
        return day

    def _rows(self, *recommendations: Recommendation) -> tuple[Row, ...]:
        numbers = [one.diarienummer for one in recommendations]
        catalogue, answers = self._desk.catalogue(), self._desk.store.answers(numbers, evidence=False)
        in_review = self._desk.store.in_review(numbers) | may_answer(self._desk.store.undecided(), catalogue)
        found = overviews(recommendations, catalogue, answers, in_review, self._desk.today())
        return tuple(
            _row(one, [a for a in answers if a.decision.recommendation == one.recommendation.diarienummer])
            for one in found
        )

    def _list(self, fault: str = "") -> ResponseReturnValue:
        catalogue = self._desk.catalogue()
        newest = sorted(catalogue.recommendations, key=lambda r: (r.decided_on, r.diarienummer), reverse=True)
        shown, sheet = sheet_of(sorted(newest, key=lambda r: r.closed_on is not None), "sida", _PAGE)
        rows = self._rows(*shown)
        page = render_template(
            "recommendations.html",
            still_open=[row for row in rows if row.recommendation.closed_on is None],
            closed=[row for row in rows if row.recommendation.closed_on is not None],
            sheet=sheet,
            today=self._desk.today(),
            may_read=self._desk.recommending is not None,
            fault=fault,
            **self._pages.frame(),
        )
        return page, 422 if fault else 200

    def _form(self, fields: Fields, faults: Faults | None = None) -> ResponseReturnValue:
        page = render_template(
            "recommendation_new.html",
            fields=fields,
            faults=faults or {},
            read=any(name in fields.proofs for name in READ_FIELDS),
            reviewer=doers_name(),
            **self._choices(""),
            **self._pages.frame(),
        )
        return page, 422 if faults else 200

    def _show(
        self, row: Recommendation, *, fields: Fields | None = None, faults: Faults | None = None, why: str = ""
    ) -> ResponseReturnValue:
        catalogue, frame = self._desk.catalogue(), self._pages.frame()
        (line,) = self._rows(row)
        names = {m.kommunkod: m.name for m in catalogue.municipalities}
        trail = self._desk.store.recommendation_audit(row.diarienummer)
        page = render_template(
            "recommendation.html",
            row=row,
            line=line,
            addressees=catalogue.addressees_of(row),
            everybody=not row.addressees,
            fields=fields or fields_of(row, catalogue),
            faults=faults or {},
            editing=fields is not None,
            why=why,
            seen=fingerprint(row),
            decided=len(decided(line.overview)),
            today=self._desk.today(),
            trail=[(e, DONE.get(e.verb, e.verb), _steps(e.before, e.after, names)) for e in trail],
            can_end=self._desk.recommending is not None,
            reviewer=doers_name(),
            **self._choices(row.diarienummer),
            **frame,
        )
        return page, 422 if faults else 200

    def _choices(self, but: str) -> dict[str, object]:
        catalogue = self._desk.catalogue()
        others = [r for r in catalogue.recommendations if r.diarienummer != but]
        return {
            "municipalities": sorted(catalogue.municipalities, key=lambda m: in_swedish_order(m.name)),
            "others": [(r.diarienummer, f"{r.diarienummer} {r.title}") for r in others],
            "paces": [(pace.value, swedish.PARTNER_PACES[pace]) for pace in PartnerPace],
        }


def _row(overview: Overview, answers: Sequence[Answer]) -> Row:
    asked = {standing.municipality.kommunkod for standing in overview.standings}
    return Row(overview=overview, answered=len(asked & set(first_final_days(answers))), asked=len(asked))


def _steps(before: str, after: str, names: dict[str, str]) -> tuple[Change, ...]:
    """What a change changed; of an addition all is new, and stands above."""
    return changes(before, after, names) if before not in {"", "{}"} else ()
