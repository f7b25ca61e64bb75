"""Which mail may be set aside without a person: automatic mail, newsletters and plain spam that cannot hold an answer.

A missed answer is a member left out, so every rule here asks for proof that nothing can be in it: no document that
decides, none that could not be read, nothing in the words that speaks of our business.
"""

from __future__ import annotations

import re

from domain.catalogue import Catalogue
from domain.decision import Decision, Reading
from domain.delivery import NO_CORRESPONDENCE, Correspondence
from domain.evidence import DocumentKind, EvidenceKind
from domain.mail import AutomaticKind, Message, SkipReason
from matching.authenticity import Sender
from matching.lookalike import imitated, is_own
from matching.own_words import own_words

SET_ASIDE = "läggs åt sidan: "  # begins the note that says why
_HARMLESS_PARTS = frozenset({SkipReason.DECORATION, SkipReason.SIGNATURE, SkipReason.CALENDAR})
# What an answer, a question or a promise of one would say. "Beslut" alone stands in spam too ("ta ditt beslut i dag").
_OUR_BUSINESS = re.compile(
    r"\bksl\b|storsthlm|kommunförbund|rekommendation|protokoll|kommunstyrels|kommunfullmäktig|nämnd|paragraf|§|diarienummer|"
    r"\bdnr\b|överenskommels|avsiktsförklaring|ställningstagande|sammanträd|yttrande|tjänsteskrivelse|tjänsteutlåtande|"
    r"registrator(?!@)|remiss|utdrag|justera",
    re.IGNORECASE,
)
_DECIDED = re.compile(
    r"\b(?:kommunstyrelsen|kommunfullmäktige|fullmäktige|nämnden|kommunen|staden|vi)\s+(?:har\s+)?(?:\w+\s+){0,3}"
    r"(?:beslutat|beslutade|beslutar|antagit|antog|antar|avslagit|avslog|avböjt|avböjer|godkänt|godkände|ställt\s+sig\s+bakom)",
    re.IGNORECASE,
)
# "Kommunstyrelsen beslutar om er rekommendation i juni" tells what will be; "beslutar att anta", "beslutade" what is.
_STANDS = r"(?:anta\w*|godkänn\w*|avslå\w*|avstå\w*|avböj\w*|ställ\w*\s+sig|anslut\w*|teckna\w*|ingå\w*|bifall\w*)"
_WILL_DECIDE = re.compile(
    r"\bbeslutar\s+(?:(?:sannolikt|troligen|normalt|då|sedan)\s+)*"
    r"(?:om|i|den|under|på|vid|inom|efter|nästa|senare|först|tidigast|senast)\b"
    rf"(?![^.]*\b{_STANDS})|\bbeslutar\s*[.!]|\bantar\s+(?:jag\s+)?att\b",
    re.IGNORECASE,
)
_LURE = re.compile(
    r"faktura|konto|lösenord|betal|inkasso|paket|leverans|vinst|erbjudande|rabatt|logga\s+in|verifier|bitcoin|lån\b|"
    r"invoice|account|password|payment|parcel|delivery|prize|offer|discount|login|log\s+in|verify|click|unsubscribe|avregistrera",
    re.IGNORECASE,
)
_NEWSLETTER = re.compile(r"nyhetsbrev|nyheter\s+från|newsletter", re.IGNORECASE)
_UNSUBSCRIBE = re.compile(r"avprenumerera|prenumeration|avregistrera|unsubscribe", re.IGNORECASE)
_OF_US = re.compile(r"\bksl\b|storsthlm|kommunförbund|rekommendation|överenskommels|protokolls?utdrag", re.IGNORECASE)
_REPLY = re.compile(r"^\s*(?:sv|re|aw|vb|fw|fwd|ang)\s*:", re.IGNORECASE)


