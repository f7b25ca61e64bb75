"""The recommendation that the mail's own thread is about, for a document that names none itself.

A reply keeps our number in its subject ("SV: Rekommendation KSL/15/0016-5") while the extract says only "KSL:s
rekommendation antas". That is a hint and no proof: the person who replied may have taken any mail of ours to reply to.
"""

from __future__ import annotations

import re

from domain.catalogue import Catalogue
from domain.decision import Reading, ReadSection
from domain.evidence import PartKind
from domain.mail import Message

_NUMBER = re.compile(r"\bKSL[\s/-]{1,2}((?:20)?\d{2})\s?/\s?(\d{3,4})(?:\s?-\s?(\d{1,3}))?", re.IGNORECASE)
_SPEAKS_OF_ONE = re.compile(r"\bksl\b|storsthlm|rekommendation|kommunförbundet\s+stockholm", re.IGNORECASE)


def threaded(message: Message | None, catalogue: Catalogue) -> str | None:
    """The one recommendation that subject or body names; None when they name none or several."""
    if message is None:
        return None
    for said in (message.subject, message.body):
        named = {key for match in _NUMBER.finditer(said) if (key := _key(match.group(1), match.group(2)))}
        known = [r.diarienummer for r in catalogue.recommendations if _keys(r.diarienummer) & named]
        if known:
            return known[0] if len(known) == 1 else None
    return None


def _key(year: str, matter: str) -> tuple[str, str]:
    return year[-2:], matter.lstrip("0")


def _keys(diarienummer: str) -> set[tuple[str, str]]:
    return {_key(match.group(1), match.group(2)) for match in _NUMBER.finditer(diarienummer)}


def speaks_of_a_recommendation(reading: Reading, read: ReadSection) -> bool:
    """The paragraf's heading or decision speaks of a recommendation of ours, without saying which."""
    if reading.text is None:
        return False
    told = [part.span for part in read.section.parts if part.kind in {PartKind.HEADING, PartKind.DECISION}]
    return any(_SPEAKS_OF_ONE.search(reading.text.slice(span)) for span in told)
