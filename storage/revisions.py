"""Which forms the tables have had: each has its migration, whose file bears its name, as "0014_disposals.py" does."""

from __future__ import annotations

from functools import cache
from pathlib import Path

SCRIPTS = Path(__file__).parent / "migrations"


@cache
def known() -> tuple[str, ...]:
    """Every form there has been, the newest last."""
    return tuple(sorted(file.name.partition("_")[0] for file in (SCRIPTS / "versions").glob("[0-9]*_*.py")))
