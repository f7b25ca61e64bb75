"""Which mail is sent next, and writing down what was sent, at a time that costs nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from domain.outgoing import OutboxRow
from registrator.build import House
from registrator.log import get_log

log = get_log("sending")


class Claims:
    """The rows of one round: one in hand, one claimed ahead, one whose success is about to be written down.

    A success is written down, and the next row claimed, in the one moment in which the server is busy and we are not:
    when the next mail's first command is on its way. Without a next mail, or before anything that may take long, it is
    written at once. So a kill finds it unwritten only within the instant between two writes.
    """

    def __init__(self, house: House, on_row: Callable[[OutboxRow], None]) -> None:
        self._house, self._on_row = house, on_row
        self._ahead: OutboxRow | None = None
        self._unwritten: tuple[OutboxRow, dt.datetime] | None = None
        self.sent = 0

    def take(self) -> OutboxRow | None:
        """The next mail to send; None when none is due, or the service has been asked to stop."""
        if self._house.stopping.is_set():
            self.give_back()
            return None
        if self._ahead is None:
            self.write(claim=True)
        row, self._ahead = self._ahead, None
        return row

    def done(self, row: OutboxRow) -> None:
        """The server has said 250."""
        self.sent += 1
        self._unwritten = row, self._house.clock()

    def write(self, *, claim: bool = False) -> None:
        """Write down the last success, if that has not been done; with `claim`, claim one more mail ahead."""
        store, unwritten = self._house.store, self._unwritten
        claim = claim and self._ahead is None
        if unwritten is not None:
            row, at = unwritten
            ahead = store.sent(row.id, at, claim_next=claim)
            self._unwritten = None
            log.info("sent", row=row.id, kind=row.mail.kind.value, to=row.mail.recipient)
            self._on_row(row)
        else:
            ahead = store.claim(self._house.clock()) if claim else None
        self._ahead = self._ahead or ahead

    def give_back(self) -> None:
        """Write down what was sent; the mail claimed ahead waits again as it did."""
        self.write()
        row, self._ahead = self._ahead, None
        if row is not None:
            self._house.store.postpone(row.id, until=row.next_attempt_at, error=row.last_error, counted=False)
