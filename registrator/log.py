"""The door to structlog: one line per event on standard error, as key=value or JSON. Never secrets, never mail text.

An error that is not ours is told by its kind and where it arose, without its own words: "invalid literal: 'Anna Ek'"
would put into the log what stood in a mail.
"""

from __future__ import annotations

import logging
import os
import sys
import traceback
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from domain.errors import RegistratorError

Log = structlog.stdlib.BoundLogger
_LEVELS = {"debug": 10, "info": 20, "warning": 30, "error": 40}
_PRIORITIES = {"debug": "<7>", "info": "<6>", "warning": "<4>", "error": "<3>", "critical": "<2>"}
_ROOT = Path(__file__).parents[1]
_WITHHELD = "***"
_KEPT = "\n\N{NO-BREAK SPACE}"
_SHORTEST = 4
"""A secret of fewer characters would be found in half of all lines."""


def set_up(form: str, level: str, secrets: Iterable[str] = ()) -> None:
    """Configure logging for the whole process; libraries' own warnings come out in the same form.

    `secrets` are blotted out wherever they turn up: a server may repeat what it was told.
    """
    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"], drop_missing=True)
    )
    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _without_its_words,
        partial(_harmless, [secret for secret in secrets if len(secret) >= _SHORTEST]),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        _Formatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)  # of libraries; our own level stands below
    logging.getLogger("registrator").setLevel(_LEVELS[level])
    # pdfminer warns once per odd font and the scheduler of each run that it skips: neither says anything to act on.
    for noisy in ("pdfminer", "apscheduler.executors.default", "apscheduler.scheduler"):
        logging.getLogger(noisy).setLevel(logging.ERROR)


def get_log(part: str) -> Log:
    """The logger of one part of the program, e.g. "jobs"."""
    log: Log = structlog.get_logger(f"registrator.{part}")
    return log


class _Formatter(structlog.stdlib.ProcessorFormatter):
    """A line, and for systemd's journal how grave it is (sd-daemon(3))."""

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        return f"{_PRIORITIES.get(record.levelname.lower(), '')}{line}" if _to_journal() else line


def _to_journal() -> bool:
    """Whether standard error is what systemd says of the journal's stream: device and inode (systemd.exec(5))."""
    told = os.environ.get("JOURNAL_STREAM", "")
    if not told:
        return False
    try:
        stat = os.fstat(sys.stderr.fileno())
    except (OSError, ValueError):
        return False
    return told == f"{stat.st_dev}:{stat.st_ino}"


def _without_its_words(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """The exception as kinds and places, those of its causes too, on one line."""
    given = event.pop("exc_info", None)
    error = given if isinstance(given, BaseException) else given[1] if isinstance(given, tuple) else None
    if given is True:
        error = sys.exc_info()[1]
    if error is not None:
        event["exception"] = " <- ".join(_told(one) for one in _causes(error))
    return event


def _causes(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in found:
        found.append(current)
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return found


def _told(error: BaseException) -> str:
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    words = f": {error}" if isinstance(error, RegistratorError) else ""
    places = [
        f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)
    ]
    return f"{name}{words} ({', '.join(places)})" if places else f"{name}{words}"


def _short(file: str) -> str:
    """A file of ours from the program's folder on, one of a library from its package on."""
    path = Path(file)
    if "site-packages" in path.parts:
        return "/".join(path.parts[path.parts.index("site-packages") + 1 :])
    return str(path.relative_to(_ROOT)) if path.is_relative_to(_ROOT) else path.name


def _harmless(secrets: list[str], _logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    for key, value in event.items():
        event[key] = _told_safely(value, secrets)
    return event


def _told_safely(value: Any, secrets: list[str]) -> Any:
    """Without secrets, and without characters that a terminal would obey: a server's words may hold both."""
    if isinstance(value, Mapping):
        return {key: _told_safely(one, secrets) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_told_safely(one, secrets) for one in value]
    if isinstance(value, str):
        for secret in secrets:
            value = value.replace(secret, _WITHHELD)
        if not value.isprintable():
            value = "".join(c if c.isprintable() or c in _KEPT else "\N{REPLACEMENT CHARACTER}" for c in value)
    return value
