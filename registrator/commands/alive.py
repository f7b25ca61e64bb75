"""alive: whether the service works, for a program that asks now and then."""

from __future__ import annotations

import datetime as dt
from contextlib import closing

import typer

from registrator.build import utc_now
from registrator.commands.common import DEFAULT_CONFIG, ConfigOption, local, out, set_up
from registrator.watching import allowed_silence, last_work
from storage.engine import open_store


def add_to(app: typer.Typer) -> None:
    app.command("alive")(alive)


def alive(config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Säg om tjänsten arbetar. För övervakning, t.ex. Docker och Nagios: utgångskod 0 om den gör det, annars 1 eller 4.

    Läser bara registret: när tjänsten senast blev klar med något. Att brevlådan inte svarar är inget stopp.

    Exempel: `registrator alive`
    """
    settings = set_up(config)
    with closing(open_store(settings.database_url)) as store:
        latest = last_work(store.beats())
    words, well = state_of(latest, allowed_silence(settings), utc_now())
    out.print(words)
    if not well:
        raise typer.Exit(1)


def state_of(latest: dt.datetime | None, allowed: dt.timedelta, now: dt.datetime) -> tuple[str, bool]:
    """In a sentence, and whether it is well. `latest` is when work was last committed, None for never."""
    if latest is None:
        return "Tjänsten har inte arbetat än.", False
    if now - latest > allowed:
        return f"Tjänsten står stilla sedan {local(latest)}.", False
    return f"Tjänsten arbetar; senast klar med något {local(latest)}.", True
