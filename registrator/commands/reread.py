"""reread: read everything again after an upgrade, and see what would differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from domain import swedish
from domain.decision import Decision, Result
from domain.errors import EntryChanged
from registrator.commands.common import (
    DEFAULT_CONFIG,
    ConfigOption,
    JsonOption,
    err,
    harmless,
    house_of,
    out,
    print_json,
    short_source,
)

if TYPE_CHECKING:
    from registrator.build import House
    from registrator.rereading import Rereading


def add_to(app: typer.Typer) -> None:
    app.command("reread")(read_again)


def read_again(
    config: ConfigOption = DEFAULT_CONFIG,
    changed: Annotated[
        bool, typer.Option("--changed", help="Bara mejl som lästes av en annan version av programmet eller läsarna.")
    ] = False,
    really: Annotated[bool, typer.Option("--apply", help="Skriv in skillnaderna i registret.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Läs om alla mejl och visa vad som skulle bli annorlunda. Inget ändras utan --apply.

    Det som en person har avgjort skrivs aldrig över, och registreringsnumren ligger fast.

    Exempel: `registrator reread --changed`
    """
    from registrator.rereading import note, reread

    counts = {"lästa": 0, "skiljer": 0, "skrivna": 0}
    with house_of(config) as house:
        for found in reread(house, changed=changed):
            counts["lästa"] += 1
            counts["skiljer"] += found.differs
            written = really and found.differs and not found.by_person and _write(house, found)
            if really and found.result and not written:
                note(house, found)
            counts["skrivna"] += written
            if found.fault or found.differs:
                _tell(house, found, as_json=as_json, written=written)
    if not as_json:
        out.print(f"{counts['lästa']} mejl lästa, {counts['skiljer']} skiljer sig, {counts['skrivna']} skrivna.")


def _write(house: House, found: Rereading) -> bool:
    from registrator.rereading import apply

    try:
        apply(house, found)
    except EntryChanged as error:
        err.print(str(error), style="yellow", markup=False)
        return False
    return True


def _tell(house: House, found: Rereading, *, as_json: bool, written: bool) -> None:
    entry, catalogue = found.entry, house.catalogue()
    before = [swedish.STATES[entry.state], *_lines(entry.result, catalogue.municipality)]
    now = [swedish.STATUSES[found.result.status], *_lines(found.result, catalogue.municipality)] if found.result else []
    if as_json:
        print_json(
            {
                "entry": entry.id,
                "number": entry.number,
                "before": before,
                "now": now,
                "by_person": found.by_person,
                "written": written,
                "fault": found.fault or None,
            }
        )
        return
    note = " (avgjort av en person, ändras inte)" if found.by_person else " (skrivet)" if written else ""
    out.print(harmless(f"{entry.number} {entry.subject}{note}"), style="bold", markup=False, soft_wrap=True)
    for label, lines in (("förut", before), ("nu", now or [found.fault])):
        for line in lines:
            out.print(f"  {label:<6}{harmless(line)}", markup=False, soft_wrap=True)


def _lines(result: Result | None, municipality: Any) -> list[str]:
    """Each decision on a line, then the doubts in words."""
    if result is None:
        return []
    decisions = [_line(decision, municipality) for decision in result.decisions]
    return [*decisions, *([swedish.reasons(result.all_doubts)] if result.all_doubts else [])]


def _line(decision: Decision, municipality: Any) -> str:
    member = municipality(decision.municipality) if decision.municipality else None
    name = member.name if member else "okänd kommun"
    return f"{name}: {decision.recommendation} {swedish.outcome_of(decision)}, {short_source(decision)}"
