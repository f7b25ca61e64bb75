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
from registrator import log, service
from registrator.build import House, open_house, utc_now
from registrator.config import Config, load_config

# Verbs that leave something behind; the others only look.
LASTING = {
    *("archive.keep", "folder.fetch", "mailer.send"),
    *(f"mailer.reached[{stage.value}]" for stage in SendStage),
    *(f"store.reached[{stage.value}]" for stage in SendStage),
    *(
        f"store.{verb}"
        for verb in (
            *("receive", "gone", "advance", "begin", "discount", "describe", "settle", "fail", "keep_text"),
            *("queue", "claim", "sent", "postpone", "park", "hold", "merge", "withdraw", "order", "bounced"),
            *("raise_trouble", "clear_trouble"),
        )
    ),
}

# Those that are asked again and again, and leave something behind only when they say so.
OFTEN_NOTHING = {"store.claim", "store.clear_trouble", "store.hold", "store.merge", "store.withdraw", "store.queue"}


class Fate:
    """Counts the calls of every verb, and ends the process at the fated one."""

    def __init__(self, step: str) -> None:
        self._step, self._calls, self._lock = step, Counter[str](), threading.Lock()
        self._record = Path(step.removeprefix("record=")) if step.startswith("record=") else None

    def called(self, verb: str) -> int:
        with self._lock:
            self._calls[verb] += 1
            return self._calls[verb]

    def at(self, step: str) -> None:
        if step == self._step:
            os.kill(os.getpid(), signal.SIGKILL)

    def note(self, step: str) -> None:
        """Write down that the step was passed."""
        if self._record and step.partition(":")[0] in LASTING:
            with self._lock, self._record.open("a") as record:
                record.write(f"{step}:before\n{step}:after\n")


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
            step += f":{self._fate.called(step)}"
            self._fate.at(f"{step}:before")
            value = found(*args, **kwargs)
            self._fate.at(f"{step}:after")
            if value or f"{self._name}.{verb}" not in OFTEN_NOTHING:
                self._fate.note(step)
            return _mortal_folder(value, self._fate) if verb == "open" else value

        return call


def _mortal_stages(reached: Callable[[SendStage], None], fate: Fate) -> Callable[[SendStage], None]:
    def told(stage: SendStage) -> None:
        step = f"mailer.reached[{stage.value}]"
        step += f":{fate.called(step)}"
        fate.at(f"{step}:before")
        reached(stage)
        fate.at(f"{step}:after")
        fate.note(step)

    return told


@contextmanager
def _mortal_folder(opened: Any, fate: Fate) -> Iterator[Any]:
    with opened as folder:
        yield Mortal("folder", folder, fate)


def main(config_file: str, start: str, step: str) -> None:
    fate, ahead = Fate(step), utc_now() - dt.datetime.fromisoformat(start)

    @contextmanager
    def mortal_house(config: Config, *, upgrade: bool = False) -> Iterator[House]:
        with open_house(config, upgrade=upgrade) as house:
            ports = ("store", "archive", "mailbox", "mailer")
            mortal = {name: Mortal(name, getattr(house, name), fate) for name in ports}
            house.reader._texts = mortal["store"]  # type: ignore[attr-defined]
            yield replace(house, **mortal, clock=lambda: utc_now() - ahead)  # type: ignore[arg-type]

    service.open_house = mortal_house
    config = load_config(Path(config_file))
    log.set_up("text", "info")
    try:
        service.run(config)
    except RegistratorError as error:
        print(error, file=sys.stderr)
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main(*sys.argv[1:])
