"""The real daemon, but it kills itself (SIGKILL) at a named step: `python -m tests.crash.mortal CONFIG START STEP`.

A step is "port.verb:n:before" or "...:after": the n-th call of a verb of the store, archive, mailbox or mailer, or
"-" for none. "mailer.reached[data]:2:after": the mailer has told for the second time that it comes to that stage.
"record=FILE" writes down every step that lasts, as it is passed. START is the time (ISO, aware) that its clock shows
at first.
"""

from __future__ import annotations

import datetime as dt
import os
import signal
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from domain.errors import RegistratorError
from domain.outgoing import SendStage
from outbox import retry
from outbox.render import Templates
from registrator import log, schedule, service
from registrator.build import House, build_composer, open_house, utc_now
from registrator.config import Config, load_config
from tests.crash.steps import NUMBERS

# Steps that are asked for again and again, and leave something behind only when they say so; what tells beforehand
# whether they will, where that can be known. A call that left nothing is no step: steps bear the same numbers in every
# run.
_WILL_LEAVE: dict[str, Callable[..., bool]] = {
    "store.claim": lambda store, now: bool(store.due(now, limit=1)),
    "store.queue": lambda store, mails, _now: any(not store.queued(mail.key) for mail in mails),
    "store.raise_trouble": lambda store, name, *_: all(trouble.name != name for trouble in store.troubles()),
    "store.clear_trouble": lambda store, name, _now: any(trouble.name == name for trouble in store.troubles()),
}
_OFTEN_NOTHING = frozenset(
    f"store.{verb}"
    for verb in ("claim", "queue", "clear_trouble", "raise_trouble", "hold", "merge", "withdraw", "recover")
)
_WAITS_ARE_SHORTER = 600  # times: what waits a minute for its next try waits a tenth of a second
_ASK_SECONDS = 1


class Fate:
    """Counts the calls of every verb, and ends the process at the fated one."""

    def __init__(self, step: str) -> None:
        self._step, self._calls, self._lock = step, Counter[str](), threading.Lock()
        self._record = Path(step.removeprefix("record=")) if step.startswith("record=") else None

    def before(self, name: str, leaves: bool = True) -> int:
        """The number of the step that begins; dies there if that is its fate and the step will leave something."""
        with self._lock:
            number = self._calls[name] + 1
            if name not in _OFTEN_NOTHING:
                self._calls[name] = number
        if leaves:
            self._die_at(f"{name}:{number}:before")
        return number

    def after(self, name: str, number: int, left: bool) -> None:
        """The step was passed; dies there if that is its fate, else writes it down."""
        if name in _OFTEN_NOTHING:
            if not left:
                return
            with self._lock:
                self._calls[name] = number = self._calls[name] + 1
        self._die_at(f"{name}:{number}:after")
        if self._record and name in NUMBERS:
            with self._lock, self._record.open("a") as record:
                record.write(f"{name}:{number}:before\n{name}:{number}:after\n")

    def _die_at(self, step: str) -> None:
        if step == self._step:
            os.kill(os.getpid(), signal.SIGKILL)


class Mortal:
    """Any port, with a chance to die before and after each of its verbs."""

    def __init__(self, name: str, inner: Any, fate: Fate) -> None:
        self._name, self._inner, self._fate = name, inner, fate

    def __getattr__(self, verb: str) -> Any:
        found = getattr(self._inner, verb)
        if not callable(found):
            return found

        def call(*args: Any, **kwargs: Any) -> Any:
            step = f"{self._name}.{verb}"
            if verb == "reached":  # each stage is a step of its own
                step += f"[{args[1].value}]"
            if verb == "send":
                kwargs["reached"] = _mortal_stages(kwargs["reached"], self._fate)
            if verb == "queue":
                args = (tuple(args[0]), *args[1:])
            will_leave = _WILL_LEAVE.get(step)
            number = self._fate.before(step, will_leave is None or will_leave(self._inner, *args))
            value = found(*args, **kwargs)
            self._fate.after(step, number, bool(value))
            return _mortal_folder(value, self._fate) if verb == "open" else value

        return call


def _mortal_stages(reached: Callable[[SendStage], None], fate: Fate) -> Callable[[SendStage], None]:
    def told(stage: SendStage) -> None:
        step = f"mailer.reached[{stage.value}]"
        number = fate.before(step)
        reached(stage)
        fate.after(step, number, True)

    return told


@contextmanager
def _mortal_folder(opened: Any, fate: Fate) -> Iterator[Any]:
    with opened as folder:
        yield Mortal("folder", folder, fate)


_TEMPLATES = Templates()


def warm_up() -> None:
    """Compile the mails' templates; for a nursery, before it forks."""
    for environment in (_TEMPLATES._ours, _TEMPLATES._own):
        for name in environment.list_templates(filter_func=lambda name: name.endswith(".j2")):
            environment.get_template(name)


def main(config_file: str, start: str, step: str) -> None:
    fate, ahead = Fate(step), utc_now() - dt.datetime.fromisoformat(start)

    @contextmanager
    def mortal_house(config: Config, *, upgrade: bool = False) -> Iterator[House]:
        with open_house(config, upgrade=upgrade) as house:
            ports = ("store", "archive", "mailbox", "mailer")
            mortal = {name: Mortal(name, getattr(house, name), fate) for name in ports}
            house.reader._texts = mortal["store"]  # type: ignore[attr-defined]
            composer = build_composer(config, _TEMPLATES)
            yield replace(house, **mortal, composer=composer, clock=lambda: utc_now() - ahead)  # type: ignore[arg-type]

    service.open_house = mortal_house
    schedule.ASK_SECONDS = _ASK_SECONDS
    schedule.HOUR = 2 * _ASK_SECONDS
    retry._WAITS = tuple(wait / _WAITS_ARE_SHORTER for wait in retry._WAITS)
    config = load_config(Path(config_file))
    log.set_up("text", "info")
    try:
        service.run(config)
    except RegistratorError as error:
        print(error, file=sys.stderr)
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main(*sys.argv[1:])