def why_ignored(
    message: Message,
    sender: Sender,
    readings: tuple[Reading, ...],
    decisions: tuple[Decision, ...],
    catalogue: Catalogue,
    ours: Correspondence = NO_CORRESPONDENCE,
) -> str | None:
    """In a few Swedish words why the mail needs nobody, or None when a person must see it."""
    if decisions or any(_may_decide(reading) for reading in readings):
        return None
    if message.automatic is AutomaticKind.STAND_IN:
        return None  # nobody knows what the mail behind it says
    if (
        any(part.reason not in _HARMLESS_PARTS for part in message.skipped)
        and message.automatic is not AutomaticKind.BOUNCE
    ):
        return None
    newsletter = message.automatic is AutomaticKind.BULK and _is_newsletter(message)
    if _tells_of_a_decision(message) and not newsletter:
        return None
    if message.automatic is AutomaticKind.BOUNCE:
        return f"leveransrapport: {ours.report}" if ours.report else "leveransrapport från en mejlserver"
    if message.automatic is AutomaticKind.AUTO_REPLY:
        return None if readings else "automatiskt svar"
    stranger = _is_stranger(message, sender, catalogue)
    if message.automatic is AutomaticKind.BULK:
        if readings or not (stranger or _speaks_of_other_things(message) or _is_newsletter(message)):
            return None
        return "massutskick eller nyhetsbrev"
    return "skräppost utan koppling till någon rekommendation" if stranger and _is_spam(message, readings) else None


def _tells_of_a_decision(message: Message) -> bool:
    """Somebody has decided; of an absence reply, not that somebody will."""
    said = own_words(message.body)
    if message.automatic is AutomaticKind.AUTO_REPLY:
        said = _WILL_DECIDE.sub(" ", said)
    return bool(_DECIDED.search(said))


def _may_decide(reading: Reading) -> bool:
    """Unread, or a paper of a kind that decides."""
    if reading.failure is not None:
        return True
    kinds = {e.value for e in reading.evidence if e.kind is EvidenceKind.DOCUMENT_KIND}
    return bool(kinds & {DocumentKind.MINUTES.value, DocumentKind.DELEGATION.value})


def _is_stranger(message: Message, sender: Sender, catalogue: Catalogue) -> bool:
    domain = message.sender.domain
    inner = message.forwarded_sender
    return not (
        sender.municipality
        or sender.outside
        or imitated(domain, catalogue)
        or is_own(domain, catalogue)
        or (inner is not None and inner.address)
        or _names_a_member(message, catalogue)
    )


def _names_a_member(message: Message, catalogue: Catalogue) -> bool:
    """The display name is a municipality's: "Täby kommun <x@stranger>" is an imitation for a person to see."""
    shown = message.sender.display_name.lower()
    return any(m.form.lower() in shown or any(d in shown for d in m.domains) for m in catalogue.municipalities)


def _is_spam(message: Message, readings: tuple[Reading, ...]) -> bool:
    """No document, no thread, not a word of our business, and a lure with a link."""
    lure = _LURE.search(f"{message.subject}\n{message.body}")
    return not readings and bool(lure) and _speaks_of_other_things(message) and not _proved(message)


def _speaks_of_other_things(message: Message) -> bool:
    """No reply to anything, whole, and not a word of our business."""
    return (
        not message.in_reply_to
        and not message.references
        and not message.faults
        and not _REPLY.match(message.subject)
        and not _OUR_BUSINESS.search(f"{message.subject}\n{message.body}")
    )


def _is_newsletter(message: Message) -> bool:
    """It calls itself one, can be unsubscribed from, and has no word of us: what it tells of decisions is news."""
    said = f"{message.subject}\n{message.body}"
    return bool(_NEWSLETTER.search(message.subject) and _UNSUBSCRIBE.search(said) and not _OF_US.search(said))


def _proved(message: Message) -> bool:
    """A sender with a DMARC policy that passes is somebody; spam from it is for a person to judge."""
    return any(r.method == "dmarc" and r.result == "pass" and r.trusted_place for r in message.authentication)
