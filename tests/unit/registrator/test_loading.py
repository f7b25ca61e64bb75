"""What a command loads before it does anything: each minute somebody asks whether the service lives."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
HEAVY = {
    "alembic",
    "flask",
    "imapclient",
    "jinja2",
    "matching",
    "outbox",
    "parsers.minutes",
    "parsers.reader",
    "review",
}


def loaded_by(what: str) -> set[str]:
    script = f"import sys; sys.path.insert(0, {str(ROOT)!r}); {what}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("what", "more"),
    [
        ("import registrator.cli", {"sqlalchemy", "storage", "pydantic", "structlog"}),
        ("import registrator.config, registrator.signs_of_life, storage.glance", {"sqlalchemy", "structlog"}),
        ("import storage.engine", set()),
    ],
    ids=["the commands and their help", "alive", "opening the register"],
)
def test_what_is_not_needed_is_not_loaded(what: str, more: set[str]) -> None:
    assert not loaded_by(what) & (HEAVY | more)


def test_the_daemon_loads_what_reading_a_mail_needs_before_one_comes() -> None:
    assert {"parsers.minutes", "matching.decide", "outbox.compose", "jinja2"} <= loaded_by("import registrator.service")
