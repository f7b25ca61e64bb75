"""restore: the register and the archive from a backup."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from registrator.commands.common import DEFAULT_CONFIG, ConfigOption, local, out, set_up

if TYPE_CHECKING:
    from registrator.config import Config
    from registrator.restoring import Restored


def add_to(app: typer.Typer) -> None:
    app.command("restore")(restore_backup)


def restore_backup(
    backup: Annotated[Path, typer.Argument(help="Mappen som »registrator backup« har gjort.")],
    config: ConfigOption = DEFAULT_CONFIG,
    over: Annotated[
        bool, typer.Option("--over", help="Flytta undan det register och arkiv som finns. Inget tas bort.")
    ] = False,
) -> None:
    """Återställ registret och mejlarkivet från en säkerhetskopia. Tjänsten ska vara stoppad.

    Inget skickas av sig självt efteråt: det som väntade, och det som skrivs om mejl från tiden före återställningen,
    blir utkast som en person släpper.

    Exempel: `registrator restore /mnt/kopia/registrator/registrator-2026-11-23T013000Z`
    """
    from registrator.build import utc_now
    from registrator.lock import alone
    from registrator.restoring import restore

    settings = set_up(config)
    with alone(settings, restoring=True):
        done = restore(settings, backup.resolve(), utc_now(), over=over)
    for line in _lines(done, settings):
        out.print(line, markup=False, soft_wrap=True)


def _lines(done: Restored, config: Config) -> list[str]:
    manifest = done.backup.manifest
    made = local(manifest.made_at)
    lines = [f"Återställt från {made}: registret och {manifest.mails} mejl."]
    if done.aside:
        lines.append(f"Det som fanns ligger nu i {done.aside}.")
    lines += [
        f"Utgående mejl som väntade och nu är utkast: {done.held.drafts}. Kan ha skickats: {done.held.uncertain}.",
        *(f"Fel redan i kopian: {fault}" for fault in manifest.faults),
        "Gör nu så här:",
        "  1. Kör »registrator verify«: allt ska vara helt.",
        f"  2. Kör »registrator poll«: mejl som kommit efter {made} hämtas ur brevlådan och läses igen.",
        "  3. Gå igenom utkasten med »registrator outbox list --state draft«. Släpp bara det som inte har skickats.",
        "  4. Starta tjänsten. Det som personer avgjorde efter kopian får de avgöra igen.",
    ]
    if config.imap.after == "move":
        moved = f"     Flytta först tillbaka det som kommit därefter från mappen {config.imap.move_to}: den läses inte."
        lines.insert(-2, moved)
    return lines
