"""Kvittens: to the sender of a mail, in its thread: received, its number, how it was understood, whom to ask."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from domain.catalogue import Recommendation
from domain.decision import Decision, Result
from domain.mail import Message
from domain.outgoing import MailKind, OutgoingMail
from domain.register import Answer, Entry, State
from outbox import wording
from outbox.compose import Composer
from outbox.safe import foreign
from outbox.told import tells
from outbox.views import DecisionView

# RFC 3834, section 2: addresses that no person reads.
_NOBODY = re.compile(
    r"(no-?reply|do-?not-?reply|svara-?(ej|inte)|mailer-daemon|postmaster|owner-.*|.*-(request|bounces?|owner))([.+].*)?",
    re.IGNORECASE,
)
_REPLY = re.compile(r"^(?:(?:sv|re|vb|fw|fwd|aw|vs)\s*:\s*)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """The mail that a receipt answers: whom it is from, and where its answer stands in the sender's mailbox."""

    reader: str
    subject: str
    message_id: str
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderstoodView:
    """One decision as the sender is told it; `repeats` is the number that the same decision has already."""

    decision: DecisionView
    sentence: str
    finality: str
    repeats: str


def thread_of(message: Message, result: Result, *, own: Collection[str], own_domains: Collection[str]) -> Thread | None:
    """Where a receipt for this mail would go; None when it must have none.

    Only to a sender whom our mail server vouches for, never to automatic mail, to ourselves (`own` addresses and
    domains, lower case), or to an address that no person reads. The header From is answered, for that is what was
    verified; a Reply-To may be anybody's. That the mail answers an earlier receipt is for the caller to know.
    """
    sender = message.sender.address.strip().lower()
    domain = sender.rpartition("@")[2]
    ours = sender in own or any(domain == d or domain.endswith(f".{d}") for d in own_domains)
    if result.authentic is not True or message.automatic or ours:
        return None
    if not wording.sender_domain(sender) or _NOBODY.fullmatch(sender.rpartition("@")[0]):
        return None
    return Thread(
        reader=sender,
        subject=message.subject,
        message_id=message.message_id,
        references=message.references or message.in_reply_to,
    )


def receipt(
    composer: Composer,
    thread: Thread,
    entry: Entry,
    answers: tuple[Answer, ...],
    recommendations: tuple[Recommendation, ...],
    now: dt.datetime,
) -> OutgoingMail | None:
    """The receipt for a mail that has just been registered or flagged; None for one that was set aside or failed.

    Of a flagged mail nothing is claimed. Its key is the entry's: a mail has one receipt, whatever is decided later.
    """
    if entry.state not in {State.REGISTERED, State.FLAGGED} or entry.result is None:
        return None
    certain = entry.state is State.REGISTERED
    stand = tuple(a.decision for a in answers if a.entry_id == entry.id)
    decisions = (*stand, *(d for d in entry.result.decisions if d.repeats)) if certain else ()
    kind = MailKind.RECEIPT
    subject = _subject(thread.subject)
    values = {
        "subject": subject,
        "number": entry.number,
        "arrived_at": entry.arrived_at,
        "understood": tuple(_understood(composer, d, recommendations) for d in decisions),
        "certain": certain,
    }
    mail = composer.mail(
        f"{kind.value}/{entry.id}/{thread.reader}",
        kind,
        thread.reader,
        "receipt",
        values,
        now,
        entry_id=entry.id,
        in_reply_to=thread.message_id,
        references=thread.references,
    )
    return replace(mail, tells=(tells(entry.id, stand),) if stand else ())


def _subject(theirs: str) -> str:
    """As the sender's own program would answer, so that it stands in the thread: Gmail goes by the subject too."""
    subject = foreign(_REPLY.sub("", theirs.strip()), 150)
    return f"Sv: {subject}" if subject else "Sv: Ert mejl har kommit fram"


def _understood(composer: Composer, decision: Decision, recommendations: tuple[Recommendation, ...]) -> UnderstoodView:
    view = composer.words((), recommendations).decision(decision)
    return UnderstoodView(
        decision=view,
        sentence=f"{view.news}: {view.title} ({view.recommendation})" if view.title else f"{view.news}: {view.matter}",
        finality=_finality(decision),
        repeats=decision.repeats or "",
    )


def _finality(decision: Decision) -> str:
    if decision.final:
        return "Vi har registrerat det som ert slutliga svar."
    if wording.postponed(decision):
        return "Vi har noterat att ärendet är uppskjutet, och väntar på ert beslut."
    return "Vi har noterat det som ett förslag, och väntar på ert slutliga beslut."
