"""Taking mails in: which UIDs are committed, where each mail lay, what has been acknowledged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from domain.mail import MailPosition
from domain.register import State
from storage.prepared import Prepared
from storage.rows import chunks
from storage.schema import MailRow, MarkRow, PositionRow
from storage.schema_base import Base
from storage.verbs import Verbs

_TABLES = Base.metadata.tables
_MAILS, _POSITIONS = _TABLES["mails"], _TABLES["positions"]
_KNOWN = Prepared(sa.select(_MAILS.c.id).where(_MAILS.c.sha256 == sa.bindparam("its_sha256")), (_MAILS.c.id,))
_NEW_MAIL = {
    **{"state": State.RECEIVED.value, "attempts": 0, "version": 1},
    **dict.fromkeys(("reason", "sender", "subject", "message_id"), ""),
}
_NEW = Prepared(sa.insert(_MAILS), (_MAILS.c.id,), ("sha256", "size", "arrived_at", "received_at", *_NEW_MAIL))
_PLACE = Prepared(
    sa.select(_POSITIONS.c.id, _POSITIONS.c.mail_id).where(
        *(_POSITIONS.c[name] == sa.bindparam(name) for name in ("folder", "uidvalidity", "uid"))
    ),
    (_POSITIONS.c.id, _POSITIONS.c.mail_id),
)
_LIES = Prepared(sa.insert(_POSITIONS), columns=("folder", "uidvalidity", "uid", "mail_id", "noted_at", "acknowledged"))
_LIES_NOW = Prepared(
    sa.update(_POSITIONS)
    .where(_POSITIONS.c.id == sa.bindparam("its_id"))
    .values(mail_id=sa.bindparam("its_mail"), acknowledged=0)
)


class Receiving(Verbs):
    def mark(self, folder: str, uidvalidity: int) -> int:
        with self._database.reading() as session:
            row = session.get(MarkRow, (folder, uidvalidity))
            return row.uid if row else 0

    def renumbered(self, folder: str, uidvalidity: int) -> bool:
        with self._database.reading() as session:
            known = set(session.scalars(sa.select(MarkRow.uidvalidity).where(MarkRow.folder == folder)))
            return bool(known) and uidvalidity not in known

    def forget_numbers(self, folder: str, uidvalidity: int) -> None:
        here = PositionRow.folder == folder
        with self._database.writing() as session:
            lowest = session.scalar(sa.select(sa.func.min(PositionRow.uidvalidity)).where(here)) or 0
            session.execute(
                sa.update(PositionRow)
                .where(here, PositionRow.uidvalidity == uidvalidity)
                .values(uidvalidity=min(lowest, 0) - 1, acknowledged=1)
            )
            session.execute(sa.delete(MarkRow).where(MarkRow.folder == folder, MarkRow.uidvalidity == uidvalidity))

    def unknown(self, folder: str, uidvalidity: int, uids: Sequence[int]) -> tuple[int, ...]:
        """A UID that was noted as gone and is listed again is unknown: the server had been wrong about it."""
        known: set[int] = set()
        with self._database.reading() as session:
            for some in chunks(uids):
                known.update(
                    session.scalars(
                        sa.select(PositionRow.uid).where(
                            PositionRow.folder == folder,
                            PositionRow.uidvalidity == uidvalidity,
                            PositionRow.uid.in_(some),
                            PositionRow.mail_id.is_not(None),
                        )
                    )
                )
        return tuple(uid for uid in uids if uid not in known)

    def receive(
        self, *, sha256: str, size: int, position: MailPosition, arrived_at: dt.datetime, now: dt.datetime
    ) -> int:
        """A UID that comes back with other bytes (a server that reuses them) names the newer mail; both are kept."""
        with self._database.sending() as transaction:
            mail = _KNOWN.row(transaction, its_sha256=sha256)
            if mail is None:
                mail = _NEW.row(
                    transaction, **_NEW_MAIL, sha256=sha256, size=size, arrived_at=arrived_at, received_at=now
                )
            assert mail is not None  # an INSERT returns its row
            where = {"folder": position.folder, "uidvalidity": position.uidvalidity, "uid": position.uid}
            place = _PLACE.row(transaction, **where)
            if place is None:
                _LIES.run(transaction, **where, mail_id=mail["id"], noted_at=now, acknowledged=0)
            elif place["mail_id"] != mail["id"]:
                _LIES_NOW.run(transaction, its_id=place["id"], its_mail=mail["id"])
            return int(mail["id"])

    def gone(self, position: MailPosition, now: dt.datetime) -> None:
        with self._database.writing() as session:
            _position(session, position, now)

    def advance(self, folder: str, uidvalidity: int, uid: int) -> None:
        """Never lowers the mark."""
        with self._database.writing() as session:
            row = session.get(MarkRow, (folder, uidvalidity))
            if row is None:
                session.add(MarkRow(folder=folder, uidvalidity=uidvalidity, uid=uid))
            elif row.uid < uid:
                row.uid = uid

    def to_acknowledge(self, folder: str, uidvalidity: int) -> tuple[int, ...]:
        with self._database.reading() as session:
            return tuple(
                session.scalars(
                    sa.select(PositionRow.uid)
                    .join(MailRow, MailRow.id == PositionRow.mail_id)
                    .where(
                        PositionRow.folder == folder,
                        PositionRow.uidvalidity == uidvalidity,
                        sa.text("positions.acknowledged = 0"),  # literal, or the partial index is not used
                        MailRow.state != State.RECEIVED.value,
                    )
                    .order_by(PositionRow.uid)
                )
            )

    def acknowledged(self, folder: str, uidvalidity: int, uids: Sequence[int]) -> None:
        with self._database.writing() as session:
            for some in chunks(uids):
                session.execute(
                    sa.update(PositionRow)
                    .where(
                        PositionRow.folder == folder,
                        PositionRow.uidvalidity == uidvalidity,
                        PositionRow.uid.in_(some),
                    )
                    .values(acknowledged=1)
                )


def _position(session: Session, position: MailPosition, now: dt.datetime) -> PositionRow:
    """The row of this position, new without a mail when there was none."""
    row = session.scalar(
        sa.select(PositionRow).where(
            PositionRow.folder == position.folder,
            PositionRow.uidvalidity == position.uidvalidity,
            PositionRow.uid == position.uid,
        )
    )
    if row is None:
        row = PositionRow(
            folder=position.folder,
            uidvalidity=position.uidvalidity,
            uid=position.uid,
            noted_at=now,
            acknowledged=0,
        )
        session.add(row)
    return row
