"""The form of a question to the sender: to whom it may go, and what it would ask. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from domain.catalogue import Catalogue
from domain.decision import Decision
from domain.mail import Message
from domain.register import Entry
from outbox.question import points_for

_ADDRESS = re.compile(r"[^@\s<>,;:\"()\[\]\\]{1,64}@[a-z0-9.-]{3,250}")
_NOBODY = re.compile(
    r"(no-?reply|do-?not-?reply|svara-?(ej|inte)|mailer-daemon|postmaster)([.+-].*)?@.*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskingForm:
    """`recipients` are (address, why it is offered), the best first; `text` has a question on each line."""

    recipients: tuple[tuple[str, str], ...]
    text: str


def asking_form(
    entry: Entry, decisions: Sequence[Decision], message: Message | None, catalogue: Catalogue
) -> AskingForm | None:
    """None where there is nobody to ask: automatic mail, an address that no person reads, none that is known.

    A sender whom our mail server does not vouch for is asked at the municipality's known address first, and one that
    the server calls forged only there.
    """
    if message is None or message.automatic:
        return None
    authentic = entry.result.authentic if entry.result else None
    sender = message.sender.address
    asked = []
    if authentic is not False and _ADDRESS.fullmatch(sender) and not _NOBODY.fullmatch(sender):
        asked.append((sender, "avsändaren"))
    codes = {d.municipality for d in decisions if d.municipality}
    domain = sender.rpartition("@")[2]
    known = [
        (address, f"{m.name}s kända adress")
        for m in catalogue.municipalities
        if m.kommunkod in codes or domain in m.domains
        for address in m.addresses
        if address != sender
    ]
    recipients = tuple([*asked, *known] if authentic is True else [*known, *asked])
    doubts = entry.result.all_doubts if entry.result else ()
    return AskingForm(recipients=recipients, text="\n".join(points_for(doubts))) if recipients else None
