"""The end of a recommendation: no more answers are waited for, and everybody gets the final table."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from domain.catalogue import Recommendation
from domain.errors import RegistratorError
from domain.register import Overview
from outbox.partner import decided, partner_at_end, partner_so_far, who_knows
from outbox.report import report_key, report_mails
from registrator.build import House
from registrator.log import get_log
from registrator.reminding import remind
from registrator.standings import all_overviews, today

log = get_log("closing")

CLOSE, REOPEN = "close", "reopen"
"""What the audit trail of a recommendation calls them."""

STILL = dt.timedelta(days=14)
"""So long after the closing its report is made up for, when the service was down; an older one is nobody's news."""


def close(house: House, diarienummer: str, on: dt.date | None = None, *, who: str, why: str = "") -> Recommendation:
    """Close it, from today or the day given; its report follows, and reminders about it are taken back.

    `who` says so, which is kept, and stands in the report.

    Errors: RegistratorError when there is no such recommendation, or it is closed already.
    """
    known = overview_of(house, diarienummer).recommendation
    if known.closed_on is not None:
        raise RegistratorError(
            f"{diarienummer} avslutades redan {known.closed_on}. `registrator recommendation reopen` öppnar den igen."
        )
    if on is not None and on > today(house):
        raise RegistratorError(f"{on} har inte varit än. Avsluta den när dagen är kommen.")
    if on is not None and on < known.decided_on:
        raise RegistratorError(f"{on} är före beslutet {known.decided_on}. Den kan inte avslutas innan den fanns.")
    closed = replace(known, closed_on=on or today(house), closed_by=who)
    house.store.put_recommendation(closed, house.clock(), who=who, verb=CLOSE, why=why)
    queue_reports(house, only=diarienummer)
    remind(house)
    return closed


def reopen(house: House, diarienummer: str, *, who: str, why: str = "") -> Recommendation:
    """Wait for answers again. Errors: RegistratorError when there is no such recommendation, or it is open."""
    known = overview_of(house, diarienummer).recommendation
    if known.closed_on is None:
        raise RegistratorError(f"{diarienummer} är inte avslutad.")
    opened = replace(known, closed_on=None, closed_by="")
    house.store.put_recommendation(opened, house.clock(), who=who, verb=REOPEN, why=why)
    return opened


def queue_reports(house: House, *, only: str = "") -> int:
    """Queue the report of what has been closed lately (or of the one named); how many mails.

    Run by the schedule too: a crash between the closing and its mails, and a closing by another way, lose none.
    """
    due = [r for r in house.store.recommendations() if _due(house, r) or (r.closed_on and r.diarienummer == only)]
    if not due:
        return 0
    now, catalogue, queued = house.clock(), house.catalogue(), 0
    overviews = {o.recommendation.diarienummer: o for o in all_overviews(house)}
    for recommendation in due:
        overview = with_evidence(house, overviews[recommendation.diarienummer])
        answers = house.store.answers((recommendation.diarienummer,))
        mails = (
            *report_mails(house.composer, overview, catalogue.recommendations, now),
            *partner_at_end(house.composer, overview, answers, now),
        )
        queued += house.store.queue(mails, now)
    if queued:
        log.info("reports_queued", mails=queued)
    return queued


def tell_so_far(house: House, diarienummer: str) -> int:
    """A partner who came late is told what is finally decided already, who knows it is not; how many were queued.

    Errors: RegistratorError when there is no such recommendation.
    """
    overview, now = overview_of(house, diarienummer), house.clock()
    told = who_knows([house.store.outgoing_of(entry_id) for entry_id in decided(overview)])
    mails = partner_so_far(house.composer, overview, house.store.answers((diarienummer,)), now, told=told)
    return house.store.queue(mails, now)


def overview_of(house: House, diarienummer: str) -> Overview:
    """Where everybody stands on one, with evidence. Errors: RegistratorError when there is no such recommendation."""
    found = next((o for o in all_overviews(house) if o.recommendation.diarienummer == diarienummer), None)
    if found is None:
        raise RegistratorError(f"{diarienummer} finns inte. `registrator recommendation list` visar alla.")
    return with_evidence(house, found)


def with_evidence(house: House, overview: Overview) -> Overview:
    """The same overview; its answers say which committee it was."""
    whole = {a.id: a for a in house.store.with_evidence([s.answer for s in overview.standings if s.answer])}
    standings = tuple(replace(s, answer=whole[s.answer.id]) if s.answer else s for s in overview.standings)
    return replace(overview, standings=standings)


def _due(house: House, recommendation: Recommendation) -> bool:
    """Closed lately, and its report not yet in the outbox."""
    on = recommendation.closed_on
    if on is None or today(house) - on > STILL:
        return False
    return not house.store.queued(report_key(recommendation, house.composer.officer))
