"""Where all stand: the open recommendations, what came in, what waits. Reads only what it shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from domain.catalogue import Catalogue, Recommendation
from domain.decision import StandingKind
from domain.finding import FoundMail, Question
from domain.register import Overview
from matching.standing import overviews
from matching.waiting import may_answer
from review.desk import TO_REVIEW, Desk
from review.overview_view import Card, card
from review.pages import Pages
from review.show import STOCKHOLM, local

WHOLE = 3  # recommendations with map, table and plot on the first page
BRIEF = 4  # those after, with the map alone
CLOSED = 10
_NEWS = 8
_OLDEST = 5
_COUNTED = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page of a list: its number from 1, and whether there are others."""

    number: int
    before: bool
    after: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """What came in since Monday, and what waits for a person: how many, and some of them."""

    news: tuple[FoundMail, ...]
    news_count: int
    monday: dt.date
    oldest: tuple[FoundMail, ...]


class OverviewPage:
    """Handlers of /oversikt."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        self._desk = desk
        self._pages = pages

    def page(self) -> ResponseReturnValue:
        catalogue = self._desk.catalogue()
        newest = sorted(catalogue.recommendations, key=lambda r: (r.decided_on, r.diarienummer), reverse=True)
        open_ones = [r for r in newest if r.closed_on is None]
        closed, closed_sheet = sheet_of([r for r in newest if r.closed_on], "avslutade", CLOSED)
        brief, sheet = sheet_of(open_ones[WHOLE:], "sida", BRIEF)
        whole = open_ones[:WHOLE] if sheet.number == 1 else []
        cards = self._cards([*whole, *brief], catalogue)
        return render_template(
            "overview.html",
            whole=cards[: len(whole)],
            brief=cards[len(whole) :],
            sheet=sheet,
            closed=closed,
            closed_sheet=closed_sheet,
            now_is=self._now(),
            counted=_COUNTED,
            kinds=tuple(StandingKind),
            **self._pages.frame(),
        )

    def one(self, diarienummer: str) -> ResponseReturnValue:
        catalogue = self._desk.catalogue()
        recommendation = catalogue.recommendation(diarienummer) or abort(404)
        return render_template(
            "overview_one.html",
            card=self._cards([recommendation], catalogue)[0],
            kinds=tuple(StandingKind),
            **self._pages.frame(),
        )

    def _cards(self, recommendations: Sequence[Recommendation], catalogue: Catalogue) -> list[Card]:
        store, today = self._desk.store, local(self._desk.clock()).date()
        asked = [r.diarienummer for r in recommendations]
        answers = store.answers(asked, evidence=False) if asked else ()
        in_review = store.in_review(asked) | may_answer(store.undecided(), catalogue) if asked else frozenset()
        shown: tuple[Overview, ...] = overviews(tuple(recommendations), catalogue, answers, in_review, today)
        return [
            card(each, [a for a in answers if a.decision.recommendation == each.recommendation.diarienummer], today)
            for each in shown
        ]

    def _now(self) -> Now:
        today = local(self._desk.clock()).date()
        monday = today - dt.timedelta(days=today.weekday())
        week = Question(since=dt.datetime.combine(monday, dt.time(), STOCKHOLM))
        store = self._desk.store
        each = (store.find(Question(states=(state,), oldest_first=True), limit=_OLDEST).mails for state in TO_REVIEW)
        waiting = sorted((mail for mails in each for mail in mails), key=lambda mail: (mail.arrived_at, mail.id))
        return Now(
            news=store.find(week, limit=_NEWS).mails,
            news_count=store.count(week, most=_COUNTED + 1),
            monday=monday,
            oldest=tuple(waiting[:_OLDEST]),
        )


def sheet_of(all_of_them: Sequence[Recommendation], name: str, size: int) -> tuple[list[Recommendation], Sheet]:
    """Those on the page that the address's field `name` asks for, the last when there are not so many."""
    last = max(1, -(-len(all_of_them) // size))
    number = min(max(request.args.get(name, default=1, type=int), 1), last)
    shown = list(all_of_them[(number - 1) * size : number * size])
    return shown, Sheet(number=number, before=number > 1, after=number < last)
