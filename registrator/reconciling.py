"""Once a day: does the register hold what the mailbox and the archive hold? What it lacks is taken in, and told of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from domain.errors import MailboxError
from domain.ports import Folder
from outbox import troubles
from outbox.stockholm import STOCKHOLM, today
from registrator import jobs
from registrator.build import House
from registrator.log import get_log
from registrator.retaining import forget_disposed

log = get_log("reconciling")

BEAT = "reconcile"
_NOT_BEFORE = dt.time(3)
"""Swedish time: at night a mailbox of 200,000 mails may take its time to be listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gaps:
    """Mails of one folder that the register had passed over without having them, by UID."""

    folder: str
    healed: tuple[int, ...]
    left: tuple[int, ...]


def reconcile(house: House, *, at_once: bool = False) -> bool:
    """Compare, when the day's time has come (or at once); whether it was done. Errors: StorageError.

    A mailbox that cannot be reached is no difference: then it is tried again at the next turn.
    """
    now = house.clock()
    last = house.store.beats().get(BEAT)
    if not at_once and (now.astimezone(STOCKHOLM).time() < _NOT_BEFORE or (last and today(last) == today(now))):
        return False
    try:
        gaps = [_compare(house, name) for name in house.config.imap.places]
    except MailboxError as error:
        log.warning("not_reconciled", error=str(error))
        return False
    archive = _archive_line(house)
    told = [line for line in (*map(_line, gaps), archive) if line]
    log.info("reconciled", folders=len(gaps), differences=len(told))
    if told:
        house.store.raise_trouble(troubles.DISAGREE, " ".join(told), house.clock())
    if not archive and not any(gap.left for gap in gaps):  # what was healed is told of as over at once
        house.store.clear_trouble(troubles.DISAGREE, house.clock())
    house.store.beat(BEAT, house.clock())
    return True


def _compare(house: House, name: str) -> _Gaps:
    """The mails below the folder's mark without an entry: taken in where the server gives them."""
    healed: list[int] = []
    left: list[int] = []
    with house.mailbox.open(name) as folder:
        name, validity = folder.name, folder.uidvalidity
        mark = house.store.mark(name, validity) if validity else 0
        for window in folder.uids(0):
            passed = [uid for uid in window if uid <= mark]
            for uid in house.store.unknown(name, validity, passed):
                _heal(house, folder, uid, healed, left)
    return _Gaps(folder=name, healed=tuple(healed), left=tuple(left))


def _heal(house: House, folder: Folder, uid: int, healed: list[int], left: list[int]) -> None:
    if jobs.take_in(house, folder, uid):
        healed.append(uid)
    elif folder.exists(uid):
        left.append(uid)
    log.warning("gap", folder=folder.name, uid=uid, healed=uid in healed)


def _line(gaps: _Gaps) -> str:
    found = len(gaps.healed) + len(gaps.left)
    if not found:
        return ""
    line = f"I mappen {gaps.folder} låg {found} mejl som registret saknade"
    if not gaps.left:
        return f"{line}; alla är nu hämtade."
    return f"{line}; {len(gaps.left)} av dem lämnar servern inte ut (UID {', '.join(map(str, gaps.left[:5]))})."


def _archive_line(house: House) -> str:
    """Counted only: to compare 100,000 names each day is a verification's work, and a difference is as plain."""
    forget_disposed(house)
    kept, rows = house.archive.count(), house.store.holdings().mails - len(house.store.disposed_mails())
    if kept == rows:
        return ""
    if kept < rows:
        return f"I mejlarkivet saknas {rows - kept} av registrets {rows} mejl: återställ dem från säkerhetskopian."
    return f"I mejlarkivet ligger {kept - rows} mejl som inte finns i registret, som har {rows}."
