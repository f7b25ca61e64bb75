"""The command line: `registrator`. Each command stands in its own room under registrator/commands."""

from __future__ import annotations

import sys

import typer

from domain.errors import RegistratorError
from registrator import __version__
from registrator.commands import (
    alive,
    backup,
    check,
    daemon,
    demo,
    explain,
    outbox,
    preview,
    rebuild,
    recommendation,
    register,
    reindex,
    report,
    reread,
    restore,
    retain,
    user,
    verify,
)
from registrator.commands.common import complain
from registrator.permissions import keep_private

app = typer.Typer(
    name="registrator",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,  # they hold passwords and mails
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Läser kommunernas svar ur brevlådan och för registret över vilka som har antagit vad.\n\n"
    "Utgångskoder: 0 klart, 1 fel eller brister, 2 fel i anrop eller konfiguration, 3 en server kan inte nås, "
    "4 databas eller arkiv, 5 tjänsten är redan i gång.",
)
for part in (
    daemon,
    alive,
    check,
    explain,
    outbox,
    recommendation,
    report,
    register,
    reread,
    reindex,
    verify,
    backup,
    restore,
    rebuild,
    retain,
    preview,
    user,
    demo,
):
    part.add_to(app)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"registrator {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Visa versionen."),
) -> None:
    del version


def main() -> None:
    """Entry point. Errors meant for a person end on standard error, with the documented exit code."""
    keep_private()
    try:
        app()
    except RegistratorError as error:
        complain(str(error))
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
