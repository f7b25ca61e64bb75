"""Looking into the register; nothing here writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa

from domain.register import Answer, Entry, Holdings, State, Undecided
from storage.codec import result_from
from storage.rows import bare_mail, entries_of, entry_within, is_id
from storage.schema import DecisionRow, MailRow, PositionRow
from storage.standing import add_evidence, answers_of, standing_answers
from storage.verbs import Verbs

_MOST_UNDECIDED = 1_000  # of each state: as many results as storage.codec keeps read


class Looking(Verbs):
    def entry(self, entry_id: int) -> Entry | None:
        if not is_id(entry_id):
            return None
        with self._database.looking() as transaction:
            mail = bare_mail(transaction, entry_id)
            return entry_within(transaction, mail) if mail else None

    def entries(
        self,
        states: Sequence[State] = (),
        *,
        limit: int = 200,
        before: int | None = None,
        arrived_before: dt.datetime | None = None,
    ) -> tuple[Entry, ...]:
        """Newest arrival first; mails that arrived at the same moment by id.

        Each state is asked for by itself: of several at once SQLite would look through all mails for the few.
        """
        newest = sa.select(MailRow).order_by(MailRow.arrived_at.desc(), MailRow.id.desc()).limit(limit)
        if arrived_before is not None:
            newest = newest.where(MailRow.arrived_at < arrived_before)
        with self._database.reading() as session:
            if before is not None:
                last = session.get(MailRow, before)
                if last is None:
                    return ()
                newest = newest.where(
                    sa.or_(
                        MailRow.arrived_at < last.arrived_at,
                        sa.and_(MailRow.arrived_at == last.arrived_at, MailRow.id < last.id),
                    )
                )
            each = [newest.where(MailRow.state == state.value) for state in dict.fromkeys(states)] or [newest]
            found = [mail for query in each for mail in session.scalars(query)]
            found.sort(key=lambda mail: (mail.arrived_at, mail.id), reverse=True)
            return entries_of(session, found[:limit])

    def answers(self, recommendations: Sequence[str] | None = None, *, evidence: bool = True) -> tuple[Answer, ...]:
        with self._database.reading() as session:
            return standing_answers(session, recommendations, evidence=evidence)

    def answers_of(self, entry_ids: Sequence[int]) -> tuple[Answer, ...]:
        with self._database.reading() as session:
            return answers_of(session, entry_ids)

    def with_evidence(self, answers: Sequence[Answer]) -> tuple[Answer, ...]:
        with self._database.reading() as session:
            return tuple(add_evidence(session, answers))

    def in_review(self, recommendations: Sequence[str]) -> frozenset[tuple[str, str]]:
        read = (
            sa.select(DecisionRow.municipality, DecisionRow.recommendation)
            .join(MailRow, MailRow.id == DecisionRow.mail_id)
            .where(
                DecisionRow.recommendation.in_(recommendations),
                DecisionRow.municipality.is_not(None),
                DecisionRow.replaced_at.is_(None),
                MailRow.state.in_([State.FLAGGED.value, State.FAILED.value]),
            )
            .distinct()
        )
        with self._database.reading() as session:
            return frozenset(
                (municipality or "", recommendation) for municipality, recommendation in session.execute(read)
            )

    def undecided(self) -> tuple[Undecided, ...]:
        read = sa.select(DecisionRow.id).where(
            DecisionRow.mail_id == MailRow.id,
            DecisionRow.municipality.is_not(None),
            DecisionRow.replaced_at.is_(None),
        )
        newest = sa.select(MailRow.sender, MailRow.subject, MailRow.result).order_by(MailRow.arrived_at.desc())
        with self._database.reading() as session:
            return tuple(
                Undecided(sender=sender, subject=subject, result=result_from(result) if result else None)
                for state in (State.FLAGGED, State.FAILED)
                for sender, subject, result in session.execute(
                    newest.where(MailRow.state == state.value, ~read.exists()).limit(_MOST_UNDECIDED)
                )
            )

    def places(self, entry_id: int) -> tuple[str, ...]:
        of_it = sa.select(PositionRow.folder).where(PositionRow.mail_id == entry_id).order_by(PositionRow.id)
        with self._database.reading() as session:
            return tuple(dict.fromkeys(session.scalars(of_it)))

    def counts(self, *, most: int | None = None) -> dict[State, int]:
        each = [sa.select(MailRow.id).where(MailRow.state == state.value).limit(most).subquery() for state in State]
        counted = sa.select(*(sa.select(sa.func.count()).select_from(some).scalar_subquery() for some in each))
        with self._database.reading() as session:
            return dict(zip(State, session.execute(counted).one(), strict=True))

    def holdings(self) -> Holdings:
        with self._database.reading() as session:
            fetched, placed, positions = session.execute(
                sa.select(
                    sa.func.count(PositionRow.mail_id),
                    sa.func.count(sa.distinct(PositionRow.mail_id)),
                    sa.func.count(),
                ).select_from(PositionRow)
            ).one()
            unread = sa.select(sa.func.min(MailRow.arrived_at)).where(MailRow.state == State.RECEIVED.value)
            return Holdings(
                mails=session.scalar(sa.select(sa.func.count()).select_from(MailRow)) or 0,
                placed=placed,
                fetched=fetched,
                gone=positions - fetched,
                unread_since=session.scalar(unread),
            )
