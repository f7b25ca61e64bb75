"""reindex: the index that staff search in, made anew from the register."""

from __future__ import annotations

import typer

from registrator.commands.common import DEFAULT_CONFIG, ConfigOption, house_of, out


def add_to(app: typer.Typer) -> None:
    app.command("reindex")(reindex)


def reindex(config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Bygg om registrets sökregister från grunden, om sökningen skulle missa något.

    Behövs inte annars: sökregistret följer registret, och en uppgradering fyller i det som fattas.

    Exempel: `registrator reindex`
    """
    with house_of(config) as house:
        out.print(f"Sökregistret är ombyggt: {house.store.reindex()} mejl.")
