"""What mails about an entry need beside the register, had before the transaction begins: composing reads no disk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.decision import Result
from domain.errors import StorageError
from domain.mail import Message
from domain.outgoing import MailKind
from domain.register import Entry
from outbox.message import Enclosure
from outbox.receipt import Thread, thread_of
from registrator.build import House
from registrator.log import get_log

log = get_log("enclosing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What the mails about an entry are written from: its documents by SHA-256, and where a receipt would go."""

    documents: Mapping[str, Enclosure] = field(default_factory=dict)
    thread: Thread | None = None


BARE = Ground()


def ground_of(house: House, message: Message | None, result: Result) -> Ground:
    """For a mail that has just been read for the first time: the only moment at which its sender gets a receipt."""
    if message is None:
        return BARE
    return Ground(documents=_documents(house, message), thread=_receipt_to(house, message, result))


def documents_of(house: House, entry: Entry) -> Mapping[str, Enclosure]:
    """The entry's documents from the archive. What cannot be had does not go with the mail, which goes all the same."""
    if not house.config.summary.attach_mb:
        return {}
    try:
        return _documents(house, house.reader.open_mail(house.archive.read(entry.sha256)))
    except StorageError as error:
        log.warning("document_not_enclosed", entry=entry.id, error=str(error))
        return {}


def _documents(house: House, message: Message) -> dict[str, Enclosure]:
    if not house.config.summary.attach_mb:
        return {}
    return {a.sha256: Enclosure(name=a.name, media_type=a.media_type, content=a.content) for a in message.attachments}


def _receipt_to(house: House, message: Message, result: Result) -> Thread | None:
    """None when receipts are off, when the mail may have none, or when enough were sent."""
    settings, organisation = house.config.receipt, house.config.sender
    if not settings.enabled:
        return None
    own = {a.lower() for a in (organisation.mailbox, organisation.officer_address, *organisation.staff)}
    thread = thread_of(message, result, own=own, own_domains=house.config.organisation.own_domains)
    if thread is None:
        return None
    answered = house.store.outgoing([*message.in_reply_to, *message.references])
    if any(row.mail.kind is MailKind.RECEIPT for row in answered):
        log.info("no_receipt", to=thread.reader, why="answers a receipt of ours")
        return None
    now = house.clock()
    day, hour = now - dt.timedelta(days=1), now - dt.timedelta(hours=1)
    count = house.store.queued_since
    if (
        count(day, kind=MailKind.RECEIPT, recipient=thread.reader) >= settings.max_per_address_per_day
        or count(hour, kind=MailKind.RECEIPT) >= settings.max_per_hour
    ):
        log.warning("no_receipt", to=thread.reader, why="enough were sent")
        return None
    return thread
