"""check: everything the service needs, tried once, a line each with what to do."""

from __future__ import annotations

import typer

from registrator.commands.common import DEFAULT_CONFIG, ConfigOption, JsonOption, harmless, out, print_json, set_up


def add_to(app: typer.Typer) -> None:
    app.command("check")(check)


def check(config: ConfigOption = DEFAULT_CONFIG, as_json: JsonOption = False) -> None:
    """Prova varje anslutning, mapp, mall och tidszon; en rad var, med råd när något brister.

    Exempel: `registrator check --config config.toml`
    """
    from registrator.checking import lines

    settings = set_up(config)
    failed = False
    for what, well, words in lines(settings, config):
        failed = failed or well is False
        if as_json:
            print_json({"check": what, "ok": well, "message": words})
        else:
            mark, style = {True: ("ok ", "green"), False: ("FEL", "bold red"), None: ("   ", "none")}[well]
            out.print(f"[{style}]{mark}[/] ", end="")
            out.print(harmless(f"{what}: {words}"), markup=False, soft_wrap=True)
    if failed:
        raise typer.Exit(1)
