"""The only door to Jinja2: values in, finished text out; the organisation's own templates before ours."""

from __future__ import annotations

import textwrap
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TypeVar

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    StrictUndefined,
    TemplateError,
    select_autoescape,
)

from domain import swedish
from outbox.inline import inline
from outbox.stockholm import clock

T = TypeVar("T")

_WIDTH = 72
_SUFFIXES = (".j2", ".css")
_OURS = PackageLoader("templates", "mail")


@dataclass(frozen=True, slots=True)
class TemplateFault:
    """What is wrong with a template, for the person who wrote it. `line` is 0 when it is not known."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}, rad {self.line}: {self.what}" if self.line else f"{self.file}: {self.what}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Templates:
    """The mails' templates: those of `folder`, where it has them, and else ours.

    A fault in one of `folder` costs no mail: ours is used instead, `told` gets the name of the mail and what was
    wrong, and `trouble` says so until the template does well. Files may be changed while the service runs.
    """

    folder: Path | None = None
    told: Callable[[str, TemplateFault], None] | None = None
    _broken: dict[str, TemplateFault] = field(default_factory=dict, init=False, repr=False, compare=False)
    _own: Environment = field(init=False, repr=False, compare=False)
    _ours: Environment = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        theirs = ChoiceLoader((FileSystemLoader(self.folder), _OURS)) if self.folder else None
        object.__setattr__(self, "_ours", _with_ours())
        object.__setattr__(self, "_own", _environment(theirs) if theirs else self._ours)

    def render(self, name: str, values: Mapping[str, object]) -> tuple[str, str]:
        """The text and the HTML of the mail template `name` ("summary"), filled with `values`.

        A name that our own template uses and `values` lacks is a programming error: jinja2's UndefinedError.
        """
        return self._tried(name, lambda environment: _render(environment, name, values))

    def page(self, name: str, values: Mapping[str, object]) -> str:
        """The template `name`.html.j2 as it is, for a browser and its printer: its style stays where it stands."""
        return self._tried(name, lambda environment: environment.get_template(f"{name}.html.j2").render(values))

    def _tried(self, name: str, made: Callable[[Environment], T]) -> T:
        if self.folder is None:
            return made(self._ours)
        try:
            done = made(self._own)
        # Whatever a template of theirs does, from a misspelt name to a division by zero: the mail must go out.
        except Exception as error:
            fault = _fault(error, f"{name}.*.j2", self.folder)
            if self.told is not None:
                self.told(name, fault)
            self._broken[name] = fault
            return made(self._ours)
        self._broken.pop(name, None)
        return done

    def trouble(self) -> tuple[TemplateFault, ...]:
        """Why mails go out with our templates instead of theirs: what the last one of each kind met."""
        return (*self._lacking(), *self._broken.values())

    def _lacking(self) -> tuple[TemplateFault, ...]:
        if self.folder is None or self.folder.is_dir():
            return ()
        return (TemplateFault(str(self.folder), 0, "mappen finns inte; våra egna mallar används"),)

    def names(self) -> tuple[str, ...]:
        """The files of all templates, ours and theirs."""
        return tuple(name for name in self._own.list_templates() if name.endswith(_SUFFIXES))

    def own(self) -> tuple[str, ...]:
        """The files of the organisation's own."""
        theirs = FileSystemLoader(self.folder).list_templates() if self.folder else ()
        return tuple(name for name in theirs if name.endswith(_SUFFIXES))

    def originals(self) -> Mapping[str, str]:
        """Our own templates by file name, to begin one's own from."""
        names = self._ours.list_templates()
        return {name: _OURS.get_source(self._ours, name)[0] for name in names if name.endswith(_SUFFIXES)}

    def faults(self) -> tuple[TemplateFault, ...]:
        """What is wrong with the files as they lie there, before anything is rendered."""
        found = list(self._lacking())
        for name in self.names():
            try:
                self._own.get_template(name)
            except (TemplateError, UnicodeDecodeError) as error:
                found.append(_fault(error, name, self.folder))
        known = set(self._ours.list_templates())
        found += [TemplateFault(n, 0, _unknown(n)) for n in self.own() if n not in known and not _is_part(n)]
        return tuple(found)


def _is_part(name: str) -> bool:
    """Parts of the organisation's own, which its templates may include, begin with an underscore."""
    return name.rpartition("/")[2].startswith("_")


def _unknown(name: str) -> str:
    return f'ingen mall heter så; det som era mallar själva tar in ska heta något på "_", t.ex. "_{name}"'


def _render(environment: Environment, name: str, values: Mapping[str, object]) -> tuple[str, str]:
    text = environment.get_template(f"{name}.txt.j2").render(values)
    html = environment.get_template(f"{name}.html.j2").render(values)
    return text.strip() + "\n", inline(html).strip() + "\n"


def _fault(error: Exception, name: str, folder: Path | None) -> TemplateFault:
    """Where in which template: Jinja2 gives the traceback of a rendering the templates' own lines.

    The last line in `folder` counts, though the fault may show in a part of ours that it uses.
    """
    file, line = getattr(error, "name", None) or name, getattr(error, "lineno", None) or 0
    frames = [(Path(f.filename), f.lineno or 0) for f in traceback.extract_tb(error.__traceback__)]
    templates = [(path, number) for path, number in frames if path.suffix in _SUFFIXES]
    theirs = [(path, number) for path, number in templates if folder is not None and path.is_relative_to(folder)]
    if theirs or templates:
        path, line = (theirs or templates)[-1]
        file = path.name
    return TemplateFault(file, line, str(error) or type(error).__name__)


def _wrap(text: str, first: str = "", rest: str = "") -> str:
    """Text folded at 72 columns; a long word stands whole, for it may be a link."""
    return textwrap.fill(
        text, _WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


@cache  # one for all: to compile a template takes as long as to write ten mails
def _with_ours() -> Environment:
    return _environment(_OURS)


def _environment(loader: BaseLoader) -> Environment:
    environment = Environment(
        loader=loader,
        undefined=StrictUndefined,
        autoescape=select_autoescape(("html.j2",)),  # plain text has nothing to escape
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(wrap=_wrap, clock=clock, long_date=swedish.long_date)
    return environment


OURS = Templates()
