"""Rättelse: what those get who were told of a decision that is corrected or struck."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from domain.decision import Decision, StandingKind
from domain.outgoing import MailKind, OutboxRow, OutgoingMail
from domain.register import Answer, Settlement, State
from outbox.compose import Composer
from outbox.correction import correction
from outbox.told import tells
from registrator.previews.case import Case
from registrator.previews.summary import DECLINED
from registrator.previews.values import ARRIVED, DECISION, NOW, RECOMMENDATION, answer, entry, overview, unsent

OTHER_DATE = replace(DECISION, paragraf="88", meeting_date=dt.date(2015, 5, 25))


def told(kind: MailKind, reader: str, *decisions: Decision, number: int = 4) -> OutboxRow:
    """A mail of this kind that has told the reader of these decisions of the entry."""
    mail = unsent().mail
    said = replace(mail, kind=kind, recipient=reader, entry_id=17, tells=(tells(17, decisions),))
    return replace(unsent(), id=number, mail=said, sent_at=ARRIVED)


def _case(name: str, title: str, row: OutboxRow, answers: tuple[Answer, ...], reason: str) -> Case:
    state = State.REGISTERED if answers else State.IGNORED
    standing = StandingKind.ADOPTED if answers else StandingKind.NO_ANSWER
    settlement = Settlement(entry=entry(state=state, version=4, reason=reason), answers=answers, told=(row,))

    def compose(composer: Composer) -> OutgoingMail:
        return correction(
            composer, settlement, (overview(k0127=standing, k0180=StandingKind.ADOPTED),), (RECOMMENDATION,), NOW
        )[0]

    return Case(kind=MailKind.CORRECTION, name=f"rattelse-{name}", title=title, compose=compose)


_OFFICER = told(MailKind.SUMMARY, "anna.nerelius@ksl.se", DECISION)
_PARTNER = told(MailKind.PARTNER, "kansli@samverkan.example", DECISION)
_SENDER = told(MailKind.RECEIPT, "registrator@botkyrka.se", DECISION)

CASES = (
    _case(
        "avslagen",
        "det var avslaget, inte antaget",
        _OFFICER,
        (answer(DECLINED, accepted_by="registrator"),),
        "Protokollet är kommunstyrelsens, och beslutet är ett avslag.",
    ),
    _case("uppgifter", "partnern får en annan paragraf och dag", _PARTNER, (answer(OTHER_DATE),), ""),
    _case("struken", "svaret är struket", _OFFICER, (), "Protokollet var inte justerat. Kommunen sänder ett nytt."),
    _case("avsandaren", "avsändaren får veta att kvittensen var fel", _SENDER, (answer(OTHER_DATE),), ""),
)
