"""One soak from beginning to end, and what it came to."""

from __future__ import annotations

import contextlib
import datetime as dt
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.process import Size
from demo.certificates import Certificates
from domain.outgoing import MailKind
from ingest.archive_check import ArchiveCheck
from registrator.build import open_house
from registrator.journaling import journal_of
from registrator.verifying import verify
from storage.engine import open_store
from tests.crash.nursery import Nursery
from tests.servers.dovecot import Dovecot
from tests.soak.alarms import Alarms, look_at_alarms
from tests.soak.day import Day, come_to_rest
from tests.soak.judge import End, Verdict, end_of, judge
from tests.soak.pace import Pace
from tests.soak.scene import Scene, scene

SETTLED_SECONDS = 1.0
START_SECONDS = 60.0


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """`facts` are lines for the reader; `left` what never came to rest; `verify` what is not as it was written."""

    faults: Counter[str]
    idle: Counter[str]
    facts: tuple[str, ...]
    alarms: Alarms
    verdict: Verdict
    left: str
    verify: str

    @property
    def wrong(self) -> dict[str, frozenset[str] | list[str]]:
        """Each thing that is not as it should be, by its sort."""
        found: dict[str, frozenset[str] | list[str]] = {
            "lost": self.verdict.lost,
            "doubled": self.verdict.doubled,
            "unexpected": self.verdict.unexpected,
            "alarm": [*self.alarms.missed, *self.alarms.standing],
            "no rest": [self.left] if self.left else [],
            "verify": [self.verify] if self.verify else [],
        }
        return {sort: names for sort, names in found.items() if names}

    @property
    def clean(self) -> bool:
        return not self.wrong


def soak(
    folder: Path,
    minutes: int,
    starts: dt.datetime,
    rate: float,
    dice: random.Random,
    certificates: Certificates,
    dovecot: Dovecot,
    nursery: Nursery,
    told: Callable[[str], None] = lambda _line: None,
) -> Outcome:
    """So many simulated minutes with a fault at each, then rest, then the same mails without a fault."""
    with contextlib.ExitStack() as stack:
        pace = Pace.starting(starts, rate)
        world = stack.enter_context(scene(folder / "soak", pace, dice, certificates, dovecot, nursery))
        first = _size(world)
        day = Day(scene=world, minutes=minutes, told=told)
        day.run()
        told(f"{day.faults.total()} faults are over; running to rest")
        left = come_to_rest(world)
        told(left or "at rest")
        last = _size(world)
        code = world.stop()
        end = end_of(world)
        verify = _verify(world)
        with open_house(world.config) as house:
            alarms = look_at_alarms(house, pace, day.alarming, end.arrived)
        told("the same mails once more, without a fault")
        undisturbed = _undisturbed(folder / "undisturbed", world, list(end.entries), certificates, dovecot, nursery)
        return Outcome(
            faults=day.faults,
            idle=day.idle,
            facts=_facts(world, day, end, alarms, first, last, code),
            alarms=alarms,
            verdict=judge(end, undisturbed, frozenset(world.post.raws)),
            left=left,
            verify=verify,
        )


def _size(world: Scene) -> Size:
    """Of the daemon once it runs and nothing happens."""
    end = time.monotonic() + START_SECONDS
    while "event=started" not in world.log:
        assert time.monotonic() < end, world.log
        time.sleep(0.05)
    time.sleep(SETTLED_SECONDS if world.post.deliveries else 0.0)
    return world.keeper.size()


def _verify(world: Scene) -> str:
    """What `registrator verify` finds that is not as it should be."""
    config = world.config
    with contextlib.closing(open_store(config.database_url)) as store:
        checked = list(verify(store, ArchiveCheck(config.storage.folder / "archive"), journal_of(config)))
    return " ".join(f"{one.what}: {one.found}" for one in checked if not one.well)


def _undisturbed(
    folder: Path, world: Scene, order: list[str], certificates: Certificates, dovecot: Dovecot, nursery: Nursery
) -> End:
    """What the same mails come to where nothing goes wrong; in the same order, for which repeats which hangs on it."""
    pace = Pace.starting(world.pace.now(), world.pace.rate)
    with scene(folder, pace, random.Random(0), certificates, dovecot, nursery) as calm:
        for sha256 in (name for name in order if name in world.post.raws):
            calm.post.deliver(world.post.raws[sha256])
        left = come_to_rest(calm)
        assert not left, left
        calm.stop()
        return end_of(calm)


def _facts(world: Scene, day: Day, end: End, alarms: Alarms, first: Size, last: Size, code: int) -> tuple[str, ...]:
    kinds = Counter(key.partition("/")[0] for key in end.told)
    sent = ", ".join(f"{kind.value} {kinds[kind.value]}" for kind in MailKind if kinds[kind.value])
    ends = ", ".join(
        f"{-code if code < 0 else code} {times} times" for code, times in sorted(world.keeper.ends.items())
    )
    lives = [seconds * world.pace.rate / 60 for seconds in world.keeper.lives]
    return (
        f"mails: {world.post.deliveries} delivered, {len(world.post.raws)} different, {len(end.entries)} registered",
        f"sent: {sum(end.arrived.values())} mails, which tell: {sent}",
        f"the daemon ended by (signal or status): {ends}; at last with {code}",
        f"it lived for {median(lives):.1f} simulated minutes in the middle, and for {max(lives):.0f} at most",
        f"tracebacks in the log: {world.log.count('Traceback')}",
        f"put aside by the staff: {day.put_aside}; backups: {len(list((world.folder / 'backup').glob('*/')))}",
        f"left to a person, for the service died thrice with them in hand: {len(end.worn)}",
        f"alarms: {alarms.raised} raised, {alarms.cleared} cleared",
        f"the daemon at the start: {first}",
        f"the daemon at the end: {last}",
    )
