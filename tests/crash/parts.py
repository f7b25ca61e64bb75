"""The parts of the crash proof: what is done to the daemon before it may run to its end."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Callable, Iterator
from email.message import EmailMessage

from tests.crash.ground import Case, Ground, Row
from tests.crash.steps import NUMBERS, kind
from tests.crash.world import MONDAY, World, samples

EIO, ENOSPC = 5, 28
FULL_FOR = 60  # calls
DISK_FAULTS = (("I/O error", 1, EIO), ("disk full", FULL_FOR, ENOSPC))
BUSY_SECONDS = (0.7, 4.0)
KILLS_AT_THE_END = 5
SEED = 2015


def steps(ground: Ground, every: int) -> Row:
    """SIGKILL at every durable step of an undisturbed run."""
    return ground.run("steps", [(_numbered(step), _dying_at(step)) for step in ground.passed[::every]])


def twice(ground: Ground, every: int) -> Row:
    """The same, and twice more while it recovers: as it decides what was claimed, and at a step of the way.

    Each of the second deaths is at another kind of step, so every kind is come to many times.
    """
    kinds = list(dict.fromkeys(f"{kind(step)}:1:{step.rpartition(':')[2]}" for step in ground.passed))
    cases: list[Case] = []
    for number, step in enumerate(ground.passed):
        recovery = f"store.recover:1:{('before', 'after')[number % 2]}"
        again = kinds[number % len(kinds)]
        cases.append((f"{_numbered(step)} + {recovery} + {again}", _dying_at(step, recovery, again)))
    return ground.run("twice", cases[::every])


def _numbered(step: str) -> str:
    return f"{NUMBERS[kind(step)]:02} {step}"


def _dying_at(*fates: str) -> Callable[[World], bool]:
    def disturb(world: World) -> bool:
        came = [world.killed_at(step) for step in fates]
        return came[0]

    return disturb


def disk(ground: Ground, every: int) -> Row:
    """The Nth call that writes to the disk fails, N counting up until nothing fails."""
    key = "calls that write"
    if key not in ground.progress.known:
        with ground.world("counting") as world:
            ground.progress.note(key, _failing(world, 0, 0, 0))
    return ground.run("disk", _disk_cases(ground, ground.progress.known[key], every))


def _disk_cases(ground: Ground, about: int, every: int) -> Iterator[Case]:
    """As many as an undisturbed run makes; from there on as long as anything failed."""
    reached = {"last": about}

    def failing(at: int, many: int, errno: int) -> Callable[[World], bool]:
        def disturb(world: World) -> bool:
            calls = _failing(world, at, many, errno)
            if calls < at:
                return False
            reached["last"] = max(reached["last"], at + 1)
            return True

        return disturb

    print(f"  {about} calls write to the disk in an undisturbed run", flush=True)
    for at in itertools.count(1, every):
        if at > reached["last"] + ground.jobs:
            return
        for name, many, errno in DISK_FAULTS:
            yield f"{name} at call {at}", failing(at, many, errno)


def _failing(world: World, at: int, many: int, errno: int) -> int:
    """Run to rest on a disk that fails; how many calls there were. It may also refuse to start, in words."""
    count = world.config_file.parent / "count"
    environment = {
        "FAIL_FOLDER": str(world.config.storage.folder),
        "FAIL_AT": str(at),
        "FAIL_CALLS": str(many),
        "FAIL_ERRNO": str(errno),
        "FAIL_COUNT": str(count),
    }
    world.run_to_rest(may_refuse=True, environment=environment)
    return int(count.read_text())


def at_random(ground: Ground, _every: int) -> Row:
    """Thousands of mails, and kills at random moments."""
    dice = random.Random(SEED)

    def disturb(world: World) -> bool:
        kills = 0
        while not world.all_taken_in():
            world.run_for(dice.uniform(*BUSY_SECONDS))
            kills += 1
        for _ in range(KILLS_AT_THE_END):
            world.run_for(dice.uniform(*BUSY_SECONDS))
        print(f"  {kills + KILLS_AT_THE_END} kills over {len(world.injected)} mails", flush=True)
        return True

    return ground.run("random", [(f"{len(ground.mails)} mails", disturb)])


def many_mails(number: int) -> list[tuple[bytes, dt.datetime]]:
    """Small mails with a text each of its own, and among them those with extracts."""
    made = list(samples())
    for n in range(number - len(made)):
        mail = EmailMessage()
        mail["From"], mail["To"] = f"Registrator {n} <registrator{n}@botkyrka.se>", "registrator@ksl.se"
        mail["Subject"], mail["Message-ID"] = f"Fråga {n} om rekommendationen", f"<fraga-{n}@botkyrka.se>"
        mail.set_content(f"Hej!\n\nVi har en fråga, nummer {n}, om rekommendationen. Hör av er.\n")
        made.append((mail.as_bytes(), MONDAY - dt.timedelta(hours=2, seconds=number - n)))
    return made
