"""What the pages need, handed over by the shell; nothing here opens a file, a connection or a clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from domain.catalogue import Catalogue
from domain.decision import Decision
from domain.document import DocumentText
from domain.finding import Question
from domain.mail import Message
from domain.outgoing import Organisation
from domain.ports import Archive, Compose, Store
from domain.register import Entry, Overview, RegisteredDocument, State
from domain.trail import Aside
from outbox.compose import Composer
from review.queueing import Waiting, order
from review.recommending import Recommending
from review.show import local
from review.verdict import proposed
from review.vitals import Vitals

TO_REVIEW = (State.FLAGGED, State.FAILED)
_WINDOW = 200
_MOST_COUNTED = 1_000_000


def no_picture(*_: object) -> None:
    """For a desk that draws nothing: its documents are shown as text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A reviewer's desk.

    `compose` gathers what the mails about an entry need, and makes those that a verdict queues. `texts` gives each
    document of an entry with its text as read again from the archive, None when it has none; `message` gives the mail
    itself. Both may raise whatever a hostile mail provokes: the pages then show the entry without them. `picture` draws
    a page (from 1) of a document of the entry so many pixels wide, None when it cannot. `composer` writes the
    questions to senders, None where none are sent. `vitals` tells how the service is set up. `recommending`
    reads and ends recommendations, None where they are only shown. `clock` says the time (aware UTC).
    """

    store: Store
    archive: Archive
    catalogue: Callable[[], Catalogue]
    compose: Callable[[Entry], Compose]
    overviews: Callable[[], tuple[Overview, ...]]
    clock: Callable[[], dt.datetime]
    organisation: Organisation
    texts: Callable[[Entry], tuple[tuple[RegisteredDocument, DocumentText | None], ...]]
    message: Callable[[Entry], Message]
    picture: Callable[[Entry, str, int, int], bytes | None] = no_picture
    composer: Composer | None = None
    vitals: Callable[[], Vitals] = Vitals
    recommending: Recommending | None = None

    def today(self) -> dt.date:
        """The date in Stockholm."""
        return local(self.clock()).date()

    def asides(self) -> dict[int, Aside]:
        """What is put aside and not back yet, by entry."""
        today = self.today()
        return {aside.entry_id: aside for aside in self.store.asides() if aside.lasts(today)}

    def flagged(self) -> tuple[Entry, ...]:
        """All entries that need a person, also those put aside, newest arrival first."""
        found: list[Entry] = []
        before: int | None = None
        while True:
            window = self.store.entries(TO_REVIEW, limit=_WINDOW, before=before)
            found.extend(window)
            if len(window) < _WINDOW:
                return tuple(found)
            before = window[-1].id

    def waiting(self) -> tuple[Entry, ...]:
        """All entries in the queue, most urgent first."""
        return tuple(one.entry for one in self.queue())

    def queue(self) -> tuple[Waiting, ...]:
        """The queue without what is put aside, most urgent first."""
        away = self.asides()
        return order((entry for entry in self.flagged() if entry.id not in away), self.catalogue())

    def waiting_count(self) -> int:
        return self.store.count(Question(states=TO_REVIEW), most=_MOST_COUNTED) - len(self.asides())

    def next_after(self, settled: Entry) -> Entry | None:
        """The entry to look at when this one is settled: the next in the queue, else the first that is left."""
        others = [one for one in self.queue() if one.entry.id != settled.id]
        (place,) = (one.place for one in order((settled,), self.catalogue()))
        later = [one for one in others if one.place > place]
        return next((one.entry for one in later or others), None)

    def decisions(self, entry: Entry) -> tuple[Decision, ...]:
        """The decisions that stand of a registered entry, which a person may have put there; of others what was read.

        A registered decision that repeats an earlier one is no answer of its own; then too it is what was read.
        """
        standing = self.store.decisions_of(entry.id) if entry.state is State.REGISTERED else ()
        return standing or proposed(entry)
