"""Påminnelse: what a silent municipality gets, when a person has released it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from domain.decision import StandingKind
from domain.outgoing import MailKind, OutgoingMail
from domain.register import Standing
from outbox.compose import Composer
from outbox.reminder import Reminding, reminder
from registrator.previews.case import Case
from registrator.previews.values import NOW, PROPOSAL, RECOMMENDATION, answer, municipality


def _case(name: str, title: str, kommunkod: str, step: int, *, proposed: bool = False) -> Case:
    standing = Standing(
        municipality=municipality(kommunkod),
        kind=StandingKind.AWAITING if proposed else StandingKind.NO_ANSWER,
        answer=answer(replace(PROPOSAL, meeting_date=None), number="2015-000125") if proposed else None,
        overdue=step > 0,
    )

    assert RECOMMENDATION.respond_by is not None
    now = dt.datetime.combine(RECOMMENDATION.respond_by + dt.timedelta(days=step), NOW.timetz())

    def compose(composer: Composer) -> OutgoingMail:
        reminding = Reminding(recommendation=RECOMMENDATION, standing=standing, step=step)
        return reminder(composer, reminding, (RECOMMENDATION,), now)

    return Case(kind=MailKind.REMINDER, name=f"paminnelse-{name}", title=title, compose=compose)


CASES = (
    _case("fore", "sista svarsdagen närmar sig", "0127", -14),
    _case("efter", "svarstiden har gått ut", "0127", 7),
    _case("forslag", "ett förslag har kommit, men inget beslut", "0115", 7, proposed=True),
)
