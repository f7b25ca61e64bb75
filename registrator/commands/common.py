"""What all commands share: options, how errors and tables look, times as a person reads them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from domain import swedish
from domain.decision import Decision
from registrator.places import INSTALLED

if TYPE_CHECKING:
    from registrator.build import House
    from registrator.config import Config

out = Console(highlight=False, soft_wrap=False)
err = Console(stderr=True, highlight=False)

_HERE, _INSTALLED = Path("config.toml"), INSTALLED / "config.toml"
DEFAULT_CONFIG = _INSTALLED if _INSTALLED.exists() and not _HERE.exists() else _HERE
ConfigOption = Annotated[
    Path,
    typer.Option(
        "--config",
        "-c",
        envvar="REGISTRATOR_CONFIG",
        help="Konfigurationsfilen.",
        show_default=f"{_HERE}, annars {_INSTALLED}",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Svara med JSON, för program.")]
_LONGEST_WORD = {"Beslut": len("återremitterad")}  # a column narrower than this would break words


def complain(message: str) -> None:
    """An error for the person who must act, on standard error."""
    err.print(f"[bold red]Fel:[/] {escape(message)}", soft_wrap=True)


def set_up(path: Path) -> Config:
    """Load the configuration and begin to log as it says. Errors: ConfigError."""
    from registrator import log
    from registrator.config import load_config

    config = load_config(path)
    log.set_up(config.log.format, config.log.level, config.secrets)
    return config


@contextmanager
def house_of(path: Path, *, upgrade: bool = False) -> Iterator[House]:
    """The house that a configuration file describes, closed afterwards."""
    from registrator.build import open_house

    with open_house(set_up(path), upgrade=upgrade) as house:
        yield house


def print_json(value: Any) -> None:
    """One JSON value on one line of standard output; dates in ISO form, times in UTC."""
    typer.echo(json.dumps(value, ensure_ascii=False, default=_plain))


def _plain(value: Any) -> str:
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def local(moment: dt.datetime | None) -> str:
    """A time as the clock on the wall in Stockholm shows it; "–" for none."""
    from registrator.settings import STOCKHOLM

    return moment.astimezone(STOCKHOLM).strftime("%Y-%m-%d %H:%M") if moment else "–"


def table(title: str, *columns: str) -> Table:
    """An empty table; add rows by `add`. Text from mails must go through `add`, which shows markup as it stands."""
    # No frame: whole words must fit side by side on a terminal of 80 columns.
    made = Table(
        title=title, title_justify="left", title_style="bold", header_style="underline", box=None, padding=(0, 1, 0, 0)
    )
    for column in columns:
        made.add_column(
            column, overflow="fold", no_wrap=column in {"Nr", "Svar på"}, min_width=_LONGEST_WORD.get(column)
        )
    return made


def add(to: Table, *cells: str, style: str | None = None) -> None:
    """One row. Control characters are shown as their pictures, so that no mail can drive a terminal."""
    to.add_row(*(escape(harmless(cell)) for cell in cells), style=style)


def harmless(text: str) -> str:
    """The text without characters that a terminal would obey; line breaks and tabs become spaces."""
    return "".join(
        c if c.isprintable() or c == "\N{NO-BREAK SPACE}" else " " if c in "\r\n\t" else "\N{REPLACEMENT CHARACTER}"
        for c in text
    )


def short_source(decision: Decision) -> str:
    """KS 2015-05-04 § 112, with the sign bound to its number."""
    body = swedish.BODY_LETTERS[decision.decision_body] if decision.decision_body else ""
    paragraf = f"§\N{NO-BREAK SPACE}{decision.paragraf}" if decision.paragraf else ""
    return " ".join(filter(None, (body, str(decision.meeting_date or ""), paragraf)))
