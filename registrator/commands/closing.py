"""recommendation close and reopen: the end of a recommendation."""

from __future__ import annotations

import datetime as dt
import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from domain import swedish
from registrator.commands.common import DEFAULT_CONFIG, ConfigOption, harmless, house_of, local, out

if TYPE_CHECKING:
    from registrator.build import House

_DONE = {"close": "avslutade den", "reopen": "öppnade den igen", "partner": "ändrade vem som underrättas"}

Number = Annotated[str, typer.Argument(help="T.ex. KSL/15/0016-5")]
Who = Annotated[str, typer.Option("--who", help="Vem som bestämmer; annars den som är inloggad på datorn.")]
Why = Annotated[str, typer.Option("--why", help="Varför, till spåret.")]


def add_to(rooms: typer.Typer) -> None:
    """`rooms` is that of `recommendation`."""
    rooms.command("close")(close)
    rooms.command("reopen")(reopen)


def close(
    diarienummer: Number,
    config: ConfigOption = DEFAULT_CONFIG,
    on: Annotated[str | None, typer.Option(metavar="ÅÅÅÅ-MM-DD", help="Dagen den avslutades; annars i dag.")] = None,
    who: Who = "",
    why: Why = "",
) -> None:
    """Avsluta en rekommendation: inga fler svar väntas, och sammanställningen skickas.

    Exempel: `registrator recommendation close KSL/15/0016-5`
    """
    from registrator import closing

    with house_of(config, upgrade=True) as house:
        closed = closing.close(house, diarienummer, _day(on), who=_person(who), why=why)
        day = swedish.long_date(closed.closed_on) if closed.closed_on else ""
        out.print(f"{harmless(diarienummer)} är avslutad {day}. Sammanställningen ligger i utkorgen.", soft_wrap=True)


def reopen(diarienummer: Number, config: ConfigOption = DEFAULT_CONFIG, who: Who = "", why: Why = "") -> None:
    """Öppna en avslutad rekommendation igen: svar väntas åter.

    Exempel: `registrator recommendation reopen KSL/15/0016-5`
    """
    from registrator import closing

    with house_of(config, upgrade=True) as house:
        closing.reopen(house, diarienummer, who=_person(who), why=why)
        out.print(f"{harmless(diarienummer)} är öppen igen.")


def trail(house: House, diarienummer: str) -> tuple[tuple[str, str], ...]:
    """What people have done with it: (when, who did what), oldest first."""
    rows = house.store.recommendation_audit(diarienummer)
    return tuple(
        (local(row.at), f"{row.who} {_DONE.get(row.verb, row.verb)}" + (f": {row.reason}" if row.reason else ""))
        for row in rows
    )


def _person(who: str) -> str:
    return who.strip() or getpass.getuser()


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise typer.BadParameter(f"{text!r} är inget datum; skriv t.ex. 2015-06-15", param_hint="--on") from None
