"""Bringing the tables to this program's form: the one door to Alembic, beside the migrations themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from storage.copying import keep_version
from storage.database import Database
from storage.fit import current_of
from storage.revisions import SCRIPTS, known
from storage.search_index import complete

if TYPE_CHECKING:
    from alembic.config import Config


def migrate(url: str, *, copy: bool = True) -> None:
    """Brings the database at `url` to the newest form, from whatever form it has; does nothing when it is there.

    Mails that are not in the index of words are put there. All in one transaction: a killed upgrade leaves the old
    form. A SQLite register is copied beside itself first, unless `copy` says no: a new form that turns out to be wrong
    can be gone back from. Errors: StorageError, SchemaTooNew, DiskFull.
    """
    database = Database(url)
    try:
        database.make_file()
        with database.changing_schema() as connection:
            current = current_of(connection)
            if copy and database.file and current not in {None, known()[-1]}:
                with database.engine.connect() as beside:  # sees what is committed: none may write until this ends
                    keep_version(beside, database.file, str(current))
            if current != known()[-1]:
                _upgrade(connection)
            with Session(connection) as session:
                complete(session)
        database.give_back()
    finally:
        database.close()


def probe(url: str) -> str:
    """Try the database without changing it: what was found, in Swedish. Errors: StorageError, SchemaTooNew."""
    database = Database(url)
    try:
        if database.missing:
            database.require_folder()
            return f"{database.where} finns inte än; registret skapas när tjänsten startas"
        with database.reading() as session:
            current = current_of(session.connection())
    finally:
        database.close()
    if current is None:
        return f"{database.where} går att öppna; tabellerna skapas när tjänsten startas"
    return f"{database.where} går att öppna, tabellernas version är {current}"


def _upgrade(connection: Connection) -> None:
    from alembic import command  # every command loads this module, and Alembic takes 0.1 s

    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
