"""How the service runs: each part well or not, what to do, and its versions."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from review.desk import Desk
from review.health_signs import Condition, Seen, signs
from review.pages import Pages


class HealthPage:
    """Handler of /drift."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        self._desk = desk
        self._pages = pages

    def page(self) -> ResponseReturnValue:
        desk, store, now = self._desk, self._desk.store, self._desk.clock()
        vitals = desk.vitals()
        shown = signs(
            Seen(
                now=now,
                beats=store.beats(),
                lasting=store.troubles(),
                counts=store.counts(),
                outgoing=store.outgoing_counts(),
                holdings=store.holdings(),
                asides=len(desk.asides()),
                vitals=vitals,
            )
        )
        wrong, look = (
            [sign for sign in shown if sign.condition is condition] for condition in (Condition.WRONG, Condition.LOOK)
        )
        return render_template(
            "health.html",
            signs=[*wrong, *look, *(sign for sign in shown if sign.condition is Condition.WELL)],
            wrong=len(wrong),
            look=len(look),
            vitals=vitals,
            database=store.database_kind(),
            sessions=store.open_sessions(seen_since=now - vitals.idle, now=now),
            **self._pages.frame(),
        )
