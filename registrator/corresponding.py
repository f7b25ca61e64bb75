"""The mails of ours that an incoming one answers or reports of: looked up before it is understood, noted after."""

from __future__ import annotations

from domain.delivery import Correspondence, OurMail
from domain.mail import AutomaticKind, Message
from domain.outgoing import OutboxRow
from matching.returned import Returned, has_left, judge_report
from parsers.delivery_report import read_delivery_report
from registrator.build import House
from registrator.log import get_log
from registrator.understand import NO_LETTERS, Letters

log = get_log("corresponding")


def letters_of(house: House, raw: bytes, message: Message) -> Letters:
    """What the register knows of the mail's thread. Errors: StorageError."""
    if message.automatic is AutomaticKind.BOUNCE:
        return _reported(house, raw, message)
    ids = thread_of(message)
    rows = {row.mail.message_id: row for row in house.store.outgoing(ids) if has_left(row)} if ids else {}
    nearest = next((rows[message_id] for message_id in ids if message_id in rows), None)
    if nearest is None:
        return NO_LETTERS
    mail = nearest.mail
    answered = OurMail(
        kind=mail.kind, subject=mail.subject, recipient=mail.recipient, recommendations=_recommendations(house, nearest)
    )
    return Letters(known=Correspondence(answers=answered))


def thread_of(message: Message) -> tuple[str, ...]:
    """The Message-IDs that the mail answers, the nearest first."""
    return tuple(dict.fromkeys((*message.in_reply_to, *message.references[::-1])))


def note_returned(house: House, entry_id: int, returned: Returned | None) -> None:
    """The mail that came back in the entry is marked so. Safe to repeat; done before the entry is settled, so that a
    crash between them repeats it. Errors: StorageError."""
    if returned is None or not returned.failed:
        return
    if house.store.bounced(returned.row.id, why=returned.why, entry_id=entry_id, now=house.clock()):
        log.warning("mail_came_back", row=returned.row.id, to=returned.row.mail.recipient, why=returned.why)


def _reported(house: House, raw: bytes, message: Message) -> Letters:
    report = read_delivery_report(raw)
    returned = judge_report(report, house.store.outgoing(report.message_ids)) if report.message_ids else None
    if returned is None:
        return NO_LETTERS
    sent = house.reader.open_mail(returned.row.mail.raw).attachments if message.attachments else ()
    own = frozenset(attachment.sha256 for attachment in sent)
    return Letters(known=Correspondence(report=returned.words), returned=returned, own=own)


def _recommendations(house: House, row: OutboxRow) -> tuple[str, ...]:
    """What it was about: "KSL/15/0016-1/0127" names one; a mail about an entry that entry's."""
    about = row.mail.about
    known = (r.diarienummer for r in house.store.recommendations())
    if named := tuple(d for d in known if about == d or about.startswith(f"{d}/")):
        return named
    entry = house.store.entry(row.mail.entry_id) if row.mail.entry_id is not None else None
    decisions = entry.result.decisions if entry and entry.result else ()
    return tuple(dict.fromkeys(decision.recommendation for decision in decisions))
