"""Which mails follow from an entry's new state: one line for each kind that does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from domain.catalogue import Catalogue
from domain.outgoing import OutgoingMail
from domain.register import Settlement, State
from matching.standing import overviews
from outbox import partner, receipt, summary
from outbox.correction import correction
from outbox.told import heard
from registrator.build import House
from registrator.enclosing import BARE, Ground
from registrator.gathering import attach_limit, weekly_moment
from registrator.noticing import notices
from registrator.standings import today


def tell(
    house: House, settlement: Settlement, ground: Ground = BARE, catalogue: Catalogue | None = None
) -> Iterable[OutgoingMail]:
    """The mails that an entry's new state gives rise to; called inside the transaction that makes it so.

    `catalogue` is what the mail was read by, when it has just been read.
    """
    now, entry, answers = house.clock(), settlement.entry, settlement.answers
    catalogue = catalogue or house.catalogue()
    if ground.thread:
        receipt_mail = receipt.receipt(house.composer, ground.thread, entry, answers, catalogue.recommendations, now)
        yield from (receipt_mail,) if receipt_mail else ()
    if entry.state in {State.FLAGGED, State.FAILED}:
        yield from notices(house, entry, now)
    else:
        yield from _of_decisions(house, settlement, ground, catalogue, now)


def _of_decisions(
    house: House, settlement: Settlement, ground: Ground, catalogue: Catalogue, now: dt.datetime
) -> Iterator[OutgoingMail]:
    """Whoever was told of the entry before is told what has changed, everybody else what stands."""
    entry, answers = settlement.entry, settlement.answers
    told = [before.reader for before in heard(settlement)]
    mine = {a.decision.recommendation for a in answers if a.entry_id == entry.id}
    concerned = mine | {d.recommendation for d in settlement.struck}
    recommendations = tuple(r for r in catalogue.recommendations if r.diarienummer in concerned)
    standings = overviews(recommendations, catalogue, answers, frozenset(), today(house))
    if told:
        yield from correction(house.composer, settlement, standings, catalogue.recommendations, now)
    if entry.state is not State.REGISTERED:
        return
    collect = now + dt.timedelta(seconds=house.config.summary.collect_seconds)
    terms = summary.Terms(not_before=collect, limit=attach_limit(house), told=told)
    part = summary.Part(entry=entry, answers=answers, documents=ground.documents)
    yield from summary.summary(house.composer, part, standings, catalogue.recommendations, now, terms)
    if not any(overview.recommendation.partner for overview in standings):
        return
    yield from partner.partner(
        house.composer,
        partner.Part(entry=entry, answers=answers),
        standings,
        now,
        not_before=collect,
        weekly_at=weekly_moment(house, now),
        told=told,
    )
