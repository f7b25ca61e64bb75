"""An answer in plain words that also names the proposal it follows: where that proposal stands, it must say the same.

"Enligt förvaltningens förslag: Kommunstyrelsen antar överenskommelsen" over a proposal to decline it is no clear
answer, and "antar överenskommelsen enligt förvaltningens förslag" takes over the conditions of the proposal.
"""

from __future__ import annotations

from dataclasses import replace

from domain.document import DocumentText
from domain.evidence import Section
from parsers.decision_clause import Answer
from parsers.decision_items import Item, limits_of, one_answer
from parsers.decision_points import Point
from parsers.folding import pattern
from parsers.matter import Matter
from parsers.references import Referred, follow

_AS_PROPOSED = pattern(
    r"\b(?:enligt|i enlighet med|på förslag av|bifall till) (?P<by>[^,;:]{3,80}?(?:förslag|yrkande)\w*)"
)
_SAID = {Answer.ADOPT, Answer.SIGN, Answer.DECLINE}
_MAIN = {Answer.ADOPT, Answer.DECLINE, Answer.REFER_BACK, Answer.TABLE}
_MOST = 10


def compare(
    document: DocumentText, section: Section, points: list[Point], items: list[Item], matter: Matter
) -> list[Item]:
    """The items with the limits of the proposals they name; one that says otherwise than its proposal `clashes`."""
    lead: Referred | None = None
    named: dict[int, tuple[Referred | None, Referred | None]] = {}
    for point in points[:_MOST]:
        found = _named(document, section, point, matter)
        lead = found if point.lead.by else lead
        named[id(point)] = (None if point.lead.by else found, lead)
    return [_beside(item, *named.get(id(item.point), (None, lead))) for item in items]


def _named(document: DocumentText, section: Section, point: Point, matter: Matter) -> Referred | None:
    named = _AS_PROPOSED.search(point.whole)
    by = point.lead.by or (named.group("by") if named else "")
    quote = document.slice(point.view.span(0, len(point.whole)))
    return follow(document, section, by, quote, matter) if by else None


def _beside(item: Item, own: Referred | None, lead: Referred | None) -> Item:
    if item.answer not in _SAID or item.referred:
        return item
    proposed = [one_answer([v.answer for v in r.verdicts]) for r in (own, lead) if r]
    said = Answer.ADOPT if item.answer is Answer.SIGN else item.answer
    clashes = any(answer in _MAIN and answer is not said for answer in proposed)
    limits = tuple(limit for p in own.points for limit in limits_of(p)) if own and said is Answer.ADOPT else ()
    return replace(item, clashes=clashes, taken_over=limits)
