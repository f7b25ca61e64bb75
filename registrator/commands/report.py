"""report: how everybody has answered a recommendation, as files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from domain.errors import RegistratorError
from registrator.commands.common import DEFAULT_CONFIG, ConfigOption, harmless, house_of, out

Form = Literal["xlsx", "csv", "json", "html"]


def add_to(app: typer.Typer) -> None:
    app.command("report")(report)


def report(
    diarienummer: Annotated[str, typer.Argument(help="T.ex. KSL/15/0016-5")],
    config: ConfigOption = DEFAULT_CONFIG,
    to: Annotated[Path | None, typer.Option("--out", file_okay=False, help="Mappen som filerna skrivs i.")] = None,
    form: Annotated[Form | None, typer.Option("--format", help="Bara denna form; annars alla fyra.")] = None,
) -> None:
    """Skriv sammanställningen av en rekommendation: vilka som har antagit, med datum, villkor och vilka som är tysta.

    Utan --out skrivs den form som --format anger på skärmen (eller i ett rör).

    Exempel: `registrator report KSL/15/0016-5 --out sammanställning`
    """
    if to is None and form is None:
        raise RegistratorError("Ange mappen med --out, eller en form med --format som skrivs på skärmen.")
    from outbox.report import FORMATS, report_file
    from registrator import closing

    with house_of(config) as house:
        overview = closing.overview_of(house, diarienummer)
        files = [report_file(house.composer, overview, kind, house.clock()) for kind in ((form,) if form else FORMATS)]
    if to is None:
        sys.stdout.buffer.write(files[0].content)
        return
    try:
        to.mkdir(parents=True, exist_ok=True)
        for file in files:
            (to / file.name).write_bytes(file.content)
            out.print(harmless(str(to / file.name)), markup=False, soft_wrap=True)
    except OSError as error:
        raise RegistratorError(f"{to} kan inte skrivas ({error.strerror}). Välj en annan mapp med --out.") from error
