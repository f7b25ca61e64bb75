"""The mailbox over IMAP: which mails there are, their bytes, and a mark on those that are done."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterator, Sequence
from weakref import WeakSet

from domain.errors import MailboxError, MailboxRefused
from domain.mail import MailPosition, RawMail
from ingest.answers import GivenMail
from ingest.backoff import Backoff
from ingest.connection import Connection, Selected
from ingest.deadline import Clock, TimedContext, verifying_context
from ingest.idle import listen
from ingest.settings import ImapSettings
from ingest.trouble import ca_file_trouble

__all__ = ["ImapFolder", "ImapMailbox", "ImapSettings"]

WINDOW = 5000
"""UIDs asked for at a time, and the most that are handed over at a time."""

SAFE_ANSWER = 50_000
"""UIDs that fit in one SEARCH answer: imaplib fails at a line of 1,000,000 bytes, and a UID takes up to 11."""

LOSSES_IN_A_ROW = 3
"""Mails in a row over which the connection may break before the server, not the mails, is held to be ill."""


class ImapMailbox:
    """A mailbox whose folders can be opened, one after the other. Implements domain.ports.Mailbox.

    With `keep` the connection is kept from one visit to the next, and a server that is away is tried again no earlier
    than `backoff` says. Only `connect` and `listen` may be used from several threads.
    """

    def __init__(self, settings: ImapSettings, *, keep: bool = False) -> None:
        self._settings = settings
        self._context: TimedContext | None = None
        self._keep = keep
        self._kept: Connection | None = None
        self._clocks: WeakSet[Clock] = WeakSet()
        self._broken_off = False
        self.backoff = Backoff()

    @contextlib.contextmanager
    def open(self, folder: str) -> Iterator[ImapFolder]:
        """Sign in, unless the connection was kept, and open the folder, read-only.

        Errors: MailboxError, MailboxRefused.
        """
        opened = ImapFolder(self._settings, self._entered, folder)
        try:
            yield opened
        except BaseException:
            opened.close()  # it may be in the middle of an answer
            raise
        if self._keep and not opened.connection.lost:
            self._kept = opened.connection
        else:
            opened.close()

    def _entered(self, folder: str) -> tuple[Connection, Selected]:
        """A connection with the folder open; the caller closes it."""
        connection, self._kept = self._kept, None
        if connection is not None:
            try:
                selected = connection.select(folder, readonly=True)
                self.backoff.well()
                return connection, selected
            except BaseException as error:
                connection.close()
                if not (isinstance(error, MailboxError) and connection.lost):
                    raise
                # Servers hang up after half an hour of silence, and when they restart: that is no trouble yet.
        if self._keep and self.backoff.error is not None and self.backoff.left():
            raise type(self.backoff.error)(str(self.backoff.error))
        connection = self.connect()
        try:
            return connection, connection.select(folder, readonly=True)
        except BaseException:
            connection.close()
            raise

    def connect(self) -> Connection:
        """A new connection, signed in; the caller closes it. Errors: MailboxError, MailboxRefused."""
        try:
            connection = Connection(self._settings, self._verifying(), self._new_clock())
        except MailboxError as error:
            self.backoff.failed(error)
            raise
        self.backoff.well()
        return connection

    def _new_clock(self) -> Clock:
        clock = Clock(self._settings.seconds)
        self._clocks.add(clock)
        if self._broken_off:
            clock.break_off()
        return clock

    def break_off(self) -> None:
        """End what is being said, from another thread, and whatever is begun from now on: it raises MailboxError."""
        self._broken_off = True
        for clock in tuple(self._clocks):
            clock.break_off()

    def _verifying(self) -> TimedContext:
        if self._context is None:
            try:
                self._context = verifying_context(self._settings.ca_file)
            except (OSError, ValueError) as error:
                raise ca_file_trouble(error, self._settings) from error
        return self._context

    def listen(
        self, folders: Sequence[str], news: Callable[[], None], failed: Callable[[str, Exception], None]
    ) -> Callable[[], None]:
        """Have the server tell of new mails in the folders; as domain.ports.Mailbox.listen says."""
        return listen(self.connect, self.backoff, folders, news, failed)

    def close(self) -> None:
        """Sign out. Never raises."""
        if self._kept is not None:
            self._kept.close()
            self._kept = None


class ImapFolder:
    """An open folder. Implements domain.ports.Folder; use it from one thread at a time.

    `name` is what it is called in the register; it may have been asked for by its use.
    """

    def __init__(
        self, settings: ImapSettings, entered: Callable[[str], tuple[Connection, Selected]], name: str
    ) -> None:
        self._asked = name
        self._settings = settings
        self._entered = entered
        self._losses = 0
        self._sizes_are_estimates = False
        self.connection, selected = entered(name)
        self.name = settings.prefix + selected.name
        self.uidvalidity, self.uidnext = selected.uidvalidity, selected.uidnext
        self._highest = self._highest_uid(selected)

    def _highest_uid(self, selected: Selected) -> int:
        if not selected.exists:
            return 0
        self._widest = WINDOW if selected.exists > SAFE_ANSWER else 2**32
        return selected.uidnext - 1 if selected.uidnext else self.connection.highest_uid()

    def close(self) -> None:
        """Sign out. Never raises."""
        self.connection.close()

    def uids(self, above: int) -> Iterator[tuple[int, ...]]:
        """UIDs greater than `above` of the mails that lay in the folder when it was opened, rising, in windows.

        A stretch of UIDs without mails is crossed in ever wider steps (some servers number by the clock: 10 mails
        and UIDs above 1,400,000,000), but never wider than what one SEARCH answer can hold.
        """
        low, width = above + 1, WINDOW
        while low <= self._highest:
            high = min(low + width - 1, self._highest)
            found = self.connection.uids_between(low, high)
            for start in range(0, len(found), WINDOW):
                yield found[start : start + WINDOW]
            width = WINDOW if found else min(width * 2, self._widest)
            low = high + 1

    def fetch(self, uid: int) -> RawMail | None:
        """The mail with its bytes and its time of arrival (INTERNALDATE, UTC); its flags stay as they are.

        None when the mail is gone, when the server gives no body or not this mail's, and when the connection breaks
        over this mail but can be had again: so one mail that a server cannot give does not stop those behind it.
        Errors: MailboxError when the connection cannot be had again, or breaks over mail after mail.
        """
        try:
            given = self._given(uid)
        except MailboxError as error:
            self._losses += 1
            if self._losses >= LOSSES_IN_A_ROW or not self.connection.lost:
                raise
            self._reopen(error)
            return None
        self._losses = 0
        if given is None:
            return None
        position = MailPosition(folder=self.name, uidvalidity=self.uidvalidity, uid=uid)
        return RawMail(raw=given.raw, position=position, arrived_at=given.arrived_at)

    def _given(self, uid: int) -> GivenMail | None:
        """The mail; one whose size is not the size that was told is fetched twice, and must be the same both times.

        What binds is the length of the literal, which imaplib and imapclient keep to. RFC822.SIZE must be exact as
        well, but Exchange gives an estimate (EnableExactRFC822Size is off by default): to insist on it would be to
        refuse mails for ever. A server once caught estimating is not asked twice again on this connection.
        """
        given = self.connection.fetch(uid)
        if given is None or given.size in (None, len(given.raw)) or self._sizes_are_estimates:
            return given
        first = hashlib.sha256(given.raw).digest()
        given = None  # one mail in memory at a time
        given = self.connection.fetch(uid)
        if given is None or hashlib.sha256(given.raw).digest() != first:
            return None
        self._sizes_are_estimates = True
        return given

    def _reopen(self, cause: MailboxError) -> None:
        self.connection.close()
        self.connection, selected = self._entered(self._asked)
        self._sizes_are_estimates = False
        if selected.uidvalidity != self.uidvalidity:
            raise self._renumbered() from cause

    def exists(self, uid: int) -> bool:
        """Whether the mail is still in the folder, as the server sees it now."""
        return bool(self.connection.present((uid,)))

    def acknowledge(self, uids: Sequence[int]) -> None:
        """Flag or move the mails, as configured; those that are gone are passed over. Safe to repeat.

        The folder is opened anew for writing, so that a UIDVALIDITY changed since is seen and no other mail under the
        same UID is touched. Where the server gives no UIDVALIDITY nothing is marked: a UID then names nothing.
        Errors: MailboxRefused when the server does not allow it, MailboxError when the folder has been renumbered.
        """
        if self._settings.after == "leave" or not uids or not self.uidvalidity:
            return
        selected = self.connection.select(self._asked, readonly=False)
        if selected.uidvalidity != self.uidvalidity:
            raise self._renumbered()
        moving = self._settings.after == "move"
        left = self.connection.present(uids, undeleted=moving)
        if not left:
            return
        if moving:
            self.connection.move(left, self._settings.move_to)
        else:
            require_keyword(selected, self._settings, self.name)
            self.connection.add_flag(left, self._settings.flag)

    def _renumbered(self) -> MailboxError:
        return MailboxError(
            f"Mappen {self.name} hos {self._settings.server} har numrerats om medan den var öppen (UIDVALIDITY). "
            "Inget brev har märkts eller flyttats; nästa hämtning läser mappen på nytt."
        )


def require_keyword(selected: Selected, settings: ImapSettings, folder: str) -> None:
    """Errors: MailboxRefused when the folder takes neither new keywords nor the one configured."""
    allowed = selected.permanent_flags
    if allowed is None or b"\\*" in allowed or settings.flag.lower() in {flag.decode().lower() for flag in allowed}:
        return
    raise MailboxRefused(
        f"Mappen {folder} hos {settings.server} tar inte emot märket {settings.flag}. Välj ett annat i imap.flag, "
        'till exempel "\\\\Flagged", eller sätt imap.after = "move" eller "leave".'
    )
