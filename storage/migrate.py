"""Bringing the tables to this program's form: the one door to Alembic, beside the migrations themselves."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from domain.errors import SchemaTooNew, StorageError
from storage.copying import keep_version
from storage.database import Database
from storage.search_index import complete

_SCRIPTS = Path(__file__).parent / "migrations"


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
            config = _config()
            current = _refuse_newer(connection, config)
            if copy and database.file and current not in {None, _head(config)}:
                with database.engine.connect() as beside:  # sees what is committed: none may write until this ends
                    keep_version(beside, database.file, str(current))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
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
            current = _refuse_newer(session.connection(), _config())
    finally:
        database.close()
    if current is None:
        return f"{database.where} går att öppna; tabellerna skapas när tjänsten startas"
    return f"{database.where} går att öppna, tabellernas version är {current}"


def check(database: Database) -> None:
    """Errors: StorageError when a migration is needed, SchemaTooNew when a later program has changed the tables."""
    config = _config()
    if database.missing:
        raise StorageError(
            f"Registret {database.where} finns inte. Det skapas när tjänsten startas med »registrator run«; "
            "om det borde finnas, rätta sökvägen i konfigurationen."
        )
    with database.reading() as session:
        current = _refuse_newer(session.connection(), config)
    if current != _head(config):
        state = "saknar tabeller" if current is None else "är äldre än programmet"
        raise StorageError(
            f"Registret {database.where} {state}. Kör migreringen: den görs när tjänsten startas med »registrator run«."
        )


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _head(config: Config) -> str | None:
    return ScriptDirectory.from_config(config).get_current_head()


def _refuse_newer(connection: Connection, config: Config) -> str | None:
    """The revision that the tables have, None for an empty database."""
    current = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if current is not None and current not in known:
        raise SchemaTooNew(
            f"Registret är skapat av en senare version av programmet (tabellernas version är {current}). "
            "Uppgradera programmet, eller återställ en säkerhetskopia från den här versionen."
        )
    return current
