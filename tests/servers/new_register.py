"""A register that is made by copying one that was migrated once: each test that begins with none saves 0.2 s."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from registrator.build import House, open_house
from registrator.config import Config
from storage.migrate import migrate

SQLITE = "sqlite:///"


@cache
def _empty() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        migrate(f"{SQLITE}{folder}/register.db")
        return (Path(folder) / "register.db").read_bytes()


def make_register(url: str) -> None:
    """What `migrate` does, for a test that is about something else."""
    file = Path(url.removeprefix(SQLITE))
    if not url.startswith(SQLITE) or file.exists():
        migrate(url)
        return
    file.touch(mode=0o600)
    file.write_bytes(_empty())


@contextmanager
def new_house(config: Config) -> Iterator[House]:
    """A house as its first start makes it."""
    config.storage.folder.mkdir(mode=0o750, parents=True, exist_ok=True)
    make_register(config.database_url)
    with open_house(config, upgrade=True) as house:
        yield house
