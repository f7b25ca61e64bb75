"""recommendation close and reopen: the end of a recommendation."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from domain import swedish
from registrator import closing
from registrator.commands.common import DEFAULT_CONFIG, ConfigOption, harmless, house_of, out

Number = Annotated[str, typer.Argument(help="T.ex. KSL/15/0016-5")]


def add_to(rooms: typer.Typer) -> None:
    """`rooms` is that of `recommendation`."""
    rooms.command("close")(close)
    rooms.command("reopen")(reopen)


def close(
    diarienummer: Number,
    config: ConfigOption = DEFAULT_CONFIG,
    on: Annotated[str | None, typer.Option(metavar="ÅÅÅÅ-MM-DD", help="Dagen den avslutades; annars i dag.")] = None,
) -> None:
    """Avsluta en rekommendation: inga fler svar väntas, och sammanställningen skickas.

    Exempel: `registrator recommendation close KSL/15/0016-5`
    """
    with house_of(config, upgrade=True) as house:
        closed = closing.close(house, diarienummer, _day(on))
        day = swedish.long_date(closed.closed_on) if closed.closed_on else ""
        out.print(f"{harmless(diarienummer)} är avslutad {day}. Sammanställningen ligger i utkorgen.", soft_wrap=True)


def reopen(diarienummer: Number, config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Öppna en avslutad rekommendation igen: svar väntas åter.

    Exempel: `registrator recommendation reopen KSL/15/0016-5`
    """
    with house_of(config, upgrade=True) as house:
        closing.reopen(house, diarienummer)
        out.print(f"{harmless(diarienummer)} är öppen igen.")


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise typer.BadParameter(f"{text!r} är inget datum; skriv t.ex. 2015-06-15", param_hint="--on") from None
