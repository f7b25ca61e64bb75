"""Whether a paragraf answers a member's motion or a citizen's proposal instead of our recommendation.

"Svar på motion om överenskommelse om samverkan": "Motionen avslås" declines a motion, and one *not* to adopt leans the
other way. Only a decision that adopts in words of its own beside it ("Motionen bifalls. Kommunen antar
överenskommelsen.") says where the municipality stands.
"""

from __future__ import annotations

import re

from domain.decision import Reading, ReadSection
from domain.evidence import Outcome, PartKind

_WORD = r"(?:(?:parti)?motion(?:en|er|erna|ens|s)?|(?:medborgar|ledamots|invånar|e-)förslag\w*|interpellation\w*)"
_PETITION = re.compile(rf"\b{_WORD}\b", re.IGNORECASE)
_HEADING = re.compile(
    rf"^[^\wåäö]*(?:§+\s*)?[\d:/.]*\W*(?:(?:svar|besvarande|behandling|yttrande|remiss|återremiss|angående|ang)\b[\s,.:-]*"
    rf"(?:på|av|över|med anledning av)?\s*)*(?:(?:en|inkommen|anmäld)\s+)?{_WORD}\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"(?<=[.;:])\s+|\n\s*(?=\S)|(?:,|\bsamt|\boch)\s+(?=att\b)|\bgenom\s+(?=att\b)|\bmed\s+att\b")
_ADOPTS = re.compile(
    r"\b(?:anta|antar|antas|antog\w*|godkänn\w*|ställ\w+\s+sig\s+bakom|anslut\w+|underteckna\w*|teckna\w*|ingå\w*|biträd\w*"
    r"|tillstyrk\w*)\b",
    re.IGNORECASE,
)
_REFUSES = re.compile(r"\b(?:inte|ej|avstå\w*|avböj\w*|avslå\w*)\b", re.IGNORECASE)
_ADOPTED = frozenset({Outcome.ADOPTED, Outcome.ADOPTED_WITH_CONDITIONS, Outcome.PARTLY_ADOPTED})


def answers_petition(reading: Reading, read: ReadSection, title: str = "") -> bool:
    """The paragraf is about a motion or the like, by heading or by the words that decide, and takes no other stand.

    `title` is what it is asked to answer: where that itself speaks of a motion, the motion is the matter.
    """
    if reading.text is None or _PETITION.search(title):
        return False
    document = reading.text
    spans = read.ruling.decides or ((read.ruling.quote_span,) if read.ruling.quote_span else ())
    decided = "\n".join(document.slice(span) for span in spans)
    heading = " ".join(document.slice(p.span) for p in read.section.parts if p.kind is PartKind.HEADING)
    headed = bool(_HEADING.match(read.section.title.strip() or heading.strip()))
    if not headed and not _PETITION.search(decided):
        return False
    own = [clause for clause in _CLAUSE.split(decided) if clause and not _PETITION.search(clause)]
    if read.ruling.outcome in _ADOPTED:
        return not any(_ADOPTS.search(clause) for clause in own)
    if headed:
        return True
    declined = read.ruling.outcome is Outcome.DECLINED
    return not any(_REFUSES.search(clause) for clause in own) if declined else not any(clause.strip() for clause in own)
