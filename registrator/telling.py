"""Which mails follow from an entry's new state: one line for each kind that does."""

from __future__ import annotations

from collections.abc import Iterable

from domain.outgoing import OutgoingMail
from domain.register import Settlement, State
from matching.standing import overviews
from outbox.notice import notice
from outbox.summary import summary
from registrator.build import House
from registrator.standings import today


def tell(house: House, settlement: Settlement) -> Iterable[OutgoingMail]:
    """The mails that an entry's new state gives rise to; called inside the transaction that makes it so."""
    now, catalogue, entry, answers = house.clock(), house.catalogue(), settlement.entry, settlement.answers
    if entry.state in {State.FLAGGED, State.FAILED}:
        return notice(house.composer, entry, now, catalogue.recommendations)
    if entry.state is not State.REGISTERED:
        return ()
    concerned = {answer.decision.recommendation for answer in answers if answer.entry_id == entry.id}
    recommendations = tuple(r for r in catalogue.recommendations if r.diarienummer in concerned)
    standings = overviews(recommendations, catalogue, answers, frozenset(), today(house))
    return summary(house.composer, entry, answers, standings, catalogue.recommendations, now)
