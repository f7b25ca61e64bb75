"""What staff have taught the service: kept, listed, taken back; each with its row in the audit trail."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa

from domain.errors import EntryChanged
from domain.learning import Lesson, LessonKind
from domain.trail import LEARN, UNLEARN
from storage.auditing import log
from storage.codec import dumps
from storage.prepared import Prepared
from storage.schema_base import Base
from storage.schema_learning import LessonRow
from storage.verbs import Verbs

_LASTING = sa.select(LessonRow).where(LessonRow.revoked_at.is_(None)).order_by(LessonRow.id)


_TABLE = Base.metadata.tables[LessonRow.__tablename__].c
_TAUGHT = ("id", "kind", "said", "meaning", "municipality", "who", "at")
_COLUMNS = tuple(_TABLE[name] for name in _TAUGHT)
_ALL_LASTING = Prepared(sa.select(*_COLUMNS).where(_TABLE.revoked_at.is_(None)).order_by(_TABLE.id), _COLUMNS)


class Learning(Verbs):
    def lessons(self) -> tuple[Lesson, ...]:
        with self._database.looking() as transaction:
            rows = _ALL_LASTING.rows(transaction)
            return tuple(Lesson(**{**row, "kind": LessonKind(row["kind"])}) for row in rows)

    def learn(
        self, kind: LessonKind, *, said: str, meaning: str, municipality: str | None, who: str, now: dt.datetime
    ) -> Lesson:
        taught = {"kind": kind.value, "said": said, "meaning": meaning, "municipality": municipality}
        with self._database.writing() as session:
            same = _LASTING.where(*(getattr(LessonRow, name) == value for name, value in taught.items()))
            if session.scalar(same) is not None:
                raise EntryChanged("Det har tjänsten redan lärt sig.")
            row = LessonRow(**taught, who=who, at=now, revoked_at=None)
            session.add(row)
            session.flush()
            log(session, at=now, who=who, verb=LEARN, before="{}", after=dumps(taught), about=f"lärdom {row.id}")
            return _lesson(row)

    def unlearn(self, lesson_id: int, *, who: str, now: dt.datetime) -> Lesson:
        with self._database.writing() as session:
            row = session.scalar(_LASTING.where(LessonRow.id == lesson_id))
            if row is None:
                raise EntryChanged("Lärdomen finns inte, eller så är den redan tillbakatagen.")
            row.revoked_at = now
            taught = {name: getattr(row, name) for name in ("kind", "said", "meaning", "municipality")}
            log(session, at=now, who=who, verb=UNLEARN, before=dumps(taught), after="{}", about=f"lärdom {row.id}")
            return _lesson(row)


def _lesson(row: LessonRow) -> Lesson:
    return Lesson(
        id=row.id,
        kind=LessonKind(row.kind),
        said=row.said,
        meaning=row.meaning,
        municipality=row.municipality,
        who=row.who,
        at=row.at,
    )
