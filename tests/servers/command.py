"""The command `registrator` in a child of the nursery: a process of its own, as a shell starts it, with nothing of ours
but that the program is loaded already. `main` gets what to run as JSON: see `tests.servers.service`."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path


def main(wish: str) -> None:
    told = json.loads(wish)
    folder = Path(told["talk"])
    os.environ.clear()
    os.environ.update(told["environment"])
    os.chdir(told["folder"])
    for number, name, flags in ((0, "in", os.O_RDONLY), (1, "out", os.O_WRONLY), (2, "err", os.O_WRONLY)):
        handle = os.open(folder / name, flags)
        os.dup2(handle, number)
        os.close(handle)
    sys.stdin, sys.stdout, sys.stderr = (
        open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115
        for number, mode in ((0, "r"), (1, "w"), (2, "w"))
    )
    sys.argv = ["registrator", *told["words"]]
    from registrator.cli import main as command  # reads the width of the terminal, and which configuration there is

    try:
        command()
    except SystemExit as ended:
        sys.exit(ended.code or 0)
