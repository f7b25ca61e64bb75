"""preview: every kind of mail with invented content, as files to look at."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from registrator.commands.common import DEFAULT_CONFIG, ConfigOption, complain, out, set_up

if TYPE_CHECKING:
    from outbox.render import TemplateFault


def add_to(app: typer.Typer) -> None:
    app.command("preview")(preview)


def preview(
    to: Annotated[Path, typer.Option("--out", file_okay=False, help="Mappen som filerna skrivs i.")],
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Skriv varje slags mejl med påhittat innehåll i en mapp: HTML, text, hela mejlet, och en sida med länkar.

    Utan konfigurationsfil visas våra egna mallar. Ingenting skickas, och registret rörs inte.

    Exempel: `registrator preview --out mejl`
    """
    from outbox.compose import Composer
    from outbox.render import Templates
    from registrator.build import build_composer, utc_now
    from registrator.catalogue import members
    from registrator.previews.pages import write
    from registrator.previews.values import ORGANISATION

    faults: dict[str, None] = {}

    def told(_: str, fault: TemplateFault) -> None:
        faults.update({str(fault): None})

    if config.exists() or config != DEFAULT_CONFIG:
        settings = set_up(config)
        templates = Templates(folder=settings.templates.folder, told=told)
        composer = build_composer(settings, templates)
    else:
        composer = Composer(organisation=ORGANISATION, municipalities=members())
    count = write(to, composer, utc_now())
    out.print(f"{count} mejl skrivna. Öppna {(to / 'index.html').resolve()}", soft_wrap=True, markup=False)
    for fault in faults:
        complain(f"{fault} – vår egen mall är använd i stället")
    if faults:
        raise typer.Exit(1)
