"""Fråga: to the sender of a mail that waits for review: what is unclear, and what would settle it.

Drafted for a person to change and release; pure, like all composing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from domain.doubt import Doubt
from domain.mail import Message
from domain.outgoing import MailKind, OutgoingMail
from domain.register import Entry
from outbox.compose import Composer
from outbox.safe import foreign

MOST_POINTS = 8
LONGEST_POINT = 400

_REPLY = re.compile(r"(?i)^(?:\s*(?:sv|re|vb|fw|fwd|ang)\s*:)+\s*")

POINTS: dict[Doubt, str] = {
    Doubt.NOT_AUTHENTICATED: "Kan ni bekräfta att mejlet kommer från er?",
    Doubt.AUTHENTICATION_FAILED: "Kan ni bekräfta att mejlet kommer från er? Vår mejlserver kunde inte verifiera det.",
    Doubt.SENDER_NOT_MUNICIPALITY: "Kan ni skicka svaret från kommunens egen mejladress?",
    Doubt.SENDER_DIFFERS: "Vilken kommun har fattat beslutet? Mejlet och handlingen pekar på olika kommuner.",
    Doubt.LOOKALIKE_SENDER: "Har ni skickat svaret till oss? Det kom från en adress som liknar er egen.",
    Doubt.FORWARDED: "Kan ni skicka beslutet direkt till oss? Det har kommit vidarebefordrat.",
    Doubt.NO_DOCUMENT: "Kan ni skicka protokollsutdraget? Det var ingen handling bifogad.",
    Doubt.DOCUMENT_UNREADABLE: "Kan ni skicka handlingen en gång till? Filen gick inte att öppna.",
    Doubt.DOCUMENT_LOCKED: "Kan ni skicka handlingen utan lösenord?",
    Doubt.NO_TEXT: "Kan ni skicka handlingen med läsbar text? Den kom som en bild som inte går att läsa.",
    Doubt.TEXT_UNCERTAIN: "Kan ni skicka handlingen som PDF med läsbar text? Den är svår att läsa.",
    Doubt.DOCUMENT_CUT: "Kan ni skicka bara det protokollsutdrag som gäller vår rekommendation?",
    Doubt.SIGNATURE_BROKEN: "Kan ni skicka handlingen som den skrevs under? Den är ändrad efter underskriften.",
    Doubt.UNSUPPORTED_FORMAT: "Kan ni skicka handlingen som PDF?",
    Doubt.MAIL_DAMAGED: "Kan ni skicka mejlet en gång till? Det kom fram skadat.",
    Doubt.NO_RECOMMENDATION: "Vilken av våra rekommendationer gäller beslutet?",
    Doubt.RECOMMENDATION_UNCERTAIN: "Vilken av våra rekommendationer gäller beslutet? Ange gärna vårt diarienummer.",
    Doubt.SEVERAL_RECOMMENDATIONS: "Vilket beslut hör till vilken rekommendation?",
    Doubt.SEVERAL_PARAGRAFER: "Vilken paragraf är ert svar på rekommendationen?",
    Doubt.OTHER_ORGANISATION: "Gäller beslutet vår rekommendation, eller en från Sveriges Kommuner och Regioner?",
    Doubt.SUPERSEDED: "Rekommendationen har ersatts av en senare. Gäller beslutet även den nya?",
    Doubt.BEFORE_RECOMMENDATION: "Beslutet är äldre än rekommendationen. Är det rätt handling?",
    Doubt.MUNICIPALITY_UNKNOWN: "Vilken kommun har fattat beslutet?",
    Doubt.MUNICIPALITY_UNCERTAIN: "Vilken kommun har fattat beslutet?",
    Doubt.NO_DECISION: "Kan ni skicka själva beslutet? Handlingen innehåller inget.",
    Doubt.OUTCOME_UNCLEAR: "Innebär beslutet att kommunen antar rekommendationen?",
    Doubt.DECIDED_BY_REFERENCE: "Kan ni skicka förslaget som beslutet hänvisar till?",
    Doubt.CONDITIONS: "Beslutet har villkor eller tillägg. Antar kommunen rekommendationen i sin helhet?",
    Doubt.WORDS_NOT_KNOWN: "Antar kommunen rekommendationen i sin helhet, utan förbehåll?",
    Doubt.PARTLY: "Vilka delar av rekommendationen antar kommunen?",
    Doubt.TAKES_NO_STAND: "Tänker kommunen ta ställning till rekommendationen, och när i så fall?",
    Doubt.BODY_UNKNOWN: "Vilket organ har fattat beslutet?",
    Doubt.COMMITTEE_DECISION: "Har nämnden rätt att besluta för kommunen, eller ska kommunstyrelsen också besluta?",
    Doubt.DELEGATED_DECISION: "Kan ni hänvisa till den delegation som beslutet är fattat med stöd av?",
    Doubt.NOT_FINAL: "Ska ett annat organ också besluta, och när i så fall?",
    Doubt.NOT_ADJUSTED: "Kan ni skicka protokollet när det är justerat?",
    Doubt.DATE_UNKNOWN: "Vilken dag fattades beslutet?",
    Doubt.PARAGRAF_UNKNOWN: "Vilken paragraf har beslutet i protokollet?",
    Doubt.CORRECTION: "Ersätter handlingen ert tidigare svar?",
    Doubt.CONTRADICTS: "Vi har ett tidigare svar från er som säger något annat. Vilket gäller?",
}
"""What we ask of a municipality for each doubt; doubts that only we can settle are not among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A question about a mail. `points` are what is asked, in the words that the person chose.

    `original` is the mail itself, in whose thread the question stands when it goes to its sender.
    """

    entry: Entry
    recipient: str
    points: tuple[str, ...]
    original: Message | None


def points_for(doubts: Iterable[Doubt]) -> tuple[str, ...]:
    """What to ask about these doubts, each question once; a general one when there is none for them."""
    found = tuple(dict.fromkeys(POINTS[doubt] for doubt in doubts if doubt in POINTS))
    return found[:MOST_POINTS] or ("Innebär beslutet att kommunen antar rekommendationen?",)


def question(composer: Composer, asking: Asking, now: dt.datetime) -> OutgoingMail:
    """The draft. Its key holds the entry's version, so that each question that a person writes is one of its own."""
    entry, original = asking.entry, asking.original
    theirs = foreign(_REPLY.sub("", entry.subject.strip()), 120)
    replies = original is not None and original.sender.address == asking.recipient
    values = {
        "subject": f"Sv: {theirs}" if replies and theirs else f"Fråga om ert svar{f': {theirs}' if theirs else ''}",
        "about": theirs,
        "number": entry.number,
        "arrived_at": entry.arrived_at,
        "points": tuple(foreign(point, LONGEST_POINT) for point in asking.points[:MOST_POINTS]),
        "replies": replies,
    }
    kind = MailKind.QUESTION
    return composer.mail(
        f"{kind.value}/{entry.id}/{entry.version}/{asking.recipient}",
        kind,
        asking.recipient,
        "question",
        values,
        now,
        entry_id=entry.id,
        draft=True,
        in_reply_to=original.message_id if original and replies else "",
        references=(original.references or original.in_reply_to) if original and replies else (),
    )
