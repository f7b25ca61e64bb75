"""The verbs of the service. Each may run twice, be killed anywhere, and be called from the schedule or by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from domain.errors import MailboxError, MailboxRefused
from domain.mail import MailPosition, RawMail
from domain.ports import Folder
from domain.register import Entry
from registrator import renumbering
from registrator.build import House
from registrator.log import get_log
from registrator.pulse import Pulse, PulsingReader
from registrator.workers import read_in_order

log = get_log("jobs")

FIRST_ARRIVAL = dt.datetime(1990, 1, 1, tzinfo=dt.UTC)
"""A mailbox can say of a mail that it arrived in year 1 or 2099: numbers and queues go by the arrival, so then it is
now."""

OnMail = Callable[[RawMail], None]
OnWithheld = Callable[[MailPosition], None]
OnFailed = Callable[[MailboxError], None]


def poll_mailbox(
    house: House,
    on_mail: OnMail = lambda _mail: None,
    on_withheld: OnWithheld = lambda _position: None,
    on_failed: OnFailed = lambda _error: None,
) -> int:
    """Take in what is new in every folder; how many mails. One folder's error does not keep the others waiting.

    `on_withheld` is told of each mail that the server lists but does not give; it is asked for again the next time.
    `on_failed` is told of each folder's error.
    Errors: the first folder's MailboxError, after all have been tried; StorageError and DiskFull at once.
    """
    taken, first_error = 0, None
    for name in house.config.imap.places:
        try:
            taken += poll_folder(house, name, on_mail, on_withheld)
        except MailboxError as error:
            log.warning("mailbox_unreachable", folder=name, error=str(error))
            on_failed(error)
            first_error = first_error or error
    if first_error:
        raise first_error
    if not house.stopping.is_set():
        renumbering.gone_through(house)
    house.store.beat("poll", house.clock())
    return taken


def poll_folder(house: House, name: str, on_mail: OnMail, on_withheld: OnWithheld) -> int:
    """One folder: keep, commit, and only then raise the mark over what is committed without a gap."""
    taken, pulse = 0, Pulse(house)
    with house.mailbox.open(name) as folder:
        name, validity = folder.name, folder.uidvalidity
        mark = renumbering.known_mark(house, folder)
        whole = True  # every UID up to here is committed or gone
        for window in folder.uids(mark):
            # Without UIDVALIDITY a UID names nothing from one visit to the next: go by content, every time.
            unknown = set(house.store.unknown(name, validity, window) if validity else window)
            for uid in window:
                if house.stopping.is_set():
                    return taken
                pulse.beat()
                if uid in unknown:
                    mail = take_in(house, folder, uid)
                    if mail:
                        taken += 1
                        on_mail(mail)
                    elif folder.exists(uid):
                        log.warning("mail_not_given", folder=name, uid=uid)
                        on_withheld(MailPosition(folder=name, uidvalidity=validity, uid=uid))
                        whole = False
                    else:
                        house.store.gone(MailPosition(folder=name, uidvalidity=validity, uid=uid), house.clock())
                mark = uid if whole else mark
            if validity:
                house.store.advance(name, validity, mark)
    return taken


def take_in(house: House, folder: Folder, uid: int) -> RawMail | None:
    """Keep and commit one mail; None when the server does not give it. Safe to repeat."""
    mail = folder.fetch(uid)
    if mail is None:
        return None
    sha256 = house.archive.keep(mail.raw)
    now = house.clock()
    arrived_at = mail.arrived_at if FIRST_ARRIVAL <= mail.arrived_at <= now else now
    entry = house.store.receive(
        sha256=sha256, size=len(mail.raw), position=mail.position, arrived_at=arrived_at, now=now
    )
    log.info("received", entry=entry, folder=folder.name, uid=uid, mail=sha256[:12], bytes=len(mail.raw))
    return mail


def read_waiting(house: House, on_entry: Callable[[Entry], None] = lambda _entry: None) -> int:
    """Read every mail that waits, several at a time; how many were settled. Errors: StorageError."""
    settled, pulse = 0, Pulse(house)
    reading = replace(house, reader=PulsingReader(house.reader, pulse.beat))
    for entry in read_in_order(reading, house.store.waiting()):
        pulse.beat()
        if entry:
            settled += 1
            on_entry(entry)
    house.store.beat("read", house.clock())
    return settled


def acknowledge(house: House, on_refused: OnFailed = lambda _error: None) -> bool:
    """Flag or move settled mails as configured, after the commit; whether all are. What fails is tried the next time.

    `on_refused` is told of what the mailbox refuses to do, which does not pass by itself. Polling tells of one away.
    """
    well = True
    for name in house.config.imap.places if house.config.imap.after != "leave" else ():
        try:
            with house.mailbox.open(name) as folder:
                _acknowledge(house, folder, on_refused)
        except MailboxError as error:
            log.warning("not_acknowledged", folder=name, error=str(error))
            well = False
    return well


def _acknowledge(house: House, folder: Folder, on_refused: OnFailed) -> None:
    uids = house.store.to_acknowledge(folder.name, folder.uidvalidity)
    if not uids:
        return
    try:
        folder.acknowledge(uids)
    except MailboxRefused as refused:
        on_refused(refused)
        raise
    house.store.acknowledged(folder.name, folder.uidvalidity, uids)
