"""Which parts of a section are the meeting's own decision, and whether the section is a paper that decides nothing."""

from __future__ import annotations

from dataclasses import replace

from domain.document import DocumentText
from domain.evidence import DecisionBody, Part, PartKind, Section
from parsers.addressee import is_above
from parsers.bodies import ANY, body_of, rank
from parsers.decision_leads import Stance, heading_stance, read_lead
from parsers.folding import fold, pattern

_MEMORANDUM = pattern(
    r"^\W*(?:\S+ ){0,4}?(?:tjänste ?(?:skrivelse|utlåtande|udåtande)|kallelse|föredragningslista|promemoria"
    r"|beslutsförslag|pm|motion|(?:skriftligt |tilläggs|ändrings)?yrkande|reservation)\b"
)
_MINUTES = pattern(r"protokoll|delegation")
_TO_ABOVE = pattern(rf"(?:besluts)?förslag till (?P<to>{ANY})(?: beslut|s beslut)?")
_FOLLOWS = (
    r"(?:som följer|(?:enligt )?följande(?: beslut)?|(?:enligt|i enlighet med) (?:följande|nedan\w*)(?: förslag)?)"
)
_POINTS_ON = pattern(
    rf"(?:{ANY} )?(?:beslutar (?:att )?)?(?:(?:tillstyrker?|föreslår?|hemställer|förordar?|rekommenderar?)"
    rf"(?: hos| till)?(?: att)?(?: {ANY})?(?: att)?(?: (?:besluta[rt]?|fattar?))?(?: {_FOLLOWS})?"
    rf"|(?:lämnar?|avger?|överlämnar?) (?:följande|nedanstående) förslag(?: till {ANY})?"
    rf"|(?:tillstyrker|ställer sig bakom|godkänner) (?:följande|nedanstående) förslag(?: till {ANY})?"
    rf"|(?:överlämnar?|hänskjuter?) ärendet till {ANY} med (?:följande|nedanstående) förslag(?: till beslut)?)[.:]?"
)
# where anything else came of it the words that say so may stand under a heading that nobody knows
_TURNED = pattern(
    r"\b(?:återremi|bordlä?gg|bordlagt|avsl[åao]|avstyrk|utgår|utgick|skjuts|uppskj|dras|lyfts|vilande|avvakta|åtgärd)"
)
_DENIED = pattern(
    r"\b(?:inte|ej|icke|inget|nej|varken|förkast|avvis|avböj|avstå|motsätt|annat|senare|nästa|höst|utred)"
)
_HOW = {PartKind.PROCEDURE, PartKind.MOTION, PartKind.EARLIER}
_DECIDES = pattern(rf"\b(?P<actor>{ANY}) (?:har )?(?:beslutar|beslutade|beslöt|beslutat)\b")


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


def with_own_proposal(document: DocumentText, section: Section, meeting_body: DecisionBody | None) -> Section:
    """`section` with the proposal that is all it decides as its decision; unchanged where it decides otherwise.

    "Förslag till kommunfullmäktige" in kommunstyrelsens minutes, with no decision of another heading, is what
    kommunstyrelsen decided; so is what "Arbetsutskottet tillstyrker att kommunstyrelsen beslutar som följer" points at.
    """
    if meeting_body is None or section.paragraf is None:
        return section
    parts = [part for part in section.parts if document.slice(part.span).strip()]
    own = [part for part in parts if _goes_above(part, meeting_body)]
    decided = [part for part in parts if part.kind is PartKind.DECISION]
    if len(own) != 1 or not all(_points_on(document, part, own[0]) for part in decided):
        return section
    if any(_may_turn(document, part) for part in parts if part not in own):
        return section
    told = (body_of(m.group("actor")) for m in _DECIDES.finditer(" ".join(fold(document.slice(own[0].span)).split())))
    if meeting_body in told:  # "Kommunstyrelsen beslutar" below it, as a heading that is none to us
        return section
    kinds = dict.fromkeys(decided, PartKind.BACKGROUND) | {own[0]: PartKind.DECISION}
    return replace(section, parts=tuple(replace(part, kind=kinds.get(part, part.kind)) for part in section.parts))


def _may_turn(document: DocumentText, part: Part) -> bool:
    """Whether a part beside the proposal may tell that it was not made as it stands."""
    words = fold(document.slice(part.span))
    return bool(_TURNED.search(words) or (part.kind in _HOW and _DENIED.search(words)))


def _goes_above(part: Part, body: DecisionBody) -> bool:
    """A proposal whose heading says that it goes to a higher body than `body`, and of nobody else's."""
    match = _TO_ABOVE.fullmatch(" ".join(fold(part.heading).split()))
    return part.kind is PartKind.PROPOSAL and match is not None and is_above(body_of(match.group("to")), body)


def _points_on(document: DocumentText, part: Part, proposal: Part) -> bool:
    """Whether a decision says no more than that the proposal right below it is made."""
    below = not document.text[part.span.end : proposal.span.start].replace(proposal.heading, "").strip(" \n:")
    return below and bool(_POINTS_ON.fullmatch(" ".join(fold(document.slice(part.span)).split())))


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
