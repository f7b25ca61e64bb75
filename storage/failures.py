"""The database's own errors, told to the person who must act."""

from __future__ import annotations

import sqlite3
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from domain.errors import DiskFull, StorageError

# SQLite's result codes (sqlite.org/rescode.html) and PostgreSQL's SQLSTATEs (appendix A of its manual).
_FULL = (sqlite3.SQLITE_FULL, "53100")
_LOCKED = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, "55P03", "40P01", "40001")
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, "XX001", "XX002")
_CLOSED = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, "42501", "25006")
_REFUSED = ("28000", "28P01", "3D000")


@contextmanager
def told(where: str) -> Iterator[None]:
    """Turns the errors of SQLAlchemy and its drivers into StorageError or DiskFull. `where` names the database."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, ssl.SSLError, ConnectionError, TimeoutError) as error:
        raise _translated(error, where) from error


def _translated(error: Exception, where: str) -> StorageError:
    cause = _first_said(error.orig if isinstance(error, DBAPIError) and error.orig is not None else error)
    code = _code(cause)
    detail = f" ({type(cause).__name__}: {_message(cause)})"
    if code in _FULL:
        return DiskFull(f"Disken är full: registret {where} kan inte skrivas. Frigör utrymme; inget mejl går förlorat.")
    if code in _LOCKED:
        return StorageError(f"Registret {where} är låst av ett annat program. Avsluta det och försök igen.{detail}")
    if code in _DAMAGED:
        return StorageError(
            f"Registret {where} är skadat. Återställ det från den senaste säkerhetskopian, eller bygg upp det ur "
            f"mejlarkivet med »registrator rebuild --over«.{detail}"
        )
    if code in _CLOSED:
        return StorageError(
            f"Registret {where} kan inte öppnas för skrivning. Kontrollera att mappen finns och att tjänstens konto "
            f"får läsa och skriva där.{detail}"
        )
    if code in _REFUSED:
        return StorageError(
            f"Databasservern släpper inte in oss till {where}. Kontrollera användare, lösenord och databasens namn "
            f"i konfigurationen.{detail}"
        )
    if isinstance(cause, ssl.SSLError):
        return StorageError(
            f"Databasservern {where} visar inte med ett giltigt certifikat vem den är, och används inte. Har den "
            f"ett från er egen CA, skriv ?sslrootcert=/sökväg/ca.pem sist i databasens adress.{detail}"
        )
    if code is None and not isinstance(cause, sqlite3.Error):
        return StorageError(f"Databasservern {where} svarar inte. Kontrollera att den är igång och kan nås.{detail}")
    return StorageError(f"Registret {where} kunde inte användas; ingenting är ändrat. Se loggen.{detail}")


def _first_said(cause: BaseException) -> BaseException:
    """What the server itself said, if anything.

    pg8000 closes a refused connection, and when the server was faster than that, "network error" hides the refusal.
    """
    earlier: BaseException | None = cause
    while earlier is not None:
        if _code(earlier) is not None:
            return earlier
        earlier = earlier.__context__
    return cause


def _code(cause: BaseException) -> int | str | None:
    """SQLite's primary result code, or PostgreSQL's SQLSTATE; None when the server said nothing."""
    if isinstance(cause, sqlite3.Error):
        extended: int | None = getattr(cause, "sqlite_errorcode", None)
        return None if extended is None else extended & 0xFF
    said = cause.args[0] if cause.args else None
    return str(said["C"]) if isinstance(said, dict) and "C" in said else None


def _message(cause: BaseException) -> str:
    said = cause.args[0] if cause.args else ""
    return str(said.get("M", said)) if isinstance(said, dict) else str(said)
