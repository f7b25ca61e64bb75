"""explain: what the service would decide about a file, and why; no database, no network."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from registrator.commands.common import JsonOption, err, harmless, out, print_json

if TYPE_CHECKING:
    from domain.catalogue import Catalogue
    from domain.ports import DocumentReader


def add_to(app: typer.Typer) -> None:
    app.command("explain")(explain)


def explain(
    files: Annotated[
        list[Path], typer.Argument(exists=True, dir_okay=False, readable=True, help="Mejl (.eml) eller handlingar.")
    ],
    catalogue: Annotated[
        Path | None,
        typer.Option(
            help="Katalogfil, t.ex. från `registrator export --catalogue`. Rekommendationernas PDF:er i mappen "
            "recommendations bredvid säger när de gäller, om filen inte gör det."
        ),
    ] = None,
    config: Annotated[Path | None, typer.Option("--config", "-c", help="Läsgränser och betrodda servrar.")] = None,
    json_lines: JsonOption = False,
    rules: Annotated[bool, typer.Option("--rules", help="Namnge också regeln som fann varje uppgift.")] = False,
) -> None:
    """Förklara vad tjänsten skulle göra med mejl eller handlingar, och varför. Rör varken databas eller nät.

    Exempel: `registrator explain --catalogue katalog.toml svar.eml`
    """
    from rich.progress import Progress

    from registrator.build import build_reader
    from registrator.catalogue import catalogue_of, load_catalogue
    from registrator.config import load_config
    from registrator.terms import with_terms

    settings = load_config(config) if config else None
    known = load_catalogue(catalogue) if catalogue else None
    if known is None:
        err.print("Ingen --catalogue är angiven: inga rekommendationer är kända.", style="yellow")
        known = catalogue_of(
            (),
            authserv_ids=settings.trust.authserv_ids if settings else (),
            own_domains=settings.organisation.own_domains if settings else ("ksl.se", "storsthlm.se"),
        )
    reader = build_reader(settings)
    try:
        known = with_terms(known, catalogue, reader) if catalogue else known
        with Progress(console=err, transient=True, disable=len(files) < 3 or not err.is_terminal) as progress:
            for file in progress.track(files, description="Läser"):
                _one(file, known, reader, json_lines=json_lines, rules=rules)
    finally:
        reader.close()


def _one(file: Path, catalogue: Catalogue, reader: DocumentReader, *, json_lines: bool, rules: bool) -> None:
    from registrator.explanation import as_json, as_lines
    from registrator.understand import understand_lone_document, understand_mail

    content = file.read_bytes()
    if is_mail(file.name, content):
        understanding = understand_mail(content, catalogue=catalogue, reader=reader)
    else:
        understanding = understand_lone_document(file.name, content, catalogue=catalogue, reader=reader)
    if json_lines:
        print_json(as_json(str(file), understanding))
        return
    for style, line in as_lines(str(file), understanding, catalogue, rules=rules):
        out.print(harmless(line), style=style or None, markup=False, soft_wrap=True)
    out.print()


_HEADER = re.compile(
    rb"(?:From |(?:Return-Path|Received|Delivered-To|From|Date|Message-ID|MIME-Version|X-[\w-]+):)", re.I
)


def is_mail(name: str, content: bytes) -> bool:
    """A file named .eml, or one that begins as a mail does whatever its name."""
    return name.lower().endswith(".eml") or _HEADER.match(content) is not None
