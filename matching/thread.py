"""The recommendation that the mail's own thread is about, for a document that names none itself.

A reply keeps our number in its subject ("SV: Rekommendation KSL/15/0016-5") while the extract says only "KSL:s
rekommendation antas", or it answers our reminder by its Message-ID and has a subject of its own. That is a hint and no
proof: the person who replied may have taken any mail of ours to reply to. It says nothing of outcome or sender.
"""

from __future__ import annotations

import re

from domain.catalogue import Catalogue
from domain.decision import Reading, ReadSection
from domain.delivery import OurMail
from domain.evidence import Evidence, EvidenceKind, PartKind
from domain.mail import Message
from domain.swedish import MAIL_KINDS

_NUMBER = re.compile(r"\bKSL[\s/-]{1,2}((?:20)?\d{2})\s?/\s?(\d{3,4})(?:\s?-\s?(\d{1,3}))?", re.IGNORECASE)
_SPEAKS_OF_ONE = re.compile(r"\bksl\b|storsthlm|rekommendation|kommunförbundet\s+stockholm", re.IGNORECASE)


def threaded(message: Message | None, catalogue: Catalogue, answers: OurMail | None = None) -> str | None:
    """The one recommendation of subject or body and of our mail that is answered; None for none, or for several."""
    if message is None:
        return None
    told = _named(message, catalogue)
    ours = answers.recommendations if answers else ()
    if len(ours) != 1:
        return told
    return ours[0] if told in (None, ours[0]) else None


def thread_evidence(answers: OurMail | None, catalogue: Catalogue) -> tuple[Evidence, ...]:
    """A claim for each known recommendation that the mail of ours was about."""
    if answers is None:
        return ()
    quote = f"Svar på vårt mejl »{answers.subject}« till {answers.recipient} ({MAIL_KINDS[answers.kind]})"
    return tuple(
        Evidence(
            kind=EvidenceKind.THREAD, value=diarienummer, quote=quote, page=None, span=None, rule="thread.our_mail"
        )
        for diarienummer in answers.recommendations
        if catalogue.recommendation(diarienummer)
    )


def _named(message: Message, catalogue: Catalogue) -> str | None:
    for said in (message.subject, message.body):
        if known := named_in(said, catalogue):
            return known[0] if len(known) == 1 else None
    return None


def named_in(said: str, catalogue: Catalogue) -> tuple[str, ...]:
    """The known recommendations whose number stands there, in the catalogue's order."""
    named = _keys(said)
    return tuple(r.diarienummer for r in catalogue.recommendations if named and _keys(r.diarienummer) & named)


def _key(year: str, matter: str) -> tuple[str, str]:
    return year[-2:], matter.lstrip("0")


def _keys(said: str) -> set[tuple[str, str]]:
    return {_key(match.group(1), match.group(2)) for match in _NUMBER.finditer(said)}


def speaks_of_a_recommendation(reading: Reading, read: ReadSection) -> bool:
    """The paragraf's heading or decision speaks of a recommendation of ours, without saying which."""
    if reading.text is None:
        return False
    told = [part.span for part in read.section.parts if part.kind in {PartKind.HEADING, PartKind.DECISION}]
    return any(_SPEAKS_OF_ONE.search(reading.text.slice(span)) for span in told)
