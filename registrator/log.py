"""The door to structlog: one line per event on standard error, as key=value or JSON. Never secrets, never mail text."""

from __future__ import annotations

import logging
import sys

import structlog
from structlog.typing import Processor

Log = structlog.stdlib.BoundLogger
_LEVELS = {"debug": 10, "info": 20, "warning": 30, "error": 40}


def set_up(form: str, level: str) -> None:
    """Configure logging for the whole process; libraries' own warnings come out in the same form."""
    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"], drop_missing=True)
    )
    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
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
        structlog.stdlib.ProcessorFormatter(
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
