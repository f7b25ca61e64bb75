"""What is wrong right now: each check notes a trouble, or that it is over. Who is told, and when, stands elsewhere."""

from __future__ import annotations

import datetime as dt
import shutil
from contextlib import suppress
from functools import lru_cache

from domain.errors import DiskFull, MailboxError, MailboxRefused, StorageError
from domain.mail import MailPosition
from outbox import troubles
from outbox.compose import Composer
from outbox.stockholm import clock
from registrator import jobs
from registrator.alarming import tell_operator
from registrator.build import House
from registrator.log import get_log
from registrator.permissions import open_to_others
from registrator.previews.table import CASES
from registrator.signs_of_life import ASKED, PROGRESS, allowed_silence, asked_in_vain, last_work

log = get_log("watching")

_ENOUGH = 1.1
"""Of the reserve: so that a disk just at it is not low and well, and polling not paused and resumed, in turns."""

_IN_VAIN = dt.timedelta(minutes=5)
"""A visit that gets nowhere for so long meets a silent server. The visit itself may never come to tell: a service that
dies each minute does not live for the minute that a server has for its answer."""


def watch(house: House) -> int:
    """Look at what can be seen from here, then tell the operator what there is to tell; how many mails were queued."""
    _look_at_work(house)
    _look_at_mailbox(house)
    _look_at_disk(house)
    _look_at_templates(house)
    _look_at_permissions(house)
    return tell_operator(house)


def poll(house: House) -> int:
    """Take in what is new, and note how that went; how many mails. Errors: DiskFull below the reserve; as
    jobs.poll_mailbox."""
    withheld: list[MailPosition] = []
    failed: list[MailboxError] = []
    require_room(house)
    if asked_in_vain(house.store.beats()) is None:
        house.store.beat(ASKED, house.clock())
    try:
        taken = jobs.poll_mailbox(house, on_withheld=withheld.append, on_failed=failed.append)
    except MailboxError:
        _note_failed(house, failed)
        raise
    except DiskFull as error:
        with suppress(StorageError):  # the register may lie on the same disk
            _note(house, troubles.DISK_FULL, str(error))
        raise
    for name in (troubles.MAILBOX, troubles.SIGN_IN, troubles.DISK_FULL):
        _clear(house, name)
    _note_withheld(house, withheld)
    return taken


def _note_failed(house: House, failed: list[MailboxError]) -> None:
    """Of several mailboxes one may refuse us and another be away: each is told of, once for all its folders."""
    refused = dict.fromkeys(str(error) for error in failed if isinstance(error, MailboxRefused))
    away = dict.fromkeys(str(error) for error in failed if not isinstance(error, MailboxRefused))
    if refused:
        _note(house, troubles.SIGN_IN, " ".join(refused))
    if not away:
        _clear(house, troubles.MAILBOX)
    elif not house.stopping.is_set():  # else it was broken off by us
        _note(house, troubles.MAILBOX, " ".join(away))


def acknowledge(house: House) -> None:
    """Mark what is done in the mailbox, as jobs.acknowledge, and note what it refuses."""
    refused: list[MailboxError] = []
    done = jobs.acknowledge(house, refused.append)
    if refused:
        _note(house, troubles.MARKING, " ".join(dict.fromkeys(map(str, refused))))
    elif done:
        _clear(house, troubles.MARKING)


def require_room(house: House) -> None:
    """Errors: DiskFull while the disk has less than the reserve, and until it has clearly more. What is left is for
    what the service already has in hand, and for backing it up; new mails are safe where they are."""
    _look_at_disk(house)
    for trouble in house.store.troubles():
        if trouble.name == troubles.DISK:
            raise DiskFull(trouble.what)


def _note_withheld(house: House, withheld: list[MailPosition]) -> None:
    if not withheld:
        _clear(house, troubles.WITHHELD)
        return
    places = ", ".join(f"{p.folder} UID {p.uid}" for p in withheld[:5])
    more = f" och {len(withheld) - 5} till" if len(withheld) > 5 else ""
    _note(house, troubles.WITHHELD, f"Mejlservern listar men lämnar inte ut: {places}{more}.")


def _look_at_work(house: House) -> None:
    """The checks run in a thread of their own, so they see when the one that takes in mail does not come back."""
    now, latest = house.clock(), last_work(house.store.beats())
    if latest is None:
        house.store.beat(PROGRESS, now)  # a new register: time counts from here
        return
    if now - latest > allowed_silence(house.config):
        minutes = (now - latest) // dt.timedelta(minutes=1)
        what = f"Tjänsten är igång, men har varken hämtat eller läst något mejl på {minutes} minuter."
        _note(house, troubles.CYCLE, what)
    else:
        _clear(house, troubles.CYCLE)


def _look_at_mailbox(house: House) -> None:
    """Over restarts too. Where something else is known to keep the mailbox from being visited, that is what is told."""
    since = asked_in_vain(house.store.beats())
    if since is None or house.clock() - since < _IN_VAIN:
        return
    known = {troubles.MAILBOX, troubles.SIGN_IN, troubles.DISK, troubles.DISK_FULL}
    if known.isdisjoint(trouble.name for trouble in house.store.troubles()):
        what = f"Sedan {clock(since)} har ingen hämtning blivit klar: servern svarar inte, eller för långsamt."
        _note(house, troubles.MAILBOX, what)


def _look_at_disk(house: House) -> None:
    folder, reserve = house.config.storage.folder, house.config.operator.disk_reserve_mb
    try:
        free = shutil.disk_usage(folder).free // 1_000_000
    except OSError as error:
        _note(house, troubles.DISK, f"Mappen {folder} går inte att nå: {error.strerror}.")
        return
    if free < reserve:
        what = f"På disken med {folder} är {free} MB lediga. Under {reserve} MB hämtas inga nya mejl."
        _note(house, troubles.DISK, what)
    elif free >= reserve * _ENOUGH:
        _clear(house, troubles.DISK)


def _look_at_templates(house: House) -> None:
    composer = house.composer
    if composer.templates.folder is None:
        _clear(house, troubles.TEMPLATE)
        return
    _try_templates(composer, _changed(composer))
    if faults := composer.templates.trouble() or composer.templates.faults():
        more = f" Och {len(faults) - 1} fel till." if len(faults) > 1 else ""
        _note(house, troubles.TEMPLATE, f"I {composer.templates.folder}: {faults[0]}.{more}")
    else:
        _clear(house, troubles.TEMPLATE)


def _look_at_permissions(house: House) -> None:
    if found := open_to_others(house.config):
        _note(house, troubles.PERMISSIONS, " ".join(found))
    else:
        _clear(house, troubles.PERMISSIONS)


def _changed(composer: Composer) -> tuple[tuple[str, int], ...]:
    """The organisation's own files, and when each was changed."""
    folder = composer.templates.folder
    files = sorted(folder.rglob("*")) if folder else []
    return tuple((str(file), file.stat().st_mtime_ns) for file in files if file.is_file())


@lru_cache(maxsize=1)
def _try_templates(composer: Composer, _files: tuple[tuple[str, int], ...]) -> None:
    """Render every sample once for each version of the files: what is faulty shows before a real mail meets it, and
    what was mended is known to be well."""
    for case in CASES:
        case.compose(composer)


def _note(house: House, name: str, what: str) -> None:
    if house.store.raise_trouble(name, what, house.clock()):
        log.warning("trouble_begins", trouble=name, what=what)


def _clear(house: House, name: str) -> None:
    if house.store.clear_trouble(name, house.clock()):
        log.info("trouble_over", trouble=name)
