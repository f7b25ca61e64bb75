"""A new register from the archive and the journal beside it, when the old one is lost or damaged beyond repair.

It is made beside its place, and put there by renaming, so a rebuilding that is killed is begun again. Entries, numbers,
people's decisions and the audit trail come from the journal, row for row; what reading gives comes from reading every
mail again. A mail that the journal does not know is taken in anew; without a journal all are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from domain.errors import StorageError
from domain.outgoing import OutgoingState
from ingest.archive_check import ArchiveCheck
from registrator.arrival import arrival_of
from registrator.backing_up import mail_file
from registrator.backup_folder import flush_folder, telling, write_flushed
from registrator.build import House, open_house
from registrator.config import Config
from registrator.journal import Journal
from registrator.journaling import journal_of, renew_journal
from registrator.lock import RESTORING
from registrator.recalling import Recalled, recall
from registrator.restoring import SERVER_TAKEN, moved_aside
from registrator.workers import read_in_order
from storage.engine import open_store
from storage.migrate import migrate
from storage.replaying import Replayed, replay
from storage.restoring import Held, is_empty, pour, prepare
from storage.store import SqlStore

WHO = "registrator rebuild"
_STAGED = ".rebuilding-registrator.sqlite3"
_PAGE = 500
_NOT_AGAIN = (
    "Skrevs när registret byggdes upp utan journal, om ett mejl som kan ha besvarats förut. Skickas inte; skriv själv "
    "till mottagaren om det behövs."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """What came from where, and what could not be had again. `faults` are those of the journal, in Swedish.

    `strays` are mails of the archive that the journal does not know; `lost` entries whose mail is not whole in the
    archive, as far as they stand in the register.
    """

    by_journal: bool
    replayed: Replayed
    recalled: Recalled
    strays: int
    held: Held
    faults: tuple[str, ...]
    aside: Path | None


def rebuild(
    config: Config,
    now: dt.datetime,
    *,
    over: bool = False,
    journal: Path | None = None,
    on_mail: Callable[[], None] = lambda: None,
) -> Rebuilt:
    """Rebuild the register that the configuration names; the caller holds the lock (`alone(restoring=True)`).

    `over`: a register file that is there is moved aside; a database on a server must be empty all the same. `journal`
    is read instead of the service's own. Errors: StorageError when something is in the way; then nothing is changed.
    """
    site = _Site(config)
    site.require_free(over=over)
    source = Journal(journal) if journal else journal_of(config)
    by_journal = source.last() is not None
    if journal and not by_journal:
        raise StorageError(f"{journal} är ingen journal, eller så är den tom.")
    staged, faults = site.stage(), list[str]()
    replayed = replay(staged.database_url, lambda: source.read(faults))
    recalled, strays = _read_again(staged, now, on_mail, by_journal=by_journal)
    held = prepare(site.staged, made_at=_until(source, now), now=now, who=WHO, verb="rebuild", since=_since(by_journal))
    return Rebuilt(
        by_journal=by_journal,
        replayed=replayed,
        recalled=recalled,
        strays=strays,
        held=held,
        faults=tuple(dict.fromkeys(faults)),  # the journal is read twice
        aside=site.put(now),
    )


def _read_again(
    staged: Config, now: dt.datetime, on_mail: Callable[[], None], *, by_journal: bool
) -> tuple[Recalled, int]:
    """What the archive gives: the readings of what the journal knows, and the mails that it does not know; how many."""
    with open_house(staged) as opened, closing(open_store(staged.database_url)) as store:
        house = replace(opened, clock=lambda: now)
        recalled = recall(house, store, on_mail)
        with telling(staged.storage.folder):
            strays = _take_in_strays(staged, store, now)
        if not by_journal:
            _read_silently(house, on_mail)
    return recalled, strays


def _since(by_journal: bool) -> str:
    if by_journal:
        return "Registret byggdes upp på nytt ur mejlarkivet och journalen"
    return "Registret byggdes upp på nytt ur mejlarkivet, utan journal"


def _until(journal: Journal, now: dt.datetime) -> dt.datetime:
    """When the journal was last written: what was sent after that is not known."""
    with suppress(FileNotFoundError):
        return min(dt.datetime.fromtimestamp(journal.path.stat().st_mtime, dt.UTC), now)
    return now


def _take_in_strays(config: Config, store: SqlStore, now: dt.datetime) -> int:
    """In the order of arrival, as far as the mails themselves tell."""
    root = config.storage.folder / "archive"
    known = {sha256 for sha256, _ in store.mail_hashes()}
    strays = [
        (arrival_of(mail_file(root, sha256), now), sha256)
        for sha256 in ArchiveCheck(root).names()
        if sha256 not in known
    ]
    for arrived_at, sha256 in sorted(strays):
        size = mail_file(root, sha256).stat().st_size
        store.receive_again(sha256=sha256, size=size, arrived_at=arrived_at, now=now)
    return len(strays)


def _read_silently(house: House, on_mail: Callable[[], None]) -> None:
    """Nobody knows what was said of these mails, so nothing is said again."""
    waiting = house.store.waiting()
    for start in range(0, len(waiting), _PAGE):
        for _ in read_in_order(house, waiting[start : start + _PAGE]):
            on_mail()
        written = house.store.outbox((OutgoingState.WAITING, OutgoingState.DRAFT), limit=20 * _PAGE, content=False)
        house.store.withdraw([row.id for row in written], _NOT_AGAIN)


class _Site:
    """Where the register is to lie."""

    def __init__(self, config: Config) -> None:
        self._config, self._folder, self._file = config, config.storage.folder, config.database_file
        near = self._file.parent if self._file else self._folder
        self.staged = near / _STAGED  # on the disk where it is to lie
        self._mark = self._folder / RESTORING

    def require_free(self, *, over: bool) -> None:
        with suppress(FileNotFoundError):
            if self._mark.read_text("utf-8") != "rebuild":
                raise StorageError("En återställning har avbrutits. Kör »registrator restore KOPIA« igen först.")
            return  # an earlier rebuilding was broken off: what is there is half of it
        if self._file is None:
            if not is_empty(self._config.database_url):
                raise StorageError(SERVER_TAKEN)
        elif self._file.exists() and not over:
            raise StorageError(
                f"Registret {self._file} finns redan. Med --over flyttas det undan och ett nytt byggs upp; inget tas "
                "bort."
            )

    def stage(self) -> Config:
        """An empty register beside the place; the configuration of a service that uses it."""
        self._unstage()
        url = f"sqlite:///{self.staged}"
        with telling(self.staged.parent):
            self.staged.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
        migrate(url, copy=False)
        return replace(self._config, storage=replace(self._config.storage, database=url))

    def _unstage(self) -> None:
        for part in _parts(self.staged):
            part.unlink(missing_ok=True)

    def put(self, now: dt.datetime) -> Path | None:
        """Out with what is there, in with what is staged, and the journal is that of the new register."""
        aside = None
        name = f"undanflyttat-{now.astimezone(dt.UTC):%Y-%m-%dT%H%M%SZ}"
        with telling(self._folder):
            write_flushed(self._mark, b"rebuild")
            if self._file:
                for part in _parts(self._file):
                    aside = moved_aside(part, self._file.parent / name) or aside
                self.staged.rename(self._file)
                flush_folder(self._file.parent)
            else:
                pour(self.staged, self._config.database_url)
            self._unstage()
            with closing(open_store(self._config.database_url)) as store:
                renew_journal(journal_of(self._config), store, aside=self._journal_aside(name))
            self._mark.unlink()
            flush_folder(self._folder)
        return aside

    def _journal_aside(self, name: str) -> Path:
        return self._folder / f"journal-{name}.jsonl"


def _parts(file: Path) -> tuple[Path, ...]:
    return (file, *(file.with_name(f"{file.name}{end}") for end in ("-wal", "-shm")))
