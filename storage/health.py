"""Signs of life of the jobs."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa

from storage.schema import BeatRow
from storage.verbs import Verbs


class Health(Verbs):
    def beat(self, name: str, now: dt.datetime) -> None:
        with self._database.writing() as session:
            row = session.get(BeatRow, name)
            if row is None:
                session.add(BeatRow(name=name, at=now))
            else:
                row.at = now

    def beats(self) -> dict[str, dt.datetime]:
        with self._database.reading() as session:
            return {row.name: row.at for row in session.scalars(sa.select(BeatRow).order_by(BeatRow.name))}
