"""The register as those who look at it need it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Protocol

from domain.finding import Found, FoundMail, Question, Relation
from domain.register import Answer, Entry, Holdings, State, Undecided


class LookingStore(Protocol):
    """What stands in the register, and how it is found; nothing here changes it."""

    def entry(self, entry_id: int) -> Entry | None: ...

    def entries(
        self,
        states: Sequence[State] = (),
        *,
        limit: int = 200,
        before: int | None = None,
        arrived_before: dt.datetime | None = None,
    ) -> tuple[Entry, ...]:
        """Entries in these states (all when empty), newest first, `before` an entry id for the next page."""

    def answers(self, recommendations: Sequence[str] | None = None, *, evidence: bool = True) -> tuple[Answer, ...]:
        """Registered answers that do not repeat another, by arrival; all recommendations when None.

        Without `evidence`, and many times as fast, the decisions lack it and doubts: see `with_evidence`.
        """

    def answers_of(self, entry_ids: Sequence[int]) -> tuple[Answer, ...]:
        """Those of `answers` that stand in these entries, without evidence: of copies too that have come to stand.

        As dear as the answers to what the entries answer, however many mails there are.
        """

    def in_review(self, recommendations: Sequence[str]) -> frozenset[tuple[str, str]]:
        """(kommunkod, diarienummer) of what was read to answer one of these, in mails that wait for a person."""

    def undecided(self) -> tuple[Undecided, ...]:
        """Mails that wait for a person, no municipality's decision read in them; the newest thousand of each state."""

    def with_evidence(self, answers: Sequence[Answer]) -> tuple[Answer, ...]:
        """The same answers, in the same order, with the evidence and doubts of their decisions."""

    def places(self, entry_id: int) -> tuple[str, ...]:
        """The folders that the mail was fetched from, each once, the first one first."""

    def counts(self, *, most: int | None = None) -> dict[State, int]:
        """Every state has its count, also when it is 0; counted no further than `most` each, for a page's sake."""

    def holdings(self) -> Holdings: ...

    def find(
        self,
        question: Question,
        *,
        limit: int = 50,
        after: int | None = None,
        before: int | None = None,
        count_to: int = 0,
    ) -> Found:
        """A page of the mails: the first, or the one that begins after this entry's id, or ends before it.

        The first page tells how many there are, counted no further than `count_to`.
        """

    def find_all(self, question: Question, *, most: int) -> Iterator[tuple[FoundMail, ...]]:
        """All of them in the order asked for, up to `most`, some at a time."""

    def count(self, question: Question, *, most: int) -> int:
        """How many there are; `most` when there are so many or more."""

    def reindex(self) -> int:
        """Make the index of words anew from all that is settled; how many mails."""

    def with_number(self, number: str) -> tuple[int, ...]:
        """The entries that hold the document with this registration number, the first to arrive first."""

    def mails(self, entry_ids: Sequence[int]) -> tuple[FoundMail, ...]:
        """Those of the entries that there are, in the order given."""

    def related(self, entry_id: int, message_ids: Sequence[str] = ()) -> tuple[tuple[Relation, int], ...]:
        """The other entries that belong with this one, each once; `message_ids` are those that it answers."""
