"""What a verification asks of the database, reading only."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from domain.errors import StorageError
from domain.retention import Disposable
from storage.schema import AuditLogRow, MailRow
from storage.schema_retention import DisposalRow
from storage.verbs import Verbs

_WINDOW = 1000
_MOST_LINES = 20


class Verifying(Verbs):
    def mail_hashes(self) -> Iterator[tuple[str, int]]:
        """SHA-256 and entry of every mail whose bytes are kept, by rising SHA-256, some at a time."""
        last = ""
        disposed = sa.select(DisposalRow.row_id).where(DisposalRow.kind == Disposable.MAIL.value)
        while True:
            query = sa.select(MailRow.sha256, MailRow.id).where(MailRow.sha256 > last, MailRow.id.not_in(disposed))
            with self._database.reading() as session:
                window = session.execute(query.order_by(MailRow.sha256).limit(_WINDOW)).all()
            if not window:
                return
            yield from ((sha256, entry_id) for sha256, entry_id in window)
            last = window[-1][0]

    def entry_states(self) -> Iterator[tuple[int, int, str, str]]:
        """Id, version, state and SHA-256 of every mail, by rising id, some at a time."""
        last = 0
        while True:
            query = sa.select(MailRow.id, MailRow.version, MailRow.state, MailRow.sha256).where(MailRow.id > last)
            with self._database.reading() as session:
                window = session.execute(query.order_by(MailRow.id).limit(_WINDOW)).all()
            if not window:
                return
            yield from ((row_id, version, state, sha256) for row_id, version, state, sha256 in window)
            last = window[-1].id

    def audit_hashes(self) -> Iterator[tuple[int, str]]:
        """Id and hash of every row of the audit trail, by rising id, some at a time."""
        last = 0
        while True:
            query = sa.select(AuditLogRow.id, AuditLogRow.hash).where(AuditLogRow.id > last)
            with self._database.reading() as session:
                window = session.execute(query.order_by(AuditLogRow.id).limit(_WINDOW)).all()
            if not window:
                return
            yield from ((row_id, found) for row_id, found in window)
            last = window[-1].id

    def has_mail(self, sha256: str) -> bool:
        with self._database.reading() as session:
            return session.scalar(sa.select(MailRow.id).where(MailRow.sha256 == sha256)) is not None

    def file_faults(self) -> tuple[str, ...]:
        """What is wrong with the pages of a SQLite file, without comparing its indexes; none for a server's."""
        return self._faults("quick_check")

    def database_faults(self) -> tuple[str, ...]:
        """What the database itself finds wrong with its file and its references; SQLite only, none for a server's."""
        return self._faults("integrity_check", references=True)

    def _faults(self, check: str, *, references: bool = False) -> tuple[str, ...]:
        damage = ""
        try:
            with self._database.reading() as session:
                connection = session.connection()
                if connection.dialect.name != "sqlite":
                    return ()
                try:
                    return _looked_through(connection, check, references=references)
                except sa.exc.DatabaseError as error:
                    if isinstance(error, sa.exc.OperationalError):  # locked, or the disk is away
                        raise
                    damage = str(error.orig)  # so damaged that it cannot even be looked through
        except StorageError:  # nor can the transaction be ended
            if not damage:
                raise
        return (damage,)

    def database_kind(self) -> str:
        """SQLite or PostgreSQL, with the version of what serves it."""
        with self._database.reading() as session:
            connection = session.connection()
            version = connection.dialect.server_version_info or ()
            name = "SQLite" if connection.dialect.name == "sqlite" else "PostgreSQL"
            return f"{name} {'.'.join(map(str, version))}"


def _looked_through(connection: Connection, check: str, *, references: bool) -> tuple[str, ...]:
    found = [row[0] for row in connection.exec_driver_sql(f"PRAGMA {check}({_MOST_LINES})")]
    lines = [] if found == ["ok"] else found
    if references:
        for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(_MOST_LINES):
            lines.append(f"{table} rad {row} hänvisar till något som inte finns i {parent}")
    return tuple(lines)
