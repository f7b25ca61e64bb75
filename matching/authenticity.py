"""Who sent the mail, and whether that is proved.

Only Authentication-Results headers of our own servers count (configured authserv-id, RFC 8601 section 5), and only
where they stand above that server's own Received line; everything else came with the mail. Several trusted verdicts
that contradict each other: the worst counts. DMARC pass proves the From domain; that it is a municipality's is our
own check, and for forwarded mail it proves the forwarder only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from domain.catalogue import Catalogue
from domain.doubt import Doubt
from domain.evidence import Evidence, EvidenceKind
from domain.mail import AuthenticationResult, Message
from matching.lookalike import imitated, is_own, member_of, outside_of
from matching.own_words import forwarded_domains

_ADDRESS = re.compile(r"[\w.+-]+\s?@\s?([\w-]+(?:\.[\w-]+)+)|\b((?:[\w-]+\.)+(?:se|com|nu|org|net))\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """`authentic` is about the mail alone: True needs DMARC pass for a member's domain.

    `municipality` is the kommunkod of the From domain, proved or not; `outside` the name of one outside the county.
    """

    authentic: bool | None
    municipality: str | None
    outside: str | None
    doubts: tuple[Doubt, ...]
    evidence: tuple[Evidence, ...]
    notes: tuple[str, ...]


def judge_sender(message: Message, catalogue: Catalogue) -> Sender:
    """What the headers prove. Doubts that depend on the documents (another municipality) are not here."""
    domain = message.sender.domain
    verdict, evidence, notes = _dmarc(message, catalogue)
    member, outside = member_of(domain, catalogue), outside_of(domain, catalogue)
    doubts: list[Doubt] = []
    authentic: bool | None = None
    copied = imitated(domain, catalogue) if not member else None
    shown = _shown_elsewhere(message, catalogue)
    if verdict == "fail":
        authentic = False
        doubts.append(Doubt.AUTHENTICATION_FAILED)
    elif verdict == "pass" and member:
        authentic = True
    elif verdict is None:
        doubts.append(Doubt.NOT_AUTHENTICATED)
    if copied or shown:
        authentic = False
        doubts.append(Doubt.LOOKALIKE_SENDER)
        notes.append(_imitation(domain, copied, shown, catalogue))
    elif outside:
        doubts.append(Doubt.OUTSIDE_COUNTY)
    elif not member:
        doubts.append(Doubt.SENDER_NOT_MUNICIPALITY)
    strangers = _inner_strangers(message, member, catalogue)
    if strangers or is_own(domain, catalogue):
        doubts.append(Doubt.FORWARDED)
        notes += [f"ett vidarebefordrat mejl säger sig komma från {stranger}" for stranger in strangers]
    return Sender(
        authentic=authentic,
        municipality=member,
        outside=outside,
        doubts=tuple(dict.fromkeys(doubts)),
        evidence=(*evidence, *_named(message, member, outside, catalogue)),
        notes=tuple(notes),
    )


def _dmarc(message: Message, catalogue: Catalogue) -> tuple[str | None, list[Evidence], list[str]]:
    """The worst trusted DMARC verdict on the From domain: "pass", "fail" or None, with proof and what was ignored."""
    trusted_ids = {name.lower() for name in catalogue.authserv_ids}
    evidence: list[Evidence] = []
    notes: list[str] = []
    verdicts: set[str] = set()
    for result in message.authentication:
        if result.authserv_id.lower() not in trusted_ids or not result.trusted_place:
            foreign = result.authserv_id.lower() not in trusted_ids
            where = "det är inte vår mejlserver" if foreign else "det står inte där vår mejlserver skriver"
            notes.append(f"{result.method}={result.result} från {result.authserv_id} räknas inte: {where}")
            continue
        evidence.append(_proof(result))
        if result.method == "dmarc":
            verdicts.add(_verdict(result, message.sender.domain, notes))
    if "fail" in verdicts:
        return "fail", evidence, notes
    if verdicts == {"pass"}:
        return "pass", evidence, notes
    return None, evidence, notes


def _verdict(result: AuthenticationResult, domain: str, notes: list[str]) -> str:
    """ "pass" only for the domain in From; "fail" whatever it was for; else "unknown"."""
    about = next(
        (value.lower().rpartition("@")[2] for name, value in result.properties if name == "header.from"), domain
    )
    if result.result == "fail":
        return "fail"
    if result.result == "pass" and domain and _stands_for(about, domain):
        return "pass"
    notes.append(f"dmarc={result.result} för {about} säger inget om avsändardomänen {domain or '(saknas)'}")
    return "unknown"


def _stands_for(about: str, domain: str) -> bool:
    """The very domain, or the organisation's domain above it (RFC 7489, 3.2); a top domain stands for nobody."""
    return about == domain or ("." in about and domain.endswith("." + about))


def _proof(result: AuthenticationResult) -> Evidence:
    properties = " ".join(f"{name}={value}" for name, value in result.properties)
    return Evidence(
        kind=EvidenceKind.SENDER,
        value=f"{result.method}={result.result}",
        quote=f"{result.authserv_id}: {result.method}={result.result} {properties}".strip(),
        page=None,
        span=None,
        rule="sender.authentication_results",
    )


def _shown_elsewhere(message: Message, catalogue: Catalogue) -> str | None:
    """A domain that the display name shows although the mail is from another: "registrator@taby.se" <x@stranger>."""
    own = message.sender.domain
    for match in _ADDRESS.finditer(message.sender.display_name.lower()):
        shown = match.group(1) or match.group(2)
        known = member_of(shown, catalogue)
        if match.group(1) and shown != own and not (known and known == member_of(own, catalogue)):
            return shown
        if known and known != member_of(own, catalogue):
            return shown
    return None


def _imitation(domain: str, copied: str | None, shown: str | None, catalogue: Catalogue) -> str:
    if copied:
        municipality = catalogue.municipality(copied)
        return f"domänen {domain} härmar {municipality.form if municipality else copied}"
    return f"avsändarens namn visar {shown}, men mejlet kommer från {domain}"


def _inner_strangers(message: Message, member: str | None, catalogue: Catalogue) -> tuple[str, ...]:
    """Domains of the authors of forwarded mails, enclosed at any depth or written out, that are not the forwarder's.

    What such a mail brings is that author's claim. Our own reminder, sent back with the answer, claims nothing.
    """
    enclosed = (message.forwarded_sender, *message.deeper_senders)
    domains = (*(inner.domain for inner in enclosed if inner and inner.address), *forwarded_domains(message))
    others = (domain for domain in dict.fromkeys(domains) if not is_own(domain, catalogue))
    return tuple(domain for domain in others if member is None or member_of(domain, catalogue) != member)


def _named(message: Message, member: str | None, outside: str | None, catalogue: Catalogue) -> list[Evidence]:
    found = []
    municipality = catalogue.municipality(member) if member else None
    name = municipality.name if municipality else outside or message.sender.domain
    for rule, address in (("sender.from", message.sender), ("sender.forwarded_from", message.forwarded_sender)):
        if address and address.address:
            shown = f"{address.display_name} <{address.address}>".strip()
            value = name if rule == "sender.from" else address.domain
            found.append(Evidence(kind=EvidenceKind.SENDER, value=value, quote=shown, page=None, span=None, rule=rule))
    return found
