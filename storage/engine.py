"""Opening the register."""

from __future__ import annotations

from domain.decision import Result
from domain.swedish import reasons
from storage.database import Database
from storage.fit import check
from storage.store import SqlStore
from storage.verbs import Reason


def doubts_in_words(result: Result) -> str:
    """The plainest reason: the doubts' own sentences."""
    return reasons(result.all_doubts)


def open_store(url: str, reason: Reason = doubts_in_words) -> SqlStore:
    """The register at `url`, e.g. "sqlite:////var/lib/registrator/register.db" or "postgresql://user@host/name".

    `reason` says in Swedish why a result gives its state. Runs no migration. Errors: StorageError when the database
    cannot be opened or needs a migration, SchemaTooNew when a later version of the program has changed it.
    """
    database = Database(url)
    try:
        check(database)
    except BaseException:
        database.close()
        raise
    return SqlStore(database, reason)
