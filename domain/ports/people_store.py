"""The register as the staff's verbs need it."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from domain.decision import Decision, Result
from domain.learning import Lesson, LessonKind
from domain.outgoing import OutgoingMail
from domain.ports.callbacks import Compose
from domain.register import AuditRow, Entry, State
from domain.trail import Aside


class PeopleStore(Protocol):
    """What people say of a mail, and what they teach."""

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
        """A person's verdict, with an audit row. EntryChanged when the entry is not at `version` any more."""

    def reread(self, entry_id: int, *, version: int, result: Result, compose: Compose, now: dt.datetime) -> Entry:
        """A later reading in place of the machine's earlier one, with an audit row; documents keep their numbers.

        EntryChanged when the entry is not at `version` any more, or when a person has given a verdict.
        """

    def read_alike(self, entry_id: int, *, version: int, read_by: str) -> None:
        """Note that this version of program and readers has read the entry too; nothing else of it changes.

        EntryChanged when the entry is not at `version` any more.
        """

    def decisions_of(self, entry_id: int) -> tuple[Decision, ...]:
        """The decisions that stand of a registered entry, with their evidence; none that repeats an earlier one."""

    def asides(self) -> tuple[Aside, ...]:
        """Of the entries that need a person those that are put aside, as last said; also when their time has come."""

    def put_aside(
        self, entry_id: int, *, version: int, until: dt.date | None, note: str, who: str, now: dt.datetime
    ) -> Entry:
        """Out of the queue until this Swedish date (None: until taken back). EntryChanged as `resolve`, or when the
        entry is settled."""

    def take_back(self, entry_id: int, *, version: int, who: str, now: dt.datetime) -> Entry:
        """An entry that is put aside is in the queue again. EntryChanged as `put_aside`."""

    def ask(self, entry_id: int, *, version: int, mail: OutgoingMail, who: str, reason: str, now: dt.datetime) -> Entry:
        """Queue a question about the entry, as the draft that it is. EntryChanged as `put_aside`."""

    def undo(self, entry_id: int, *, version: int, who: str, compose: Compose, now: dt.datetime) -> Entry:
        """Take back the last thing a person did to the entry (see domain.trail.last_done), with an audit row.

        EntryChanged as `resolve`, when there is nothing to take back, or when a question has been sent already.
        """

    def audit(self, entry_id: int) -> tuple[AuditRow, ...]: ...

    def lessons(self) -> tuple[Lesson, ...]:
        """Those that hold, the first taught first."""

    def learn(
        self, kind: LessonKind, *, said: str, meaning: str, municipality: str | None, who: str, now: dt.datetime
    ) -> Lesson:
        """Keep it, with an audit row. EntryChanged when the same holds already."""

    def unlearn(self, lesson_id: int, *, who: str, now: dt.datetime) -> Lesson:
        """Take it back, with an audit row. EntryChanged when it does not hold."""
