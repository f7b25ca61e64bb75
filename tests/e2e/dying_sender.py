"""The verb that sends, in a process that kills itself at a step: `python -m tests.e2e.dying_sender CONFIG STEP`.

Steps are those of `tests.crash.mortal`.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from registrator import log, sending
from registrator.build import open_house
from registrator.config import load_config
from tests.crash.mortal import Fate, Mortal
from tests.servers.outbox import Clock


def main(config_file: str, step: str) -> None:
    log.set_up("text", "info")
    fate = Fate(step)
    with open_house(load_config(Path(config_file), {})) as house:
        mortal = replace(
            house,
            store=Mortal("store", house.store, fate),  # type: ignore[arg-type]
            mailer=Mortal("mailer", house.mailer, fate),  # type: ignore[arg-type]
            clock=Clock(),
        )
        sending.send_outbox(mortal)


if __name__ == "__main__":
    main(*sys.argv[1:])
