"""Several mailboxes as one: each folder is asked for by its name in the register."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from ingest.imap import ImapFolder, ImapMailbox
from ingest.settings import ImapSettings


class ImapMailboxes:
    """Mailboxes told apart by their settings' prefix, "" for the first. Implements domain.ports.Mailbox.

    Each has its connection and its own patience with its server: one that is away does not hold up the others for
    longer than one try.
    """

    def __init__(self, all_settings: Sequence[ImapSettings]) -> None:
        # The longest first: every name begins with the prefix of the first mailbox.
        ordered = sorted(all_settings, key=lambda settings: len(settings.prefix), reverse=True)
        self._mailboxes = tuple((settings.prefix, ImapMailbox(settings, keep=True)) for settings in ordered)

    def open(self, folder: str) -> AbstractContextManager[ImapFolder]:
        """As ImapMailbox.open."""
        prefix, mailbox = self._holder(folder)
        return mailbox.open(folder.removeprefix(prefix))

    def listen(
        self, folders: Sequence[str], news: Callable[[], None], failed: Callable[[str, Exception], None]
    ) -> Callable[[], None]:
        """As domain.ports.Mailbox.listen says."""
        ends = []
        for prefix, mailbox in self._mailboxes:
            held = [name.removeprefix(prefix) for name in folders if self._holder(name)[1] is mailbox]
            ends.append(mailbox.listen(held, news, failed))

        def end() -> None:
            for one in ends:
                one()

        return end

    def break_off(self) -> None:
        """As ImapMailbox.break_off, everywhere."""
        for _, mailbox in self._mailboxes:
            mailbox.break_off()

    def close(self) -> None:
        """Sign out everywhere. Never raises."""
        for _, mailbox in self._mailboxes:
            mailbox.close()

    def _holder(self, folder: str) -> tuple[str, ImapMailbox]:
        return next((prefix, mailbox) for prefix, mailbox in self._mailboxes if folder.startswith(prefix))
