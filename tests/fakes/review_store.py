"""A register in memory: just enough of the Store port for the review pages, with its rule about versions."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from domain.catalogue import Recommendation
from domain.decision import Decision
from domain.errors import EntryChanged
from domain.finding import Found, FoundMail, FoundOutgoing, NamedNumber, OutboxQuestion, Question
from domain.outgoing import MailKind, OutboxRow, OutgoingMail, OutgoingState
from domain.ports import Compose
from domain.register import Answer, AuditRow, Entry, Settlement, State, Trouble, Undecided
from domain.trail import Aside


def _found(entry: Entry) -> FoundMail:
    return FoundMail(
        id=entry.id,
        arrived_at=entry.arrived_at,
        state=entry.state,
        reason=entry.reason,
        sender=entry.sender,
        subject=entry.subject,
        documents=tuple(NamedNumber(number=d.number, name=d.name) for d in entry.documents),
        decisions=entry.result.decisions if entry.result else (),
    )


class FakeStore:
    """Holds entries by id; `mails` are those that verdicts have queued."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.by_id = {entry.id: entry for entry in entries}
        self.standing = {
            entry.id: entry.result.decisions for entry in entries if entry.state is State.REGISTERED and entry.result
        }
        self.trail: list[AuditRow] = []
        self.mails: list[OutgoingMail] = []
        self.rows: tuple[OutboxRow, ...] = ()
        self.lasting: tuple[Trouble, ...] = ()

    def entry(self, entry_id: int) -> Entry | None:
        return self.by_id.get(entry_id)

    def entries(
        self,
        states: Sequence[State] = (),
        *,
        limit: int = 200,
        before: int | None = None,
        arrived_before: dt.datetime | None = None,
    ) -> tuple[Entry, ...]:
        chosen = [
            entry
            for entry in sorted(self.by_id.values(), key=lambda entry: -entry.id)
            if (not states or entry.state in states)
            and (before is None or entry.id < before)
            and (arrived_before is None or entry.arrived_at < arrived_before)
        ]
        return tuple(chosen[:limit])

    def find(
        self,
        question: Question,
        *,
        limit: int = 50,
        after: int | None = None,
        before: int | None = None,
        count_to: int = 0,
    ) -> Found:
        """Newest first, by state and by words of the subject."""
        assert before is None
        chosen = self.entries(question.states, limit=1000, before=after)
        mails = [_found(entry) for entry in chosen if question.words in entry.subject]
        count = len(mails) if count_to else None
        return Found(mails=tuple(mails[:limit]), before=after is not None, after=len(mails) > limit, count=count)

    def count(self, question: Question, *, most: int) -> int:
        return min(most, len(self.find(question, limit=1000).mails))

    def in_review(self, recommendations: Sequence[str]) -> frozenset[tuple[str, str]]:
        waiting = self.entries((State.FLAGGED, State.FAILED), limit=1000)
        read = (decision for entry in waiting if entry.result for decision in entry.result.decisions)
        return frozenset((d.municipality or "", d.recommendation) for d in read if d.recommendation in recommendations)

    def undecided(self) -> tuple[Undecided, ...]:
        waiting = self.entries((State.FLAGGED, State.FAILED), limit=1000)
        return tuple(
            Undecided(sender=entry.sender, subject=entry.subject, result=entry.result)
            for entry in waiting
            if not (entry.result and any(d.municipality for d in entry.result.decisions))
        )

    def places(self, entry_id: int) -> tuple[str, ...]:
        return ("INBOX",)

    def counts(self, *, most: int | None = None) -> dict[State, int]:
        return {state: sum(entry.state is state for entry in self.by_id.values()) for state in State}

    def answers(self, recommendations: Sequence[str] | None = None, *, evidence: bool = True) -> tuple[Answer, ...]:
        return tuple(
            Answer(
                entry_id=entry.id,
                number=entry.number,
                arrived_at=entry.arrived_at,
                accepted_by=next((row.who for row in self.trail if row.entry_id == entry.id), ""),
                decision=decision,
            )
            for entry in self.by_id.values()
            for decision in self.standing.get(entry.id, ())
            if entry.state is State.REGISTERED and decision.repeats is None
            if recommendations is None or decision.recommendation in recommendations
        )

    def decisions_of(self, entry_id: int) -> tuple[Decision, ...]:
        return tuple(d for d in self.standing.get(entry_id, ()) if d.repeats is None)

    def asides(self) -> tuple[Aside, ...]:
        return ()

    def audit(self, entry_id: int) -> tuple[AuditRow, ...]:
        return tuple(row for row in self.trail if row.entry_id == entry_id)

    def resolve(
        self,
        entry_id: int,
        *,
        version: int,
        decisions: tuple[Decision, ...],
        state: State,
        reason: str,
        who: str,
        verb: str,
        compose: Compose,
        now: dt.datetime,
    ) -> Entry:
        before = self.by_id[entry_id]
        if before.version != version:
            raise EntryChanged("någon hann före")
        after = dataclasses.replace(before, state=state, reason=reason, version=version + 1)
        self.standing[entry_id] = decisions
        self.by_id[entry_id] = after
        self.trail.append(
            AuditRow(at=now, who=who, verb=verb, entry_id=entry_id, reason=reason, before="{}", after="{}")
        )
        self.mails.extend(compose(Settlement(entry=after, answers=self.answers())))
        return after

    def outbox(
        self, states: Sequence[OutgoingState] = (), *, kinds: Sequence[MailKind] = (), limit: int = 200
    ) -> tuple[OutboxRow, ...]:
        chosen = [row for row in self.rows if not states or row.state in states]
        return tuple(row for row in chosen if not kinds or row.mail.kind in kinds)[:limit]

    def find_outgoing(
        self, question: OutboxQuestion, *, limit: int = 50, after: int | None = None, before: int | None = None
    ) -> FoundOutgoing:
        return FoundOutgoing(rows=self.rows[:limit], before=False, after=False)

    def outgoing_counts(self) -> dict[OutgoingState, int]:
        return {state: sum(row.state is state for row in self.rows) for state in OutgoingState}

    def recommendations(self) -> tuple[Recommendation, ...]:
        return ()

    def outgoing(self, message_ids: Sequence[str]) -> tuple[OutboxRow, ...]:
        return tuple(row for row in self.rows if row.mail.message_id in message_ids)

    def troubles(self, *, since: dt.datetime | None = None) -> tuple[Trouble, ...]:
        return self.lasting

    def beats(self) -> dict[str, dt.datetime]:
        return {"poll": dt.datetime(2015, 6, 1, 8, 0, tzinfo=dt.UTC)}
