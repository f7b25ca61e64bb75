"""What the operator was told: every trouble that lasted long enough, that it began and that it is over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Sequence
from dataclasses import dataclass

from domain.outgoing import OutgoingState
from outbox import alarm
from outbox.alarm import Episode
from outbox.message import message_id
from registrator.build import House
from tests.soak.kinds import Outage
from tests.soak.pace import Pace
from tests.soak.scene import OPERATOR

LOOK_BACK = dt.timedelta(days=6)
SLACK = dt.timedelta(minutes=3)  # a daemon that was just killed does not yet see that it is over


def worth_telling(house: House, now: dt.datetime) -> list[Episode]:
    """Those that the operator must be told of."""
    return [one for one in alarm.episodes(house.store.troubles(since=now - LOOK_BACK), now) if one.worth]


def untold(house: House, now: dt.datetime) -> list[str]:
    """Episodes whose end has not been queued: the first names are enough to wait for."""
    return [
        f"the end of {one.name} is not told" for one in worth_telling(house, now) if not house.store.queued(over(one))
    ]


def over(episode: Episode) -> str:
    return alarm.over_key(episode, OPERATOR)


@dataclass(frozen=True, kw_only=True)
class Alarms:
    """`raised` and `cleared` count episodes told of to the operator; the others name what is wrong."""

    raised: int
    cleared: int
    standing: list[str]
    missed: list[str]


def look_at_alarms(house: House, pace: Pace, expected: Sequence[Outage], arrived: Container[str]) -> Alarms:
    """`arrived` are the Message-IDs at the SMTP server."""
    found = worth_telling(house, pace.now())
    begun = [one for one in found if _told(house, alarm.begun_key(one, OPERATOR), arrived, unwritten=True)]
    cleared = [one for one in found if _told(house, over(one), arrived)]
    missed = [f"{one.name} of {one.begun_at:%H:%M}: its beginning is not told" for one in found if one not in begun]
    missed += [f"{one.name} of {one.begun_at:%H:%M}: its end is not told" for one in found if one not in cleared]
    missed += [_missed(outage) for outage in expected if not any(_of(one, outage, pace) for one in found)]
    standing = [trouble.name for trouble in house.store.troubles()]
    return Alarms(raised=len(begun), cleared=len(cleared), standing=standing, missed=missed)


def _told(house: House, key: str, arrived: Container[str], *, unwritten: bool = False) -> bool:
    """By itself, or with the end of what it tells of. What may have been sent is shown to a person.

    `unwritten`: what was over before anybody could tell of it is told by its end alone.
    """
    name = message_id(key, house.composer.organisation.mailbox)
    row = next(iter(house.store.outgoing([name])), None)
    if row is None:
        return unwritten
    if row.joined_to is not None:
        row = house.store.outgoing_row(row.joined_to) or row
    return row.state is OutgoingState.UNCERTAIN or row.mail.message_id in arrived


def _of(episode: Episode, outage: Outage, pace: Pace) -> bool:
    begins = pace.simulated + dt.timedelta(minutes=outage.begins)
    ends = pace.simulated + dt.timedelta(minutes=outage.ends) + SLACK
    lasted = (episode.begun_at, episode.ended_at or ends)
    return episode.name == outage.kind.alarm and lasted[0] <= ends and lasted[1] >= begins


def _missed(outage: Outage) -> str:
    return f"{outage.kind.name} at minute {outage.begins:.0f}: no alarm ({outage.kind.alarm})"
