"""What the verbs of every theme share."""

from __future__ import annotations

from collections.abc import Callable

from domain.decision import Result
from storage.database import Database

Reason = Callable[[Result], str]
"""The state's why, in Swedish, for staff."""


class Verbs:
    """Holds the database; each theme of the store adds its verbs, `storage.store` puts them together."""

    def __init__(self, database: Database, reason: Reason) -> None:
        self._database = database
        self._reason = reason
