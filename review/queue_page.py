"""The page of what waits for review, and what is put aside."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from review.desk import Desk
from review.done import take_done
from review.pages import Pages
from review.queueing import Narrowing, choices, order

SHOWN = 50
"""Mails on a page; a hundred weigh more than a page may."""


COUNTED = 1000
"""Mails in a state; beyond, the page says "more than": counting 200,000 would cost more than all else on it."""


class QueuePage:
    """Handler of /. The queue may be narrowed by what stands in the page's address."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        self._desk = desk
        self._pages = pages

    def page(self) -> ResponseReturnValue:
        desk, catalogue = self._desk, self._desk.catalogue()
        away = desk.asides()
        flagged = order(desk.flagged(), catalogue)
        queue = tuple(one for one in flagged if one.entry.id not in away)
        narrowing = Narrowing.of(request.args)
        left = tuple(one for one in queue if narrowing.holds(one))
        pages = max(-(-len(left) // SHOWN), 1)
        at = min(max(request.args.get("sida", 1, type=int), 1), pages)
        return render_template(
            "queue.html",
            queue=left[(at - 1) * SHOWN : at * SHOWN],
            left=len(left),
            at=at,
            pages=pages,
            total=len(queue),
            narrowing=narrowing,
            choices=choices(queue, catalogue),
            put_aside=tuple((one, away[one.entry.id]) for one in flagged if one.entry.id in away),
            today=desk.today(),
            counts=desk.store.counts(most=COUNTED + 1),
            counted=COUNTED,
            done=take_done(),
            **self._pages.frame(),
        )
