"""Fråga: what the sender of an unclear mail gets, when a person has released it."""

from __future__ import annotations

from domain.doubt import Doubt
from domain.mail import Address, Message
from domain.outgoing import MailKind, OutgoingMail
from outbox.compose import Composer
from outbox.question import Asking, points_for, question
from registrator.previews.case import Case
from registrator.previews.values import ARRIVED, NOW, flagged

_ORIGINAL = Message(
    subject="Protokollsutdrag, rekommendation KSL/15/0016-5",
    sender=Address(display_name="Registrator", address="registrator@botkyrka.se"),
    reply_to=None,
    recipients=(Address(display_name="", address="registrator@ksl.se"),),
    message_id="<4711@botkyrka.se>",
    in_reply_to=(),
    references=("<4700@botkyrka.se>",),
    sent_at=ARRIVED,
    body="",
    attachments=(),
    skipped=(),
    authentication=(),
    automatic=None,
    forwarded_sender=None,
    faults=(),
)


def _case(name: str, title: str, recipient: str, *doubts: Doubt) -> Case:
    def compose(composer: Composer) -> OutgoingMail:
        asking = Asking(entry=flagged(*doubts), recipient=recipient, points=points_for(doubts), original=_ORIGINAL)
        return question(composer, asking, NOW)

    return Case(kind=MailKind.QUESTION, name=f"fraga-{name}", title=title, compose=compose)


CASES = (
    _case("villkor", "beslutet har villkor", "registrator@botkyrka.se", Doubt.CONDITIONS),
    _case(
        "akta",
        "till kommunens kända adress, när avsändaren är osäker",
        "kommun@botkyrka.se",
        Doubt.LOOKALIKE_SENDER,
        Doubt.PARAGRAF_UNKNOWN,
        Doubt.DATE_UNKNOWN,
    ),
)
