"""The only door to Jinja2: values in, finished text out."""

from __future__ import annotations

import textwrap
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, TemplateError, select_autoescape

from domain import swedish
from domain.errors import ConfigError
from outbox.stockholm import clock

_WIDTH = 72


def render(name: str, values: dict[str, Any]) -> tuple[str, str]:
    """The text and the HTML of the mail template `name` ("summary"), filled with `values`.

    A name that the template uses and `values` lacks is a programming error and raises jinja2's UndefinedError.
    """
    text = _ENVIRONMENT.get_template(f"{name}.txt.j2").render(values)
    html = _ENVIRONMENT.get_template(f"{name}.html.j2").render(values)
    return text.strip() + "\n", html.strip() + "\n"


def check_templates() -> tuple[str, ...]:
    """Compile every mail template; their names. ConfigError with one line for each that is faulty."""
    names = tuple(_ENVIRONMENT.list_templates())
    faults = []
    for name in names:
        try:
            _ENVIRONMENT.get_template(name)
        except TemplateError as error:
            line = getattr(error, "lineno", None)
            faults.append(f"{name}, rad {line}: {error}" if line else f"{name}: {error}")
    if faults:
        raise ConfigError("templates/mail", tuple(faults))
    return names


def _wrap(text: str, first: str = "", rest: str = "") -> str:
    """Text folded at 72 columns; a long word stands whole, for it may be a link."""
    return textwrap.fill(
        text, _WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("templates", "mail"),
        undefined=StrictUndefined,
        autoescape=select_autoescape(("html.j2",)),  # plain text has nothing to escape
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(wrap=_wrap, clock=clock, long_date=swedish.long_date)
    return environment


_ENVIRONMENT = _environment()
