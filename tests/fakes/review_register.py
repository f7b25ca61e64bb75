"""The mails of the full desk in a real register, and the desk that shows them."""

from __future__ import annotations

import dataclasses

from domain.decision import DocumentFate, DocumentRecord, Result, Status
from domain.mail import MailPosition
from domain.outgoing import OutgoingMail
from domain.register import Answer, Entry, Settlement, State
from review.desk import Desk
from storage.store import SqlStore
from tests.fakes.review_desk import DNR, NOW, full_desk, mail_about


def fill(store: SqlStore) -> tuple[Desk, dict[int, int]]:
    """A desk over this register, and its entries' ids by those of the full desk."""
    desk, fake = full_desk()
    ids = {number: move(fake.by_id[number], store) for number in sorted(fake.by_id)}
    back = {new: old for old, new in ids.items()}
    over = dataclasses.replace(
        desk,
        store=store,
        compose=lambda _entry: about_answers,
        texts=lambda one: tuple(
            zip(one.documents, (text for _, text in desk.texts(fake.by_id[back[one.id]])), strict=True)
        ),
        message=lambda one: desk.message(fake.by_id[back[one.id]]),
    )
    return over, ids


def about_answers(settlement: Settlement) -> tuple[OutgoingMail, ...]:
    entry = settlement.entry
    stands = any(answer.entry_id == entry.id for answer in settlement.answers)
    return (dataclasses.replace(mail_about(entry), entry_id=entry.id),) if stands else ()


def move(entry: Entry, store: SqlStore) -> int:
    """Put an entry of the fake desk into the real register by its own verbs."""
    position = MailPosition(folder="INBOX", uidvalidity=1, uid=entry.id)
    new = store.receive(sha256=entry.sha256, size=1, position=position, arrived_at=entry.arrived_at, now=NOW)
    store.begin(new)
    store.describe(new, sender=entry.sender, subject=entry.subject, message_id="")
    if entry.result is None:
        store.fail(new, reason=entry.reason, compose=lambda *_: (), now=NOW)
        return new
    result = dataclasses.replace(
        entry.result,
        status=Status.REGISTERED if entry.state is State.REGISTERED else Status.FLAGGED,
        documents=tuple(
            DocumentRecord(
                name=d.name, media_type=d.media_type, sha256=d.sha256, fate=DocumentFate.READ, reason="", reader="test"
            )
            for d in entry.documents
        ),
    )

    def conclude(_: tuple[Answer, ...]) -> Result:
        return result

    store.settle(new, conclude=conclude, recommendations=[DNR], compose=lambda *_: (), now=NOW)
    return new
