"""Trying a mailbox before the service needs it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence

from domain.errors import MailboxError, MailboxRefused
from ingest.connection import Connection
from ingest.imap import ImapMailbox, require_keyword
from ingest.settings import ImapSettings


def probe(settings: ImapSettings, folders: Sequence[str]) -> Iterator[tuple[str, bool, str]]:
    """Try what the daemon will need: (what was tried, whether it works, what was found or what to do). Never raises.

    Nothing in the mailbox is changed.
    """
    what = "IMAP"
    try:
        connection = ImapMailbox(settings).connect()
    except MailboxError as error:
        yield what, False, str(error)
        return
    with contextlib.closing(connection):
        yield what, True, f"inloggad som {settings.username} hos {settings.server}, TLS verifierad"
        wanted = [*folders, *([settings.move_to] if settings.after == "move" else [])]
        for folder in wanted:
            try:
                yield f"IMAP-mappen {folder}", True, _tried(connection, settings, folder)
            except MailboxRefused as error:
                yield f"IMAP-mappen {folder}", False, f"{error}{_existing(connection)}"
            except MailboxError as error:
                yield f"IMAP-mappen {folder}", False, str(error)
                return


def _tried(connection: Connection, settings: ImapSettings, folder: str) -> str:
    selected = connection.select(folder, readonly=settings.after == "leave")
    if settings.after == "flag":
        require_keyword(selected, settings, folder)
    held = f"{selected.name}, {selected.exists} brev" if folder.startswith("\\") else f"{selected.exists} brev"
    if not selected.uidvalidity:
        return f"{held}; servern ger ingen UIDVALIDITY, så varje brev hämtas vid varje hämtning"
    return held


def _existing(connection: Connection) -> str:
    try:
        return f" Mappar som finns: {', '.join(connection.folders())}."
    except MailboxError:
        return ""
