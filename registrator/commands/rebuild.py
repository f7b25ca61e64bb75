"""rebuild: a new register from the archive and its journal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from registrator.commands.common import DEFAULT_CONFIG, ConfigOption, err, harmless, out, set_up

if TYPE_CHECKING:
    from registrator.rebuilding import Rebuilt

_MOST = 20


def add_to(app: typer.Typer) -> None:
    app.command("rebuild")(rebuild_register)


def rebuild_register(
    config: ConfigOption = DEFAULT_CONFIG,
    over: Annotated[bool, typer.Option("--over", help="Flytta undan det register som finns. Inget tas bort.")] = False,
    journal: Annotated[
        Path | None, typer.Option("--journal", help="En annan journal än den som ligger bredvid mejlarkivet.")
    ] = None,
) -> None:
    """Bygg upp registret på nytt ur mejlarkivet och journalen bredvid det. Tjänsten ska vara stoppad.

    För när databasen är förlorad eller skadad och ingen säkerhetskopia är nyare. Diarienummer, personers avgöranden och
    loggen blir desamma som förut; varje mejl läses en gång till. Inget skickas av sig självt efteråt.

    Exempel: `registrator rebuild --over`
    """
    from rich.progress import Progress, SpinnerColumn, TextColumn

    from registrator.build import utc_now
    from registrator.lock import alone
    from registrator.rebuilding import rebuild

    settings = set_up(config)
    with (
        alone(settings, restoring=True),
        Progress(SpinnerColumn(), TextColumn("{task.description}"), console=err, transient=True) as progress,
    ):
        task, read = progress.add_task("Bygger upp registret …", total=None), 0

        def show() -> None:
            nonlocal read
            read += 1
            progress.update(task, description=f"Lästa mejl: {read}")

        done = rebuild(settings, utc_now(), over=over, journal=journal.resolve() if journal else None, on_mail=show)
    for line in _lines(done):
        out.print(harmless(line), markup=False, soft_wrap=True)


def _lines(done: Rebuilt) -> list[str]:
    replayed, recalled = done.replayed, done.recalled
    if done.by_journal:
        lines = [f"Registret är uppbyggt: {replayed.entries} mejl och {replayed.audit} rader i loggen ur journalen."]
    else:
        lines = [
            "Registret är uppbyggt ur mejlarkivet. Någon journal fanns inte: diarienumren är nya, i den ordning mejlen "
            "kom in, och det som personer har avgjort, lärdomar, konton och rekommendationer saknas."
        ]
    if done.strays:
        then = "de läses när tjänsten startar" if done.by_journal else "alla är lästa"
        lines.append(f"Mejl i arkivet som journalen inte känner till: {done.strays}; {then}.")
    if done.aside:
        lines.append(f"Det register som fanns ligger nu i {done.aside}.")
    lines += _shown("Mejl som inte gick att läsa igen", [f"mejl {entry}: {why}" for entry, why in recalled.unread])
    lines += _shown(
        "Mejl som dagens program skulle bedöma på ett annat sätt (det som stod i registret gäller)",
        [f"mejl {entry_id}" for entry_id in recalled.differing],
    )
    lines += _shown(
        "Utgående mejl som inte hade skickats, och vars innehåll är borta",
        [f"utgående {one.row_id} till {one.recipient}: {one.subject}" for one in replayed.unsent],
    )
    lines += _shown("Fel i journalen", done.faults)
    return [
        *lines,
        "Gör nu så här:",
        "  1. Kör »registrator verify«: allt ska vara helt.",
        "  2. Starta tjänsten. Brevlådan listas från början, och det som redan finns i registret känns igen.",
        "  3. Gå igenom utkasten med »registrator outbox list --state draft«. Släpp bara det som inte har skickats.",
    ]


def _shown(what: str, found: list[str] | tuple[str, ...]) -> list[str]:
    if not found:
        return []
    more = [f"  … och {len(found) - _MOST} till"] if len(found) > _MOST else []
    return [f"{what}: {len(found)}", *(f"  {one}" for one in found[:_MOST]), *more]
