"""alive: whether the service works, for a program that asks now and then."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from typing import TYPE_CHECKING

import typer

from registrator.commands.common import DEFAULT_CONFIG, ConfigOption, local, out

if TYPE_CHECKING:
    from registrator.config import Config


def add_to(app: typer.Typer) -> None:
    app.command("alive")(alive)


def alive(config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Säg om tjänsten arbetar. För övervakning, t.ex. Docker och Nagios: utgångskod 0 om den gör det, annars 1 eller 4.

    Läser bara registret: när tjänsten senast blev klar med något. Att brevlådan inte svarar är inget stopp.

    Exempel: `registrator alive`
    """
    from registrator.config import load_config
    from registrator.signs_of_life import allowed_silence, last_work

    settings = load_config(config)
    words, well = state_of(last_work(_beats(settings)), allowed_silence(settings), dt.datetime.now(dt.UTC))
    out.print(words)
    if not well:
        raise typer.Exit(1)


def _beats(settings: Config) -> dict[str, dt.datetime]:
    from storage.glance import beats_in

    if settings.database_file and (beats := beats_in(settings.database_file)) is not None:
        return beats
    from storage.engine import open_store

    with closing(open_store(settings.database_url)) as store:
        return dict(store.beats())


def state_of(latest: dt.datetime | None, allowed: dt.timedelta, now: dt.datetime) -> tuple[str, bool]:
    """In a sentence, and whether it is well. `latest` is when work was last committed, None for never."""
    if latest is None:
        return "Tjänsten har inte arbetat än.", False
    if now - latest > allowed:
        return f"Tjänsten står stilla sedan {local(latest)}.", False
    return f"Tjänsten arbetar; senast klar med något {local(latest)}.", True
