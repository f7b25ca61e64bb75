"""Kvittens: what the sender of a mail gets, in the thread."""

from __future__ import annotations

from dataclasses import replace

from domain.doubt import Doubt
from domain.outgoing import MailKind, OutgoingMail
from domain.register import Answer, Entry
from outbox.compose import Composer
from outbox.receipt import Thread, receipt
from registrator.previews.case import Case
from registrator.previews.values import DECISION, NOW, OTHER, PROPOSAL, RECOMMENDATION, answer, entry, flagged

THREAD = Thread(
    reader="registrator@botkyrka.se",
    subject="Protokollsutdrag, rekommendation KSL/15/0016-5",
    message_id="<4711@botkyrka.se>",
    references=("<4700@botkyrka.se>",),
)


def _case(name: str, title: str, mail: Entry, *answers: Answer) -> Case:
    def compose(composer: Composer) -> OutgoingMail:
        made = receipt(composer, THREAD, mail, answers, (RECOMMENDATION, OTHER), NOW)
        if made is None:
            raise ValueError(f"{name}: an entry in this state has no receipt")
        return made

    return Case(kind=MailKind.RECEIPT, name=f"kvittens-{name}", title=title, compose=compose)


_REPEATED = replace(DECISION, repeats="2015-000100")
_RESULT = entry().result
_TWICE = entry(result=replace(_RESULT, decisions=(_REPEATED,)) if _RESULT else None)

CASES = (
    _case("antagen", "kommunen har antagit", entry(), answer()),
    _case("forslag", "ett förslag, beslut väntas", entry(decision=PROPOSAL), answer(PROPOSAL)),
    _case("igen", "samma beslut en gång till", _TWICE),
    _case("granskas", "en person går igenom mejlet", flagged(Doubt.CONDITIONS)),
)
