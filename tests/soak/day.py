"""The soak itself: minute by simulated minute mails arrive, faults begin and end, and then all come to rest."""

from __future__ import annotations

import datetime as dt
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from domain.errors import RegistratorError
from domain.outgoing import MailKind, OutgoingState
from domain.register import State
from outbox.troubles import sort_of
from registrator.build import House, open_house
from tests.soak.alarms import untold
from tests.soak.kinds import KINDS, Kind, Outage, outages
from tests.soak.post import Writers
from tests.soak.scene import Scene

MAILS_EACH_MINUTE = 0.6
STAFF_EVERY = 20  # simulated minutes
PATIENCE = 900.0  # real seconds, until all must have come to rest
UNMISSABLE = dt.timedelta(minutes=15)
"""An outage that lasts so much longer than its grace is told of, though a killed daemon and a failing disk hide some of
it."""

_SEEN_WITHIN = 180.0
"""Simulated minutes: a new UIDVALIDITY is seen when the mailbox is polled next, which a full disk may hold up."""


@dataclass(kw_only=True)
class Day:
    """What was done: `faults` by kind, and `alarming` what the operator must have been told of."""

    scene: Scene
    minutes: int
    told: Callable[[str], None] = lambda _line: None
    faults: Counter[str] = field(default_factory=Counter)
    idle: Counter[str] = field(default_factory=Counter)  # waited for a mail that did not come
    alarming: list[Outage] = field(default_factory=list)
    put_aside: int = 0
    _begun: float = 0.0
    _going_on: dict[str, tuple[Kind, float]] = field(default_factory=dict)  # by area: until which minute

    def run(self) -> None:
        """All the minutes, then every fault is ended."""
        scene, planned = self.scene, list(outages(self.minutes))
        writers, dice = Writers(random.Random(scene.dice.random())), scene.dice
        with open_house(scene.config) as house:
            scene.post.deliver(writers.write(scene.pace.now()))
            _wait_until_known(house)
            self._begun = scene.pace.minute()
            for minute in range(self.minutes):
                scene.pace.wait_until(self._begun + minute)
                self._end_those_over(minute)
                for _ in range(int(MAILS_EACH_MINUTE) + (dice.random() < MAILS_EACH_MINUTE % 1)):
                    scene.post.deliver(writers.write(scene.pace.now()))
                while planned and planned[0].begins <= minute:
                    self._begin_outage(planned.pop(0))
                self._begin(self._drawn(), minute)
                if minute % STAFF_EVERY == STAFF_EVERY - 1:
                    self._act_as_staff(house)
                if minute % 60 == 59:
                    self.told(
                        f"{minute + 1} simulated minutes, {scene.post.deliveries} mails, {dict(scene.keeper.ends)}"
                    )
        scene.pace.wait_until(self._begun + self.minutes)
        self._end_those_over(float("inf"))
        scene.heal()

    def _drawn(self) -> Kind:
        free = [kind for kind in KINDS if kind.area not in self._going_on]
        return self.scene.dice.choices(free, [kind.weight for kind in free])[0]

    def _begin(self, kind: Kind, minute: float, *, until: float | None = None) -> None:
        self.faults[kind.name] += 1
        kind.begin(self.scene)
        ends = minute + self.scene.dice.uniform(*kind.minutes) if until is None else until
        if ends > minute:
            self._going_on[kind.area] = (kind, ends)
        if kind.alarm:
            self._expect(Outage(kind=kind, begins=self._begun + minute, ends=self._begun + ends))

    def _expect(self, outage: Outage) -> None:
        grace, lasts = sort_of(outage.kind.alarm).grace, dt.timedelta(minutes=outage.ends - outage.begins)
        if not lasts:
            self.alarming.append(replace(outage, ends=outage.begins + _SEEN_WITHIN))
        elif lasts >= grace + UNMISSABLE:
            self.alarming.append(outage)

    def _begin_outage(self, outage: Outage) -> None:
        if outage.kind.area in self._going_on:
            self._end(outage.kind.area)
        self._begin(outage.kind, outage.begins, until=outage.ends)

    def _end_those_over(self, minute: float) -> None:
        for area, (kind, ends) in list(self._going_on.items()):
            if ends <= minute or (kind.waits and not self.scene.sink.faulty):
                self._end(area)

    def _end(self, area: str) -> None:
        kind, _ = self._going_on.pop(area)
        if kind.waits and self.scene.sink.faulty:
            self.idle[kind.name] += 1
        kind.end(self.scene)

    def _act_as_staff(self, house: House) -> None:
        """Put the oldest that waits aside until tomorrow, if the register is not busy with something else."""
        try:
            aside = {one.entry_id for one in house.store.asides()}
            waiting = [one for one in house.store.entries((State.FLAGGED,), limit=500) if one.id not in aside]
            if waiting:
                oldest, now = waiting[-1], self.scene.pace.now()
                house.store.put_aside(
                    oldest.id, version=oldest.version, until=None, note="Väntar", who="Kim Exempel", now=now
                )
                self.put_aside += 1
        except RegistratorError as error:
            self.told(f"the staff was told: {error}")


def _wait_until_known(house: House) -> None:
    """Until the first mail is in the register: only who has seen a mailbox can tell that it was numbered anew."""
    end = time.monotonic() + PATIENCE
    while not any(house.store.counts().values()):
        assert time.monotonic() < end, "the first mail does not come"
        time.sleep(0.1)


def come_to_rest(scene: Scene) -> str:
    """Wait until nothing waits any more and no alarm stands; what is left when it never comes to that."""
    end = time.monotonic() + PATIENCE
    with open_house(scene.config) as house:
        while left := _left(scene, house):
            if time.monotonic() > end:
                return left
            time.sleep(0.2)
    return ""


def _left(scene: Scene, house: House) -> str:
    store, counts = house.store, house.store.counts()
    if (missing := len(scene.post.raws) - sum(counts.values())) > 0:
        return f"{missing} mails are not in the register"
    if counts.get(State.RECEIVED):
        return f"{counts[State.RECEIVED]} mails are not read"
    validity = scene.mailbox.uidvalidity()
    if not store.mark("INBOX", validity):
        return "the mailbox has been numbered anew, and not been visited since"
    if marked := store.to_acknowledge("INBOX", validity):
        return f"{len(marked)} mails are not marked"
    if troubles := store.troubles():
        return f"troubles stand: {', '.join(trouble.name for trouble in troubles)}"
    if unfinished := untold(house, scene.pace.now()):
        return ", ".join(unfinished)
    rows = store.outbox((OutgoingState.WAITING, OutgoingState.SENDING), limit=10_000)
    if waiting := [row for row in rows if row.mail.kind is not MailKind.NOTICE]:
        return f"{len(waiting)} outgoing mails wait, among them {waiting[0].mail.key}: {waiting[0].last_error}"
    return ""
