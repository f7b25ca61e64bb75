"""The verb that keeps the journal: what has been committed since the last time is written beside the archive."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from domain.errors import StorageError
from domain.journal import JournalMark
from domain.ports import Store
from registrator.backup_folder import flush_folder, telling
from registrator.build import House
from registrator.config import Config
from registrator.journal import JOURNAL, Journal
from registrator.log import get_log

log = get_log("journal")

_ONE_AT_A_TIME = threading.Lock()
"""A journal that is put in the place of another must not be written to by who has looked at that other."""


def journal_of(config: Config) -> Journal:
    """The service's own journal, beside its archive."""
    return Journal(config.storage.folder / JOURNAL)


def keep_journal(house: House) -> int:
    """Bring the journal up to the register; how many lines were written. Errors: StorageError, DiskFull."""
    with _ONE_AT_A_TIME:
        return write_journal(journal_of(house.config), house.store)


def keep_journal_at_end(house: House) -> None:
    """The same when a run ends. What cannot be written now, as on a full disk, is written after the next start."""
    try:
        keep_journal(house)
    except StorageError as error:
        log.warning("journal_not_written", error=str(error))


def renew_journal(journal: Journal, store: Store, *, aside: Path | None = None) -> None:
    """Write it anew from the register, in the place of what is there, which is kept as `aside` or not at all.

    At each moment there is a whole one under its name. Errors: StorageError, DiskFull.
    """
    new = Journal(journal.path.with_name(f".{journal.path.name}.unfinished"))
    with _ONE_AT_A_TIME, telling(journal.path.parent):
        new.path.unlink(missing_ok=True)
        write_journal(new, store)
        if aside and journal.path.exists():
            os.link(journal.path, aside)
            flush_folder(aside.parent)
        if new.path.exists():
            new.path.replace(journal.path)
        else:  # nothing in the register yet
            journal.path.unlink(missing_ok=True)
        flush_folder(journal.path.parent)


def write_journal(journal: Journal, store: Store) -> int:
    """Add to the journal what it lacks of the register; how many lines. Errors: StorageError, DiskFull."""
    mark: JournalMark = journal.last() or store.journal_begins()
    written, more = 0, True
    while more:
        page = store.journal_after(mark)
        if page.lines:
            journal.add(page.lines, page.mark)
        mark, more, written = page.mark, page.more, written + len(page.lines)
    return written
