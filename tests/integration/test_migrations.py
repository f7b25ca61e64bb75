"""Migrations from empty, and what a database that does not fit is told."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from domain.errors import SchemaTooNew, StorageError
from storage.database import Database
from storage.engine import open_store
from storage.migrate import _config, migrate, probe
from storage.revisions import known
from storage.schema_all import METADATA
from tests.servers.register_values import receive

pytest_plugins = ["tests.servers.register"]


def run(url: str, sql: str) -> None:
    database = Database(url)
    with database.changing_schema() as connection:
        connection.exec_driver_sql(sql)
    database.close()


def not_the_index_of_words(name: str | None, kind: str, _parents: object) -> bool:
    """Each database has its own, derived and made by SQL alone: see storage.search_index."""
    return kind != "table" or name is None or not name.startswith("search")


def test_a_migration_is_named_after_its_revision_and_the_last_is_the_newest() -> None:
    scripts = ScriptDirectory.from_config(_config())
    assert list(known()) == [script.revision for script in reversed(list(scripts.walk_revisions()))]


def test_from_empty_to_a_register_that_works(empty_url: str) -> None:
    migrate(empty_url)
    store = open_store(empty_url)
    assert store.entry(receive(store, "a")) is not None
    store.close()


def test_migrations_and_models_agree(empty_url: str) -> None:
    migrate(empty_url)
    database = Database(empty_url)
    with database.engine.connect() as connection:
        same = {"compare_type": True, "compare_server_default": True, "include_name": not_the_index_of_words}
        context = MigrationContext.configure(connection, opts=same)
        assert compare_metadata(context, METADATA) == []
    database.close()


def test_a_difference_between_migrations_and_models_would_be_seen(empty_url: str) -> None:
    migrate(empty_url)
    run(empty_url, "DROP INDEX ix_mails_message_id")
    run(empty_url, "ALTER TABLE beats ADD COLUMN extra TEXT")
    database = Database(empty_url)
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": not_the_index_of_words})
        differences = compare_metadata(context, METADATA)
    database.close()
    assert sorted(difference[0] for difference in differences) == ["add_index", "remove_column"]


def test_migrating_again_changes_nothing(empty_url: str) -> None:
    migrate(empty_url)
    store = open_store(empty_url)
    entry_id = receive(store, "a")
    store.close()
    migrate(empty_url)
    store = open_store(empty_url)
    assert store.entry(entry_id) is not None
    store.close()


def test_two_programs_may_migrate_at_once(empty_url: str) -> None:
    faults: list[BaseException] = []

    def start() -> None:
        try:
            migrate(empty_url)
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=start) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    open_store(empty_url).close()


def test_a_new_file_that_another_program_writes_to_is_waited_for(tmp_path: Path) -> None:
    """SQLite itself does not wait there, whatever its busy_timeout says."""
    file = tmp_path / "register.db"
    faults: list[BaseException] = []

    def start() -> None:
        try:
            migrate(f"sqlite:///{file}")
        except BaseException as fault:
            faults.append(fault)

    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("CREATE TABLE x (y)")
        thread = threading.Thread(target=start)
        thread.start()
        thread.join(0.5)
        other.execute("ROLLBACK")
        thread.join()
    assert faults == []
    open_store(f"sqlite:///{file}").close()


def test_an_empty_database_is_not_opened_but_told_of_the_migration(empty_url: str) -> None:
    run(empty_url, "SELECT 1")
    with pytest.raises(StorageError, match=r"saknar tabeller.*Kör migreringen"):
        open_store(empty_url)


def test_looking_for_a_file_that_is_not_there_makes_none(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="finns inte"):
        open_store(f"sqlite:///{tmp_path}/register.db")
    assert list(tmp_path.iterdir()) == []


def test_trying_a_database_says_what_is_there_and_changes_nothing(empty_url: str, tmp_path: Path) -> None:
    before = list(tmp_path.iterdir())
    assert "skapas när tjänsten startas" in probe(empty_url)
    assert list(tmp_path.iterdir()) == before
    migrate(empty_url)
    assert "version är" in probe(empty_url)
    run(empty_url, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(SchemaTooNew):
        probe(empty_url)


def test_trying_a_file_in_a_missing_folder_says_what_to_make(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=f"Gör mappen {tmp_path}/missing"):
        probe(f"sqlite:///{tmp_path}/missing/register.db")


def test_only_the_services_own_account_may_read_the_file(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/register.db"
    migrate(url)
    store = open_store(url)
    receive(store, "a")
    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    store.close()
    assert modes == {"register.db": 0o600, "register.db-wal": 0o600, "register.db-shm": 0o600}


def test_a_register_of_a_later_program_is_left_alone(empty_url: str) -> None:
    migrate(empty_url)
    run(empty_url, "UPDATE alembic_version SET version_num = '9999'")
    for attempt in (open_store, migrate):
        with pytest.raises(SchemaTooNew, match=r"senare version.*9999"):
            attempt(empty_url)


def test_an_upgrade_that_breaks_off_leaves_no_table(empty_url: str) -> None:
    run(empty_url, "CREATE TABLE outbox (id INTEGER)")  # in the way of the last tables
    with pytest.raises(StorageError):
        migrate(empty_url)
    run(empty_url, "DROP TABLE outbox")
    migrate(empty_url)
    open_store(empty_url).close()


def test_the_sqlite_file_is_strict_and_safe_against_power_cuts(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/register.db"
    migrate(url)
    database = Database(url)
    with database.reading() as session:
        connection = session.connection()

        def pragma(name: str) -> object:
            return connection.exec_driver_sql(f"PRAGMA {name}").scalar()

        assert (pragma("journal_mode"), pragma("synchronous"), pragma("foreign_keys")) == ("wal", 2, 1)
        assert pragma("busy_timeout") == 30_000
    database.close()
    with sqlite3.connect(tmp_path / "register.db") as plain:
        plain.execute("PRAGMA foreign_keys = OFF")
        with pytest.raises(sqlite3.IntegrityError, match="cannot store TEXT value in INTEGER column"):
            plain.execute("INSERT INTO series VALUES (2026, 'many')")
    plain.close()
