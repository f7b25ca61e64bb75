"""verify: is everything still there, and as it was written?"""

from __future__ import annotations

from contextlib import closing

import typer

from registrator.commands.common import DEFAULT_CONFIG, ConfigOption, JsonOption, harmless, out, print_json, set_up


def add_to(app: typer.Typer) -> None:
    app.command("verify")(verify_all)


def verify_all(config: ConfigOption = DEFAULT_CONFIG, as_json: JsonOption = False) -> None:
    """Kontrollera att inget har gått förlorat eller ändrats: databasen, varje mejls innehåll, loggens kedja,
    journalen.

    Läser bara, och kan köras medan tjänsten är i gång. Utgångskoden är 1 när något inte stämmer.

    Exempel: `registrator verify`
    """
    from ingest.archive_check import ArchiveCheck
    from registrator.journaling import journal_of
    from registrator.verifying import verify
    from storage.engine import open_store

    settings = set_up(config)
    well = True
    with closing(open_store(settings.database_url)) as store:
        for checked in verify(store, ArchiveCheck(settings.storage.folder / "archive"), journal_of(settings)):
            well = well and checked.well
            if as_json:
                print_json(
                    {"check": checked.what, "ok": checked.well, "message": checked.found, "faults": checked.faults}
                )
                continue
            mark, style = ("ok ", "green") if checked.well else ("FEL", "bold red")
            out.print(f"[{style}]{mark}[/] ", end="")
            for place, line in enumerate((f"{checked.what}: {checked.found}", *checked.faults)):
                out.print(harmless(f"    {line}" if place else line), markup=False, soft_wrap=True)
    if not well:
        raise typer.Exit(1)
