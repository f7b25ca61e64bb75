"""Which mails belong together: by their files, by what was decided, by what a person has said, by their thread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from domain.finding import Relation
from storage.schema import DecisionRow, DocumentRow, MailRow, PartRow
from storage.schema_review import CorrectsRow
from storage.verbs import Verbs

_MOST = 40  # of each kind: a file that came a thousand times is a newsletter
_ACT = ("municipality", "recommendation", "body", "meeting_date", "paragraf")


class Relating(Verbs):
    def related(self, entry_id: int, message_ids: Sequence[str] = ()) -> tuple[tuple[Relation, int], ...]:
        """The other mails that belong with this one, each once; `message_ids` are those that it answers."""
        found: dict[int, Relation] = {}
        with self._database.reading() as session:
            for relation, ids in _ways(session, entry_id, message_ids):
                for other in ids:
                    if other != entry_id:
                        found.setdefault(other, relation)
        order = list(Relation)
        return tuple(
            sorted(((relation, other) for other, relation in found.items()), key=lambda f: (order.index(f[0]), f[1]))
        )


def _ways(session: Session, entry_id: int, message_ids: Sequence[str]) -> Iterator[tuple[Relation, Iterable[int]]]:
    mine = sa.select(PartRow.document_id).where(PartRow.mail_id == entry_id, PartRow.document_id.is_not(None))
    holding = sa.select(PartRow.mail_id).where(PartRow.document_id.in_(mine)).distinct()
    yield Relation.SAME_DOCUMENT, session.scalars(holding.order_by(PartRow.mail_id).limit(_MOST)).all()
    yield Relation.CORRECTS, _corrections(session, entry_id)
    decided = _decided(session, entry_id)
    yield (
        Relation.SAME_ACT,
        [other for decision in decided if decision.paragraf for other in _deciding(session, decision, _ACT)],
    )
    if ids := [one for one in message_ids if one][:_MOST]:
        yield Relation.THREAD, session.scalars(sa.select(MailRow.id).where(MailRow.message_id.in_(ids))).all()
    yield (
        Relation.SAME_QUESTION,
        [other for decision in decided if decision.municipality for other in _deciding(session, decision, _ACT[:2])],
    )


def _decided(session: Session, entry_id: int) -> list[sa.Row[*tuple[Any, ...]]]:
    """What the mail says, or last said before it was struck or set aside."""
    columns = (DecisionRow.replaced_at, *(getattr(DecisionRow, name) for name in _ACT))
    rows = session.execute(sa.select(*columns).where(DecisionRow.mail_id == entry_id).order_by(DecisionRow.id)).all()
    standing = [row for row in rows if row.replaced_at is None]
    last = max((row.replaced_at for row in rows if row.replaced_at), default=None)
    return (standing or [row for row in rows if row.replaced_at == last])[:_MOST]


def _deciding(session: Session, decision: sa.Row[*tuple[Any, ...]], names: Sequence[str]) -> Sequence[int]:
    same = [getattr(DecisionRow, name) == getattr(decision, name) for name in names]
    others = sa.select(DecisionRow.mail_id).where(*same, DecisionRow.replaced_at.is_(None)).distinct()
    return session.scalars(others.order_by(DecisionRow.mail_id.desc()).limit(_MOST)).all()


def _corrections(session: Session, entry_id: int) -> list[int]:
    """The mails that this one corrects, and those that correct it."""
    numbers = sa.select(DocumentRow.number).join(PartRow, PartRow.document_id == DocumentRow.id)
    standing = sa.select(CorrectsRow.number).join(DecisionRow, DecisionRow.id == CorrectsRow.decision_id)
    corrected = standing.where(DecisionRow.mail_id == entry_id, DecisionRow.replaced_at.is_(None))
    holding = (
        sa.select(PartRow.mail_id)
        .join(DocumentRow, DocumentRow.id == PartRow.document_id)
        .where(DocumentRow.number.in_(corrected))
        .limit(_MOST)
    )
    correcting = (
        sa.select(DecisionRow.mail_id)
        .join(CorrectsRow, CorrectsRow.decision_id == DecisionRow.id)
        .where(CorrectsRow.number.in_(numbers.where(PartRow.mail_id == entry_id)), DecisionRow.replaced_at.is_(None))
        .limit(_MOST)
    )
    return [*session.scalars(holding), *session.scalars(correcting)]
