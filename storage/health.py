"""Signs of life of the jobs, and the troubles that the operator is told of."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa

from domain.register import Trouble
from storage.prepared import Prepared
from storage.schema import BeatRow, TroubleRow
from storage.schema_base import Base
from storage.schema_people import SessionRow
from storage.verbs import Verbs

_TABLE = Base.metadata.tables[BeatRow.__tablename__]
_COLUMNS = _TABLE.c
# Three times in each cycle, which costs next to nothing where nothing is new
_BEATS_AGAIN = Prepared(
    sa.update(_TABLE).where(_COLUMNS.name == sa.bindparam("its_name")).values(at=sa.bindparam("its_at"))
)
_BEATS_FIRST = Prepared(sa.insert(_TABLE), columns=("name", "at"))
_BEATS = Prepared(sa.select(_COLUMNS.name, _COLUMNS.at).order_by(_COLUMNS.name), (_COLUMNS.name, _COLUMNS.at))


class Health(Verbs):
    def beat(self, name: str, now: dt.datetime) -> None:
        with self._database.sending() as transaction:
            if not _BEATS_AGAIN.run(transaction, its_name=name, its_at=now):
                _BEATS_FIRST.run(transaction, name=name, at=now)

    def beats(self) -> dict[str, dt.datetime]:
        with self._database.looking() as transaction:
            return {row["name"]: row["at"] for row in _BEATS.rows(transaction)}

    def raise_trouble(self, name: str, what: str, now: dt.datetime) -> bool:
        with self._database.writing() as session:
            lasting = session.scalar(_LASTING.where(TroubleRow.name == name))
            if lasting is None:
                session.add(TroubleRow(name=name, what=what, begun_at=now, ended_at=None))
                return True
            lasting.what = what
            return False

    def clear_trouble(self, name: str, now: dt.datetime) -> bool:
        """Asked at every turn of every job, so it looks before it takes the write lock."""
        lasting = _LASTING.where(TroubleRow.name == name)
        with self._database.reading() as session:
            if session.scalar(lasting) is None:
                return False
        with self._database.writing() as session:
            row = session.scalar(lasting)
            if row is None:
                return False
            row.ended_at = now
            return True

    def troubles(self, *, since: dt.datetime | None = None) -> tuple[Trouble, ...]:
        wanted = sa.or_(TroubleRow.ended_at.is_(None), sa.false() if since is None else TroubleRow.ended_at > since)
        with self._database.reading() as session:
            return tuple(
                Trouble(id=row.id, name=row.name, what=row.what, begun_at=row.begun_at, ended_at=row.ended_at)
                for row in session.scalars(sa.select(TroubleRow).where(wanted).order_by(TroubleRow.id))
            )

    def open_sessions(self, *, seen_since: dt.datetime, now: dt.datetime) -> int:
        lasting = sa.select(sa.func.count()).where(SessionRow.ends_at > now, SessionRow.seen_at > seen_since)
        with self._database.reading() as session:
            return session.scalar(lasting.select_from(SessionRow)) or 0


_LASTING = sa.select(TroubleRow).where(TroubleRow.ended_at.is_(None))
