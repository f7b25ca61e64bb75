"""A backup: the register as it is at one moment, the archive files it names, all tried before it counts as a backup.

The register is copied first. Every mail that the copy names is in the archive by then (`jobs.take_in` keeps the bytes
before the row), and stays there, so the two agree although the service goes on meanwhile.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from domain.errors import StorageError
from ingest.archive_check import ArchiveCheck, Kept
from outbox import troubles
from outbox.stockholm import STOCKHOLM, today
from registrator import __version__
from registrator.backup_folder import ARCHIVE, FORMAT, REGISTER, Backup, Manifest, backups, finish, rotate, unfinished
from registrator.build import House
from registrator.config import Config
from registrator.log import get_log
from registrator.verifying import verify
from storage.engine import open_store
from storage.snapshot import counts, schema_of, snapshot
from storage.store import SqlStore

log = get_log("backup")

BEAT = "backup"
_TRIED = "backup_tried"
_AGAIN = dt.timedelta(hours=1)
_OLD = dt.timedelta(days=2)


class Interrupted(StorageError):
    """The service was asked to stop meanwhile; nothing is left behind."""


def back_up_daily(house: House) -> Backup | None:
    """Make the day's backup when its time has come, note how it went; None when it was not the time, or it failed.

    After a failure it is tried again every hour, until the day has its backup.
    """
    settings, now = house.config.backup, house.clock()
    if settings.folder is None:
        _clear(house)
        return None
    _look_at_age(house, now)
    if not _due(house, now):
        return None
    house.store.beat(_TRIED, now)
    try:
        made = back_up(house.config, settings.folder, now, stopping=house.stopping.is_set)
    except Interrupted:
        return None
    except StorageError as error:
        _raise(house, str(error))
        return None
    note(house, made)
    return made


def note(house: House, made: Backup) -> None:
    """What a backup in the configured folder means for the service."""
    house.store.beat(BEAT, made.manifest.made_at)
    log.info("backup", path=str(made.path), mails=made.manifest.mails, faults=len(made.manifest.faults))
    if faults := made.manifest.faults:
        _raise(house, f"Kopian {made.path.name} är gjord, men det som kopierades har fel: {faults[0]}")
    else:
        _clear(house)


def _due(house: House, now: dt.datetime) -> bool:
    beats = house.store.beats()
    last, tried = beats.get(BEAT), beats.get(_TRIED)
    if now.astimezone(STOCKHOLM).time() < house.config.backup.at or (last and today(last) == today(now)):
        return False
    return tried is None or not now - _AGAIN < tried <= now  # a clock that had run ahead holds up nothing


def _look_at_age(house: House, now: dt.datetime) -> None:
    last = house.store.beats().get(BEAT)
    if last and now - last > _OLD:
        _raise(house, f"Den senaste säkerhetskopian är från {last.astimezone(STOCKHOLM):%Y-%m-%d kl. %H.%M}.")


def _raise(house: House, what: str) -> None:
    if house.store.raise_trouble(troubles.BACKUP, what, house.clock()):
        log.warning("trouble_begins", trouble=troubles.BACKUP, what=what)


def _clear(house: House) -> None:
    if house.store.clear_trouble(troubles.BACKUP, house.clock()):
        log.info("trouble_over", trouble=troubles.BACKUP)


def back_up(config: Config, folder: Path, now: dt.datetime, *, stopping: Callable[[], bool] = lambda: False) -> Backup:
    """Make a backup in the folder, try it, then remove those that are too old.

    Faults of the register or the archive themselves are in its manifest, and then none is removed: an earlier one may
    hold what is damaged now. Errors: StorageError, DiskFull, and Interrupted once `stopping` says so.
    """
    earlier = backups(folder)
    live = config.storage.folder / "archive"
    with unfinished(folder, now) as work:
        snapshot(config.database_url, work / REGISTER)
        register_sha256 = _sha256(work / REGISTER)
        trial = work / "trial"
        trial.mkdir(mode=0o700)
        shutil.copyfile(work / REGISTER, trial / REGISTER)
        url = f"sqlite:///{trial / REGISTER}"
        rows = counts(url)
        with closing(open_store(url)) as store:
            copying = _Copying(live, work / ARCHIVE, earlier[-1].path / ARCHIVE if earlier else None)
            for sha256, entry_id in store.mail_hashes():
                if stopping():
                    raise Interrupted("Säkerhetskopieringen avbröts: tjänsten stoppas.")
                copying.copy(sha256, entry_id)
            faults = [*copying.faults, *_tried(store, work / ARCHIVE)]
            head = store.check_audit().head
        manifest = Manifest(
            format=FORMAT,
            program=__version__,
            made_at=now,
            schema=schema_of(url),
            register_sha256=register_sha256,
            rows=rows,
            mails=rows["mails"],
            mail_bytes=copying.size,
            audit_head=head,
            faults=tuple(faults),
        )
        shutil.rmtree(trial)
        made = finish(work, manifest)
    if not faults:
        rotate(folder, daily=config.backup.keep_daily, weekly=config.backup.keep_weekly)
    return made


def _tried(store: SqlStore, archive: Path) -> list[str]:
    """What is wrong with the backup as it would be restored: the register opened, every mail read."""
    return [fault for checked in verify(store, ArchiveCheck(archive)) if not checked.well for fault in checked.faults]


class _Copying:
    """Mails into a backup. What the one before it holds unchanged is the same file on disk, for it is never changed;
    never the same as the archive's own, whose damage it would share."""

    def __init__(self, live: Path, to: Path, before: Path | None) -> None:
        self.faults: list[str] = []
        self.size = 0
        self._live, self._to, self._before = live, to, before
        to.mkdir(mode=0o700)

    def copy(self, sha256: str, entry_id: int) -> None:
        """Damaged bytes too, when there are no others: the trial names them, and a person may save something."""
        whole = ArchiveCheck(self._live).look(sha256) is Kept.WHOLE
        target = mail_file(self._to, sha256)
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self._linked(sha256, target):
            if not whole:
                self.faults.append(
                    f"Mejl {entry_id} ({sha256}) är skadat eller saknas i mejlarkivet, men är helt i säkerhetskopian. "
                    "Kopiera tillbaka det därifrån till mappen archive/raw."
                )
        else:
            with suppress(FileNotFoundError):  # the trial says so
                copy_flushed(mail_file(self._live, sha256), target)
        with suppress(FileNotFoundError):
            self.size += target.stat().st_size

    def _linked(self, sha256: str, target: Path) -> bool:
        if self._before is None or ArchiveCheck(self._before).look(sha256) is not Kept.WHOLE:
            return False
        try:
            os.link(mail_file(self._before, sha256), target)
        except OSError:  # a file system without links, or too many of one file
            copy_flushed(mail_file(self._before, sha256), target)
        return True


def copy_flushed(source: Path, target: Path) -> None:
    """On disk for good, readable only, with the time of the original, which tells when the mail came."""
    shutil.copyfile(source, target)
    shutil.copystat(source, target)
    descriptor = os.open(target, os.O_RDONLY)
    try:
        os.fchmod(descriptor, 0o440)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def mail_file(root: Path, sha256: str) -> Path:
    """Where a mail lies in an archive, the service's own or a backup's."""
    return root / "raw" / sha256[:2] / f"{sha256}.eml"


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
