"""Which parts of a section are the meeting's own decision, and whether the section is a paper that decides nothing."""

from __future__ import annotations

from domain.document import DocumentText
from domain.evidence import DecisionBody, Part, PartKind, Section
from parsers.addressee import is_above
from parsers.bodies import rank
from parsers.decision_leads import Stance, heading_stance, read_lead
from parsers.folding import fold, pattern

_MEMORANDUM = pattern(
    r"^\W*(?:\S+ ){0,4}?(?:tjänste ?(?:skrivelse|utlåtande|udåtande)|kallelse|föredragningslista|promemoria"
    r"|beslutsförslag|pm|motion|(?:skriftligt |tilläggs|ändrings)?yrkande|reservation)\b"
)
_MINUTES = pattern(r"protokoll|delegation")


def decision_parts(document: DocumentText, section: Section, meeting_body: DecisionBody | None) -> list[Part]:
    """The decision parts that are this meeting's own: an utskott's proposal in kommunstyrelsens minutes is not."""
    parts = [p for p in section.parts if p.kind is PartKind.DECISION and document.slice(p.span).strip()]
    if meeting_body is None:
        return parts
    own = []
    for part in parts:
        stance = heading_stance(part.heading)
        if stance.actor and rank(stance.actor) < rank(meeting_body) and stance.actor is not DecisionBody.DELEGATE:
            continue
        own.append(part)
    if any(heading_stance(part.heading).own_part for part in own):
        own = [*(p for p in section.parts if _is_own_proposal(document, p, meeting_body)), *own]
    return own


def _is_own_proposal(document: DocumentText, part: Part, body: DecisionBody) -> bool:
    """What the body proposes to a higher one is the answer, beside a decision "för egen del" that only carries it out.

    "Kommunstyrelsen föreslår kommunfullmäktige besluta: Ekerö kommun antar ..." above "Kommunstyrelsen beslutar för
    egen del: kontoret får i uppdrag att underrätta KSL".
    """
    if part.kind is not PartKind.PROPOSAL:
        return False
    words = " ".join(fold(f"{document.slice(part.span)[:200]}").split())
    stance = read_lead(words, Stance()).stance
    return stance.proposes and stance.actor is body and is_above(stance.to, body)


def is_memorandum(document: DocumentText, section: Section) -> bool:
    """A tjänsteskrivelse has a heading "Beslut" too, but decides nothing.

    Without a paragraf, a heading and the word protokoll, a line "Kommunstyrelsen beslutar" can be anybody's wish.
    """
    if section.paragraf is not None:
        return False
    head = " ".join(fold(document.text[section.span.start : section.span.start + 300]).split())
    if _MINUTES.search(head):
        return False
    headed = any(part.kind is PartKind.DECISION and part.heading for part in section.parts)
    return not headed or bool(_MEMORANDUM.match(head))
