"""Whether this program can use the tables as they are; without Alembic, which costs each command 0.1 s."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from domain.errors import SchemaTooNew, StorageError
from storage.database import Database
from storage.revisions import known

_VERSION = sa.table("alembic_version", sa.column("version_num", sa.Text))  # the table that Alembic keeps


def current_of(connection: Connection) -> str | None:
    """The form that the tables have, None for an empty database. Errors: SchemaTooNew."""
    if not sa.inspect(connection).has_table(_VERSION.name):
        return None
    current = connection.scalar(sa.select(_VERSION.c.version_num))
    if current is not None and current not in known():
        raise SchemaTooNew(
            f"Registret är skapat av en senare version av programmet (tabellernas version är {current}). "
            "Uppgradera programmet, eller återställ en säkerhetskopia från den här versionen."
        )
    return None if current is None else str(current)


def check(database: Database) -> None:
    """Errors: StorageError when a migration is needed, SchemaTooNew when a later program has changed the tables."""
    if database.missing:
        raise StorageError(
            f"Registret {database.where} finns inte. Det skapas när tjänsten startas med »registrator run«; "
            "om det borde finnas, rätta sökvägen i konfigurationen."
        )
    with database.reading() as session:
        current = current_of(session.connection())
    if current != known()[-1]:
        state = "saknar tabeller" if current is None else "är äldre än programmet"
        raise StorageError(
            f"Registret {database.where} {state}. Kör migreringen: den görs när tjänsten startas med »registrator run«."
        )
