"""The tables of who signs in."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema_base import STRICT, Base


class UserRow(Base):
    """An account; never deleted, for the log names it. `key` is the name without letter case."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    full_name: Mapped[str]
    role: Mapped[str]
    email: Mapped[str | None] = mapped_column(unique=True)
    password: Mapped[str]  # an Argon2 hash, or ""
    outside: Mapped[str | None] = mapped_column(unique=True)  # "issuer subject" of OpenID Connect
    created_at: Mapped[dt.datetime]
    locked_at: Mapped[dt.datetime | None]
    signed_in_at: Mapped[dt.datetime | None]

    __table_args__ = (STRICT,)


class SessionRow(Base):
    """Somebody signed in. Only the SHA-256 of the cookie's token is kept: who reads the table cannot use it."""

    __tablename__ = "sessions"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    begun_at: Mapped[dt.datetime]
    seen_at: Mapped[dt.datetime]
    ends_at: Mapped[dt.datetime]

    __table_args__ = (sa.Index(None, "user_id"), STRICT)


class SignInAttemptRow(Base):
    """Attempts to sign in that have failed so far, by account or address, and until when the next must wait."""

    __tablename__ = "sign_in_attempts"

    key: Mapped[str] = mapped_column(primary_key=True)
    attempts: Mapped[int]
    last_at: Mapped[dt.datetime]
    wait_until: Mapped[dt.datetime]

    __table_args__ = (sa.Index(None, "last_at"), STRICT)
