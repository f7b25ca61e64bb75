"""What a verification asks of the database, reading only."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from storage.schema import MailRow
from storage.verbs import Verbs

_WINDOW = 1000
_MOST_LINES = 20


class Verifying(Verbs):
    def mail_hashes(self) -> Iterator[tuple[str, int]]:
        """SHA-256 and entry of every mail, by rising SHA-256, some at a time."""
        last = ""
        while True:
            query = sa.select(MailRow.sha256, MailRow.id).where(MailRow.sha256 > last)
            with self._database.reading() as session:
                window = session.execute(query.order_by(MailRow.sha256).limit(_WINDOW)).all()
            if not window:
                return
            yield from ((sha256, entry_id) for sha256, entry_id in window)
            last = window[-1][0]

    def has_mail(self, sha256: str) -> bool:
        with self._database.reading() as session:
            return session.scalar(sa.select(MailRow.id).where(MailRow.sha256 == sha256)) is not None

    def database_faults(self) -> tuple[str, ...]:
        """What the database itself finds wrong with its file and its references; SQLite only, none for a server's."""
        with self._database.reading() as session:
            connection = session.connection()
            if connection.dialect.name != "sqlite":
                return ()
            found = [row[0] for row in connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST_LINES})")]
            lines = [] if found == ["ok"] else found
            for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(_MOST_LINES):
                lines.append(f"{table} rad {row} hänvisar till något som inte finns i {parent}")
            return tuple(lines)

    def database_kind(self) -> str:
        """SQLite or PostgreSQL, with the version of what serves it."""
        with self._database.reading() as session:
            connection = session.connection()
            version = connection.dialect.server_version_info or ()
            name = "SQLite" if connection.dialect.name == "sqlite" else "PostgreSQL"
            return f"{name} {'.'.join(map(str, version))}"
