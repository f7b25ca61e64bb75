"""The page of drafted reminders: each as it would go, released or discarded by a person, one by one or all."""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, session
from flask.typing import ResponseReturnValue

from domain.outgoing import MailKind, OutboxRow, OutgoingState
from outbox import releasing
from outbox.message import text_of
from outbox.reminder import obstacle, unreachable
from review.accounts import reviewer_name
from review.desk import Desk
from review.pages import Pages
from review.show import local

_MOST_TOLD = 5  # each keeps its reason on the page
_MOST = 500  # a sheet that a person still looks through; the rest follow when these are settled


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A reminder as the page shows it; `obstacle` is why it must not go now, "" when it may."""

    row: OutboxRow
    municipality: str
    text: str
    obstacle: str


class Reminders:
    """Handlers of /paminnelser. The forms name the drafts that their reader saw: none that came meanwhile goes."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        self._desk = desk
        self._pages = pages

    def page(self, fault: str = "") -> ResponseReturnValue:
        drafts = self._drafts()
        sheets: dict[str, list[Draft]] = {}
        for draft in drafts:
            sheets.setdefault(draft.row.mail.about.rpartition("/")[0], []).append(draft)
        titles = {r.diarienummer: r.title for r in self._desk.catalogue().recommendations}
        page = render_template(
            "reminders.html",
            sheets=sheets,
            titles=titles,
            mute=unreachable(self._desk.overviews()),
            ready=[draft for draft in drafts if not draft.obstacle],
            reviewer=reviewer_name() or session.get("reviewer", ""),
            fault=fault,
            **self._pages.frame(),
        )
        return page, 422 if fault else 200

    def release(self) -> ResponseReturnValue:
        return self._each(goes=True)

    def discard(self) -> ResponseReturnValue:
        return self._each(goes=False)

    def _each(self, *, goes: bool) -> ResponseReturnValue:
        """Each by itself: what is done stands, also when a later one cannot be."""
        who = reviewer_name()
        if not who:
            return self.page("Skriv ditt namn: det sparas i påminnelsens logg.")
        session.permanent = True
        session["reviewer"] = who
        desk, now = self._desk, self._desk.clock()
        overviews = desk.overviews() if goes else ()
        named = set(request.form.getlist("bara", type=int) or request.form.getlist("rad", type=int))
        if not named - {0}:
            return self.page("Välj vilken påminnelse det gäller, med dess egen knapp eller knappen för alla.")
        done, refused = 0, []
        for row in self._rows():
            if row.id not in named:
                continue
            if goes:
                fault = releasing.release(desk.store, row, overviews, who=who, why="", now=now)
            else:
                fault = releasing.discard(desk.store, row, who=who, why="", now=now)
            done += not fault
            refused += [f"{row.mail.recipient}: {fault}"] if fault else []
        count = "1 påminnelse" if done == 1 else f"{done} påminnelser"
        flash(f"{count} {'skickas nu' if goes else 'är kastade' if done != 1 else 'är kastad'}.")
        for words in refused[:_MOST_TOLD]:
            flash(f"Skickades inte till {words}" if goes else f"Kastades inte: {words}")
        if more := len(refused) - _MOST_TOLD:
            flash(f"Och {more} till. Var och en säger nedan varför.")
        return redirect("/paminnelser", 303)

    def _rows(self) -> tuple[OutboxRow, ...]:
        rows = self._desk.store.outbox((OutgoingState.DRAFT,), kinds=(MailKind.REMINDER,), limit=_MOST)
        return tuple(sorted(rows, key=lambda row: (row.mail.about, row.id)))

    def _drafts(self) -> tuple[Draft, ...]:
        rows = self._rows()
        overviews = self._desk.overviews() if rows else ()
        day = local(self._desk.clock()).date()
        names = {m.kommunkod: m.name for m in self._desk.catalogue().municipalities}
        drafts = []
        for row in rows:
            found = obstacle(row.mail, overviews, day)
            drafts.append(
                Draft(
                    row=row,
                    municipality=names.get(row.mail.about.rpartition("/")[2], row.mail.recipient),
                    text=text_of(row.mail.raw),
                    obstacle=found.why if found else "",
                )
            )
        return tuple(drafts)
