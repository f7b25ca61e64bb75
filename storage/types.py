"""How our values lie in columns: the same meaning on SQLite (STRICT tables) and PostgreSQL."""

from __future__ import annotations

import datetime as dt
import re

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

_HARMFUL = re.compile("[\x00\ud800-\udfff]")


def harmless(text: str) -> str:
    """The text with NUL and lone surrogates replaced by U+FFFD.

    PostgreSQL refuses NUL in text, and a lone surrogate (from a broken header, "\\udce5") cannot be written as UTF-8.
    """
    return _HARMFUL.sub("\ufffd", text)


class SafeText(sa.TypeDecorator[str]):
    """Text of any origin, made harmless on its way in."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else harmless(value)


class UtcTime(sa.TypeDecorator[dt.datetime]):
    """An aware time, kept and given back in UTC.

    SQLite has no type for times: there it is ISO 8601 text of fixed width, which sorts and compares as the times do.
    Errors: ValueError for a naive time, which would mean a different moment on each machine.
    """

    impl = sa.TIMESTAMP(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> sa.types.TypeEngine[object]:
        chosen = sa.Text() if dialect.name == "sqlite" else sa.TIMESTAMP(timezone=True)
        return dialect.type_descriptor(chosen)  # type: ignore[arg-type]

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> str | dt.datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a naive time cannot be stored: {value!r}")
        utc = value.astimezone(dt.UTC)
        return utc.isoformat(timespec="microseconds") if dialect.name == "sqlite" else utc

    def process_result_value(
        self,
        value: str | dt.datetime | None,
        dialect: Dialect,  # noqa: ARG002
    ) -> dt.datetime | None:
        if value is None:
            return None
        moment = dt.datetime.fromisoformat(value) if isinstance(value, str) else value
        return moment.astimezone(dt.UTC)


# UIDs and UIDVALIDITY are unsigned 32 bits (RFC 9051), more than PostgreSQL's INTEGER holds.
BigNumber = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
