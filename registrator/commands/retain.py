"""retain: what the rules of [retention] dispose of."""

from __future__ import annotations

from typing import Annotated

import typer

from registrator.commands.common import (
    DEFAULT_CONFIG,
    ConfigOption,
    JsonOption,
    add,
    house_of,
    local,
    out,
    print_json,
    set_up,
    table,
)


def add_to(app: typer.Typer) -> None:
    app.command("retain")(retain_now)


def retain_now(
    config: ConfigOption = DEFAULT_CONFIG,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Visa bara vad som skulle gallras.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Gallra det som [retention] i konfigurationen säger. Utan regler gallras inget.

    Tjänsten gör det själv varje natt. Med --dry-run kan den vara i gång, annars ska den vara stoppad. Det som gallras
    går inte att få tillbaka, utom ur säkerhetskopior så länge de finns kvar.

    Exempel: `registrator retain --dry-run`
    """
    from registrator.lock import alone
    from registrator.retaining import WORDS, plan, retain

    if dry_run:
        with house_of(config) as house:
            found = plan(house)
    else:
        with alone(set_up(config)), house_of(config) as house:
            found = plan(house)
            retain(house)
    if as_json:
        for due in found:
            print_json({"what": due.what.value, "months": due.months, "count": due.count, "done": not dry_run})
        return
    if not found:
        out.print("Inga regler finns under [retention]: allt behålls.")
        return
    shown = table("Skulle gallras" if dry_run else "Gallrat", "Vad", "Efter", "Antal", "Äldst", "Nyast")
    for due in found:
        add(shown, WORDS[due.what], f"{due.months} mån", str(due.count), local(due.oldest), local(due.newest))
    out.print(shown)
