"""Sammanställning: the final table when a recommendation is closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from domain.decision import StandingKind
from domain.evidence import Outcome
from domain.outgoing import MailKind, OutgoingMail
from domain.register import Overview
from outbox.compose import Composer
from outbox.report import report_mails
from registrator.previews.case import Case
from registrator.previews.values import ARRIVED, DECISION, EVERY_KIND, NOW, RECOMMENDATION, answer, overview

CLOSED = replace(RECOMMENDATION, closed_on=dt.date(2015, 6, 30))
_OUTCOMES = {
    StandingKind.ADOPTED: Outcome.ADOPTED,
    StandingKind.ADOPTED_WITH_CONDITIONS: Outcome.ADOPTED_WITH_CONDITIONS,
    StandingKind.PARTLY_ADOPTED: Outcome.PARTLY_ADOPTED,
    StandingKind.DECLINED: Outcome.DECLINED,
    StandingKind.OTHER_ANSWER: Outcome.STATEMENT,
}
_QUOTES = {
    Outcome.ADOPTED_WITH_CONDITIONS: "Kommunstyrelsen antar överenskommelsen under förutsättning att den utvärderas.",
    Outcome.PARTLY_ADOPTED: "Kommunfullmäktige antar överenskommelsen utom punkten om gemensam larmcentral.",
    Outcome.STATEMENT: "Kommunstyrelsen överlämnar kontorets tjänsteutlåtande som svar.",
}


def final() -> Overview:
    """Everybody who stands somewhere has answered; Täby too late."""
    standings = []
    for place, standing in enumerate(EVERY_KIND.standings):
        outcome = _OUTCOMES.get(standing.kind)
        late = dt.timedelta(days=30 if standing.kind is StandingKind.ADOPTED_WITH_CONDITIONS else 0)
        decision = replace(
            DECISION,
            municipality=standing.municipality.kommunkod,
            outcome=outcome,
            paragraf=str(60 + place),
            quote=_QUOTES.get(outcome, DECISION.quote) if outcome else "",
        )
        given = answer(decision, id=place + 1, number=f"2015-{place + 120:06}", arrived_at=ARRIVED + late)
        standings.append(replace(standing, answer=given if outcome else None))
    return replace(EVERY_KIND, recommendation=CLOSED, standings=tuple(standings))


def _case(name: str, title: str, about: Callable[[], Overview]) -> Case:
    def compose(composer: Composer) -> OutgoingMail:
        return report_mails(composer, about(), (CLOSED,), NOW + dt.timedelta(days=30))[0]

    return Case(kind=MailKind.REPORT, name=f"sammanstallning-{name}", title=title, compose=compose)


CASES = (
    _case("slutlig", "rekommendationen är avslutad", final),
    _case("tyst", "ingen har svarat", lambda: overview(CLOSED)),
)
